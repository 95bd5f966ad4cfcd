package dismantle

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
)

// A brokering removes who lies between most others in the largest component left, time and
// again. Where that is much work, it takes routes from some of them only, drawn by chance,
// and removes a few at a time.
//
// Cost of a round: O(sm) for s sources. Source of the order: P. Holme et al., "Attack
// vulnerability of complex networks", Phys. Rev. E 65 (2002),
// doi:10.1103/PhysRevE.65.056109; of the count: U. Brandes and C. Pich, "Centrality
// estimation in large networks", Int. J. Bifurcation and Chaos 17 (2007).
// doi:10.1142/S0218127407018403
type brokering struct {
	*remover
	random *rand.Rand
	may    []bool
	price  []float64 // by entity, what scores are divided by; nil: 1 each
	away   []int32   // ties from the source; gone: not reached
	sigma  []float64
	delta  []float64
	score  []float64
	order  []int32
	inside []int32 // the largest component
	met    marks
}

func newBrokering(g *network, may []bool, seed uint64) *brokering {
	n := g.len()
	b := &brokering{remover: newRemover(g), random: rand.New(rand.NewPCG(seed, brokerStream)), may: may,
		away: make([]int32, n), sigma: make([]float64, n), delta: make([]float64, n), score: make([]float64, n), met: newMarks(n)}
	for i := range b.away {
		b.away[i] = gone
	}
	return b
}

// brokerStream keeps the sources drawn apart from what others draw of the same seed.
const brokerStream = 0x62726f6b6572

// remove returns who is removed until the largest component is below a size. Each round
// looks at so many ties, and removes so many.
func (b *brokering) remove(ctx context.Context, below float64, work, each int) []int32 {
	var removed []int32
	for ctx.Err() == nil {
		ties := b.findLargest()
		if float64(len(b.inside)) < below || ties == 0 {
			return removed
		}
		next := b.next(ctx, max(leastSources, work/ties), each)
		if len(next) == 0 {
			return removed
		}
		removed = append(removed, next...)
	}
	return removed
}

// next removes those in the largest component who come first by routes from so many.
func (b *brokering) next(ctx context.Context, sources, each int) []int32 {
	b.count(ctx, sources)
	b.inside = slices.DeleteFunc(b.inside, func(i int32) bool { return !b.may[i] })
	for k := range b.price {
		b.score[k] /= b.price[k]
	}
	slices.SortFunc(b.inside, func(i, j int32) int {
		return cmp.Or(cmp.Compare(b.score[j], b.score[i]), cmp.Compare(b.degree[j], b.degree[i]), cmp.Compare(i, j))
	})
	next := b.inside[:min(each, len(b.inside))]
	for _, i := range next {
		b.without(i)
	}
	return next
}

// findLargest fills in the largest component and returns how many ties its members have.
func (b *brokering) findLargest() (ties int) {
	b.met.next()
	b.inside = b.inside[:0]
	for first := range b.gone {
		if b.gone[first] || !b.met.add(int32(first)) {
			continue
		}
		b.order = append(b.order[:0], int32(first))
		for at := 0; at < len(b.order); at++ {
			for _, j := range b.network.row(b.order[at]) {
				if !b.gone[j] && b.met.add(j) {
					b.order = append(b.order, j)
				}
			}
		}
		if len(b.order) > len(b.inside) {
			b.inside, b.order = b.order, b.inside
		}
	}
	for _, i := range b.inside {
		ties += int(b.degree[i])
	}
	return ties
}

// count scores those of the largest component by routes from so many of them.
func (b *brokering) count(ctx context.Context, sources int) {
	for _, i := range b.inside {
		b.score[i] = 0
	}
	if sources < len(b.inside) {
		for k := range sources {
			other := k + b.random.IntN(len(b.inside)-k)
			b.inside[k], b.inside[other] = b.inside[other], b.inside[k]
		}
	}
	for _, s := range b.inside[:min(sources, len(b.inside))] {
		if ctx.Err() != nil {
			return
		}
		b.route(s)
	}
}

// route adds what lies on shortest routes from a source.
func (b *brokering) route(s int32) {
	b.away[s], b.sigma[s] = 0, 1
	b.order = append(b.order[:0], s)
	for at := 0; at < len(b.order); at++ {
		i := b.order[at]
		for _, j := range b.network.row(i) {
			if b.gone[j] {
				continue
			}
			if b.away[j] == gone {
				b.away[j] = b.away[i] + 1
				b.order = append(b.order, j)
			}
			if b.away[j] == b.away[i]+1 {
				b.sigma[j] += b.sigma[i]
			}
		}
	}
	for at := len(b.order) - 1; at > 0; at-- {
		j := b.order[at]
		b.score[j] += b.delta[j]
		each := (1 + b.delta[j]) / b.sigma[j]
		for _, i := range b.network.row(j) {
			if !b.gone[i] && b.away[i] == b.away[j]-1 {
				b.delta[i] += b.sigma[i] * each
			}
		}
	}
	for _, i := range b.order {
		b.away[i], b.sigma[i], b.delta[i] = gone, 0, 0
	}
}
