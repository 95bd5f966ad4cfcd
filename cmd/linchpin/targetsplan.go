package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/loaders"
	"github.com/linchpin-graph/linchpin/report"
)

// checkPlan finds flags that a plan leaves nothing to, and those that are of a plan only.
func (o *targetsOptions) checkPlan(cmd *cobra.Command) error {
	if o.plan == "" {
		for _, flag := range [...]string{"between-from", "between-to"} {
			if cmd.Flags().Changed(flag) {
				return usagef("--%s is of a --plan by between", flag)
			}
		}
		return nil
	}
	for _, flag := range [...]string{"by", "weighted", "attenuation", "radius", "near", "sample", "certainty", "worlds", "missing", "missing-people", "seed"} {
		if cmd.Flags().Changed(flag) {
			return usagef("--plan and --%s: a plan's list has the plan's order, and no measure", flag)
		}
	}
	return o.sets.check()
}

// listPlan draws up the list of a plan's team. The plan names the team, in its order;
// everything else is counted anew and has to be what the plan says.
func (o *targetsOptions) listPlan(cmd *cobra.Command, name string) error {
	plan, err := readPlan(o.plan)
	if err != nil {
		return err
	}
	if !cmd.Flags().Changed("top") {
		o.top = len(plan.Team)
	}
	asked := fmt.Sprintf("the team of a plan by %s", plan.Objective.Objective)
	return o.withList(cmd, name, asked, func(s store.Store, v *graph.View, h report.Heading, list report.TargetOptions) (report.TargetList, error) {
		if err := o.sameView(cmd, plan, list); err != nil {
			return report.TargetList{}, err
		}
		count, err := o.countPlan(cmd, s, name, v, plan, list.Safeguard)
		if err != nil {
			return report.TargetList{}, err
		}
		if err := plan.Check(v, list.Whole, count); err != nil {
			return report.TargetList{}, &loaders.ParseError{File: o.plan, Err: err}
		}
		return report.NewPlannedList(h, v, plan, count, list), nil
	})
}

func readPlan(path string) (report.PlanFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return report.PlanFile{}, err
	}
	defer file.Close()
	plan, err := report.ReadPlan(file)
	if err != nil {
		return report.PlanFile{}, &loaders.ParseError{File: path, Err: err}
	}
	return plan, nil
}

// sameView refuses a plan that was made of another view than the list's.
func (o *targetsOptions) sameView(cmd *cobra.Command, plan report.PlanFile, list report.TargetOptions) error {
	typed := flagsOfView(cmd)
	if report.FlagsText(typed, list.Whole, list.Safeguard) == plan.ViewFlags {
		return nil
	}
	say := func(flags string) string {
		if flags == "" {
			return "no flags of a view"
		}
		return flags
	}
	return usagef("%s is a plan of another view: it was made with %s, this list is asked for with %s; take the plan's", o.plan, say(plan.ViewFlags), say(typed))
}

// countPlan counts what a plan's team leaves of a view, as far as it is eligible.
func (o *targetsOptions) countPlan(cmd *cobra.Command, s store.Store, name string, v *graph.View, plan report.PlanFile, safeguard *graph.Safeguard) (c report.PlanCount, err error) {
	c.Asked, c.Team = dismantle.Options{Objective: *plan.Objective.Objective, Ties: plan.Objective.Ties}, plan.Eligible(v, safeguard)
	if c.Asked.Objective == dismantle.Between {
		if err := o.setsOf(cmd, plan); err != nil {
			return c, err
		}
		if c.Asked.From, c.Asked.To, err = o.sets.sets(cmd, s, name, v); err != nil {
			return c, err
		}
	}
	c.Left, err = dismantle.Effect(cmd.Context(), v, c.Asked, c.Team)
	return c, err
}

// setsOf takes the sets that a plan names. Where it does not, for somebody is in them who is
// not named, the flags have to say them again.
func (o *targetsOptions) setsOf(cmd *cobra.Command, plan report.PlanFile) error {
	for _, set := range [...]struct {
		flag  string
		words *string
		plan  string
	}{{"between-from", &o.sets.from, plan.Objective.From.Set}, {"between-to", &o.sets.to, plan.Objective.To.Set}} {
		switch {
		case cmd.Flags().Changed(set.flag):
		case set.plan == "" || set.plan == report.VeiledSet:
			return usagef("%s does not name the set of --%s: say it again", o.plan, set.flag)
		default:
			*set.words = set.plan
		}
	}
	return nil
}
