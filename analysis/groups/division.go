package groups

import (
	"math"
	"math/rand/v2"
)

// A division puts the nodes of a graph into groups, by labels, and moves them to better
// ones. A node's mass is its degree or its size; two groups of masses a and b expect
// rate·a·b of weight between them.
type division struct {
	graph *weighted
	rate  float64
	mass  []float64
	label []int32
	total []float64 // mass by label
	empty []int32   // labels nobody has
	order []int32   // of nodes, random
	rand  *rand.Rand

	weight []float64 // by label: from the node at hand
	near   []int32   // labels with a weight, as they are met
}

func newDivision(g *weighted, label []int32, rate float64, q Quality, r *rand.Rand) *division {
	n := g.len()
	d := &division{graph: g, rate: rate, mass: g.degree, label: append([]int32(nil), label...), total: make([]float64, n), order: identity(n), rand: r, weight: make([]float64, n)}
	if q == CPM {
		d.mass = g.size
	}
	used := make([]bool, n)
	for i, l := range d.label {
		d.total[l] += d.mass[i]
		used[l] = true
	}
	for l := n - 1; l >= 0; l-- {
		if !used[l] {
			d.empty = append(d.empty, int32(l))
		}
	}
	r.Shuffle(n, func(i, j int) { d.order[i], d.order[j] = d.order[j], d.order[i] })
	return d
}

// look sums up the weight from a node to the labels of its neighbours that are of a
// kind.
func (d *division) look(i int32, label []int32, counts func(j int32) bool) {
	for _, l := range d.near {
		d.weight[l] = 0
	}
	d.near = d.near[:0]
	for k := d.graph.start[i]; k < d.graph.start[i+1]; k++ {
		j := d.graph.to[k]
		if counts != nil && !counts(j) {
			continue
		}
		if d.weight[label[j]] == 0 {
			d.near = append(d.near, label[j])
		}
		d.weight[label[j]] += d.graph.weight[k]
	}
}

// move puts nodes into the group of a neighbour, or one of their own, where that is
// better, until none is better off elsewhere.
func (d *division) move() {
	queue, waiting := append([]int32(nil), d.order...), make([]bool, d.graph.len())
	for i := range waiting {
		waiting[i] = true
	}
	members := make([]int32, d.graph.len()) // by label
	for _, l := range d.label {
		members[l]++
	}
	for at := 0; at < len(queue); at++ {
		i := queue[at]
		waiting[i] = false
		d.look(i, d.label, nil)
		from, mass := d.label[i], d.mass[i]
		best, gain := from, d.weight[from]-d.rate*mass*(d.total[from]-mass)
		for _, l := range d.near {
			if l == from {
				continue
			}
			if g := d.weight[l] - d.rate*mass*d.total[l]; g > gain+slight(gain) {
				best, gain = l, g
			}
		}
		if members[from] > 1 && len(d.empty) > 0 && 0 > gain+slight(gain) {
			best = d.empty[len(d.empty)-1]
			d.empty = d.empty[:len(d.empty)-1]
		}
		if best == from {
			continue
		}
		d.total[from] -= mass
		if members[from]--; members[from] == 0 {
			d.total[from] = 0
			d.empty = append(d.empty, from)
		}
		members[best]++
		d.total[best] += mass
		d.label[i] = best
		for _, j := range d.graph.to[d.graph.start[i]:d.graph.start[i+1]] {
			if !waiting[j] && d.label[j] != best {
				waiting[j] = true
				queue = append(queue, j)
			}
		}
	}
}

// slight is the least by which a gain must be better, so that rounding moves nobody to and
// fro.
func slight(gain float64) float64 { return 1e-10 * max(1, math.Abs(gain)) }

// temperature says how random the merging is when groups are refined: of two gains that
// differ by it, the better is taken e times as often.
const temperature = .01

// refine divides each group into parts that are well connected, by merging nodes that are
// still alone with parts of their group, better ones more often. It returns the parts'
// labels.
func (d *division) refine() []int32 {
	n := d.graph.len()
	part, total, alone := identity(n), append([]float64(nil), d.mass...), make([]bool, n)
	rest := make([]float64, n) // weight from a part to the rest of its group
	for i := range n {
		alone[i] = true
		for k := d.graph.start[i]; k < d.graph.start[i+1]; k++ {
			if d.label[d.graph.to[k]] == d.label[i] {
				rest[i] += d.graph.weight[k]
			}
		}
	}
	wellConnected := func(p int32, group float64) bool {
		return rest[p] >= d.rate*total[p]*(group-total[p])-slight(rest[p])
	}
	var gains []float64
	for _, i := range d.order {
		group := d.total[d.label[i]]
		if !alone[part[i]] || !wellConnected(i, group) {
			continue
		}
		d.look(i, part, func(j int32) bool { return d.label[j] == d.label[i] })
		most := 0.0
		gains = gains[:0]
		for _, p := range d.near {
			gain := math.Inf(-1)
			if wellConnected(p, group) {
				gain = d.weight[p] - d.rate*d.mass[i]*total[p]
			}
			if gain < 0 {
				gain = math.Inf(-1)
			}
			gains, most = append(gains, gain), max(most, gain)
		}
		chosen := d.pick(gains, most)
		if chosen < 0 {
			continue
		}
		p := d.near[chosen]
		rest[p] += rest[i] - 2*d.weight[p]
		total[p] += d.mass[i]
		part[i], alone[p], alone[i] = p, false, false
	}
	return part
}

// pick chooses a gain at random, better ones more often; -1 is to stay alone, a gain of 0.
func (d *division) pick(gains []float64, most float64) int {
	sum := math.Exp(-most / temperature)
	for _, g := range gains {
		sum += math.Exp((g - most) / temperature)
	}
	x := d.rand.Float64()*sum - math.Exp(-most/temperature)
	if x < 0 {
		return -1
	}
	for k, g := range gains {
		if x -= math.Exp((g - most) / temperature); x < 0 && !math.IsInf(g, -1) {
			return k
		}
	}
	return -1
}
