package dismantle

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
)

// islands is how many annealers walk apart from each other; it does not depend on the
// number of CPUs, so that the team found does not.
const islands = 4

// settle looks for the best teams, and returns the best found, by annealers that start from the teams given and make so
// many proposals each, in rounds that grow longer. Every other one goes on from
// where it is, hot; the others cross two of the best teams found and cool down from warm.
// It ends early when ctx does, with the best so far.
//
// Source of the crossing: Y. Zhou, J.-K. Hao and F. Glover, "Memetic search for identifying
// critical nodes in sparse graphs", IEEE Trans. Cybernetics 49 (2019).
// doi:10.1109/TCYB.2018.2848116
func (q *question) settle(ctx context.Context, starts [][]int32, proposals int, seed uint64) pool {
	walkers := make([]*annealer, islands)
	inTurn(islands, func(k int) {
		walkers[k] = newAnnealer(q, seed, uint64(k))
		walkers[k].start(starts[k/2%len(starts)]) // of two, one of each goes on from where it is
	})
	found := pool{}
	for _, w := range walkers {
		found = found.with(w.best)
	}
	for round, left := q.firstRound(), proposals; left > 0 && ctx.Err() == nil; round += round * 3 / 10 {
		round = min(round, left)
		left -= round
		inTurn(islands, func(k int) {
			walkers[k].round(ctx, found, k%2 == 1, round)
		})
		for _, w := range walkers {
			found = found.with(w.best)
		}
		if q.tell != nil && proposals < math.MaxInt { // of a search by the clock nobody knows
			q.tell((proposals-left)/block, proposals/block)
		}
	}
	return found
}

// firstRound is how many proposals the first round has.
func (q *question) firstRound() int { return max(1<<20, 1<<10*len(q.choice)) }

// round makes so many proposals and remembers the best team of them.
func (a *annealer) round(ctx context.Context, found pool, crosses bool, proposals int) {
	a.best.members = nil
	if !crosses || len(found) < 2 {
		a.note()
		a.cool(ctx, hot, proposals)
		return
	}
	one := a.random.IntN(len(found))
	other := (one + 1 + a.random.IntN(len(found)-1)) % len(found)
	a.start(a.cross(&found[one], &found[other]))
	a.cool(ctx, warm, proposals)
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
	for spent := a.priceOfAll(a.removed); !a.affords(spent); {
		next, least := int32(gone), math.Inf(1)
		for _, i := range a.removed {
			if both(i) {
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
	return slices.Clone(a.removed)
}

// A pool is the best teams found, each once, the best first.
type pool []team

const poolSize = 16

// with returns the pool with a team, if that is new and good enough.
func (p pool) with(t team) pool {
	at, known := slices.BinarySearchFunc(p, &t, func(o team, t *team) int { return o.compare(t) })
	if known || at == poolSize || t.members == nil {
		return p
	}
	t.members = slices.Clone(t.members)
	p = slices.Insert(p, at, t)
	return p[:min(len(p), poolSize)]
}

// inTurn does a number of parts of work, by a worker for each CPU that Go may use.
func inTurn(parts int, work func(int)) {
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for k := range parts {
		free <- struct{}{}
		all.Go(func() {
			work(k)
			<-free
		})
	}
	all.Wait()
}
