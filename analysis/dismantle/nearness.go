package dismantle

import (
	"context"
	"math"
)

// A nearness is what pairs count by the ties between the two: more, the fewer they are.
type nearness struct {
	share bool // one over the number of ties; otherwise one
	far   int  // how many ties apart a pair still counts
}

func (o *Options) nearness() nearness {
	if o.Objective == Distance {
		return nearness{share: true, far: math.MaxInt}
	}
	return nearness{far: o.ties()}
}

// of is what pairs so many ties apart count.
func (n nearness) of(pairs float64, ties int) float64 {
	switch {
	case ties > n.far:
		return 0
	case n.share:
		return pairs / float64(ties)
	}
	return pairs
}

// near adds up what all pairs of the rest count: the nearest first, so that the figure is
// the same however they were counted.
func (r *rest) near(ctx context.Context, n nearness) (float64, error) {
	pairs, err := r.pairs(ctx, n.far)
	if err != nil {
		return 0, err
	}
	total := 0.0
	for ties, p := range pairs {
		if ties > 0 {
			total += n.of(float64(p), ties)
		}
	}
	return total, nil
}
