// Package certainty_test measures what a ranking over possible worlds says: how long it takes, and how often its intervals hold
// the truth. It lies here since so many rankings under the race detector would take ten minutes, and the worlds are tested with
// it where they are made.
package certainty_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/bench/shape"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// 200 worlds of 1,000 people, as every ranking takes them unless told otherwise: shaped
// as a case, and with two ties for each at random.
func BenchmarkRank(b *testing.B) {
	var pairs strings.Builder
	for _, p := range shape.Case(1000, 1) {
		fmt.Fprintf(&pairs, "%d-%d ", p.From, p.To)
	}
	views := map[string]*graph.View{
		"case":   graphtest.View(b, pairs.String()),
		"random": graphtest.View(b, graphtest.Random(1, 1000, .004)),
	}
	for _, m := range []central.Measure{central.MeasureBetweenness, central.MeasureDegree, central.MeasureCloseness, central.MeasureEigenvector, central.MeasurePageRank, central.MeasureConstraint} {
		for _, shape := range []string{"case", "random"} {
			b.Run(m.String()+"/"+shape, func(b *testing.B) {
				for b.Loop() {
					if _, err := certainty.Rank(b.Context(), m, views[shape], central.Options{}, certainty.Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
