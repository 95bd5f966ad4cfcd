package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type targetsOptions struct {
	view            viewOptions
	out             outputOptions
	measure         measureOptions
	sure            certaintyOptions
	by              string
	top             int
	purpose, reason string
}

func newTargetsCmd() *cobra.Command {
	var o targetsOptions
	cmd := &cobra.Command{
		Use:   "targets CASE",
		Short: "Draw up a target list: a lead for those who decide",
		Long: `Draw up a list of people to whom lawful steps may be put before those who decide,
ordered by a measure of the view. Only who is suspect or convicted in some record
can be on it; victims, witnesses, informants, minors and people of unknown role
never are, and the list says only how many were withheld. Purpose and reason are
asked for and logged.`,
		Example: `  linchpin targets harbour.case --by betweenness --top 10 --purpose "operation plan" --reason OP-7
  linchpin targets harbour.case --format html --output targets.html --purpose "operation plan" --reason OP-7`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runTargets(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	o.measure.addFlags(cmd)
	o.sure.addFlags(cmd)
	cmd.Flags().StringVar(&o.by, "by", "betweenness", "the measure that orders the list: "+measureNames())
	cmd.Flags().IntVarP(&o.top, "top", "k", 10, "how many to list")
	cmd.Flags().StringVar(&o.purpose, "purpose", "", "what the list is for; asked for when not given")
	cmd.Flags().StringVar(&o.reason, "reason", "", "the order, case or person that asked for it; asked for when not given")
	return cmd
}

// check finds wrong flags before any work is done, and returns the measure.
func (o *targetsOptions) check(cmd *cobra.Command) ([]central.Measure, error) {
	if o.top < 1 {
		return nil, usagef("--top %d: want at least 1", o.top)
	}
	measures, err := parseMeasures([]string{o.by})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(o.measure.check(), o.sure.check(), checkNames(cmd, "near")); err != nil {
		return nil, err
	}
	return measures, o.measure.checkFlags(cmd, measures, &o.sure)
}

func runTargets(cmd *cobra.Command, name string, o *targetsOptions) error {
	measures, err := o.check(cmd)
	if err != nil {
		return err
	}
	o.purpose, o.reason = strings.TrimSpace(o.purpose), strings.TrimSpace(o.reason)
	if o.purpose == "" {
		if o.purpose, err = ask(cmd, "what is the list for", "purpose"); err != nil {
			return err
		}
	}
	if o.reason == "" {
		if o.reason, err = ask(cmd, "on whose order or in which case", "reason"); err != nil {
			return err
		}
	}
	entry := store.Entry{Purpose: o.purpose, Reason: o.reason, Asked: fmt.Sprintf("first %d by %s", o.top, o.by)}
	return withSafeguard(cmd, name, &o.view, entry, func(s store.Store, v *graph.View, g safeguarded) error {
		if len(o.view.broken) > 0 {
			return fmt.Errorf("no list is drawn up, because whom a missing row protects is not known: %s", brokenNote(o.view.broken))
		}
		options, err := o.measure.options(cmd, s, name, v, o.sure.seed)
		if err != nil {
			return err
		}
		scores, err := computeAll(cmd, measures, v, options)
		if err != nil {
			return err
		}
		eligible := report.Eligible(v, g.safeguard)
		ranks, notes, err := o.measure.ranks(cmd, &o.sure, measures[0], v, options, o.top, eligible)
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Purpose, h.Reason = "Proposed targets", o.purpose, o.reason
		h.Asked = strings.Join(append(measureWords(v, measures, options, eligible), first(o.top)), "; ")
		h.Notes = append(h.Notes, notes...)
		list := report.TargetOptions{Top: o.top, On: o.view.day(), Whole: g.whole, Safeguard: g.safeguard, Sure: ranks}
		return o.out.write(cmd, report.NewTargetList(h, v, scores[0], list))
	})
}
