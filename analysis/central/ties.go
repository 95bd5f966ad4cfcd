package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// TieBetweenness scores each tie of a view by how often it lies on the shortest routes
// between two entities, its ends included:
//
//	C(e) = Σ_{s≠t} σ(s,t|e) / σ(s,t)
//
// In an undirected view each pair counts once. Weighted as [Betweenness].
//
// Unit: pairs of entities. Max: n²/4 undirected, reached by a bridge between halves.
// networkx divides by n(n-1)/2 unless told otherwise.
//
// Reading: a high score marks a contact that many routes depend on: a wire to tap, or a
// meeting to prevent.
//
// Cost: O(nm) time, O(nm + n² log n) weighted, O(n+m) memory for each CPU. It stops early
// with ctx's error.
//
// Source: U. Brandes, "On variants of shortest-path betweenness centrality and their
// generic computation", Social Networks 30 (2008), section 3.6.
// doi:10.1016/j.socnet.2007.11.001
func TieBetweenness(ctx context.Context, v *graph.View, o Options) ([]float64, error) {
	if o.Weighted {
		if err := checkDistances(v); err != nil {
			return nil, err
		}
	}
	g := lengthsOf(v, false)
	if !o.Weighted {
		for k := range g.length {
			g.length[k] = 1
		}
	}
	tieOf := make([]int32, 0, len(g.to))
	for i := range v.Len() {
		tieOf = append(tieOf, v.Ties(i)...)
	}
	r := wholeOf(g)
	portions := portionsOf(r)
	step := newCounter(len(portions), o.Progress)
	err := inParallel(ctx, len(portions), func() *search { return newSearch(g, r[0].weight) }, func(s *search, part int) error {
		p := &portions[part]
		p.scores = make([]float64, v.Size())
		for source := p.from; source < p.to; source++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			s.addToTies(source, tieOf, p.scores)
		}
		step.done()
		return nil
	})
	if err != nil {
		return nil, err
	}
	scores := make([]float64, v.Size())
	for _, p := range portions {
		for tie, x := range p.scores {
			scores[tie] += x
		}
	}
	if !v.Directed() {
		for tie := range scores {
			scores[tie] /= 2
		}
	}
	return scores, nil
}

// addToTies searches from a source and adds what each tie carries of its routes; tieOf
// gives the tie at each place of the rows.
func (s *search) addToTies(source int32, tieOf []int32, scores []float64) {
	s.measure(source)
	s.count()
	for _, i := range s.order {
		s.share[i] = 0
	}
	for at := len(s.order) - 1; at >= 0; at-- {
		i := s.order[at]
		for k := s.graph.start[i]; k < s.graph.start[i+1]; k++ {
			j := s.graph.to[k]
			if here, there := s.distance[i], s.distance[j]; here < there && sameRoute(there, here+s.graph.length[k]) {
				scores[tieOf[k]] += s.sigma[i] * s.share[j]
				s.share[i] += s.share[j]
			}
		}
		s.share[i] += 1 / s.sigma[i]
	}
}
