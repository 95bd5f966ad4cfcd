package dismantle

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// noWorse puts before the teams found the best of those that were known, where one leaves
// less: a search that was short may not have come so far.
func (q *question) noWorse(ctx context.Context, v *graph.View, o *Options, found pool) (pool, error) {
	for _, known := range o.Known {
		t := q.teamOf(slices.Sorted(slices.Values(indices(known))))
		if !q.lawful(&t) {
			continue
		}
		left, err := Measure(context.WithoutCancel(ctx), v, *o, known)
		if err != nil {
			return nil, err
		}
		if o.Objective == Reach {
			left = -left
		}
		if t.left, t.value = left, left; t.left >= found[0].left {
			continue
		}
		if q.objective < Distance {
			t = q.needed(t)
		}
		found = slices.Insert(found, 0, t)
	}
	return found, nil
}

// lawful reports whether the budget pays for a team of those who may be in one, with all who
// are in any.
func (q *question) lawful(t *team) bool {
	in := func(of []int32, i int32) bool { _, is := slices.BinarySearch(of, i); return is }
	for k, i := range t.members {
		if !in(q.choice, i) || k > 0 && t.members[k-1] == i {
			return false
		}
	}
	return q.affords(t.price) && !slices.ContainsFunc(q.always(), func(i int32) bool { return !in(t.members, i) })
}

func indices(team []int) []int32 {
	members := make([]int32, len(team))
	for k, i := range team {
		members[k] = int32(i)
	}
	return members
}
