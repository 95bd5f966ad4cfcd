package central

import (
	"context"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// EffectiveSize scores each entity by how many of its contacts are not redundant, that
// is not tied to each other:
//
//	C(v) = Σ_j (1 - Σ_q p(v,q) m(j,q))
//
// over the neighbours j and q of v, where p(v,q) is q's share of v's ties and m(j,q) the
// strength between j and q over j's strongest. Without strengths that is d - 2t/d, for d
// neighbours with t ties among them. In a directed view a tie counts both ways. 0 where
// there is no neighbour.
//
// Unit: neighbours. Max: n-1, reached by the centre of a star.
//
// Reading: a high score marks somebody whose contacts do not know each other: who can
// play them against each other, and whose removal parts them.
//
// Cost: O(Σ d²) time, O(n) memory.
//
// Sources: R. S. Burt, Structural Holes (1992). S. P. Borgatti, "Structural holes:
// unpacking Burt's redundancy measures", Connections 20 (1997).
func EffectiveSize(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureEffectiveSize, Weights: o.weights("strength"), Unit: "neighbours", Max: float64(max(v.Len()-1, 0))}
	err := s.eachHole(ctx, v, o, func(h *holes, i int32) float64 { return h.effectiveSize(i) })
	return s, err
}

// Efficiency scores each entity by the share of its contacts that are not redundant:
//
//	C(v) = EffectiveSize(v) / number of v's neighbours
//
// 0 where there is no neighbour.
//
// Unit: share of the neighbours. Max: 1, where no two of them are tied.
//
// Reading: as EffectiveSize, whatever the number of contacts.
//
// Cost: as EffectiveSize.
//
// Source: R. S. Burt, Structural Holes (1992).
func Efficiency(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureEfficiency, Weights: o.weights("strength"), Unit: "share of the neighbours", Max: 1}
	err := s.eachHole(ctx, v, o, func(h *holes, i int32) float64 {
		if d := len(h.row(i)); d > 0 {
			return h.effectiveSize(i) / float64(d)
		}
		return 0
	})
	return s, err
}

// Constraint scores each entity by how little room its contacts leave it:
//
//	C(v) = Σ_j (p(v,j) + Σ_q p(v,q) p(q,j))²
//
// over v's neighbours j and q, where p(v,j) is j's share of v's ties. In a directed view
// a tie counts both ways. 0 where there is no neighbour.
//
// Unit: none. Max: 9/8, reached by two who share one contact and each other.
//
// Reading: a LOW score marks a broker between people who do not know each other, so
// that rankings begin with the lowest; a high one somebody whose contacts all know each
// other. Who has no neighbour has no score and comes last.
//
// Cost: as EffectiveSize.
//
// Source: R. S. Burt, Structural Holes (1992), p. 54.
func Constraint(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureConstraint, Weights: o.weights("strength"), Unit: "constraint", Max: 9. / 8}
	err := s.eachHole(ctx, v, o, func(h *holes, i int32) float64 {
		sum := 0.0
		for _, c := range h.constraints(i) {
			sum += c
		}
		return sum
	})
	return s, err
}

// Hierarchy scores each entity by how much of its constraint comes from one contact:
//
//	C(v) = Σ_j r_j ln r_j / (d ln d),  r_j = c(v,j) / (C/d)
//
// for d neighbours, where c(v,j) is j's part of the constraint C of v. 0 where there are
// fewer than two neighbours.
//
// Unit: none. Max: 1, approached where one contact constrains and the others do not.
//
// Reading: a high score marks somebody who depends on one other.
//
// Cost: as EffectiveSize.
//
// Source: R. S. Burt, Structural Holes (1992), p. 71.
func Hierarchy(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureHierarchy, Weights: o.weights("strength"), Unit: "hierarchy", Max: 1}
	err := s.eachHole(ctx, v, o, func(h *holes, i int32) float64 {
		parts := h.constraints(i)
		total, d, sum := 0.0, float64(len(parts)), 0.0
		if d < 2 {
			return 0
		}
		for _, c := range parts {
			total += c
		}
		for _, c := range parts {
			if r := c * d / total; r > 0 {
				sum += r * math.Log(r)
			}
		}
		return sum / (d * math.Log(d))
	})
	return s, err
}

// holes knows how strong each two are tied, both ways together.
type holes struct {
	sparse
	strength []float64 // along sparse.to
	total    []float64 // of each entity's ties
	most     []float64 // of each entity's strongest tie
	mark     []int32   // place of an entity among the neighbours at hand, from 1
	parts    []float64
}

// eachHole scores each entity by its neighbours and the ties among them.
func (s *Scores) eachHole(ctx context.Context, v *graph.View, o Options, score func(*holes, int32) float64) error {
	h := newHoles(v, o)
	s.Values = make([]float64, v.Len())
	for i := range s.Values {
		if err := ctx.Err(); err != nil {
			*s = Scores{}
			return err
		}
		s.Values[i] = score(h, int32(i))
	}
	return nil
}

func newHoles(v *graph.View, o Options) *holes {
	n := v.Len()
	h := &holes{total: make([]float64, n), most: make([]float64, n), mark: make([]int32, n)}
	h.start = make([]int32, 1, n+1)
	for i := range n {
		h.addRow(v, o, i)
		h.start = append(h.start, int32(len(h.to)))
		for _, w := range h.strength[h.start[i]:] {
			h.total[i] += w
			h.most[i] = max(h.most[i], w)
		}
	}
	return h
}

// addRow adds an entity's neighbours in either direction, each once.
func (h *holes) addRow(v *graph.View, o Options, i int) {
	out, in := v.Neighbours(i), v.InNeighbours(i)
	if !v.Directed() {
		in = nil
	}
	for a, b := 0, 0; a < len(out) || b < len(in); {
		j, w := int32(math.MaxInt32), 0.0
		if a < len(out) {
			j = out[a]
		}
		if b < len(in) {
			j = min(j, in[b])
		}
		if a < len(out) && out[a] == j {
			w += o.weight(v, v.Ties(i)[a])
			a++
		}
		if b < len(in) && in[b] == j {
			w += o.weight(v, v.InTies(i)[b])
			b++
		}
		h.to, h.strength = append(h.to, j), append(h.strength, w)
	}
}

// share returns the k-th neighbour's share of an entity's ties.
func (h *holes) share(i, k int32) float64 {
	if h.total[i] == 0 {
		return 0
	}
	return h.strength[k] / h.total[i]
}

// constraints returns how much each neighbour constrains an entity.
func (h *holes) constraints(i int32) []float64 {
	from, to := h.start[i], h.start[i+1]
	h.parts = h.parts[:0]
	for k := from; k < to; k++ {
		h.mark[h.to[k]] = k - from + 1
		h.parts = append(h.parts, h.share(i, k))
	}
	for k := from; k < to; k++ {
		q, p := h.to[k], h.share(i, k)
		for l := h.start[q]; l < h.start[q+1]; l++ {
			if at := h.mark[h.to[l]]; at > 0 {
				h.parts[at-1] += p * h.share(q, l)
			}
		}
	}
	for k := from; k < to; k++ {
		h.mark[h.to[k]] = 0
		h.parts[k-from] *= h.parts[k-from]
	}
	return h.parts
}

// effectiveSize takes from the number of neighbours what ties among them make
// redundant.
func (h *holes) effectiveSize(i int32) float64 {
	from, to := h.start[i], h.start[i+1]
	for k := from; k < to; k++ {
		h.mark[h.to[k]] = k - from + 1
	}
	size := float64(to - from)
	for k := from; k < to; k++ {
		j := h.to[k]
		if h.most[j] == 0 {
			continue
		}
		for l := h.start[j]; l < h.start[j+1]; l++ {
			if at := h.mark[h.to[l]]; at > 0 {
				size -= h.share(i, from+at-1) * h.strength[l] / h.most[j]
			}
		}
	}
	for k := from; k < to; k++ {
		h.mark[h.to[k]] = 0
	}
	return size
}
