package central

import (
	"context"
	"errors"

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
// With Options.Sample, the routes of so many pairs drawn at random stand for those of all,
// and Scores.Low and High say between which bounds each score lies, all of them with a
// chance of 95 %. That is not weighted.
//
// Reading: a high score marks a broker, somebody whose removal lengthens or cuts
// routes between others. It is not evidence of rank or guilt, and it moves a great
// deal when ties are missing.
//
// Cost: O(nm) time, O(nm + n² log n) weighted, O(n+m) memory for each CPU, about 1 KB for
// an entity where not weighted. Undirected, n and m are those of the largest block: the
// fringe costs nothing, and not weighted neither do entities with the same two neighbours.
// It stops early with ctx's error.
//
// Source: U. Brandes, "A faster algorithm for betweenness centrality", J. Math.
// Sociology 25 (2001), algorithm 1. doi:10.1080/0022250X.2001.9990249
func Betweenness(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	n := float64(v.Len())
	s := Scores{Measure: MeasureBetweenness, Weights: o.weights("distance"), Unit: "pairs", Max: max(0, (n-1)*(n-2)), Values: make([]float64, v.Len())}
	if o.Sample > 0 && o.Weighted {
		return Scores{}, errors.New("betweenness from a sample is not weighted: leave out one of the two")
	}
	if o.Weighted {
		if err := checkDistances(v); err != nil {
			return Scores{}, err
		}
	}
	if !v.Directed() {
		s.Max /= 2
	}
	if o.Sample > 0 && v.Len() > 1 {
		return s.fromSample(ctx, v, o)
	}
	g := sparseOf(v, false)
	if o.Weighted {
		g = lengthsOf(v, false)
	}
	if v.Directed() {
		if err := dependencies(ctx, wholeOf(g), o.Progress, s.Values); err != nil {
			return Scores{}, err
		}
		return s, nil
	}
	tree := blocksOf(g)
	if err := dependencies(ctx, regionsOf(g, tree.blocks, region.contracted), o.Progress, s.Values); err != nil {
		return Scores{}, err
	}
	for i := range s.Values {
		s.Values[i] = s.Values[i]/2 + tree.parted[i]
	}
	return s, nil
}
