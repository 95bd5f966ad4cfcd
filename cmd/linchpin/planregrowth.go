package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// regrowthOptions are the flags by which a plan is followed through the months after.
type regrowthOptions struct {
	asked  bool
	months int
	rate   float64
	skill  string
}

const mostMonths = 120

func (o *regrowthOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.asked, "regrowth", false, "simulate how the network grows back, and compare plans by the damage that lasts")
	flags.IntVar(&o.months, "months", dismantle.DefaultMonths, "of --regrowth: how many months, at most 120")
	flags.Float64Var(&o.rate, "rate", dismantle.DefaultRate, "of --regrowth: chance that a lost tie is replaced in a month; an assumption")
	flags.StringVar(&o.skill, "skill", "", "of --regrowth: property of people that tells a skill in which they replace each other")
}

// check finds wrong flags before any work is done.
func (o *regrowthOptions) check(cmd *cobra.Command) error {
	for _, flag := range [...]string{"months", "rate", "skill"} {
		if !o.asked && cmd.Flags().Changed(flag) {
			return usagef("--%s is of --regrowth: ask for that as well", flag)
		}
	}
	switch {
	case o.months < 1 || o.months > mostMonths:
		return usagef("--months %d: want at least 1 and at most %d", o.months, mostMonths)
	case math.IsNaN(o.rate) || o.rate < 0 || o.rate > 1:
		return usagef("--rate %g: want a chance from 0 to 1", o.rate)
	case graph.IsSensitive(o.skill):
		return usagef("--skill %s: a property that the law protects specially is no skill", o.skill)
	}
	return nil
}

// comparedRandom is how many random teams there are whose mean is shown.
const comparedRandom = 5

// growsBack follows a plan, and teams beside it, through the months after.
func (q *planQuestion) growsBack(b *report.PlanBuilder, plan dismantle.Plan, beside []report.NamedTeam) error {
	r := &q.dismantleOptions.regrowth
	if !r.asked || len(plan.Team) == 0 {
		return nil
	}
	o := dismantle.RegrowthOptions{Count: q.asked, Months: r.months, Rate: r.rate, Skill: r.skill, Among: q.may, Seed: q.seed}
	if r.rate == 0 {
		o.Rate = -1 // for 0 asks for the default
	}
	teams := joined(append([]report.NamedTeam{{Name: "this plan", Team: plan.Team}}, beside...))
	var plans [][]int
	for _, t := range teams {
		plans = append(plans, t.Team)
	}
	plans = append(plans, dismantle.Drawn(q.view, q.asked, comparedRandom)...)
	switch o.Runs = o.RunsWithin(q.view, plans); {
	case o.Runs == 0:
		b.Note("how the network grows back is not simulated: for a team and a view so large it takes too long or too much memory; ask of a smaller team, or of a part of the view")
		return nil
	case o.Runs < dismantle.DefaultRuns:
		b.Note(fmt.Sprintf("how the network grows back is simulated in %d runs in place of %d, since it takes long in a view so large: intervals are rough", o.Runs, dismantle.DefaultRuns))
	}
	p := newProgress(q.cmd, "months after")
	defer p.done()
	o.Progress = p.tell
	compared, err := dismantle.Lasting(q.cmd.Context(), q.view, plans, o)
	if err == nil {
		b.GrowsBack(compared, teams, comparedRandom, o, q.cmd.Flags().Changed("rate"))
	}
	return err
}

// joined joins the names of teams of the same people.
func joined(teams []report.NamedTeam) (all []report.NamedTeam) {
	for _, t := range teams {
		sorted := slices.Sorted(slices.Values(t.Team))
		k := slices.IndexFunc(all, func(other report.NamedTeam) bool {
			return slices.Equal(slices.Sorted(slices.Values(other.Team)), sorted)
		})
		if k < 0 {
			all = append(all, t)
		} else {
			all[k].Name += ", " + t.Name
		}
	}
	return all
}
