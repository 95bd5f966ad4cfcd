package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
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

func (o *planPicture) format() string { return strings.TrimPrefix(filepath.Ext(o.path), ".") }

func (o *planPicture) check() error {
	if o.path != "" && !slices.Contains(drawFormats, o.format()) {
		return usagef("--draw %s: want a file that ends in one of .%s", o.path, strings.Join(drawFormats, " ."))
	}
	return nil
}

const readableByForce = 400 // entities up to which fdp is the layout

// choose takes a layout for so many entities, and refuses a picture too large for it
// before anything is searched for.
func (o *planPicture) choose(entities int) error {
	if o.path == "" {
		return nil
	}
	if o.layout == "" {
		o.layout = "sfdp"
		if entities <= readableByForce {
			o.layout = "fdp"
		}
	}
	if o.format() == "dot" {
		return nil
	}
	return o.layout.CheckSize(entities)
}

// draw draws a plan.
func (o *planPicture) draw(q *planQuestion, plan dismantle.Plan, r report.Plan) ([]byte, error) {
	c := diagram.FromView(q.view, q.spread)
	q.nameOnlyEligible(&c)
	before := c.Numbered(plan.Team)
	after, captions := o.after(q, c, plan, r)
	after.Title, after.Lead, after.SizeBy = fmt.Sprintf("%s: %s", baseTitle(r.Heading), strings.ToLower(r.Heading.Title)), r.Heading.Lead, "betweenness before"
	after.Notes = append(chartNotes(r.Heading), "asked: "+r.Heading.Asked, "only who could be on a target list is named; "+r.Withheld+" people could not")
	if o.format() == "dot" {
		return []byte(after.DOT(o.layout)), nil
	}
	placer, err := newPlacer(o.timeout)
	if err != nil {
		return nil, err
	}
	picture, err := placer.DrawBeside(q.cmd.Context(), diagram.Panel{Chart: before, Caption: captions[0]}, diagram.Panel{Chart: after, Caption: captions[1]}, o.layout)
	if err != nil {
		return nil, err
	}
	return encode(q.cmd, picture, o.format())
}

// after is the chart of what is left, or seen, and what stands above the two.
func (o *planPicture) after(q *planQuestion, c diagram.Chart, plan dismantle.Plan, r report.Plan) (diagram.Chart, [2]string) {
	if q.objective == dismantle.Reach {
		captions := [2]string{"The network, the team marked", fmt.Sprintf("Within %s of the team: %g of %d", counted(q.ties, "tie"), r.After, q.view.Len())}
		return c.Seen(plan.Team, q.ties), captions
	}
	return c.Split(plan.Team), [2]string{
		fmt.Sprintf("Before: %.9g %s", r.Before, q.about()),
		fmt.Sprintf("Without the %d numbered: %.9g of %.9g", len(plan.Team), r.After, r.Before)}
}

// nameOnlyEligible takes away the names of all people but those who could be on a target
// list, of what people have, and of what is named for somebody protected.
func (q *planQuestion) nameOnlyEligible(c *diagram.Chart) {
	redactor := report.NewRedactor(q.whole, q.safeguard)
	for i := range c.Items {
		if e := q.view.Entity(i); e.Kind != graph.Person || !q.may[i] {
			c.Items[i].Label = report.PlanName(e, q.may[i], redactor)
		}
	}
	for g := range c.Groups {
		c.Groups[g] = redactor.Text(c.Groups[g], "a gang not named here")
	}
}
