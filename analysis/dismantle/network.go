package dismantle

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// network is a view as the searches read it: the neighbours of i, whichever way ties
// point, are to[start[i]:start[i+1]], ascending.
type network struct {
	start []int32
	to    []int32
}

func (g *network) len() int { return len(g.start) - 1 }

func (g *network) row(i int32) []int32 { return g.to[g.start[i]:g.start[i+1]] }

func networkOf(v *graph.View) *network {
	g := &network{start: make([]int32, 1, v.Len()+1)}
	for i := range v.Len() {
		from := len(g.to)
		g.to = append(g.to, v.Neighbours(i)...)
		if v.Directed() {
			g.to = append(g.to, v.InNeighbours(i)...)
			slices.Sort(g.to[from:])
			g.to = g.to[:from+len(slices.Compact(g.to[from:]))]
		}
		g.start = append(g.start, int32(len(g.to)))
	}
	return g
}
