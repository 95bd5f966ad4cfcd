package dismantle

import (
	"context"
	"math"
	"slices"
)

// breed crosses two of the best teams, or splits a piece that one leaves, and cools down from warm, so many times, in so
// many proposals together. It remembers the best team of them.
//
// Source of the crossing: Y. Zhou, J.-K. Hao and F. Glover, "Memetic search for identifying
// critical nodes in sparse graphs", IEEE Trans. Cybernetics 49 (2019).
// doi:10.1109/TCYB.2018.2848116
func (a *annealer) breed(ctx context.Context, found pool, proposals, times int) {
	if len(found) < 2 {
		a.alone(ctx, proposals)
		return
	}
	own := pool{}
	for range times {
		one := a.random.IntN(len(found))
		other := (one + 1 + a.random.IntN(len(found)-1)) % len(found)
		a.best.members = nil
		if a.random.IntN(2) == 0 {
			a.start(a.split(&found[one]))
		} else {
			a.start(a.cross(&found[one], &found[other]))
		}
		a.cool(ctx, warm*(1+a.random.Float64())/2, proposals/times)
		a.descend(ctx, proposals/times)
		own = own.with(a.best)
		found = slices.Clone(found).with(a.best)
	}
	a.best = team{}
	if len(own) > 0 {
		a.best = own[0]
	}
}

// cross returns a team of those who are in both of two and of those who are in either but
// for who connects least.
func (a *annealer) cross(one, other *team) []int32 {
	either := slices.Concat(one.members, other.members)
	slices.Sort(either)
	a.without(slices.Compact(either))
	both := func(i int32) bool {
		_, in := slices.BinarySearch(one.members, i)
		_, also := slices.BinarySearch(other.members, i)
		return in && also
	}
	a.affordAgain(both)
	return slices.Clone(a.removed)
}

// affordAgain puts back who connects least for the price until the budget allows the others. Some are kept.
func (a *annealer) affordAgain(kept func(int32) bool) {
	for spent := a.priceOfAll(a.removed); !a.affords(spent); {
		next, least := int32(gone), math.Inf(1)
		for _, i := range a.removed {
			if a.fixed[i] || kept(i) {
				continue
			}
			// A little chance, so that the same two do not always make the same team.
			if x := a.loss(i, least*a.priceOf(i)) / a.priceOf(i) * (1 + a.random.Float64()/4); x < least {
				next, least = i, x
			}
		}
		a.putBack(next)
		spent -= a.priceOf(next)
	}
}
