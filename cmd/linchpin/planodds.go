package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/report"
)

// oddsOptions are the flags by which a plan says how sure it is.
type oddsOptions struct {
	when   when
	worlds worldOptions
}

func (o *oddsOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().TextVar(&o.when, "odds", automatic, "say how sure the team is: --odds, --odds=off, or auto, which leaves it out of large views")
	cmd.Flags().Lookup("odds").NoOptDefVal = on.String()
	o.worlds.addFlags(cmd, 50)
}

// oneCase wants one argument, and says how --odds takes a word.
func oneCase(cmd *cobra.Command, args []string) error {
	var w when
	if len(args) == 2 && cmd.Flags().Changed("odds") && w.UnmarshalText([]byte(args[1])) == nil {
		return fmt.Errorf("--odds %s: write --odds=%s", args[1], args[1])
	}
	return cobra.ExactArgs(1)(cmd, args)
}

// check finds wrong flags before any work is done.
func (o *oddsOptions) check(cmd *cobra.Command) error {
	for _, flag := range [...]string{"worlds", "missing", "missing-people"} {
		if o.when == off && cmd.Flags().Changed(flag) {
			return usagef("--%s: --odds=off draws no worlds; leave one of the two out", flag)
		}
	}
	return o.worlds.check()
}

// soonTried and soonTriedFar are how many entities and ties a view may have that is planned
// anew in every world without being asked for, the second by distance: fifty worlds take some
// seconds.
const (
	soonTried    = 5_000
	soonTriedFar = 1_000
)

// takesLong reports whether a view is too large for odds without being asked for.
func (q *planQuestion) takesLong() bool {
	most := soonTried
	if q.objective == dismantle.Distance {
		most = soonTriedFar
	}
	return q.view.Len()+q.view.Size() > most
}

// odds says how sure the plan is, and which teams are near it; it returns these and who is
// most often in best teams.
func (q *planQuestion) odds(b *report.PlanBuilder, plan dismantle.Plan, beside []report.NamedTeam) ([]report.NamedTeam, error) {
	o := &q.dismantleOptions.odds
	large := o.when == automatic && q.takesLong()
	if o.when == off || len(plan.Team) == 0 || large {
		if large {
			b.Note("how sure the team is takes long to say in a view so large; --odds says it")
		}
		return b.ListNear(plan.Near), nil
	}
	drawn := o.worlds.options(q.seed)
	trial := dismantle.Trial{Worlds: drawn.Worlds, Draw: certainty.Worlds(q.view, drawn)}
	var names []string
	for _, t := range beside {
		names, trial.Beside = append(names, t.Name), append(trial.Beside, t.Team)
	}
	asked := q.asked
	p := newProgress(q.cmd, "possible worlds")
	defer p.done()
	asked.Progress = p.tell
	var odds dismantle.Odds
	sure := false
	if err := q.besides("how sure the team is", true, func() (err error) {
		odds, err = dismantle.Chances(q.cmd.Context(), q.view, asked, plan, trial)
		sure = err == nil
		return err
	}); err != nil {
		return nil, err
	}
	if !sure {
		return b.ListNear(plan.Near), nil
	}
	b.HowSure(odds, drawn, names)
	return append(b.ListNear(odds.Near), report.NamedTeam{Name: report.MostOften, Team: odds.Often}), nil
}
