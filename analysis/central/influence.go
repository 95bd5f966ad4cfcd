package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

const defaultRadius = 2 // of Influence; the paper's own choice for networks of this size

// Influence scores each entity by its collective influence: how much of the network's
// connections run through the shell around it,
//
//	C(v) = (d(v) - 1) Σ_{u at distance r} (d(u) - 1)
//
// with d the number of neighbours and r the radius of the options (2 unless given). 0 where
// there is no neighbour.
// Directions and strengths are ignored.
//
// Unit: none. Max: none of use.
//
// Reading: a high score marks somebody weak in contacts of their own perhaps, who sits
// among hubs: those whose removal first breaks a network into small pieces.
//
// Cost: O(n · the ties within the radius) time, O(n) memory.
//
// Source: F. Morone and H. A. Makse, "Influence maximization in complex networks through
// optimal percolation", Nature 524 (2015). doi:10.1038/nature14604
func Influence(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureInfluence, Unit: "collective influence", Values: make([]float64, v.Len())}
	radius := o.Radius
	if radius == 0 {
		radius = defaultRadius
	}
	g := bothWays(v)
	met := make([]int32, v.Len()) // the entity in whose ball another was met last, from 1
	var ball []int32
	for i := range int32(v.Len()) {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		ball, met[i] = append(ball[:0], i), i+1
		shell := 0
		for range radius {
			end := len(ball)
			for ; shell < end; shell++ {
				for _, j := range g.row(ball[shell]) {
					if met[j] != i+1 {
						met[j] = i + 1
						ball = append(ball, j)
					}
				}
			}
		}
		sum := 0.0
		for _, j := range ball[shell:] {
			sum += float64(len(g.row(j)) - 1)
		}
		s.Values[i] = float64(max(len(g.row(i))-1, 0)) * sum // without contacts 0, and not -1 times 0
	}
	return s, nil
}
