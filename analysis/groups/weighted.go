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
	g := &weighted{start: make([]int32, 1, n+1), within: make([]float64, n), degree: make([]float64, n), size: make([]float64, n)}
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

// together returns the graph in which each group of nodes is one, by labels from 0 to
// count-1.
func (g *weighted) together(labels []int32, count int) *weighted {
	members, first := sorted(labels, count)
	a := &weighted{start: make([]int32, 1, count+1), to: make([]int32, 0, len(g.to)/2), weight: make([]float64, 0, len(g.to)/2),
		within: make([]float64, count), degree: make([]float64, count), size: make([]float64, count)}
	sum := make([]float64, count)
	for label := range int32(count) {
		from := len(a.to)
		for _, i := range members[first[label]:first[label+1]] {
			a.within[label] += g.within[i]
			a.degree[label] += g.degree[i]
			a.size[label] += g.size[i]
			for k := g.start[i]; k < g.start[i+1]; k++ {
				other := labels[g.to[k]]
				if other == label {
					a.within[label] += g.weight[k] / 2
					continue
				}
				if sum[other] == 0 {
					a.to = append(a.to, other)
				}
				sum[other] += g.weight[k]
			}
		}
		for _, other := range a.to[from:] {
			a.weight = append(a.weight, sum[other])
			sum[other] = 0
		}
		a.start = append(a.start, int32(len(a.to)))
	}
	return a
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
