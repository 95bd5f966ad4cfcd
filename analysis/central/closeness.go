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
// Cost: as Betweenness. It stops early with ctx's error.
//
// Source: S. Wasserman and K. Faust, Social Network Analysis (1994), p. 201.
// doi:10.1017/CBO9780511815478
func Closeness(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureCloseness, Weights: o.weights("distance"), Unit: "closeness", Max: 1}
	err := s.eachReach(ctx, v, o, func(distances []float64, order []int32) float64 {
		reached, sum := float64(len(order)-1), 0.0
		for _, i := range order[1:] {
			sum += distances[i]
		}
		if reached == 0 {
			return 0
		}
		return reached / float64(v.Len()-1) * (reached / sum)
	})
	return s, err
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
// Cost: as Betweenness. It stops early with ctx's error.
//
// Source: P. Boldi and S. Vigna, "Axioms for centrality", Internet Mathematics 10
// (2014). doi:10.1080/15427951.2013.865686
func Harmonic(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureHarmonic, Weights: o.weights("distance"), Unit: "neighbours", Max: float64(max(v.Len()-1, 0))}
	err := s.eachReach(ctx, v, o, func(distances []float64, order []int32) float64 {
		sum := 0.0
		for _, i := range order[1:] {
			sum += 1 / distances[i]
		}
		return sum
	})
	return s, err
}

// eachReach scores each entity by its distances from those that can reach it,
// nearest first and itself at the head.
func (s *Scores) eachReach(ctx context.Context, v *graph.View, o Options, score func(distances []float64, order []int32) float64) error {
	if o.Weighted {
		s.Max = 0
		if err := checkDistances(v); err != nil {
			return err
		}
	}
	s.Values = make([]float64, v.Len())
	routes := newSearch(v, o.Weighted)
	routes.reverse = true
	for i := range s.Values {
		if err := ctx.Err(); err != nil {
			*s = Scores{}
			return err
		}
		routes.from(i)
		s.Values[i] = score(routes.distance, routes.order)
	}
	return nil
}
