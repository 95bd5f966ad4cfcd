package dismantle

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// mostNear is how many near teams are listed.
const mostNear = 10

// inBest is in which share of worlds each entity is in the best team.
func inBest(worlds []world, n int) []float64 {
	count := make([]int, n)
	for k := range worlds {
		for _, i := range worlds[k].best {
			count[i]++
		}
	}
	share := make([]float64, n)
	for i := range share {
		share[i] = float64(count[i]) / float64(len(worlds))
	}
	return share
}

// fareOf sums up how one team fares in worlds.
func fareOf(worlds []world, team int) Fare {
	left, share := make([]float64, len(worlds)), make([]float64, len(worlds))
	near, best := 0, 0
	for k := range worlds {
		w := &worlds[k]
		left[k] = w.left[team]
		if w.before > 0 {
			share[k] = left[k] / w.before
		}
		if w.objective.isNear(w.before, left[k], w.bestLeft) {
			near++
		}
		if w.objective.does(w.before, left[k]) >= w.objective.does(w.before, w.bestLeft) {
			best++
		}
	}
	n := float64(len(worlds))
	return Fare{Left: spreadOf(left), Share: spreadOf(share), Near: float64(near) / n, Best: float64(best) / n}
}

// nearIn returns the plan's near teams and those best teams of worlds that are near it on
// what is recorded, each with how often it is best.
func (p *Plan) nearIn(ctx context.Context, v *graph.View, o Options, worlds []world) ([]NearTeam, error) {
	near := slices.Clone(p.Near)
	own := slices.Sorted(slices.Values(p.Team))
	for k := range worlds {
		team := worlds[k].best
		if slices.Equal(team, own) {
			continue
		}
		at := slices.IndexFunc(near, func(t NearTeam) bool { return slices.Equal(t.Team, team) })
		if at < 0 {
			left, err := Measure(ctx, v, o, team)
			if err != nil {
				return nil, err
			}
			at, near = len(near), append(near, p.nearTeam(team, left))
		}
		near[at].Best += 1 / float64(len(worlds))
	}
	near = slices.DeleteFunc(near, func(t NearTeam) bool { return !p.Objective.isNear(p.Before(), t.Left, p.After()) })
	slices.SortFunc(near, func(a, b NearTeam) int {
		return cmp.Or(cmp.Compare(p.Objective.does(p.Before(), b.Left), p.Objective.does(p.Before(), a.Left)), cmp.Compare(b.Best, a.Best), slices.Compare(a.Team, b.Team))
	})
	return near[:min(len(near), mostNear)], nil
}
