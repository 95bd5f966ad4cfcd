package dismantle

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestEfficiencyIsTheDistanceMeasure holds it against the objective, which is counted
// otherwise: twice the sum over pairs, over n(n-1). More than 64 go out in batches.
func TestEfficiencyIsTheDistanceMeasure(t *testing.T) {
	for seed := range uint64(20) {
		v := graphtest.View(t, graphtest.Random(seed, 150, .02))
		team := []int{int(seed), 50, 77}
		without := make([]bool, v.Len())
		for _, i := range team {
			without[i] = true
		}
		starts, left := startsFor(without, nil)
		got := networkOf(v).efficiency(without, starts, left)
		sum, err := Measure(t.Context(), v, Options{Objective: Distance}, team)
		if want := 2 * sum / float64(left*(left-1)); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("seed %d: %g, by the objective %g (%v)", seed, got, want, err)
		}
	}
}

// TestEfficiencyOfASample holds the estimate from 512 of 1,500 near the exact figure.
func TestEfficiencyOfASample(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(1, 1500, .003)), graph.ViewOptions{})
	without := make([]bool, v.Len())
	all := make([]int32, v.Len())
	for i := range all {
		all[i] = int32(i)
	}
	g := networkOf(v)
	starts, left := startsFor(without, rand.New(rand.NewPCG(1, forStarts)))
	if len(starts) != efficiencyStarts || left != 1500 {
		t.Fatalf("%d starts of %d, want %d of 1500", len(starts), left, efficiencyStarts)
	}
	got, want := g.efficiency(without, starts, left), g.efficiency(without, all, left)
	if math.Abs(got-want) > .02*want {
		t.Errorf("from a sample %g, exactly %g: more than 2 in 100 off", got, want)
	}
}
