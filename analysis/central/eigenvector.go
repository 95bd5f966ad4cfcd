package central

import (
	"context"
	"errors"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// Eigenvector scores each entity in proportion to the scores of its neighbours: the
// leading eigenvector of the adjacency matrix,
//
//	λ C(v) = Σ_u w(u,v) C(u)
//
// of unit Euclidean length and positive, on the largest component (of several as
// large, the one with the first entity); elsewhere 0, since the components of a
// network have no common scale. In a directed view ties count towards v and the
// component is weak; scores may then all be 0 but in a cycle, as the measure has it.
// Weighted, w is the strength; otherwise 1.
//
// Unit: share of the vector's length. Max: 1/√2, reached by the centre of a star.
//
// Reading: a high score marks somebody at the core, whose contacts are well
// connected themselves.
//
// Cost: O(km) time for k rounds of power iteration on the matrix plus the identity,
// O(n) memory. It stops early with ctx's error, and fails where 100,000 rounds do
// not settle it.
//
// Source: P. Bonacich, "Power and centrality: a family of measures", Am. J.
// Sociology 92 (1987). doi:10.1086/228631
func Eigenvector(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureEigenvector, Weights: o.weights("strength"), Unit: "share of the vector's length", Max: math.Sqrt2 / 2, Values: make([]float64, v.Len())}
	members := largestComponent(v)
	if len(members) < 2 {
		return s, nil
	}
	// Dividing by the largest strength keeps products finite; the vector is the same.
	scale := 1.0
	if o.Weighted {
		for tie := range v.Size() {
			scale = max(scale, float64(v.Strength(tie)))
		}
	}
	x, next := s.Values, make([]float64, v.Len())
	for _, i := range members {
		x[i] = 1 / math.Sqrt(float64(len(members)))
	}
	for range 100_000 {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		change := step(v, o, scale, members, x, next)
		x, next = next, x
		if change < 1e-14*float64(len(members)) {
			s.Values = x
			return s, nil
		}
	}
	return Scores{}, errors.New("eigenvector: no vector was settled on in 100,000 rounds; use pagerank, which always settles")
}

// step multiplies x by the adjacency matrix plus the identity, which keeps
// two-mode networks from swinging, and returns by how much it changed.
func step(v *graph.View, o Options, scale float64, members []int32, x, next []float64) float64 {
	length := 0.0
	for _, i := range members {
		sum, ties := x[i], v.InTies(int(i))
		for k, j := range v.InNeighbours(int(i)) {
			w := 1.0
			if o.Weighted {
				w = float64(v.Strength(int(ties[k]))) / scale
			}
			sum += w * x[j]
		}
		next[i] = sum
		length += sum * sum
	}
	length = math.Sqrt(length)
	change := 0.0
	for _, i := range members {
		next[i] /= length
		change += math.Abs(next[i] - x[i])
	}
	return change
}

// largestComponent returns the members of the largest weak component, ascending.
func largestComponent(v *graph.View) []int32 {
	component := make([]int32, v.Len()) // 0: not met yet
	best, bestSize, found := int32(0), 0, int32(0)
	var stack []int32
	for i := range component {
		if component[i] != 0 {
			continue
		}
		found++
		component[i] = found
		stack = append(stack[:0], int32(i))
		size := 0
		for len(stack) > 0 {
			at := int(stack[len(stack)-1])
			stack = stack[:len(stack)-1]
			size++
			for _, side := range [2][]int32{v.Neighbours(at), v.InNeighbours(at)} {
				for _, j := range side {
					if component[j] == 0 {
						component[j] = found
						stack = append(stack, j)
					}
				}
			}
		}
		if size > bestSize {
			best, bestSize = found, size
		}
	}
	members := make([]int32, 0, bestSize)
	for i, c := range component {
		if c == best && best != 0 {
			members = append(members, int32(i))
		}
	}
	return members
}
