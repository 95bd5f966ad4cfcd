package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// Closeness scores each entity by how near it is to all others, in the form of
// Wasserman and Faust that works where not all are in reach:
//
//	C(v) = (r/(n-1)) · (r / Σ_u d(u,v))
//
// over the r others that can reach v; 0 where r is 0. In a directed view distances
// run towards v, as in networkx. Weighted, a tie is as long as its distance,
// 1/strength, and a strength of 0 is refused; otherwise every tie is one long.
//
// Unit: none. Max: 1 where ties are one long, reached by who is tied to everybody;
// none where weighted. igraph leaves out the factor r/(n-1).
//
// Reading: a high score marks somebody whom news from anywhere reaches in few
// steps. In small components it is low, however near their members are.
//
// Cost: O(nm/64) steps on words of 64 sources, O(n) memory for each CPU; weighted as
// Betweenness. It stops early with ctx's error.
//
// Source: S. Wasserman and K. Faust, Social Network Analysis (1994), p. 201.
// doi:10.1017/CBO9780511815478
func Closeness(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureCloseness, Weights: o.weights("distance"), Unit: "closeness", Max: 1}
	near, err := s.nearness(ctx, v, o)
	if err != nil {
		return Scores{}, err
	}
	for i, to := range near {
		if to.reached > 0 {
			s.Values[i] = to.reached / float64(v.Len()-1) * (to.reached / to.far)
		}
	}
	return s, nil
}

// Harmonic scores each entity by how near it is to all others, those out of reach
// counting nothing:
//
//	C(v) = Σ_{u≠v} 1/d(u,v)
//
// In a directed view distances run towards v, as in networkx. Weighted, a tie is as
// long as its distance, 1/strength, and a strength of 0 is refused; otherwise every
// tie is one long.
//
// Unit: neighbours, one two steps away counting half. Max: n-1 where ties are one
// long; none where weighted. igraph divides by n-1 unless told otherwise.
//
// Reading: as Closeness, and it compares across components.
//
// Cost: as Closeness. It stops early with ctx's error.
//
// Source: P. Boldi and S. Vigna, "Axioms for centrality", Internet Mathematics 10
// (2014). doi:10.1080/15427951.2013.865686
func Harmonic(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureHarmonic, Weights: o.weights("distance"), Unit: "neighbours", Max: float64(max(v.Len()-1, 0))}
	near, err := s.nearness(ctx, v, o)
	if err != nil {
		return Scores{}, err
	}
	for i, to := range near {
		s.Values[i] = to.harmonic
	}
	return s, nil
}

// nearness sums up the distances towards each entity, by number of ties or by length.
func (s *Scores) nearness(ctx context.Context, v *graph.View, o Options) ([]nearness, error) {
	s.Values = make([]float64, v.Len())
	if !o.Weighted {
		return nearnessOf(ctx, v, o.Progress)
	}
	s.Max = 0
	if err := checkDistances(v); err != nil {
		return nil, err
	}
	near, step := make([]nearness, v.Len()), newCounter(v.Len(), o.Progress)
	g := lengthsOf(v, true)
	err := inParallel(ctx, v.Len(), func() *search { return newSearch(g, nil) }, func(routes *search, i int) error {
		routes.measure(int32(i))
		to := &near[i]
		for _, j := range routes.order[1:] {
			to.far += routes.distance[j]
			to.harmonic += 1 / routes.distance[j]
		}
		to.reached = float64(len(routes.order) - 1)
		step.done(1)
		return nil
	})
	return near, err
}
