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
// many proposals each, in rounds that grow longer: some networks want one long walk, others many short ones. Every other
// one goes on from where it is, hot, one of them by another worth at first; the others breed from the best teams found.
// It ends early when ctx does, with the best so far.
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
	first := q.firstRound()
	for round, left := first, proposals; left > 0 && ctx.Err() == nil; round += round / 2 {
		round = min(round, left)
		left -= round
		inTurn(islands, func(k int) {
			switch w := walkers[k]; k {
			case 0:
				w.alone(ctx, round)
			case 2:
				w.otherwise(ctx, round/2)
				w.alone(ctx, round/2)
			default:
				w.breed(ctx, found, round, int(children*math.Sqrt(max(1, float64(round)/float64(first)))))
			}
		})
		for _, w := range walkers {
			found = found.with(w.best)
		}
		if q.tell != nil && proposals < math.MaxInt { // of a search by the clock nobody knows
			q.tell((proposals-left)/block, proposals/block)
		}
	}
	if len(found) == 0 { // where sums of prices far apart are rounded
		nobody := newAnnealer(q, seed, 0)
		nobody.start(q.always())
		found = found.with(nobody.best)
	}
	return found
}

// children is how many teams are bred in the first round. They and their proposals grow alike.
const children = 4

// firstRound is how many proposals the first round has.
func (q *question) firstRound() int { return max(1<<20, 1<<10*len(q.choice)) }

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
