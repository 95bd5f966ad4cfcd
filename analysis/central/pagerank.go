package central

import (
	"context"
	"errors"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

const damping = 0.85 // the share of steps that follow a tie; Brin and Page's

// PageRank scores each entity by how often a walker is there who follows a tie at
// random with chance 0.85 and otherwise starts anywhere:
//
//	C(v) = 0.15/n + 0.85 · Σ_u C(u) w(u,v)/W(u)
//
// where W(u) is the weight of the ties out of u. With Options.Near the walker starts anew
// at one of those, and 0.15/n is 0.15 over their number for them and 0 for others: how
// close everybody is to a set of people (networkx's personalization). Who has none sends
// the walker where it starts anew, as in networkx and igraph. Weighted, w is the strength; otherwise 1. In
// a directed view the walker follows ties along their direction.
//
// Unit: share of the walker's time; all scores add up to 1. Max: 1.
//
// Reading: as Eigenvector, and it works on disconnected and directed networks.
//
// Cost: O(km) time for about 200 rounds k, O(n) memory. It stops early with ctx's
// error.
//
// Source: S. Brin and L. Page, "The anatomy of a large-scale hypertextual Web search
// engine", Computer Networks 30 (1998). doi:10.1016/S0169-7552(98)00110-X
func PageRank(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	n := v.Len()
	s := Scores{Measure: MeasurePageRank, Weights: o.weights("strength"), Unit: "share of time", Max: 1, Values: make([]float64, n)}
	x, next, out := s.Values, make([]float64, n), outWeights(v, o)
	home := homes(n, o.Near)
	copy(x, home)
	for range 10_000 {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		lost := 0.0
		for i := range x {
			if out[i] == 0 {
				lost += x[i]
			}
		}
		again, change := 1-damping+damping*lost, 0.0
		for i := range next {
			sum, ties := 0.0, v.InTies(i)
			for k, j := range v.InNeighbours(i) {
				if out[j] > 0 {
					sum += x[j] * o.weight(v, ties[k]) / out[j]
				}
			}
			next[i] = again*home[i] + damping*sum
			change += math.Abs(next[i] - x[i])
		}
		x, next = next, x
		if change < 1e-15*float64(n) || change < 1e-14 {
			s.Values = x
			return s, nil
		}
	}
	return Scores{}, errors.New("pagerank: no scores were settled on in 10,000 rounds")
}

// homes returns how often the walker starts anew at each entity.
func homes(n int, near []int) []float64 {
	home := make([]float64, n)
	if len(near) == 0 {
		for i := range home {
			home[i] = 1 / float64(n)
		}
	}
	for _, i := range near {
		home[i] += 1 / float64(len(near))
	}
	return home
}

func (o Options) weight(v *graph.View, tie int32) float64 {
	if o.Weighted {
		return float64(v.Strength(int(tie)))
	}
	return 1
}

func outWeights(v *graph.View, o Options) []float64 {
	out := make([]float64, v.Len())
	for i := range out {
		for _, tie := range v.Ties(i) {
			out[i] += o.weight(v, tie)
		}
	}
	return out
}
