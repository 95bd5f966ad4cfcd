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
	view    viewOptions
	out     outputOptions
	measure measureOptions
	sure    certaintyOptions
	why     purposeOptions
	by      string
	top     int
	plan    string
	sets    setOptions
}

func newTargetsCmd() *cobra.Command {
	var o targetsOptions
	cmd := &cobra.Command{
		Use:   "targets CASE",
		Short: "Draw up a target list: a lead for those who decide",
		Long: `Draw up a list of people to whom lawful steps may be put before those who decide,
ordered by a measure of the view, or the team of a plan (--plan), re-checked against
the case as it is now. Only who is suspect or convicted in some record
can be on it; victims, witnesses, informants, minors and people of unknown role
never are, and the list says only how many were withheld. Purpose and reason are
asked for and logged.`,
		Example: `  linchpin targets harbour.case --by betweenness --top 10 --purpose "operation plan" --reason OP-7
  linchpin targets harbour.case --format html --output targets.html --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --effort 100000 --format json --output plan.json --purpose "operation plan" --reason OP-7 && linchpin targets harbour.case --plan plan.json --purpose "operation plan" --reason OP-7`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runTargets(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	o.measure.addFlags(cmd)
	o.sure.addFlags(cmd)
	cmd.Flags().StringVar(&o.by, "by", "betweenness", "the measure that orders the list: "+measureNames())
	cmd.Flags().IntVarP(&o.top, "top", "k", 10, "how many to list; of --plan all unless it is given")
	cmd.Flags().StringVar(&o.plan, "plan", "", "instead of --by: the team of a plan that linchpin dismantle --format json wrote, in its order")
	o.sets.addFlags(cmd)
	o.why.addFlags(cmd)
	return cmd
}

// check finds wrong flags before any work is done, and returns the measure.
func (o *targetsOptions) check(cmd *cobra.Command) ([]central.Measure, error) {
	if o.top < 1 {
		return nil, usagef("--top %d: want at least 1", o.top)
	}
	if err := o.checkPlan(cmd); err != nil {
		return nil, err
	}
	measures, err := parseMeasures([]string{o.by})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(o.measure.check(), o.sure.worlds.check(), checkNames(cmd, "near")); err != nil {
		return nil, err
	}
	return measures, o.measure.checkFlags(cmd, measures, &o.sure)
}

func runTargets(cmd *cobra.Command, name string, o *targetsOptions) error {
	measures, err := o.check(cmd)
	if err != nil {
		return err
	}
	if err := o.why.ask(cmd); err != nil {
		return err
	}
	if o.plan != "" {
		return o.listPlan(cmd, name)
	}
	asked := fmt.Sprintf("first %d by %s", o.top, o.by)
	return o.withList(cmd, name, asked, func(s store.Store, v *graph.View, h report.Heading, list report.TargetOptions) (report.TargetList, error) {
		options, err := o.measure.options(cmd, s, name, v, o.sure.seed)
		if err != nil {
			return report.TargetList{}, err
		}
		scores, err := computeAll(cmd, measures, v, options)
		if err != nil {
			return report.TargetList{}, err
		}
		eligible := report.Eligible(v, list.Safeguard)
		ranks, notes, err := o.measure.ranks(cmd, &o.sure, measures[0], v, options, o.top, eligible)
		if err != nil {
			return report.TargetList{}, err
		}
		h.Asked = strings.Join(append(measureWords(v, measures, options, eligible), first(o.top)), "; ")
		h.Notes = append(h.Notes, notes...)
		list.Sure = ranks
		return report.NewTargetList(h, v, scores[0], list), nil
	})
}

// withList reads a case, logs for what, and writes the list that draw draws up.
func (o *targetsOptions) withList(cmd *cobra.Command, name, asked string, draw func(store.Store, *graph.View, report.Heading, report.TargetOptions) (report.TargetList, error)) error {
	entry := store.Entry{Purpose: o.why.purpose, Reason: o.why.reason, Asked: asked}
	return withSafeguard(cmd, name, &o.view, entry, func(s store.Store, v *graph.View, g safeguarded) error {
		if err := o.view.refuseBroken(); err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked, h.Purpose, h.Reason = "Proposed targets", asked, o.why.purpose, o.why.reason
		l, err := draw(s, v, h, report.TargetOptions{Top: o.top, On: o.view.day(), Whole: g.whole, Safeguard: g.safeguard})
		if err != nil {
			return err
		}
		return o.out.write(cmd, l)
	})
}
