package central

import (
	"context"
	"errors"
	"math"

	"gonum.org/v1/gonum/floats"

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
// the walker where it starts anew, as in networkx and igraph. Weighted, w is the
// strength; otherwise 1. In a directed view the walker follows ties along their direction.
//
// Unit: share of the walker's time; all scores add up to 1. Max: 1.
//
// Reading: as Eigenvector, and it works on disconnected and directed networks.
//
// Cost: O(km) time for about 100 rounds k, in which each score is brought up to date in
// turn (Gauss and Seidel's way), O(n+m) memory. It stops early with ctx's error.
//
// Source: S. Brin and L. Page, "The anatomy of a large-scale hypertextual Web search
// engine", Computer Networks 30 (1998). doi:10.1016/S0169-7552(98)00110-X
func PageRank(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	n := v.Len()
	s := Scores{Measure: MeasurePageRank, Weights: o.weights("strength"), Unit: "share of time", Max: 1, Values: make([]float64, n)}
	m := matrixOf(v, o, everybody(n))
	home, out := homes(n, o.Near), m.columns()
	for i, w := range out {
		if w > 0 {
			out[i] = damping / w
		}
	}
	x, handed := s.Values, make([]float64, n) // handed: what a tie of weight 1 out of each entity takes
	// Who has no ties out hands nothing on; what is missed so is the same share for
	// everybody's home, and is made good by the scale.
	for range 10_000 {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		settled := true
		for i := range x {
			next := home[i] + m.row(i, handed)
			if math.Abs(next-x[i]) > 1e-12*next {
				settled = false
			}
			x[i], handed[i] = next, next*out[i]
		}
		if settled {
			floats.Scale(1/floats.Sum(x), x)
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
