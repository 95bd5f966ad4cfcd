package central

import (
	"context"
	"errors"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrUndirected is wrapped where a measure tells ties in from ties out and the view does
// not.
var ErrUndirected = errors.New("tells ties in from ties out and needs a directed view: --directed")

// InDegree scores each entity of a directed view by how many others have a tie to it;
// otherwise as Degree. The error says so where the view has no direction.
//
// Unit: neighbours. Max: n-1. Reading, cost and source: as Degree.
func InDegree(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	return oneSide(v, Scores{Measure: MeasureInDegree}, func(i int) float64 { return float64(len(v.InNeighbours(i))) })
}

// OutDegree scores each entity of a directed view by how many others it has a tie to;
// see [InDegree].
func OutDegree(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	return oneSide(v, Scores{Measure: MeasureOutDegree}, func(i int) float64 { return float64(len(v.Neighbours(i))) })
}

// InStrength scores each entity of a directed view by the strengths of the ties to it;
// otherwise as Strength. The error says so where the view has no direction.
//
// Unit: strength. Max: none. Reading, cost and source: as Strength.
func InStrength(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	return oneSide(v, Scores{Measure: MeasureInStrength, Weights: "strength"}, func(i int) float64 { return strengthOf(v, v.InTies(i)) })
}

// OutStrength scores each entity of a directed view by the strengths of the ties from
// it; see [InStrength].
func OutStrength(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	return oneSide(v, Scores{Measure: MeasureOutStrength, Weights: "strength"}, func(i int) float64 { return strengthOf(v, v.Ties(i)) })
}

// checkDirected refuses a view that has no direction.
func checkDirected(v *graph.View, m Measure) error {
	if !v.Directed() {
		return fmt.Errorf("%s %w", m, ErrUndirected)
	}
	return nil
}

func oneSide(v *graph.View, s Scores, score func(i int) float64) (Scores, error) {
	if err := checkDirected(v, s.Measure); err != nil {
		return Scores{}, err
	}
	s.Unit, s.Values = "strength", make([]float64, v.Len())
	if s.Weights == "" {
		s.Unit, s.Max = "neighbours", float64(max(v.Len()-1, 0))
	}
	for i := range s.Values {
		s.Values[i] = score(i)
	}
	return s, nil
}

func strengthOf(v *graph.View, ties []int32) float64 {
	sum := 0.0
	for _, tie := range ties {
		sum += float64(v.Strength(int(tie)))
	}
	return sum
}
