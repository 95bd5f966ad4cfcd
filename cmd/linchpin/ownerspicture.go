package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// ownersPicture are the flags by which ownership is drawn.
type ownersPicture struct {
	path    string
	timeout time.Duration
}

func (o *ownersPicture) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.path, "draw", "", "draw ownership as a tree with shares to this file: svg, png, pdf or dot by its ending")
	cmd.Flags().DurationVar(&o.timeout, "timeout", time.Minute, "of --draw: how long the layout may take")
}

func (o *ownersPicture) check(cmd *cobra.Command, out outputOptions) error {
	if err := checkPicture(cmd, o.path, drawFormats); err != nil {
		return err
	}
	if o.path == "" && cmd.Flags().Changed("timeout") {
		return usagef("--timeout goes with --draw")
	}
	return checkOutputs(cmd, out.force, out.path, o.path)
}

// treeLayout puts owners above what they own.
const treeLayout = diagram.Layout("dot")

// draw draws who owns what.
func (o *ownersPicture) draw(q *ownersQuestion, h report.Heading, r report.MoneyOwners) (text []byte, undrawn []string, err error) {
	t := newOwnersTree(q, r)
	c := t.chart
	c.Bent, c.Lines = true, ownersLines
	outlined := "asked about"
	if q.hidden {
		outlined = "an owner in common"
	}
	c.Title, c.Lead, c.Notes = h.Case+": "+strings.ToLower(h.Title), h.Lead, append(chartNotes(h), h.Asked, "owners stand above what they own; in a circle an arrow leads back; outlined: "+outlined)
	if t.unnamed > 0 {
		c.Notes = append(c.Notes, "people whom a role or age protects are not named")
	}
	if formatOf(o.path) == "dot" {
		return []byte(c.DOT(treeLayout)), nil, nil
	}
	if err := advise(checkSize(treeLayout, formatOf(o.path), len(c.Items)), ownersAdvice); err != nil {
		return nil, nil, err
	}
	placer, err := newPlacer(o.timeout)
	if err != nil {
		return nil, nil, err
	}
	picture, err := placer.Draw(q.cmd.Context(), c, treeLayout)
	if err != nil {
		return nil, nil, advise(err, ownersAdvice)
	}
	return encode(picture, formatOf(o.path))
}

// ownersLines are what the lines of ownership mean.
var ownersLines = map[graph.Certainty]string{graph.Confirmed: "owns so much", graph.Tentative: "share not recorded, or held through others; or an office"}

const ownersAdvice = "name fewer companies, or write dot"

// An ownersTree gathers what is drawn of ownership.
type ownersTree struct {
	*ownersQuestion
	chart   diagram.Chart
	places  map[int]int // of entities in the chart
	said    map[said]bool
	unnamed int
}

func newOwnersTree(q *ownersQuestion, r report.MoneyOwners) *ownersTree {
	t := &ownersTree{ownersQuestion: q, places: map[int]int{}, said: map[said]bool{}}
	for k, asset := range q.assets {
		if t.hides(asset) {
			continue
		}
		t.mark(asset)
		t.stakes(q.ownership.Pyramid(asset))
		for i := range q.owners[k] {
			o := &q.owners[k][i]
			if t.hides(o.Entity) {
				continue // and so is the share that this one has
			}
			t.stakes(o.Ways)
			t.offices(o.Offices)
			t.effective(o, asset)
		}
	}
	for i := range r.Assets {
		if at, there := t.view.Index(r.Assets[i].Asset.ID); there && !t.hides(at) {
			t.below(at, r.Assets[i].Beside()...)
		}
	}
	for _, c := range q.common {
		if t.hides(c.Owner) {
			continue
		}
		t.mark(c.Owner)
		for _, a := range c.Assets {
			t.stakes(a.Ways)
			t.stakes(q.ownership.Circle(a.Asset))
			t.below(a.Asset, a.Share.String()+" in all")
		}
	}
	t.turnCircles()
	t.alone(r)
	return t
}

func (t *ownersTree) mark(entity int) { t.chart.Items[t.item(entity)].Mark = true }

// below writes lines under a name.
func (t *ownersTree) below(entity int, lines ...string) {
	item := &t.chart.Items[t.item(entity)]
	item.Below = append(item.Below, lines...)
}

// turnCircles puts what was asked about below the others of its circles: a layout in layers
// takes stakes that lead back up for the other way round.
func (t *ownersTree) turnCircles() {
	entities, depth := make([]int, len(t.places)), make([]int, len(t.places)) // by place; steps above what was asked about
	for entity, at := range t.places {
		entities[at], depth[at] = entity, -1
	}
	var queue []int
	for _, asset := range t.assets {
		if at, there := t.places[asset]; there {
			depth[at] = 0
			queue = append(queue, at)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, l := range t.chart.Links {
			if l.To == queue[0] && depth[l.From] < 0 {
				depth[l.From] = depth[l.To] + 1
				queue = append(queue, l.From)
			}
		}
	}
	for k := range t.chart.Links {
		l := &t.chart.Links[k]
		l.Up = depth[l.From] < depth[l.To] && slices.Contains(t.ownership.Loop(entities[l.To]), entities[l.From])
	}
}

func (t *ownersTree) hides(entity int) bool { return t.redactor.Hides(t.view.Entity(entity)) }

// alone draws what was asked for by name and may not be told of as an asset without a recorded
// owner: apart from where it may stand, unnamed, in the chains of others.
func (t *ownersTree) alone(r report.MoneyOwners) {
	for k, asset := range t.assets {
		if e := t.view.Entity(asset); t.hides(asset) {
			t.chart.Items = append(t.chart.Items, diagram.Item{Label: e.Name(), Below: r.Assets[k].Beside(), Kind: e.Kind, Size: .3, Mark: true})
		}
	}
}

// item returns the place of an entity in the chart, and adds it.
func (t *ownersTree) item(entity int) int {
	if at, there := t.places[entity]; there {
		return at
	}
	e := t.view.Entity(entity)
	label, hidden := t.redactor.Label(e)
	if hidden {
		t.unnamed++
	}
	t.places[entity] = len(t.chart.Items)
	t.chart.Items = append(t.chart.Items, diagram.Item{Label: label, Kind: e.Kind, Size: .3})
	return t.places[entity]
}

// effective writes under an owner's name what of an asset is the owner's in all, along every
// chain, and whether the owner controls it.
func (t *ownersTree) effective(o *money.Owner, asset int) {
	if _, there := t.places[o.Entity]; !there || t.redactor.Hides(t.view.Entity(o.Entity)) {
		return
	}
	of := "in all"
	if len(t.assets) > 1 {
		name, _ := t.redactor.Label(t.view.Entity(asset))
		of = "of " + name
	}
	defer func() {
		if o.Beneficial && len(t.assets) == 1 {
			t.below(o.Entity, "beneficial owner")
		}
	}()
	switch share := o.Share.String() + " " + of; {
	case o.Share.Hi > 0 && o.Control == money.Controls:
		t.below(o.Entity, share, "with control")
	case o.Share.Hi > 0:
		t.below(o.Entity, share)
	case o.Control == money.Controls:
		t.below(o.Entity, "control "+of)
	}
}

func (t *ownersTree) stakes(ways []money.Stake) {
	for _, s := range ways {
		if t.hides(s.Owner) && t.view.Entity(s.Owner).Kind == graph.Person {
			continue
		}
		label := "? %"
		if s.Stated || s.Share.Exact() {
			label = s.Share.String()
		}
		if s.Declared {
			label += ", indirectly"
		}
		certainty := graph.Confirmed
		if !s.Stated && !s.Share.Exact() || s.Declared {
			certainty = graph.Tentative
		}
		t.link(s.Owner, s.Asset, label, certainty)
	}
}

func (t *ownersTree) offices(offices []money.Office) {
	for _, o := range offices {
		if t.hides(o.Party) {
			continue
		}
		t.link(o.Party, o.Subject, o.Role.String(), graph.Tentative)
	}
}

// link draws a line from one to another; what else it is to it is written beside it.
func (t *ownersTree) link(from, to int, label string, certainty graph.Certainty) {
	a, b := t.item(from), t.item(to)
	if t.said[said{a, b, label}] {
		return
	}
	t.said[said{a, b, label}] = true
	for i := range t.chart.Links {
		if l := &t.chart.Links[i]; l.From == a && l.To == b {
			l.Label += "; " + label
			return
		}
	}
	t.chart.Links = append(t.chart.Links, diagram.Link{From: a, To: b, Forward: true, Certainty: certainty, Weight: .1, Label: label})
}

// said is what is written on the line from one item to another.
type said struct {
	from, to int
	label    string
}
