package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

const (
	leastShown    = .03 // score from which an official is in a network where nobody is named
	mostTerminals = 10
)

// network finds, shows and draws the smallest part of the case that explains how gangs reach officials.
func (o *protectionOptions) network(cmd *cobra.Command, h report.Heading, v *graph.View, g safeguarded, found protection.Shields, shown report.ShieldOptions) error {
	gangs, officials := o.terminals(v, found, shown)
	if len(gangs) == 0 || len(officials) == 0 {
		return fmt.Errorf("--network: no official of this view has a lead of %g or more to a gang; name one with --official", leastShown)
	}
	var n protection.Network
	err := newProgress(cmd, "network").during(func() (err error) {
		n, err = protection.FindNetwork(cmd.Context(), v, gangs, officials)
		return err
	})
	if err != nil {
		return err
	}
	h.Title, h.Asked = "How gangs reach officials", fmt.Sprintf("the smallest network of %s and %s", counted(len(gangs), "gang"), counted(len(officials), "official"))
	if o.picture.path != "" {
		text, undrawn, err := o.drawNetwork(cmd, h, v, g, n)
		if err != nil {
			return err
		}
		if err := writeResult(cmd, o.picture.path, o.out.force, text); err != nil {
			return err
		}
		warnUndrawn(cmd, o.picture.path, undrawn)
	}
	return o.out.write(cmd, report.NewNetwork(h, v, n, g.whole, g.safeguard))
}

// terminals are the gangs and officials of a network: those named, or else all gangs and the officials with
// the highest scores.
func (o *protectionOptions) terminals(v *graph.View, found protection.Shields, shown report.ShieldOptions) (gangs, officials []int) {
	for i := range v.Len() {
		if id := v.ID(i); v.Entity(i).Kind == graph.Gang && (shown.Gang == "" || id == shown.Gang) {
			gangs = append(gangs, i)
		}
	}
	if shown.Official != "" {
		i, _ := v.Index(shown.Official)
		return gangs, []int{i}
	}
	for _, one := range found.Officials {
		score := one.Score
		if shown.Gang != "" {
			score = 0
			for _, s := range one.Gangs {
				if v.ID(s.Gang) == shown.Gang {
					score = s.Score
				}
			}
		}
		if score >= leastShown && len(gangs)+len(officials) < mostTerminals {
			officials = append(officials, one.Official)
		}
	}
	slices.Sort(officials)
	return gangs, officials
}

// drawNetwork draws a network, its officials marked.
func (o *protectionOptions) drawNetwork(cmd *cobra.Command, h report.Heading, v *graph.View, g safeguarded, n protection.Network) ([]byte, []string, error) {
	part, err := networkView(v, n)
	if err != nil {
		return nil, nil, err
	}
	c := diagram.FromView(part, nil)
	for i := range c.Items {
		at, _ := v.Index(part.ID(i))
		c.Items[i].Mark = slices.Contains(n.Officials, at)
	}
	notes := append(chartNotes(h), "the surest ties that join them; officials are marked")
	if unname(&c, part, g) {
		notes = append(notes, "people whom a role or age protects are not named")
	}
	c.Title, c.Lead, c.Notes, c.Groups = fmt.Sprintf("%s: how gangs reach officials", h.Case), h.Lead, notes, nil
	for i := range c.Items {
		c.Items[i].Group = 0
	}
	draw := drawOptions{layout: o.picture.layout, format: o.picture.format(), timeout: o.picture.timeout}
	if draw.layout == "" {
		draw.layout = "neato"
	}
	return draw.draw(cmd, c)
}

// networkView is a view of just the facts of a network.
func networkView(v *graph.View, n protection.Network) (*graph.View, error) {
	facts := &graph.Network{Sources: v.Facts().Sources}
	in := map[graph.EntityID]bool{}
	for _, t := range n.Ties {
		for _, f := range t.Facts {
			facts.Ties = append(facts.Ties, *f)
			in[f.From], in[f.To] = true, true
		}
	}
	for i := range v.Len() {
		if e := v.Entity(i); in[e.ID] {
			facts.Entities = append(facts.Entities, *e)
		}
	}
	facts.Normalise()
	return graph.NewView(facts, graph.ViewOptions{Lens: graph.Whole})
}
