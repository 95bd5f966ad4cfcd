package certainty_test

import (
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// 200 worlds of 1,000 people, as every ranking takes them unless told otherwise.
func BenchmarkRank(b *testing.B) {
	v := graphtest.View(b, graphtest.Random(1, 1000, .004))
	for _, m := range []central.Measure{central.MeasureBetweenness, central.MeasureDegree, central.MeasureCloseness, central.MeasureEigenvector, central.MeasurePageRank, central.MeasureConstraint} {
		b.Run(m.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := certainty.Rank(b.Context(), m, v, central.Options{}, certainty.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
