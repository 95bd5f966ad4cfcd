package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/report"
)

// planPicture are the flags by which a plan is drawn, before and after.
type planPicture struct {
	path    string
	layout  diagram.Layout // "": by the size of the view
	timeout time.Duration
}

func (o *planPicture) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.path, "draw", "", "draw the network before and after to this file: svg, png, pdf or dot by its ending")
	flags.TextVar(&o.layout, "layout", diagram.Layout(""), "of --draw: fdp, dot, neato, sfdp, twopi or circo (default: by the size of the view)")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "of --draw: how long the layout may take")
}

// check finds wrong flags before any work is done.
func (o *planPicture) check(cmd *cobra.Command) error {
	for _, name := range []string{"layout", "timeout"} {
		if o.path == "" && cmd.Flags().Changed(name) {
			return usagef("--%s goes with --draw", name)
		}
	}
	return checkPicture(cmd, o.path, drawFormats)
}

const readableByForce = 400 // entities up to which fdp is the layout

// choose takes a layout for a view, and refuses a picture too large for it, or in which few
// people withheld could be counted, before anything is searched for.
func (o *planPicture) choose(q *planQuestion) error {
	if o.path == "" {
		return nil
	}
	if report.FewWithheld(q.view, q.may) {
		return errors.New("--draw: fewer than 5 people of this view could not be on a target list, and in a picture they could be counted; widen the view, or leave --draw away")
	}
	entities := q.view.Len()
	if o.layout == "" {
		o.layout = "sfdp"
		if entities <= readableByForce {
			o.layout = "fdp"
		}
	}
	return advise(checkSize(o.layout, formatOf(o.path), entities), planAdvice)
}

const planAdvice = "narrow the view, give --layout sfdp or a longer --timeout, write dot, or leave --draw away"

// draw draws a plan.
func (o *planPicture) draw(q *planQuestion, plan dismantle.Plan, r report.Plan) (text []byte, undrawn []string, err error) {
	before, after := q.panels(plan, r)
	if formatOf(o.path) == "dot" {
		return []byte(after.Chart.DOT(o.layout)), nil, nil
	}
	placer, err := newPlacer(o.timeout)
	if err != nil {
		return nil, nil, err
	}
	picture, err := placer.DrawBeside(q.cmd.Context(), before, after, o.layout)
	if err != nil {
		return nil, nil, advise(err, planAdvice)
	}
	return encode(picture, formatOf(o.path))
}

// panels are the network before a plan, and what is left, or seen.
func (q *planQuestion) panels(plan dismantle.Plan, r report.Plan) (before, after diagram.Panel) {
	redactor := report.NewPictureRedactor(q.whole, q.safeguard)
	c := diagram.FromView(q.view, q.rankings[0].Values)
	q.nameOnlyEligible(&c, redactor)
	c, places := c.NamedFirst()
	team := make([]int, len(plan.Team))
	for k, i := range plan.Team {
		team[k] = places[i]
	}
	before.Chart = c.Numbered(team)
	if q.objective == dismantle.Reach {
		before.Caption, after.Caption = "The network, the team marked", fmt.Sprintf("Within %s of the team: %g of %d", counted(q.ties, "tie"), r.After, q.view.Len())
		after.Chart = c.Seen(team, q.ties)
	} else {
		before.Caption, after.Caption = fmt.Sprintf("Before: %.9g %s", r.Before, q.about()), fmt.Sprintf("Without the %d numbered: %.9g of %.9g", len(team), r.After, r.Before)
		after.Chart = c.Split(team)
	}
	top, h := &after.Chart, r.Heading.Redacted(redactor)
	top.Title, top.Lead, top.SizeBy = fmt.Sprintf("%s: %s", baseTitle(h), strings.ToLower(h.Title)), h.Lead, "betweenness before"
	if waves := r.WavesText(); waves != "" {
		after.Chart.Order = fmt.Sprintf("taken out, in this order, in %s", counted(len(r.Waves), "wave"))
		h.Notes = append(slices.Clone(h.Notes), waves)
	}
	top.Notes = append(chartNotes(h), "asked: "+h.Asked, "only who could be on a target list is named, and nothing that hangs on anybody else; "+r.Withheld+" people could not")
	return before, after
}

// nameOnlyEligible takes away the names of all people but those who could be on a target
// list, of what hangs on anybody else or is named for them, and what is said of their ties.
func (q *planQuestion) nameOnlyEligible(c *diagram.Chart, redactor *report.Redactor) {
	for i := range c.Items {
		if redactor.Hides(q.view.Entity(i)) {
			c.Items[i].Label = ""
		}
	}
	for k, l := range c.Links {
		if c.Items[l.From].Label == "" || c.Items[l.To].Label == "" {
			c.Links[k].Label = ""
		}
	}
	for g := range c.Groups {
		c.Groups[g] = redactor.Text(c.Groups[g], "a gang not named here")
	}
}
