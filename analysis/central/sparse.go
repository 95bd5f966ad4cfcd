package central

import "github.com/linchpin-graph/linchpin/graph"

// sparse is a graph as the kernels read it: the neighbours of i are
// to[start[i]:start[i+1]], ascending.
type sparse struct {
	start []int32
	to    []int32
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
