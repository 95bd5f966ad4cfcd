package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// Degree scores each entity by how many others it has a tie with:
//
//	C(v) = |{u : u is tied to v}|
//
// Parallel ties count once: fifty calls to one person are one neighbour. In a
// directed view it is in-degree plus out-degree, so that a tie both ways counts
// twice. Strengths are ignored.
//
// Unit: neighbours. Max: n-1 undirected, 2(n-1) directed, reached by the centre of
// a star.
//
// Reading: a high score marks somebody with many recorded contacts, which is also
// what being watched most looks like.
//
// Cost: O(n) time, O(n) memory.
//
// Source: L. C. Freeman, "Centrality in social networks: conceptual clarification",
// Social Networks 1 (1978). doi:10.1016/0378-8733(78)90021-7
func Degree(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	s := Scores{Measure: MeasureDegree, Unit: "neighbours", Values: make([]float64, v.Len())}
	s.Max = float64(max(v.Len()-1, 0))
	for i := range s.Values {
		s.Values[i] = float64(len(v.Neighbours(i)))
		if v.Directed() {
			s.Values[i] += float64(len(v.InNeighbours(i)))
		}
	}
	if v.Directed() {
		s.Max *= 2
	}
	return s, nil
}
