package main

import (
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/report"
)

// inWaves puts a plan's team in the order that leaves least after each wave, where waves are
// asked for.
func (q *planQuestion) inWaves(plan *dismantle.Plan) error {
	if q.waves == 1 || len(plan.Team) == 0 {
		return nil
	}
	return q.unlessStopped("waves", func() error {
		return newProgress(q.cmd, "waves").during(func() error {
			s, err := dismantle.InWaves(q.cmd.Context(), q.view, q.asked, plan.Team, min(q.waves, len(plan.Team)))
			if err == nil {
				q.scheduled, plan.Team, plan.Left = s, s.Team, s.Left
			}
			return err
		})
	})
}

// showWaves says what is left after each wave, and beside it what the best team for as
// much would leave alone, by a search each.
func (q *planQuestion) showWaves(b *report.PlanBuilder, plan dismantle.Plan) error {
	if q.waves == 1 {
		return nil
	}
	b.CutInto(q.scheduled)
	return q.besides("the best teams for a wave alone", len(q.scheduled.Ends) > 0, func() error {
		alone, err := q.alone(plan)
		for w, best := range alone {
			b.Alone(w, best)
		}
		return err
	})
}

// alone searches for what the best team for as much as each wave and those before would leave.
func (q *planQuestion) alone(plan dismantle.Plan) ([]dismantle.Plan, error) {
	all := make([]dismantle.Plan, len(q.scheduled.Ends))
	for w, end := range q.scheduled.Ends {
		switch {
		case end == len(plan.Team) && len(q.asked.Always) == 0:
			all[w] = plan
		case end == 0:
			all[w] = dismantle.Plan{Left: plan.Left[:1], Proven: true}
		case w > 0 && q.scheduled.Ends[w-1] == end:
			all[w] = all[w-1]
		default:
			best, err := q.forAsMuch(plan.Team[:end])
			if err != nil {
				return nil, err
			}
			if equally(best.After(), plan.Left[end]) { // of teams that do as much, the plan's
				best.Team, best.Left, best.Price = plan.Team[:end], plan.Left[:end+1], q.priceOf(plan.Team[:end])
			}
			all[w] = best
		}
	}
	return all, nil
}

// equally reports whether two figures are the same, rounding aside.
func equally(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x)) }

// priceOf is what a team costs.
func (q *planQuestion) priceOf(team []int) (price float64) {
	for _, i := range team {
		if q.asked.Price == nil {
			price++
		} else {
			price += q.asked.Price[i]
		}
	}
	return price
}

// forAsMuch searches for the best team for the price of another, whoever is to be in any.
func (q *planQuestion) forAsMuch(team []int) (dismantle.Plan, error) {
	return q.search("search for a wave alone", func(ctx context.Context, o dismantle.Options) (dismantle.Plan, error) {
		o.Always, o.Budget, o.Known = nil, q.priceOf(team), [][]int{slices.Clone(team)}
		for _, scores := range q.rankings {
			o.Known = append(o.Known, dismantle.Ranked(q.view, o, scores.Order()))
		}
		return dismantle.Best(ctx, q.view, o)
	})
}
