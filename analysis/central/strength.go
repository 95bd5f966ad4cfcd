package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// Strength scores each entity by the sum of the strengths of its ties:
//
//	C(v) = Σ_u w(u,v)
//
// In a directed view it is the strength of ties in plus that of ties out.
//
// Unit: strength, in whatever the ties are weighted by: calls, meetings, 1 each
// where no strength was given. Max: none.
//
// Reading: a high score marks somebody with much recorded contact, be it with many
// or with one.
//
// Cost: O(n+m) time, O(n) memory.
//
// Source: A. Barrat et al., "The architecture of complex weighted networks", PNAS
// 101 (2004). doi:10.1073/pnas.0400087101
func Strength(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	s := Scores{Measure: MeasureStrength, Weights: "strength", Unit: "strength", Values: make([]float64, v.Len())}
	for i := range s.Values {
		s.Values[i] = strengthOf(v, v.Ties(i))
		if v.Directed() {
			s.Values[i] += strengthOf(v, v.InTies(i))
		}
	}
	return s, nil
}
