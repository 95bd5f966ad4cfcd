package dismantle

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// Effect returns what an objective counts when nobody, the first, the first two, and so on
// of a team are removed, as by [Measure].
//
// Cost: that of Measure, and of putting the team back one by one; of Distance, Within and
// Reach that of Measure for each.
func Effect(ctx context.Context, v *graph.View, o Options, team []int) ([]float64, error) {
	left := make([]float64, len(team)+1)
	for k := len(team); k >= 0; k-- {
		var err error
		if left[k], err = Measure(context.WithoutCancel(ctx), v, o, team[:k]); err != nil {
			return nil, err
		}
		if o.Objective < Distance {
			putBackInTurn(v, &o, team, left[:k])
			break
		}
	}
	return left, nil
}

// putBackInTurn fills in what is left without the first so many of a team: they are put
// back, the last first. Somebody who is named twice is there again before the first time.
func putBackInTurn(v *graph.View, o *Options, team []int, left []float64) {
	q := &question{network: networkOf(v), objective: o.Objective, worth: worths[o.Objective], one: o.masses(v)}
	p := q.pieces()
	first, members := make([]bool, len(team)), make([]int32, 0, len(team))
	named := newMarks(v.Len())
	named.next()
	for k, i := range team {
		if first[k] = named.add(int32(i)); first[k] {
			members = append(members, int32(i))
		}
	}
	p.without(members)
	for k := len(left) - 1; k >= 0; k-- {
		if first[k] {
			p.putBack(int32(team[k]))
		}
		left[k] = p.left()
	}
}
