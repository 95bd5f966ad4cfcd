package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// Betweenness scores each entity by how often it lies between others:
//
//	C(v) = Σ_{s≠v≠t} σ(s,t|v) / σ(s,t)
//
// where σ(s,t) counts the shortest routes from s to t and σ(s,t|v) those that pass
// through v. In an undirected view each pair {s,t} counts once; a pair with no
// route counts nothing. Weighted, a tie is as long as its distance, 1/strength, and
// a strength of 0 is refused; otherwise every tie is one long.
//
// Unit: pairs of entities. Max: (n-1)(n-2)/2 undirected, (n-1)(n-2) directed,
// reached by the centre of a star. networkx divides by it unless told otherwise;
// gonum counts each undirected pair twice.
//
// Reading: a high score marks a broker, somebody whose removal lengthens or cuts
// routes between others. It is not evidence of rank or guilt, and it moves a great
// deal when ties are missing.
//
// Cost: O(nm) time, O(nm + n² log n) weighted, O(n) memory beyond the view. It
// stops early with ctx's error.
//
// Source: U. Brandes, "A faster algorithm for betweenness centrality", J. Math.
// Sociology 25 (2001), algorithm 1. doi:10.1080/0022250X.2001.9990249
func Betweenness(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	n := float64(v.Len())
	s := Scores{Measure: MeasureBetweenness, Weights: o.weights("distance"), Unit: "pairs", Max: max(0, (n-1)*(n-2)), Values: make([]float64, v.Len())}
	if o.Weighted {
		if err := checkDistances(v); err != nil {
			return Scores{}, err
		}
	}
	routes, delta := newSearch(v, o.Weighted), make([]float64, v.Len())
	for source := range v.Len() {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		routes.from(source)
		routes.accumulate(source, delta, s.Values)
	}
	if !v.Directed() {
		s.Max /= 2
		for i := range s.Values {
			s.Values[i] /= 2
		}
	}
	return s, nil
}

// accumulate adds each entity's dependency δ(source|v) to its score, farthest first.
func (s *search) accumulate(source int, delta, scores []float64) {
	for _, i := range s.order {
		delta[i] = 0
	}
	for at := len(s.order) - 1; at >= 0; at-- {
		i := s.order[at]
		to, ties := s.neighbours(i)
		for k, j := range to {
			if s.precedes(i, j, ties[k]) {
				delta[i] += s.sigma[i] / s.sigma[j] * (1 + delta[j])
			}
		}
		if int(i) != source {
			scores[i] += delta[i]
		}
	}
}
