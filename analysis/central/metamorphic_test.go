package central_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// changed are the measures that a change of the network multiplies by a factor; all
// others are to stay as they are.
type changed map[central.Measure]float64

func sameScores(t *testing.T, what string, v, w *graph.View, o central.Options, factors changed, left ...central.Measure) {
	t.Helper()
	for _, m := range measuresOf(t, v) {
		if slices.Contains(left, m) {
			continue
		}
		factor, ok := factors[m]
		if !ok {
			factor = 1
		}
		before, after := compute(t, m, v, o), compute(t, m, w, o)
		for i := range v.Len() {
			j, _ := w.Index(v.ID(i))
			if !near(before.Values[i]*factor, after.Values[j]) {
				t.Errorf("%s: %s of %s is %.12g, want %.12g", what, m, v.ID(i), after.Values[j], before.Values[i]*factor)
			}
		}
	}
}

// strengthened makes ties of random strengths.
func strengthened(seed uint64, factor int) string {
	var pairs []string
	for k, pair := range strings.Fields(graphtest.Random(seed, 24, .15)) {
		if strings.Contains(pair, "-") {
			name, _, _ := strings.Cut(pair, "=")
			pair = fmt.Sprintf("%s=%d", name, factor*(1+k%5))
		}
		pairs = append(pairs, pair)
	}
	return strings.Join(pairs, " ")
}

func TestMetamorphic(t *testing.T) {
	for seed := range uint64(10) {
		pairs := strengthened(seed, 1)
		v := graphtest.View(t, pairs)
		n := float64(v.Len())

		alone := graphtest.View(t, pairs+" zz1 zz2 zz3")
		for _, weighted := range []bool{false, true} {
			o := central.Options{Weighted: weighted}
			sameScores(t, "people alone added", v, alone, o, changed{central.MeasureCloseness: (n - 1) / (n + 2)}, central.MeasurePageRank)
		}

		twice := graphtest.View(t, pairs+" "+strings.ReplaceAll(pairs, "n", "q"))
		sameScores(t, "a copy beside it", v, twice, central.Options{}, changed{central.MeasureCloseness: (n - 1) / (2*n - 1), central.MeasurePageRank: .5})

		sameScores(t, "strengths times four", v, graphtest.View(t, strengthened(seed, 4)), central.Options{Weighted: true},
			changed{central.MeasureStrength: 4, central.MeasureCloseness: 4, central.MeasureHarmonic: 4})

		turned := graphtest.Parse(t, pairs)
		slices.Reverse(turned.Ties)
		for i := range turned.Ties {
			turned.Ties[i].From, turned.Ties[i].To = turned.Ties[i].To, turned.Ties[i].From
			turned.Ties[i].Normalise()
		}
		turned.Normalise()
		w := graphtest.NewView(t, turned, graph.ViewOptions{})
		for _, m := range measuresOf(t, v) {
			if !reflect.DeepEqual(compute(t, m, v, central.Options{}), compute(t, m, w, central.Options{})) {
				t.Errorf("seed %d: %s is not the same to the bit with ties turned and in another order", seed, m)
			}
		}
	}
}
