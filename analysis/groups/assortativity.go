package groups

import (
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// Assortativity returns whether entities are tied to those of like degree: the correlation
// of the degrees at the two ends of a tie, from -1 to 1. It is NaN where all degrees are
// the same. Directions are ignored.
//
// Reading: below 0, hubs are tied to the fringe, and a network falls apart soon when they
// are gone.
//
// Cost: O(n+m). networkx's degree_assortativity_coefficient and igraph's
// assortativity_degree give the same figure.
//
// Source: M. E. J. Newman, "Assortative mixing in networks", Phys. Rev. Lett. 89 (2002).
// doi:10.1103/PhysRevLett.89.208701
func Assortativity(v *graph.View) float64 {
	degree := make([]float64, v.Len())
	for i := range degree {
		degree[i] = float64(len(bothWays(v, i)))
	}
	ends, sum, squares, products := 0.0, 0.0, 0.0, 0.0
	for i := range degree {
		for _, j := range bothWays(v, i) {
			ends++
			sum += degree[i]
			squares += degree[i] * degree[i]
			products += degree[i] * degree[j]
		}
	}
	mean := sum / ends
	variance := squares/ends - mean*mean
	if !(variance > 0) {
		return math.NaN()
	}
	return (products/ends - mean*mean) / variance
}
