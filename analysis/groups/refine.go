package groups

import "math"

// improve refines the groups, moves what was refined put together, and then single nodes
// again, for being put together may have kept them from a better group. No node of the
// level should be better off elsewhere before. It says whether any has moved.
func (l *level) improve() (moved bool) {
	l.part = l.refine(l.part)
	count := compact(l.part, l.order)
	if count == l.graph.len() { // nothing is left to put together
		return false
	}
	above := l.putTogether(count)
	moved = above.moveAll()
	if above.improve() {
		moved = true
	}
	if moved {
		l.follow()
	}
	return moved
}

// follow labels nodes as what they were put into is labelled, and moves them further. It
// begins with them in their own order, for few will move, and rows that follow each other
// in memory are read faster.
func (l *level) follow() {
	for i, part := range l.part {
		l.label[i] = l.above.label[part]
		l.queue.push(int32(i))
	}
	l.move()
}

// merging is the memory for refining a level.
type merging struct {
	inside weighted  // ties within groups; degree: weight from a part to the rest of its group
	total  []float64 // mass by part
	merged []bool    // by node: no longer a part, or a part that others joined
	gains  []float64 // of the parts near the node at hand
}

func newMerging(g *weighted) merging {
	n := g.len()
	return merging{total: make([]float64, n), merged: make([]bool, n),
		inside: weighted{start: make([]int32, n+1), degree: make([]float64, n), to: make([]int32, len(g.to)+1), weight: make([]float64, len(g.to)+1)}}
}

// temperature says how random the merging is when groups are refined: of two gains that
// differ by it, the better is taken e times as often.
const temperature = .01

// refine divides each group into parts that are well connected, by merging nodes that are
// still alone with parts of their group, better ones more often. It labels the parts.
func (l *level) refine(part []int32) []int32 {
	d, mass := l.division, l.graph.mass(l.quality)
	copy(d.total, mass)
	clear(d.merged)
	part = resized(part, l.graph.len())
	for i := range part {
		part[i] = int32(i)
	}
	l.graph.keep(&d.inside, l.label)
	for _, i := range l.shuffled(len(part)) {
		group := d.mass[l.label[i]]
		if d.merged[i] || !d.wellConnected(i, group) {
			continue
		}
		near := d.look(&d.inside, i, part)
		if k := d.pick(near, mass[i], group); k >= 0 {
			p := near[k]
			d.inside.degree[p] += d.inside.degree[i] - 2*d.weight[p]
			d.total[p] += mass[i]
			d.merged[i], d.merged[p] = true, true
			part[i] = p
		}
		for _, p := range near {
			d.weight[p] = 0
		}
	}
	return part
}

// wellConnected says whether a part has the ties that its quality expects with the rest of
// its group, whose mass is given.
func (d *division) wellConnected(part int32, group float64) bool {
	rest, total := d.inside.degree[part], d.total[part]
	return rest >= d.rate*total*(group-total)-slight*max(1, rest)
}

// pick chooses one of the parts near a node at random, better ones more often; -1 is to
// stay alone, a gain of 0.
func (d *division) pick(near []int32, mass, group float64) int {
	most, gains := 0., d.gains[:0]
	for _, p := range near {
		gain := d.weight[p] - d.rate*mass*d.total[p]
		if gain < 0 || !d.wellConnected(p, group) {
			gain = math.Inf(-1)
		}
		most = max(most, gain)
		gains = append(gains, gain)
	}
	d.gains = gains
	alone := chance(-most)
	sum := alone
	for k, gain := range gains {
		gains[k] = chance(gain - most)
		sum += gains[k]
	}
	x := float64(d.random.Uint64()>>11)*0x1p-53*sum - alone
	for k := 0; x >= 0 && k < len(gains); k++ {
		if x -= gains[k]; x < 0 {
			return k
		}
	}
	return -1
}

// chance is how often a gain is taken that is less than the best, beside that.
func chance(less float64) float64 {
	switch {
	case less == 0:
		return 1
	case less < -36*temperature: // below the precision of the sum
		return 0
	}
	return math.Exp(less / temperature)
}
