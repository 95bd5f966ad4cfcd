package main

import (
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
func (o *ownersPicture) draw(q *ownersQuestion, h report.Heading) (text []byte, undrawn []string, err error) {
	t := newOwnersTree(q)
	c := t.chart
	c.Bent = true
	c.Title, c.Lead, c.Notes = h.Case+": "+strings.ToLower(h.Title), h.Lead, append(chartNotes(h), h.Asked, "owners stand above what they own; dashed: no share is recorded, or directors and stated control")
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

const ownersAdvice = "name fewer companies, or write dot"

// An ownersTree gathers what is drawn of ownership.
type ownersTree struct {
	*ownersQuestion
	chart   diagram.Chart
	places  map[int]int // of entities in the chart
	said    map[said]bool
	unnamed int
}

func newOwnersTree(q *ownersQuestion) *ownersTree {
	t := &ownersTree{ownersQuestion: q, places: map[int]int{}, said: map[said]bool{}}
	for k, asset := range q.assets {
		if t.hides(asset) {
			continue
		}
		at := t.item(asset)
		t.chart.Items[at].Mark = true
		for i := range q.owners[k] {
			o := &q.owners[k][i]
			if t.hides(o.Entity) {
				continue // and so is the share that this one has
			}
			t.stakes(o.Ways)
			t.offices(o.Offices)
			if at, there := t.places[o.Entity]; there && len(o.Ways) > 0 && o.Share.Hi > 0 {
				t.effective(at, o.Share, t.view.Entity(asset).Name()) // which may be named
			}
		}
	}
	for _, c := range q.common {
		if t.hides(c.Owner) {
			continue
		}
		t.chart.Items[t.item(c.Owner)].Mark = true
		for _, a := range c.Assets {
			t.stakes(a.Ways)
			t.effective(t.item(a.Asset), a.Share, "")
		}
	}
	t.alone()
	return t
}

func (t *ownersTree) hides(entity int) bool { return t.redactor.Hides(t.view.Entity(entity)) }

// alone draws what was asked for by name and may not be told of as an asset without a recorded
// owner: apart from where it may stand, unnamed, in the chains of others.
func (t *ownersTree) alone() {
	for _, asset := range t.assets {
		if e := t.view.Entity(asset); t.hides(asset) {
			t.chart.Items = append(t.chart.Items, diagram.Item{Label: e.Name(), Kind: e.Kind, Size: .3, Mark: true})
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

// effective writes a share below a name: that of an owner, or in an asset.
func (t *ownersTree) effective(at int, s money.Share, asset string) {
	text := s.String()
	if asset != "" && len(t.assets) > 1 {
		text += " of " + asset
	} else if asset != "" {
		text += " in all"
	}
	t.chart.Items[at].Label += ", " + text
}

func (t *ownersTree) stakes(ways []money.Stake) {
	for _, s := range ways {
		if t.hides(s.Owner) && t.view.Entity(s.Owner).Kind == graph.Person {
			continue
		}
		label := "?"
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

// link draws one line between two, with two arrows where each is a part of the other; what
// else joins them is written beside it.
func (t *ownersTree) link(from, to int, label string, certainty graph.Certainty) {
	a, b := t.item(from), t.item(to)
	if t.said[said{a, b, label}] {
		return
	}
	t.said[said{a, b, label}] = true
	for i := range t.chart.Links {
		switch l := &t.chart.Links[i]; {
		case l.From == a && l.To == b:
			l.Label += "; " + label
			return
		case l.From == b && l.To == a:
			l.Back = true
			l.Label += ", back " + label
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
