package dismantle

import (
	"context"
	"runtime"
	"sync"
)

// islands is how many annealers walk apart from each other; it does not depend on the
// number of CPUs, so that the team found does not.
const islands = 4

// settle looks for the best team by annealers that start from the teams given and walk so
// many proposals each, in rounds that grow longer. After a round, the one that is worst
// goes on from the team of the best. It ends early when ctx does, with the best so far.
func (q *question) settle(ctx context.Context, starts [][]int32, proposals int, seed uint64) team {
	walkers := make([]*annealer, islands)
	inTurn(islands, func(k int) {
		walkers[k] = newAnnealer(q, seed, uint64(k))
		walkers[k].start(starts[k%len(starts)])
	})
	for round, left := q.firstRound(), proposals; left > 0 && ctx.Err() == nil; round = round * 3 / 2 {
		round = min(round, left)
		inTurn(islands, func(k int) { walkers[k].cool(ctx, round) })
		left -= round
		best, worst := 0, 0
		for k, w := range walkers {
			if w.best.better(&walkers[best].best) {
				best = k
			}
			if walkers[worst].best.better(&w.best) {
				worst = k
			}
		}
		walkers[worst].without(walkers[best].best.members)
		walkers[worst].spent = walkers[worst].priceOfAll(walkers[worst].removed)
	}
	best := &walkers[0].best
	for _, w := range walkers[1:] {
		if w.best.better(best) {
			best = &w.best
		}
	}
	return *best
}

func (q *question) firstRound() int { return max(1<<19, 1<<10*len(q.choice)) }

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
