package central

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// Cut scores each entity by how many pairs of others lose every route to each other
// when it is gone. In a directed view directions are ignored; strengths always are.
//
// Unit: pairs of entities. Max: (n-1)(n-2)/2, reached by the centre of a star.
//
// Reading: who scores above 0 is a cutpoint: the network falls apart there. It is the
// part of betweenness that no other route can take over.
//
// Cost: O(n+m) time and memory.
//
// Source: J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph
// manipulation", CACM 16 (1973). doi:10.1145/362248.362272
func Cut(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	n := float64(v.Len())
	return Scores{Measure: MeasureCut, Unit: "pairs", Max: max(0, (n-1)*(n-2)/2), Values: blocksOf(bothWays(v)).parted}, nil
}

// Bridges returns the ties whose loss parts the network, ascending. In a directed view
// directions are ignored, and two ties between the same two are no bridges.
//
// Cost: O(n+m) time and memory. Source: as Cut.
func Bridges(v *graph.View) []int {
	bridge := map[[2]int32]bool{}
	for _, b := range blocksOf(bothWays(v)).blocks {
		if len(b.members) == 2 {
			bridge[[2]int32{min(b.members[0], b.members[1]), max(b.members[0], b.members[1])}] = true
		}
	}
	var ties []int
	for tie := range v.Size() {
		from, to := v.Ends(tie)
		if _, back := v.TieBetween(to, from); v.Directed() && back {
			continue
		}
		if bridge[[2]int32{int32(min(from, to)), int32(max(from, to))}] {
			ties = append(ties, tie)
		}
	}
	return ties
}

// bothWays returns a view's rows without directions.
func bothWays(v *graph.View) sparse {
	if !v.Directed() {
		return sparseOf(v, false)
	}
	return newHoles(v, Options{}).sparse
}

// Blocks returns the biconnected parts of a view: the largest sets of entities that no
// single one's loss disconnects, and the bridges as sets of two. Members are ascending,
// and the largest blocks first; directions are ignored.
//
// Cost: O(n+m) time and memory. Source: as Cut.
func Blocks(v *graph.View) [][]int32 {
	var all [][]int32
	for _, b := range blocksOf(bothWays(v)).blocks {
		slices.Sort(b.members)
		all = append(all, b.members)
	}
	slices.SortFunc(all, func(a, b []int32) int { return cmp.Or(cmp.Compare(len(b), len(a)), slices.Compare(a, b)) })
	return all
}
