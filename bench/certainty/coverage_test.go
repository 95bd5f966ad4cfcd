package certainty_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// Of networks that are given, ties are removed at random; the interval of each of the
// observed first ten is to cover its true rank.
func TestCoverage(t *testing.T) {
	views := map[string]*graph.View{"random": graphtest.View(t, graphtest.Random(1, 80, .06))}
	for _, name := range graphtest.References() {
		views[name] = graphtest.NewView(t, graphtest.Reference(t, name), graph.ViewOptions{})
	}
	for _, name := range slices.Sorted(maps.Keys(views)) {
		for _, m := range []central.Measure{
			central.MeasureDegree, central.MeasureStrength, central.MeasureBetweenness, central.MeasureCloseness,
			central.MeasureHarmonic, central.MeasureEigenvector, central.MeasurePageRank, central.MeasureConstraint,
		} {
			for _, share := range []float64{.1, .2, .3} {
				covered, of, trials := 0, 0, uint64(10)
				switch n := views[name].Len(); {
				case n > 1000:
					trials = 6 // one there takes as long as ten elsewhere
				case n < 50:
					trials = 25 // of one network the names are the same in each, so that ten tell little
				}
				for trial := range trials {
					a, b := cover(t, views[name], m, share, trial)
					covered, of = covered+a, of+b
				}
				t.Logf("%s, %s, %.0f %% removed: %d of %d covered", name, m, 100*share, covered, of)
				if 10*covered < 9*of {
					t.Errorf("%s, %s, %.0f %% removed: %d of %d covered, want nine of ten", name, m, 100*share, covered, of)
				}
			}
		}
	}
}

func cover(t *testing.T, v *graph.View, m central.Measure, share float64, seed uint64) (covered, of int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 77))
	keep := make([]bool, v.Size())
	for i := range keep {
		keep[i] = r.Float64() >= share
	}
	observed := v.Altered(graph.Change{Keep: keep})
	truth := ranks(t, v, m)
	seen := ranks(t, observed, m)
	got, err := certainty.Rank(t.Context(), m, observed, central.Options{}, certainty.Options{Missing: share, People: -1, Worlds: 100, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	for i, rank := range seen {
		if rank > 10 {
			continue
		}
		of++
		if p := got.Places[i]; p.First <= truth[i] && truth[i] <= p.Last {
			covered++
		}
	}
	return covered, of
}

func ranks(t *testing.T, v *graph.View, m central.Measure) []int {
	t.Helper()
	s, err := central.Compute(t.Context(), m, v, central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s.Ranks()
}
