package central

import (
	"context"
	"errors"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// katzShare is how near the default attenuation comes to 1/λ, beyond which the sum of
// all walks has no end.
const katzShare = .85

// Katz scores each entity by the walks that end there, long ones counting less:
//
//	C(v) = Σ_{k≥0} α^k · (number of walks of k ties that end at v)
//
// so that the smallest score is 1. The attenuation α is that of the options, or .85/λ,
// where λ is the largest eigenvalue of the adjacency matrix. Weighted, a walk counts as
// often as the product of its ties' strengths. In a directed view walks follow ties.
//
// Unit: walks. Max: none. networkx divides the scores by their Euclidean length unless
// normalized is false, and takes α = .1; igraph's alpha_centrality with exo=1 is ours.
//
// Reading: as Eigenvector, and everybody has a score: those at the edge, and on directed
// networks those before the core, too.
//
// Cost: O(km) time for k rounds, O(n) memory. It stops early with ctx's error, and fails
// where α is not below 1/λ.
//
// Source: L. Katz, "A new status index derived from sociometric analysis", Psychometrika
// 18 (1953). doi:10.1007/BF02289026
func Katz(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureKatz, Weights: o.weights("strength"), Unit: "walks", Values: make([]float64, v.Len())}
	alpha := o.Attenuation
	if alpha == 0 {
		alpha = katzShare / max(1, largestEigenvalue(v, o))
	}
	x, next := s.Values, make([]float64, v.Len())
	for i := range x {
		x[i] = 1
	}
	for range 10_000 {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		change, size := 0.0, 0.0
		for i := range next {
			sum, ties := 0.0, v.InTies(i)
			for k, j := range v.InNeighbours(i) {
				sum += x[j] * o.weight(v, ties[k])
			}
			next[i] = 1 + alpha*sum
			change += math.Abs(next[i] - x[i])
			size += next[i]
		}
		x, next = next, x
		if change <= 1e-14*size {
			s.Values = x
			return s, nil
		}
		if math.IsInf(size, 0) {
			break
		}
	}
	return Scores{}, errors.New("katz: the sum of the walks has no end; take a smaller attenuation")
}

// largestEigenvalue returns an upper estimate, near enough, of the largest eigenvalue of
// the adjacency matrix, by rounds of multiplication.
func largestEigenvalue(v *graph.View, o Options) float64 {
	x, next := make([]float64, v.Len()), make([]float64, v.Len())
	for i := range x {
		x[i] = 1
	}
	bound := math.Inf(1)
	for range 200 {
		most := 0.0
		for i := range next {
			next[i] = x[i] // the identity besides, which keeps every entry above 0
			ties := v.InTies(i)
			for k, j := range v.InNeighbours(i) {
				next[i] += x[j] * o.weight(v, ties[k])
			}
			most = max(most, next[i]/x[i])
		}
		bound = min(bound, most-1)
		scale := 0.0
		for _, y := range next {
			scale = max(scale, y)
		}
		for i := range next {
			next[i] = max(next[i]/scale, 1e-200)
		}
		x, next = next, x
	}
	return bound
}
