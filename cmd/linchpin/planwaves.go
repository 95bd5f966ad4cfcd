package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/report"
)

// inWaves puts a plan's team in the order that leaves least after each wave, where waves are
// asked for.
func (q *planQuestion) inWaves(plan *dismantle.Plan) error {
	if q.waves == 1 || len(plan.Team) == 0 || q.leftOut {
		return nil
	}
	return newProgress(q.cmd, "waves").during(func() (err error) {
		q.scheduled, err = dismantle.InWaves(q.cmd.Context(), q.view, q.asked, plan.Team, min(q.waves, len(plan.Team)))
		plan.Team, plan.Left = q.scheduled.Team, q.scheduled.Left
		return err
	})
}

// showWaves says what is left after each wave, and beside it what the best team for as
// much would leave alone, by a search each.
func (q *planQuestion) showWaves(b *report.PlanBuilder, plan dismantle.Plan) error {
	if q.scheduled.Ends == nil {
		return nil
	}
	b.CutInto(q.scheduled)
	if q.brokenOff || q.leftOut {
		return nil
	}
	var alone dismantle.Plan
	for w, end := range q.scheduled.Ends {
		switch {
		case end == len(plan.Team) && len(q.asked.Always) == 0:
			alone = plan
		case end == 0:
			alone = dismantle.Plan{Left: plan.Left[:1], Proven: true}
		case w == 0 || q.scheduled.Ends[w-1] < end:
			var err error
			if alone, err = q.forAsMuch(plan.Team[:end]); err != nil {
				return err
			}
		}
		b.Alone(w, alone)
	}
	return nil
}

// forAsMuch searches for the best team for the price of another, whoever is to be in any.
func (q *planQuestion) forAsMuch(team []int) (dismantle.Plan, error) {
	return q.search("search for a wave alone", func(ctx context.Context, o dismantle.Options) (dismantle.Plan, error) {
		o.Always, o.Budget, o.Known = nil, 0, [][]int{slices.Clone(team)}
		for _, i := range team {
			if o.Price == nil {
				o.Budget++
			} else {
				o.Budget += o.Price[i]
			}
		}
		for _, scores := range q.rankings {
			o.Known = append(o.Known, dismantle.Ranked(q.view, o, scores.Order()))
		}
		return dismantle.Best(ctx, q.view, o)
	})
}
