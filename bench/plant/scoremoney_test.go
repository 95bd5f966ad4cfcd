package main

import (
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// TestMoneyIsFound keeps what is found of money in the smallest town from falling: nothing
// planted is missed with all ties; with a tenth of them missing a cycle of whose payments
// one is missing cannot be found. The floors are what was measured, less a little.
func TestMoneyIsFound(t *testing.T) {
	one := build(sizes[0], 1)
	for _, test := range []struct {
		name              string
		of                int // in kinds
		recall, precision float64
		missing           [2]float64 // recall and precision with a tenth of the ties missing
	}{
		{"cycle", 2, 1, 1, [2]float64{}}, // of each of the three planted here a payment is missing
		{"fan-in", 3, 1, .7, [2]float64{1, .7}},
		{"structuring", 4, 1, .7, [2]float64{1, .7}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for m, facts := range []*graph.Network{&one.facts, without(&one.facts, .1, 1)} {
				v, err := graph.NewView(facts, graph.ViewOptions{Lens: graph.Whole})
				if err != nil {
					t.Fatal(err)
				}
				s, err := kinds[test.of].score(t.Context(), v, &one.truth)
				if err != nil {
					t.Fatal(err)
				}
				want := [2]float64{test.recall, test.precision}
				if m == 1 {
					want = test.missing
				}
				t.Logf("missing %d: planted, found, hits, recall, precision: %s", m, s)
				if s.recall() < want[0] || s.precision() < want[1] {
					t.Errorf("missing %d: recall %.2f and precision %.2f, want at least %.2f and %.2f", m, s.recall(), s.precision(), want[0], want[1])
				}
			}
		})
	}
}
