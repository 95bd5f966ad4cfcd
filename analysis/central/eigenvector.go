package central

import (
	"context"
	"errors"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

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
// Cost: O(km) time for k rounds, a few dozen where undirected, O(n+m) memory. It stops
// early with ctx's error, and fails where 100,000 rounds of power iteration on the
// matrix plus the identity do not settle it, which can only be where directed.
//
// Source: P. Bonacich, "Power and centrality: a family of measures", Am. J.
// Sociology 92 (1987). doi:10.1086/228631
func Eigenvector(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureEigenvector, Weights: o.weights("strength"), Unit: "share of the vector's length", Max: math.Sqrt2 / 2, Values: make([]float64, v.Len())}
	members := largestComponent(v)
	if len(members) < 2 {
		return s, nil
	}
	m := matrixOf(v, o, members)
	x := make([]float64, len(members))
	for i := range x {
		x[i] = 1 / math.Sqrt(float64(len(members)))
	}
	if !v.Directed() {
		if err := m.approach(ctx, x); err != nil {
			return Scores{}, err
		}
	}
	if err := m.settle(ctx, x); err != nil {
		return Scores{}, err
	}
	for k, i := range members {
		s.Values[i] = x[k]
	}
	return s, nil
}

// settle multiplies x by the matrix plus the identity, which keeps two-mode networks from
// swinging, until it changes no more.
func (m *matrix) settle(ctx context.Context, x []float64) error {
	product := make([]float64, len(x))
	for range 100_000 {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.times(x, product)
		floats.Add(product, x)
		floats.Scale(1/lengthOf(product), product)
		if floats.Distance(product, x, 1) < 1e-14*float64(len(x)) {
			dropUnsettled(product, x)
			copy(x, product)
			return nil
		}
		copy(x, product)
	}
	return errors.New("eigenvector: no vector was settled on in 100,000 rounds; use pagerank, which always settles")
}

// dropUnsettled takes away the scores that still change when all others have settled.
// They are what the start has left of entities that the leading part of a network does
// not reach: nothing, but different nothings, which ranks would tell apart.
func dropUnsettled(x, before []float64) {
	for i := range x {
		if x[i] < 1e-9 && math.Abs(x[i]-before[i]) > 1e-6*x[i] {
			x[i] = 0
		}
	}
}

// lengthOf is the Euclidean length of a vector of moderate numbers, for which floats.Norm
// takes care of overflow at some cost.
func lengthOf(x []float64) float64 { return math.Sqrt(floats.Dot(x, x)) }

// A direction is a vector and its product with a symmetric matrix.
type direction struct{ x, product []float64 }

func newDirection(n int) direction { return direction{make([]float64, n), make([]float64, n)} }

func (d direction) scale(by float64) {
	floats.Scale(by, d.x)
	floats.Scale(by, d.product)
}

func (d direction) add(by float64, other direction) {
	floats.AddScaled(d.x, by, other.x)
	floats.AddScaled(d.product, by, other.product)
}

// right brings a direction to unit length and at right angles to others, and reports
// whether there was enough of it to do so.
func (d direction) right(others ...direction) bool {
	before := lengthOf(d.x)
	for _, other := range others {
		d.add(-floats.Dot(d.x, other.x), other)
	}
	length := lengthOf(d.x)
	if length <= 1e-8*before {
		return false
	}
	d.scale(1 / length)
	return true
}

// approach brings x near the leading vector of a symmetric matrix, in rounds that each
// take the best of three directions: the vector so far, how it fails to be one, and
// where it last moved.
//
// Source: A. V. Knyazev, "Toward the optimal preconditioned eigensolver", SIAM J. Sci.
// Comput. 23 (2001), algorithm 4.1 without a preconditioner.
// doi:10.1137/S1064827500366124
func (m *matrix) approach(ctx context.Context, x []float64) error {
	best, fail, move := newDirection(len(x)), newDirection(len(x)), newDirection(len(x))
	copy(best.x, x)
	m.times(best.x, best.product)
	for range 1000 {
		if err := ctx.Err(); err != nil {
			return err
		}
		value := floats.Dot(best.x, best.product)
		floats.AddScaledTo(fail.x, best.product, -value, best.x)
		if lengthOf(fail.x) <= 1e-12*value {
			break
		}
		fail.right(best)
		m.times(fail.x, fail.product)
		basis := []direction{best, fail}
		if move.right(best, fail) {
			basis = append(basis, move)
		}
		share := bestOf(basis)
		fail.scale(share[1])
		if len(share) > 2 {
			fail.add(share[2], move)
		}
		best.scale(share[0])
		best.add(1, fail)
		fail, move = move, fail
		best.scale(1 / lengthOf(best.x))
	}
	for i := range x {
		x[i] = math.Abs(best.x[i])
	}
	return nil
}

// bestOf returns how much of each of some directions, at right angles and of unit
// length, is in their leading vector.
func bestOf(basis []direction) []float64 {
	small := mat.NewSymDense(len(basis), nil)
	for i, a := range basis {
		for j, b := range basis[:i+1] {
			small.SetSym(i, j, floats.Dot(a.x, b.product))
		}
	}
	var e mat.EigenSym
	e.Factorize(small, true)
	var vectors mat.Dense
	e.VectorsTo(&vectors)
	return mat.Col(nil, len(basis)-1, &vectors)
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
