package groups

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"github.com/linchpin-graph/linchpin/graph"
)

// Louvain divides a view into communities of high modularity as gonum does, for
// comparison with [Leiden]: its communities may fall apart, and it is slower. Quality is
// not looked at.
//
// Cost: a copy of the view in gonum's maps, and some rounds of O(m). It stops early with
// ctx's error, before the next round.
//
// Source: V. D. Blondel et al., "Fast unfolding of communities in large networks", J.
// Stat. Mech. (2008). doi:10.1088/1742-5468/2008/10/P10008
func Louvain(ctx context.Context, v *graph.View, o LeidenOptions) (Community, error) {
	o.Quality = Modularity
	if !(o.resolution() > 0) || math.IsInf(o.Resolution, 0) {
		return Community{}, fmt.Errorf("louvain: resolution %g: want a number above 0", o.Resolution)
	}
	w := weightedOf(v, o.Weighted)
	reduced, err := modularise(gonumOf(w), o.resolution(), &source{ctx, rand.NewPCG(o.Seed, 12)})
	if err != nil {
		return Community{}, err
	}
	labels := make([]int32, w.len())
	for label, members := range reduced.Communities() {
		for _, m := range members {
			labels[m.ID()] = int32(label)
		}
	}
	p := inOrder(labels)
	return Community{p, quality(w, p, o)}, nil
}

// gonumOf copies a network for gonum.
func gonumOf(w *weighted) *simple.WeightedUndirectedGraph {
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for i := range w.len() {
		g.AddNode(simple.Node(i))
	}
	for i := range int32(w.len()) {
		for k := w.start[i]; k < w.start[i+1]; k++ {
			if j := w.to[k]; i < j {
				g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: w.weight[k]})
			}
		}
	}
	return g
}

// modularise runs gonum's method until it ends or its source stops it.
func modularise(g *simple.WeightedUndirectedGraph, resolution float64, s *source) (reduced community.ReducedGraph, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case stop:
			err = r.err
		default:
			panic(r)
		}
	}()
	return community.Modularize(g, resolution, s), nil
}

// A source of random numbers by which gonum can be stopped: it shuffles before each of its
// rounds, and there is no other way in.
type source struct {
	ctx context.Context
	rand.Source
}

// stop is what a source panics with, for modularise to recover.
type stop struct{ err error }

// Uint64 returns the next number, or panics with a stop.
func (s *source) Uint64() uint64 {
	if err := s.ctx.Err(); err != nil {
		panic(stop{err})
	}
	return s.Source.Uint64()
}
