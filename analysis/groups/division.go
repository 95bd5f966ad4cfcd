package groups

import (
	"math/bits"
	"math/rand/v2"
)

// A division puts entities into groups, by labels. What it knows of the groups is the same
// whether entities are single or put together into nodes, so all levels share it, and the
// memory that they work in. A node's mass is its degree or its size; two groups of masses
// a and b expect rate·a·b of weight between them.
type division struct {
	quality Quality
	rate    float64
	mass    []float64 // by label
	size    []float64 // by label, in entities
	empty   []int32   // labels nobody has
	random  *rand.PCG
	queue   queue // nodes that may be better off elsewhere

	weight []float64 // by label: from the node at hand; 0 in between
	near   []int32   // labels with a weight, as they are met
	order  []int32   // nodes, for shuffled
	merging
}

// A level is a graph whose nodes are divided.
type level struct {
	*division
	graph *weighted
	label []int32 // by node
	part  []int32 // by node: the node of the level above that it is put into
	above *level  // made once, for its memory serves again
}

// newDivision divides a graph by labels, which become its own.
func newDivision(g *weighted, label []int32, rate float64, o LeidenOptions) *level {
	n := g.len()
	d := &division{quality: o.Quality, rate: rate, random: rand.NewPCG(o.Seed, 11),
		mass: make([]float64, n), size: make([]float64, n), queue: newQueue(n),
		weight: make([]float64, n), near: make([]int32, n+1), order: make([]int32, n), merging: newMerging(g)}
	mass := g.mass(o.Quality)
	for i, l := range label {
		d.mass[l] += mass[i]
		d.size[l] += g.size[i]
	}
	for l := n - 1; l >= 0; l-- {
		if d.size[l] == 0 {
			d.empty = append(d.empty, int32(l))
		}
	}
	return &level{division: d, graph: g, label: label}
}

// moveAll begins with all nodes, in a random order.
func (l *level) moveAll() (moved bool) {
	for _, i := range l.shuffled(l.graph.len()) {
		l.queue.push(i)
	}
	return l.move()
}

// move puts nodes into the group of a neighbour, or one of their own, where that is
// better, until none of those in the queue is better off elsewhere. It says whether any
// has moved.
func (l *level) move() (moved bool) {
	mass := l.graph.mass(l.quality)
	for l.queue.count > 0 {
		i := l.queue.pop()
		from, to := l.label[i], l.best(i, mass[i])
		if to == from {
			continue
		}
		moved = true
		l.label[i] = to
		l.carry(from, to, mass[i], l.graph.size[i])
		for _, j := range l.graph.to[l.graph.start[i]:l.graph.start[i+1]] {
			if l.label[j] != to {
				l.queue.push(j)
			}
		}
	}
	return moved
}

// slight is the least by which a gain must be better, for each unit of mass, so that
// rounding moves nobody to and fro.
const slight = 1e-10

// best returns the label under which a node is best.
func (l *level) best(i int32, mass float64) int32 {
	d, from := l.division, l.label[i]
	near, weight := d.look(l.graph, i, l.label), d.weight
	slack, expected := slight*max(1, mass), d.rate*mass
	best, least := from, weight[from]-expected*(d.mass[from]-mass)+slack
	weight[from] = 0
	for _, label := range near {
		if gain := weight[label] - expected*d.mass[label]; gain > least && label != from {
			best, least = label, gain+slack
		}
		weight[label] = 0
	}
	if 0 > least && d.size[from] > l.graph.size[i] {
		return d.empty[len(d.empty)-1]
	}
	return best
}

// look sums up the weight from a node to each label of its neighbours, and returns these.
func (d *division) look(g *weighted, i int32, labels []int32) []int32 {
	first, end := g.start[i], g.start[i+1]
	to, weights := g.to[first:end], g.weight[first:end]
	near, sum, n := d.near, d.weight, 0
	for k, j := range to {
		label := labels[j]
		near[n] = label // overwritten where it is known: nobody foretells the branch
		known := sum[label]
		if known == 0 {
			n++
		}
		sum[label] = known + weights[k]
	}
	return near[:n]
}

// carry takes mass and size from one label to another.
func (d *division) carry(from, to int32, mass, size float64) {
	if d.size[to] == 0 {
		d.empty = d.empty[:len(d.empty)-1]
	}
	d.mass[to] += mass
	d.size[to] += size
	d.mass[from] -= mass
	if d.size[from] -= size; d.size[from] == 0 {
		d.mass[from] = 0 // whatever rounding left
		d.empty = append(d.empty, from)
	}
}

// shuffled returns the first n nodes in a random order, until it is called again.
func (d *division) shuffled(n int) []int32 {
	order := d.order[:n]
	for i := range order {
		j, _ := bits.Mul64(d.random.Uint64(), uint64(i+1)) // 0 to i
		order[i] = order[j]
		order[j] = int32(i)
	}
	return order
}

// A queue holds each node once at most.
type queue struct {
	nodes       []int32 // a ring
	waiting     []bool  // by node
	head, count int
}

func newQueue(n int) queue { return queue{nodes: make([]int32, n), waiting: make([]bool, n)} }

func (q *queue) push(i int32) {
	if q.waiting[i] {
		return
	}
	q.waiting[i] = true
	at := q.head + q.count
	if at >= len(q.nodes) {
		at -= len(q.nodes)
	}
	q.nodes[at] = i
	q.count++
}

func (q *queue) pop() int32 {
	i := q.nodes[q.head]
	q.waiting[i] = false
	q.count--
	if q.head++; q.head == len(q.nodes) {
		q.head = 0
	}
	return i
}
