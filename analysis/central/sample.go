package central

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// sampleRisk is the chance that some entity's true score lies outside its error.
const sampleRisk = .05

// sampled estimates betweenness from the routes of some entities to all others, drawn
// at random: their mean, times n.
//
// The error of each entity holds for all of them together with a chance of 95 %, by the
// empirical Bernstein bound: for k sources of sample variance V, each adding at most
// n-2, √(2V ln(4n/.05)/k) + 7(n-2) ln(4n/.05)/(3(k-1)), times n. A draw without
// replacement, as here, strays no further than one with.
//
// Sources: U. Brandes and C. Pich, "Centrality estimation in large networks", Int. J.
// Bifurcation and Chaos 17 (2007), doi:10.1142/S0218127407018403. A. Maurer and M.
// Pontil, "Empirical Bernstein bounds and sample variance penalization", COLT 2009,
// theorem 4.
func sampled(ctx context.Context, v *graph.View, o Options) (values, errs []float64, err error) {
	n, k := v.Len(), o.Sample
	sources := make([]int32, n)
	for i, s := range rand.New(rand.NewPCG(o.Seed, 1)).Perm(n) {
		sources[i] = int32(s)
	}
	sources = sources[:k]
	r := wholeOf(sparseOf(v, false))[0]
	const together = 8 * laneCount // sources of a part; fixed, so that sums do not depend on the CPUs
	sums := make([]moments, (k+together-1)/together)
	step := newCounter(len(sums), o.Progress)
	err = inParallel(ctx, len(sums), func() *lanes { return newLanes(&r) }, func(l *lanes, part int) error {
		m := moments{make([]float64, n), make([]float64, n)}
		l.squares = m.squares
		for at := part * together; at < min((part+1)*together, k); at += laneCount {
			if err := ctx.Err(); err != nil {
				return err
			}
			l.add(sources[at:min(at+laneCount, (part+1)*together, k)], m.sums)
		}
		sums[part] = m
		step.done(1)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	values, errs = make([]float64, n), make([]float64, n)
	total := moments{values, errs}
	for _, m := range sums {
		total.add(m)
	}
	count, risk := float64(k), math.Log(4*float64(n)/sampleRisk)
	for i := range values {
		mean := total.sums[i] / count
		variance := max(0, (total.squares[i]-count*mean*mean)/(count-1))
		values[i] = mean * float64(n)
		errs[i] = float64(n) * (math.Sqrt(2*variance*risk/count) + 7*float64(n-2)*risk/(3*(count-1)))
	}
	return values, errs, nil
}

// moments are sums of what each source adds to each entity, and of its square.
type moments struct{ sums, squares []float64 }

func (m moments) add(other moments) {
	for i := range m.sums {
		m.sums[i] += other.sums[i]
		m.squares[i] += other.squares[i]
	}
}
