package groups

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"github.com/linchpin-graph/linchpin/graph"
)

// Louvain divides a view into communities of high modularity as gonum does, for
// comparison with [Leiden]: its communities may fall apart, and it is slower.
//
// Cost: a copy of the view in gonum's maps, and some rounds of O(m).
//
// Source: V. D. Blondel et al., "Fast unfolding of communities in large networks", J.
// Stat. Mech. (2008). doi:10.1088/1742-5468/2008/10/P10008
func Louvain(v *graph.View, o LeidenOptions) Community {
	g, w := simple.NewWeightedUndirectedGraph(0, 0), weightedOf(v, o.Weighted)
	for i := range w.len() {
		g.AddNode(simple.Node(i))
	}
	for i := range int32(w.len()) {
		for k := w.start[i]; k < w.start[i+1]; k++ {
			if j := w.to[k]; i < j {
				g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: w.weight[k]})
			}
		}
	}
	labels := make([]int32, w.len())
	reduced := community.Modularize(g, o.resolution(), rand.NewPCG(o.Seed, 12))
	for label, members := range reduced.Communities() {
		for _, m := range members {
			labels[m.ID()] = int32(label)
		}
	}
	o.Quality = Modularity
	p := inOrder(labels)
	return Community{p, quality(w, p, o)}
}
