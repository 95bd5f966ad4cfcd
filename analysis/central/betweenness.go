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
// Cost: O(nm) time, O(nm + n² log n) weighted, O(n+m) memory for each CPU. Undirected,
// n and m are those of the largest block: the fringe costs nothing.
// It stops early with ctx's error.
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
	switch {
	case o.Weighted:
		if err := s.byDistance(ctx, v); err != nil {
			return Scores{}, err
		}
	case v.Directed():
		if err := dependencies(ctx, wholeOf(sparseOf(v, false)), o.Progress, s.Values); err != nil {
			return Scores{}, err
		}
	}
	if v.Directed() {
		return s, nil
	}
	s.Max /= 2
	if !o.Weighted {
		return s, s.byBlocks(ctx, v, o)
	}
	for i := range s.Values {
		s.Values[i] /= 2
	}
	return s, nil
}

// byBlocks takes undirected betweenness block by block, and adds the pairs that an
// entity parts.
func (s *Scores) byBlocks(ctx context.Context, v *graph.View, o Options) error {
	g := sparseOf(v, false)
	tree := blocksOf(g)
	if err := dependencies(ctx, regionsOf(g, tree.blocks), o.Progress, s.Values); err != nil {
		*s = Scores{}
		return err
	}
	for i := range s.Values {
		s.Values[i] = s.Values[i]/2 + tree.parted[i]
	}
	return nil
}

// byDistance takes betweenness of ties that are as long as their distance.
func (s *Scores) byDistance(ctx context.Context, v *graph.View) error {
	routes, delta := newSearch(v), make([]float64, v.Len())
	for source := range v.Len() {
		if err := ctx.Err(); err != nil {
			return err
		}
		routes.from(source)
		routes.accumulate(source, delta, s.Values)
	}
	return nil
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
