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

// Who is called what, people alone, a copy and stronger ties change neither what ties
// carry, nor sets, roles and blocks.
func TestMetamorphicOfTiesSetsAndRoles(t *testing.T) {
	for seed := range uint64(10) {
		pairs := strengthened(seed, 1)
		back := strings.NewReplacer("m", "n")
		want := besideNames(t, pairs, back)
		for name, other := range map[string]string{
			"people alone added": pairs + " zz1 zz2", "a copy beside it": pairs + " " + strings.ReplaceAll(pairs, "n", "q"),
			"strengths times four": strengthened(seed, 4), "other names": strings.ReplaceAll(pairs, "n", "m"), "names in another order": reversedNames(pairs),
		} {
			from := back
			if name == "names in another order" {
				from = strings.NewReplacer(namesReversed()...)
			}
			got := besideNames(t, other, from)
			for what, x := range want {
				if y, ok := got[what]; !ok || !near(x, y) {
					t.Errorf("seed %d, %s: %s is %.12g, want %.12g", seed, name, what, y, x)
				}
			}
		}
	}
}

// namesReversed are replacements of n000 by n023 and so on; they undo themselves.
func namesReversed() (pairs []string) {
	for i := range 24 {
		pairs = append(pairs, fmt.Sprintf("n%03d", i), fmt.Sprintf("n%03d", 23-i))
	}
	return pairs
}

func reversedNames(pairs string) string {
	return strings.NewReplacer(namesReversed()...).Replace(pairs)
}

// besideNames are figures of a network by what they are of: how much each tie carries,
// the brokerage of each entity and its share of blocks, and what three carry together.
func besideNames(t *testing.T, pairs string, rename *strings.Replacer) map[string]float64 {
	t.Helper()
	v := graphtest.View(t, pairs)
	name := func(i int) string { return rename.Replace(string(v.ID(i))) }
	groups, set := make([]int32, v.Len()), []int{}
	for i := range groups {
		var number int32
		fmt.Sscanf(name(i)[1:], "%d", &number)
		groups[i] = number%4 - 1
		if strings.HasPrefix(name(i), "n") && number < 3 {
			set = append(set, i)
		}
	}
	figures := map[string]float64{}
	ties, err := central.TieBetweenness(t.Context(), v, central.Options{Weighted: true})
	if err != nil {
		t.Fatal(err)
	}
	for tie, x := range ties {
		from, to := v.Ends(tie)
		figures[min(name(from), name(to))+"-"+max(name(from), name(to))] = x
	}
	for i, x := range compute(t, central.MeasureBrokerage, v, central.Options{Groups: groups}).Values {
		figures["brokerage of "+name(i)] = x
	}
	for _, block := range central.Blocks(v) {
		for _, i := range block {
			figures["blocks of "+name(int(i))] += float64(len(block))
		}
	}
	group, err := central.Group(t.Context(), v, set, nil)
	if err != nil {
		t.Fatal(err)
	}
	figures["together"] = group.Betweenness
	figures["tied to them"] = group.Degree
	return figures
}

// Every tie turned round, in and out change places, and so do hubs and authorities.
func TestTurnedAround(t *testing.T) {
	swapped := map[central.Measure]central.Measure{
		central.MeasureInDegree: central.MeasureOutDegree, central.MeasureInStrength: central.MeasureOutStrength, central.MeasureHub: central.MeasureAuthority,
		central.MeasureBetweenness: central.MeasureBetweenness, central.MeasureConstraint: central.MeasureConstraint, central.MeasureCore: central.MeasureCore,
		central.MeasureDegree: central.MeasureDegree, central.MeasureCut: central.MeasureCut,
	}
	for seed := range uint64(10) {
		n, turned := graphtest.Parse(t, strengthened(seed, 1)), graphtest.Parse(t, strengthened(seed, 1))
		for i := range turned.Ties {
			turned.Ties[i].From, turned.Ties[i].To = turned.Ties[i].To, turned.Ties[i].From
			n.Ties[i].Kind, turned.Ties[i].Kind = graph.Pays, graph.Pays
		}
		turned.Normalise()
		v, w := graphtest.NewView(t, n, graph.ViewOptions{Directed: true}), graphtest.NewView(t, turned, graph.ViewOptions{Directed: true})
		for m, other := range swapped {
			for _, o := range []central.Options{{}, {Weighted: true}} {
				before, after := compute(t, m, v, o), compute(t, other, w, o)
				for i := range v.Len() {
					if !near(before.Values[i], after.Values[i]) {
						t.Errorf("seed %d: %s of %s was %.12g, and turned round %s is %.12g", seed, m, v.ID(i), before.Values[i], other, after.Values[i])
					}
				}
			}
		}
	}
}
