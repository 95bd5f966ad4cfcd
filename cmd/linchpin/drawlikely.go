package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/report"
)

// mostSupposed is how many ties that no record gives a picture shows: more would hide what is recorded.
const mostSupposed = 100

func (o *drawOptions) checkLikely() error {
	switch {
	case o.likely < 0 || o.likely > mostSupposed:
		return usagef("--likely %d: want a number from 0 to %d", o.likely, mostSupposed)
	case o.likely > 0 && o.aggregate:
		return usagef("--likely is of ties between entities: leave it out with --aggregate")
	}
	return nil
}

// suppose adds ties to look for to a chart of the view: enough of them that some are left in any part
// of it. None is of somebody whom a role or age protects, unless these are named.
func (d *drawn) suppose(cmd *cobra.Command, c diagram.Chart) (diagram.Chart, error) {
	if d.likely == 0 {
		return c, nil
	}
	const forAnyPart = 10_000
	found, err := protection.FindLikelyTies(cmd.Context(), d.view, protection.LikelyOptions{Most: forAnyPart})
	if errors.Is(err, protection.ErrTooFewTies) {
		return c, fmt.Errorf("%w; leave out --likely", err)
	}
	if err != nil {
		return c, err
	}
	redactor := report.NewRedactor(d.whole, d.safeguard)
	shielded := func(i int) bool { return !d.named && redactor.Hides(d.view.Entity(i)) }
	var ties []diagram.Link
	for _, t := range found.Ties {
		if !shielded(t.From) && !shielded(t.To) {
			ties = append(ties, diagram.Link{From: t.From, To: t.To, Label: fmt.Sprintf("%.0f %%", 100*t.Probability)})
		}
	}
	return c.Suppose(ties), nil
}

// supposed leaves the likeliest of a part, and notes what they are.
func (d *drawn) supposed(part diagram.Chart, notes []string) (diagram.Chart, []string) {
	if d.likely == 0 {
		return part, notes
	}
	part, n := part.Fewer(d.likely)
	if n == 0 {
		return part, append(notes, "no pair that is drawn is likely to be tied beyond what is recorded")
	}
	note := fmt.Sprintf("dotted in blue: the %s that no record gives and that %s most likely to be there; leads to check, never facts", counted(n, "tie"), map[bool]string{true: "is", false: "are"}[n == 1])
	return part, append(notes, note)
}
