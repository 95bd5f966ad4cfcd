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
	truth := ranks(t, v, central.MeasureBetweenness)
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
	if p[d].Top < .68 || p[d].Top > .72 { // four standard deviations: .029
		t.Errorf("d shares the first rank in %g of the worlds, want .7", p[d].Top)
	}
	if p[0] != (certainty.Place{}) {
		t.Errorf("a is ranked %+v and was not among those to rank", p[0])
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
