package groups

import "github.com/linchpin-graph/linchpin/graph"

// Transitivity returns how often two contacts of one entity are tied themselves:
//
//	3 · triangles / pairs of ties that meet
//
// It is 0 where no two ties meet. Directions are ignored.
//
// Unit: share. Max: 1, where every piece is a clique.
//
// Reading: a high share marks a network of close circles; a low one of chains and hubs,
// as of trades that keep people from knowing each other.
//
// Cost: O(m^1.5) time, O(n+m) memory. networkx's transitivity and igraph's
// transitivity_undirected give the same figure.
//
// Sources: S. Wasserman and K. Faust, Social Network Analysis (1994), p. 243. T. Schank and
// D. Wagner, "Finding, counting and listing all triangles in large graphs", WEA 2005.
// doi:10.1007/11427186_54
func Transitivity(v *graph.View) float64 {
	later, pairs := busier(v)
	triangles, mark := 0, unlabelled(v.Len())
	for i, row := range later {
		for _, j := range row {
			mark[j] = int32(i)
		}
		for _, j := range row {
			for _, k := range later[j] {
				if mark[k] == int32(i) {
					triangles++
				}
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return 3 * float64(triangles) / float64(pairs)
}

// busier returns of each entity the contacts with more contacts, or as many and a larger
// number: no entity has more than √2m of them. pairs counts the pairs of ties that meet.
func busier(v *graph.View) (later [][]int32, pairs int) {
	later = make([][]int32, v.Len())
	degree := make([]int, v.Len())
	for i := range degree {
		later[i] = bothWays(v, i)
		degree[i] = len(later[i])
		pairs += degree[i] * (degree[i] - 1) / 2
	}
	for i, row := range later {
		var kept []int32 // not in place: the row of an undirected view is the view's own
		for _, j := range row {
			if degree[j] > degree[i] || degree[j] == degree[i] && int(j) > i {
				kept = append(kept, j)
			}
		}
		later[i] = kept
	}
	return later, pairs
}
