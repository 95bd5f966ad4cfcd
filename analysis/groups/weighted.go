package groups

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// weighted is an undirected graph of weights, with what a node may stand for: entities
// that were put together.
type weighted struct {
	start  []int32
	to     []int32
	weight []float64
	within []float64 // weight of the ties inside a node, counted once
	degree []float64 // weight of the ties at a node, those inside counted twice
	size   []float64 // entities
}

func (g *weighted) len() int { return len(g.start) - 1 }

// total is the weight of all ties, each counted once.
func (g *weighted) total() float64 {
	sum := 0.0
	for _, d := range g.degree {
		sum += d
	}
	return sum / 2
}

// weightedOf reads a view: strengths, or 1 for each tie; of a directed view both
// directions together.
func weightedOf(v *graph.View, strengths bool) *weighted {
	n := v.Len()
	g := &weighted{start: make([]int32, 1, n+1), to: make([]int32, 0, 2*v.Size()), weight: make([]float64, 0, 2*v.Size()),
		within: make([]float64, n), degree: make([]float64, n), size: make([]float64, n)}
	weight := func(tie int32) float64 {
		if strengths {
			return float64(v.Strength(int(tie)))
		}
		return 1
	}
	for i := range n {
		g.size[i] = 1
		out, outTies, in, inTies := v.Neighbours(i), v.Ties(i), v.InNeighbours(i), v.InTies(i)
		if !v.Directed() {
			in, inTies = nil, nil
		}
		for len(out) > 0 || len(in) > 0 {
			switch {
			case len(in) == 0 || len(out) > 0 && out[0] < in[0]:
				g.add(i, out[0], weight(outTies[0]))
				out, outTies = out[1:], outTies[1:]
			case len(out) == 0 || in[0] < out[0]:
				g.add(i, in[0], weight(inTies[0]))
				in, inTies = in[1:], inTies[1:]
			default:
				g.add(i, out[0], weight(outTies[0])+weight(inTies[0]))
				out, outTies, in, inTies = out[1:], outTies[1:], in[1:], inTies[1:]
			}
		}
		g.start = append(g.start, int32(len(g.to)))
	}
	return g
}

func (g *weighted) add(from int, to int32, w float64) {
	g.to, g.weight = append(g.to, to), append(g.weight, w)
	g.degree[from] += w
}

// mass is by what a quality measures a node.
func (g *weighted) mass(q Quality) []float64 {
	if q == CPM {
		return g.size
	}
	return g.degree
}

// leavesFolded labels each node by itself, but one that has a single tie by its
// neighbour, where that is best for it whatever the neighbour's group: they are many
// where there are phones and accounts, and need not be looked at again.
func (g *weighted) leavesFolded(rate float64, q Quality) []int32 {
	mass, all := g.mass(q), 0.0
	for _, m := range mass {
		all += m
	}
	labels := identity(g.len())
	for i, k := range g.start[:g.len()] {
		if g.start[i+1] != k+1 {
			continue
		}
		if j := g.to[k]; labels[j] == j && g.weight[k] > rate*mass[i]*(all-mass[i]) {
			labels[i] = j
		}
	}
	return labels
}

// keep makes of a the ties between nodes of one label alone.
func (g *weighted) keep(a *weighted, labels []int32) {
	n := int32(0)
	for i := range g.len() {
		label, sum, weights := labels[i], 0.0, g.weight[g.start[i]:g.start[i+1]]
		a.start[i] = n
		for k, j := range g.to[g.start[i]:g.start[i+1]] {
			a.to[n], a.weight[n] = j, weights[k] // overwritten where labels differ: nobody foretells the branch
			if labels[j] == label {
				n++
			}
		}
		for _, w := range a.weight[a.start[i]:n] {
			sum += w
		}
		a.degree[i] = sum
	}
	a.start[g.len()] = n
}

// putTogether makes the level above, whose nodes are the parts, numbered from 0 to
// count-1.
func (l *level) putTogether(count int) *level {
	if l.above == nil {
		l.above = &level{division: l.division, graph: &weighted{}}
	}
	l.above.label = resized(l.above.label, count)
	for i, part := range l.part {
		l.above.label[part] = l.label[i]
	}
	a := l.above.graph
	a.resize(count, len(l.graph.to))
	members, first := sorted(l.part, count)
	n := int32(0)
	for part := range int32(count) {
		a.start[part] = n
		n = l.join(members[first[part]:first[part+1]], part, n)
	}
	a.start[count] = n
	a.to, a.weight = a.to[:n], a.weight[:n]
	return l.above
}

// join makes one node of the level above, its ties from the nth on, and returns where they
// end.
func (l *level) join(members []int32, part, n int32) int32 {
	g, a, sum, from := l.graph, l.above.graph, l.weight, n
	within, degree, size := 0.0, 0.0, 0.0
	for _, i := range members {
		within += g.within[i]
		degree += g.degree[i]
		size += g.size[i]
		weights := g.weight[g.start[i]:g.start[i+1]]
		for k, j := range g.to[g.start[i]:g.start[i+1]] {
			other := l.part[j]
			a.to[n] = other // overwritten where it is known, as in look
			known := sum[other]
			if known == 0 && other != part {
				n++
			}
			sum[other] = known + weights[k]
		}
	}
	a.within[part], a.degree[part], a.size[part] = within+sum[part]/2, degree, size
	sum[part] = 0
	for k := from; k < n; k++ {
		a.weight[k] = sum[a.to[k]]
		sum[a.to[k]] = 0
	}
	return n
}

// resize makes room for nodes and ties, whatever was there.
func (g *weighted) resize(nodes, ties int) {
	g.start, g.to, g.weight = resized(g.start, nodes+1), resized(g.to, ties+1), resized(g.weight, ties+1)
	g.within, g.degree, g.size = resized(g.within, nodes), resized(g.degree, nodes), resized(g.size, nodes)
}

// resized returns a slice of a length, in the old one's memory if that is enough.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// sorted returns nodes by label, and where each label begins.
func sorted(labels []int32, count int) (nodes, first []int32) {
	first = make([]int32, count+1)
	for _, label := range labels {
		first[label+1]++
	}
	for label := range count {
		first[label+1] += first[label]
	}
	next := slices.Clone(first)
	nodes = make([]int32, len(labels))
	for i, label := range labels {
		nodes[next[label]] = int32(i)
		next[label]++
	}
	return nodes, first
}
