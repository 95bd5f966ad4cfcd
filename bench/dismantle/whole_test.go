// Package dismantle_test measures how long a plan takes.
package main

import (
	"fmt"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/bench/shape"
	"github.com/linchpin-graph/linchpin/graph"
)

// view is a case of n entities. IDs are as long as each other, so that they ascend.
func view(b *testing.B, n int) *graph.View {
	l := &graph.Listing{}
	for i := range n {
		l.IDs = append(l.IDs, graph.NewEntityID("", fmt.Sprintf("%07d", i)))
	}
	for _, p := range shape.Case(n, 1) {
		l.From, l.To = append(l.From, p.From), append(l.To, p.To)
	}
	v, err := graph.NewListedView(l)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// BenchmarkWhole takes plans by the objectives that are no sums over pieces, everybody
// eligible. It reports what the team does, as a share of what there is, and the gap.
func BenchmarkWhole(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		v := view(b, n)
		o := dismantle.Options{Among: make([]bool, n)}
		for i := range o.Among {
			o.Among[i] = true
		}
		for _, o.Objective = range []dismantle.Objective{dismantle.Distance, dismantle.Within, dismantle.Reach} {
			for _, o.Budget = range []float64{3, 10, 20} {
				b.Run(fmt.Sprintf("%s/net=case/n=%d/k=%g", o.Objective, n, o.Budget), func(b *testing.B) {
					var p dismantle.Plan
					for b.Loop() {
						var err error
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
