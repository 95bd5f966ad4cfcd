package central

import (
	"context"
	"math/bits"
)

// A throughSet adds up how much of the shortest routes between others passes through a
// set. In an undirected graph, a route from one block to another takes one of the
// shortest ways through each block between, whichever it takes through the others: the
// share of routes that avoid the set is a product over blocks. So only the blocks that
// somebody of the set is in are searched, each entity weighing as much as what hangs on
// it and can be reached from it without meeting the set.
type throughSet struct {
	in   []bool    // by entity: of the set
	free []float64 // by entity: of what hangs below it and of itself, how much reaches it without meeting the set
}

// directed searches the whole graph.
func (t *throughSet) directed(ctx context.Context, g sparse, progress func(done, of int)) (float64, error) {
	r := wholeOf(g)[0]
	for i, in := range t.in {
		if in {
			r.weight[i] = 0
		}
	}
	carried, err := t.carried(ctx, &r, newCounter(len(r.members)*len(r.members), progress))
	sum := 0.0
	for i, x := range carried {
		if !t.in[i] {
			sum += x
		}
	}
	return sum, err
}

// undirected goes through the blocks from the outermost inwards and counts each pair
// where its two sides meet: in a block, or at the entity that a block hangs on.
func (t *throughSet) undirected(ctx context.Context, g sparse, progress func(done, of int)) (float64, error) {
	tree := blocksOf(g)
	step := newCounter(t.work(tree.blocks), progress)
	t.free = make([]float64, g.len())
	for i, in := range t.in {
		if !in {
			t.free[i] = 1
		}
	}
	avoiding, number := 0.0, make([]int32, g.len())
	for k := range tree.blocks {
		b := &tree.blocks[k]
		pairs, ahead, err := t.block(ctx, g, b, number, step)
		if err != nil {
			return 0, err
		}
		avoiding += pairs
		if parent := b.members[len(b.members)-1]; !t.in[parent] {
			avoiding += 2 * ahead * t.free[parent]
			t.free[parent] += ahead
		}
	}
	return (t.connected(g) - avoiding) / 2, nil
}

// block returns how many of the ordered pairs that meet in a block avoid the set, and how
// much of what is below the block reaches the entity it hangs on.
func (t *throughSet) block(ctx context.Context, g sparse, b *block, number []int32, step *counter) (pairs, ahead float64, err error) {
	last := len(b.members) - 1
	squares := 0.0
	for k, i := range b.members[:last] {
		b.weight[k] = t.free[i]
		ahead += t.free[i]
		squares += t.free[i] * t.free[i]
	}
	b.weight[last] = 0 // it is where pairs are counted that have it between them
	pairs = ahead*ahead - squares
	if !t.meets(b) {
		return pairs, ahead, nil
	}
	for _, r := range regionsOf(g, []block{*b}, func(r region) region { return r.contractedBut(t.in) }) {
		carried, err := t.carried(ctx, &r, step)
		if err != nil {
			return 0, 0, err
		}
		for k, x := range carried {
			if pairs -= r.weight[k] * x; r.members[k] == b.members[last] {
				ahead -= x
			}
		}
	}
	return pairs, ahead, nil
}

// meets reports whether somebody of the set can lie between two of a block.
func (t *throughSet) meets(b *block) bool {
	if len(b.members) < 3 {
		return false
	}
	for _, i := range b.members {
		if t.in[i] {
			return true
		}
	}
	return false
}

// work is how much the searches of the blocks that meet the set come to.
func (t *throughSet) work(blocks []block) int {
	work := 0
	for k := range blocks {
		if t.meets(&blocks[k]) {
			work += len(blocks[k].members) * len(blocks[k].members)
		}
	}
	return work
}

// connected counts the ordered pairs of others that have a route.
func (t *throughSet) connected(g sparse) float64 {
	pairs, seen, component := 0.0, make([]bool, g.len()), make([]int32, 0, g.len())
	for root := range int32(g.len()) {
		if seen[root] {
			continue
		}
		seen[root] = true
		component = append(component[:0], root)
		others := 0.0
		for at := 0; at < len(component); at++ {
			if !t.in[component[at]] {
				others++
			}
			for _, j := range g.row(component[at]) {
				if !seen[j] {
					seen[j] = true
					component = append(component, j)
				}
			}
		}
		pairs += max(0, others*(others-1))
	}
	return pairs
}

// carried returns, for each source of a region, how much of its routes to all others
// passes through the set, each other counting as often as its weight says.
func (t *throughSet) carried(ctx context.Context, r *region, step *counter) ([]float64, error) {
	in := make([]bool, len(r.members)) // by number
	for k, i := range r.members {
		in[k] = t.in[i]
	}
	carried, portions := make([]float64, len(r.members)), portionsOf([]region{*r})
	err := inParallel(ctx, len(portions), func() *lanes { return newLanes(r) }, func(l *lanes, part int) error {
		return portions[part].batches(ctx, laneCount, func(sources []int32) {
			l.through(sources, in, carried)
			step.done(len(sources) * len(r.members))
		})
	})
	for k := range r.inSpan {
		number := int32(r.graph.len() + k)
		for _, end := range r.spans[r.inSpan[k]].ends { // the search entered the span again, as if towards its source
			if in[end] {
				carried[number] -= r.weight[number] / 2
			}
		}
	}
	return carried, err
}

// through searches from at most laneCount sources and notes how much of the routes of
// each passes through a set. share is the number of shortest routes that do, and here the
// lanes in which there are any.
func (l *lanes) through(sources []int32, in []bool, carried []float64) {
	l.spread(sources)
	var sum laneRow
	for k := range len(l.ticks) - 1 {
		this, next := l.ticks[k], l.ticks[k+1]
		for _, v := range l.order[this.visit:next.visit] {
			l.passing(v, in[v.entity], &sum)
		}
		for _, h := range l.hops[this.hop:next.hop] {
			if by := h.by & l.reach[h.from].here; by != 0 {
				addLanes(&l.share[h.to], &l.share[h.from], by)
				l.reach[h.to].here |= by
			}
		}
		for _, j := range l.jumps[this.jump:next.jump] {
			l.passOn(j)
		}
		for _, t := range l.tails[this.tail:next.tail] {
			l.passInto(t, &sum)
		}
	}
	for lane, source := range sources {
		carried[source] = sum[lane]
	}
}

// passing counts an entity as the end of routes; from one of the set on, all pass.
func (l *lanes) passing(v visit, in bool, sum *laneRow) {
	sigma, share := &l.sigma[v.entity], &l.share[v.entity]
	if in {
		l.reach[v.entity].here |= v.by
		for set := v.by; set != 0; set &= set - 1 {
			lane := bits.TrailingZeros64(set) & (laneCount - 1)
			share[lane] = sigma[lane]
		}
		return
	}
	w := l.region.weight[v.entity]
	for set := v.by & l.reach[v.entity].here; set != 0; set &= set - 1 {
		lane := bits.TrailingZeros64(set) & (laneCount - 1)
		sum[lane] += w * share[lane] / sigma[lane]
	}
}

// passOn hands routes on through a span.
func (l *lanes) passOn(j jump) {
	by := j.by & l.reach[j.from].here
	l.reach[j.to].here |= by
	to, from, ways := &l.share[j.to], &l.share[j.from], l.region.spans[j.span].ways
	for set := by; set != 0; set &= set - 1 {
		lane := bits.TrailingZeros64(set) & (laneCount - 1)
		to[lane] += ways * from[lane]
	}
}

// passInto counts a span's entities as the ends of routes.
func (l *lanes) passInto(t tail, sum *laneRow) {
	other := t.other
	if other < 0 {
		other = t.end
	}
	w := l.region.spans[t.span].weight
	for set := t.by & (l.reach[t.end].here | l.reach[other].here); set != 0; set &= set - 1 {
		lane := bits.TrailingZeros64(set) & (laneCount - 1)
		sum[lane] += w * (l.share[t.end][lane] + l.share[other][lane]) / (l.sigma[t.end][lane] + l.sigma[other][lane])
	}
}
