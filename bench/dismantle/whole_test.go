// Package dismantle_test measures how long a plan takes.
package main

import (
	"fmt"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
)

// BenchmarkWhole takes plans by the objectives that are no sums over pieces, everybody
// eligible. It reports what the team does, as a share of what there is, and the gap.
func BenchmarkWhole(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		v, err := caseView(n)
		if err != nil {
			b.Fatal(err)
		}
		o := dismantle.Options{Among: make([]bool, n)}
		for i := range o.Among {
			o.Among[i] = true
		}
		for _, o.Objective = range []dismantle.Objective{dismantle.Distance, dismantle.Within, dismantle.Reach} {
			for _, o.Budget = range []float64{3, 10, 20} {
				b.Run(fmt.Sprintf("%s/net=case/n=%d/k=%g", o.Objective, n, o.Budget), func(b *testing.B) {
					var p dismantle.Plan
					for b.Loop() {
						if p, err = dismantle.Best(b.Context(), v, o); err != nil {
							b.Fatal(err)
						}
					}
					whole := p.Before()
					if o.Objective == dismantle.Reach {
						whole = float64(n)
					}
					b.ReportMetric(100*p.After()/whole, "%left-or-seen")
					b.ReportMetric(100*p.Gap(), "%gap")
				})
			}
		}
	}
}
