package central

import "github.com/linchpin-graph/linchpin/graph"

// sparse is a graph as the kernels read it: the neighbours of i are
// to[start[i]:start[i+1]], ascending.
type sparse struct {
	start  []int32
	to     []int32
	length []float64 // along to; nil where every tie is one long
}

func (g sparse) len() int { return len(g.start) - 1 }

func (g sparse) row(i int32) []int32 { return g.to[g.start[i]:g.start[i+1]] }

// sparseOf returns a view's rows: along the ties' direction, or against it.
func sparseOf(v *graph.View, reverse bool) sparse {
	row := v.Neighbours
	if reverse {
		row = v.InNeighbours
	}
	g := sparse{start: make([]int32, v.Len()+1)}
	for i := range v.Len() {
		g.start[i+1] = g.start[i] + int32(len(row(i)))
	}
	g.to = make([]int32, 0, g.start[v.Len()])
	for i := range v.Len() {
		g.to = append(g.to, row(i)...)
	}
	return g
}

// lengthsOf returns a view's rows with the ties' distances.
func lengthsOf(v *graph.View, reverse bool) sparse {
	g, ties := sparseOf(v, reverse), v.Ties
	if reverse {
		ties = v.InTies
	}
	g.length = make([]float64, 0, len(g.to))
	for i := range v.Len() {
		for _, tie := range ties(i) {
			g.length = append(g.length, float64(v.Strength(int(tie)).Distance()))
		}
	}
	return g
}
