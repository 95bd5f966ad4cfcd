package dismantle_test

import (
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestPublishedCurve removes who has most betweenness in what is left, ten times, of the
// largest component of the Montagna meetings, as the paper does: its curve comes out as long as nobody
// shares the first place.
//
// Source: L. Cavallaro et al., "Disrupting resilient criminal networks through data analysis:
// the case of Sicilian Mafia", PLoS ONE 15 (2020). doi:10.1371/journal.pone.0236476
func TestPublishedCurve(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Reference(t, "montagna_meetings"), graph.ViewOptions{})
	want := []float64{1, .956522, .739130, .717391, .5, .423913, .413043, .391304, .260870, .25, .206522}
	var team []int
	whole := 0.0
	for k, share := range want {
		left, err := dismantle.Measure(t.Context(), v, dismantle.Options{Objective: dismantle.Largest}, team)
		if err != nil {
			t.Fatal(err)
		}
		if k == 0 {
			whole = left
		}
		if got := left / whole; got-share > 1e-6 || share-got > 1e-6 {
			t.Errorf("%d removed: %g of %g are left, the paper says %g", k, got, whole, share)
		}
		team = append(team, firstBroker(t, v, team))
	}
	if whole != 92 {
		t.Errorf("the largest component has %g, in the paper 92", whole)
	}
}

// firstBroker returns who has most betweenness without a team, and fails where two do.
func firstBroker(t *testing.T, v *graph.View, team []int) int {
	keep := make([]bool, v.Size())
	for tie := range keep {
		from, to := v.Ends(tie)
		keep[tie] = !slices.Contains(team, from) && !slices.Contains(team, to)
	}
	scores, err := central.Betweenness(t.Context(), v.Altered(graph.Change{Keep: keep}), central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ranks := scores.Ranks()
	first := slices.Index(ranks, 1)
	if slices.Contains(ranks[first+1:], 1) {
		t.Errorf("without %v two share the first place", team)
	}
	return first
}
