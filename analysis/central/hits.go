package central

import (
	"context"
	"errors"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// Authority scores each entity by the hubs that point at it, as Hub scores those who
// point at authorities: the leading singular vectors of the adjacency matrix,
//
//	authority(v) = Σ_u w(u,v) hub(u),  hub(u) = Σ_v w(u,v) authority(v)
//
// each scaled to add up to 1. Weighted, w is the strength; otherwise 1. It needs a
// directed view: in others both are the eigenvector.
//
// Unit: share. Max: 1.
//
// Reading: in a network of payments or calls, authorities are where flows from many
// collectors end, hubs those who send to many such places.
//
// Cost: O(km) time for k rounds, O(n) memory. It stops early with ctx's error, and fails
// where 100,000 rounds do not settle it.
//
// Source: J. M. Kleinberg, "Authoritative sources in a hyperlinked environment", J. ACM
// 46 (1999). doi:10.1145/324133.324140
func Authority(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	authority, _, err := hits(ctx, v, o, MeasureAuthority)
	return Scores{Measure: MeasureAuthority, Weights: o.weights("strength"), Unit: "share", Max: 1, Values: authority}, err
}

// Hub scores each entity by the authorities that it points at; see [Authority].
func Hub(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	_, hub, err := hits(ctx, v, o, MeasureHub)
	return Scores{Measure: MeasureHub, Weights: o.weights("strength"), Unit: "share", Max: 1, Values: hub}, err
}

func hits(ctx context.Context, v *graph.View, o Options, m Measure) (authority, hub []float64, err error) {
	if err := checkDirected(v, m); err != nil {
		return nil, nil, err
	}
	n := v.Len()
	authority, hub = make([]float64, n), make([]float64, n)
	if v.Size() == 0 {
		return authority, hub, nil
	}
	lastHub, lastAuthority := make([]float64, n), make([]float64, n)
	for i := range hub {
		hub[i] = 1 / float64(n)
	}
	for range 100_000 {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		copy(lastHub, hub)
		copy(lastAuthority, authority)
		for i := range n {
			authority[i] = o.sum(v, v.InNeighbours(i), v.InTies(i), hub)
		}
		toShares(authority)
		for i := range n {
			hub[i] = o.sum(v, v.Neighbours(i), v.Ties(i), authority)
		}
		toShares(hub)
		change := 0.0
		for i := range hub {
			change += math.Abs(hub[i] - lastHub[i])
		}
		if change < 1e-14 {
			dropUnsettled(authority, lastAuthority)
			dropUnsettled(hub, lastHub)
			return authority, hub, nil
		}
	}
	return nil, nil, errors.New("authority and hub: no scores were settled on in 100,000 rounds")
}

// sum adds up the scores of neighbours by the weights of the ties to them.
func (o Options) sum(v *graph.View, neighbours, ties []int32, scores []float64) float64 {
	sum := 0.0
	for k, j := range neighbours {
		sum += scores[j] * o.weight(v, ties[k])
	}
	return sum
}

func toShares(x []float64) {
	total := 0.0
	for _, a := range x {
		total += a
	}
	for i := range x {
		x[i] /= total
	}
}
