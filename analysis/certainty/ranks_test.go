package certainty_test

import (
	"reflect"
	"runtime"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func rank(t *testing.T, v *graph.View, o certainty.Options) certainty.Ranks {
	t.Helper()
	r, err := certainty.Rank(t.Context(), central.MeasureBetweenness, v, central.Options{}, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Where nothing is missing and nothing graded there is one world, and every interval is
// the rank.
func TestNothingMissing(t *testing.T) {
	v := graphtest.View(t, graphtest.Kite)
	scores, err := central.Compute(t.Context(), central.MeasureBetweenness, v, central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	truth := scores.Ranks()
	for i, p := range rank(t, v, certainty.Options{Missing: -1, People: -1, Top: 3}).Places {
		if p.First != truth[i] || p.Last < truth[i] || p.Top != map[bool]float64{true: 1}[truth[i] <= 3] {
			t.Errorf("%s: %+v, want rank %d", v.ID(i), p, truth[i])
		}
	}
}

// A tie of probability .3 makes b first in three of ten worlds.
func TestGradesDecideHowOften(t *testing.T) {
	n := graphtest.Parse(t, "a-b b-c d-e")
	grade, err := graph.ParseGrade("0.3")
	if err != nil {
		t.Fatal(err)
	}
	n.Ties[1].Records[0].Grade = grade
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	b, _ := v.Index("b")
	among := make([]bool, v.Len())
	among[b] = true
	d, _ := v.Index("d")
	among[d] = true
	p := rank(t, v, certainty.Options{Worlds: 4000, Missing: -1, People: -1, Top: 1, Among: among}).Places
	if p[b].Top < .27 || p[b].Top > .33 { // four standard deviations: .029
		t.Errorf("b is the first in %g of the worlds, want .3: in the others it has no score", p[b].Top)
	}
	if p[d].Top != 0 || p[d].Class != certainty.Unscored {
		t.Errorf("d: %+v, want never the first and no score, though it shares the first rank where b has none", p[d])
	}
	if p[0] != (certainty.Place{}) {
		t.Errorf("a is ranked %+v and was not among those to rank", p[0])
	}
}

// By constraint the first is who has the least of it, and who has no ties is never among
// the first.
func TestLowestFirstInWorlds(t *testing.T) {
	v := graphtest.View(t, "hub-a hub-b hub-c b-c z")
	r, err := certainty.Rank(t.Context(), central.MeasureConstraint, v, central.Options{}, certainty.Options{Missing: -1, People: -1, Top: 1})
	if err != nil {
		t.Fatal(err)
	}
	hub, _ := v.Index("hub")
	z, _ := v.Index("z")
	if p := r.Places[hub]; p != (certainty.Place{First: 1, Last: 1, Top: 1, Class: certainty.Stable}) {
		t.Errorf("hub: %+v, want always the first", p)
	}
	if p := r.Places[z]; p != (certainty.Place{First: 5, Last: 5, Class: certainty.Unscored}) {
		t.Errorf("z: %+v, want always the last, with no score", p)
	}
}

func TestWorldsDoNotDependOnCPUs(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(3, 60, .08))
	var one certainty.Ranks
	for _, cpus := range []int{1, 2, 16} {
		before := runtime.GOMAXPROCS(cpus)
		r := rank(t, v, certainty.Options{Seed: 9})
		runtime.GOMAXPROCS(before)
		if cpus == 1 {
			one = r
		} else if !reflect.DeepEqual(r, one) {
			t.Errorf("%d CPUs give other places", cpus)
		}
	}
	if reflect.DeepEqual(one.Places, rank(t, v, certainty.Options{Seed: 10}).Places) {
		t.Error("another seed gives the same places")
	}
}
