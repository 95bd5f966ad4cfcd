package central_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func compute(t *testing.T, m central.Measure, v *graph.View, o central.Options) central.Scores {
	t.Helper()
	s, err := central.Compute(t.Context(), m, v, o)
	if err != nil {
		t.Fatalf("%s: %v", m, err)
	}
	return s
}

// near compares to 1e-9 relative, the precision that reference values are given to.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1e-3, math.Abs(a), math.Abs(b)) }

func check(t *testing.T, v *graph.View, s central.Scores, want map[string]float64, source string) {
	t.Helper()
	for name, w := range want {
		i, ok := v.Index(graph.NewEntityID("", name))
		if !ok {
			t.Errorf("%s is not in the view", name)
			continue
		}
		if got := s.Values[i]; !near(got, w) {
			t.Errorf("%s of %s = %.12g, want %.12g (%s)", s.Measure, name, got, w, source)
		}
	}
}

func TestPublishedValues(t *testing.T) {
	for _, tt := range []struct {
		name, pairs string
		people      int
		ties        int
		measure     central.Measure
		want        map[string]float64
		source      string
	}{
		{"kite degree", graphtest.Kite, 10, 18, central.MeasureDegree,
			map[string]float64{"diane": 6, "fernando": 5, "garth": 5, "andre": 4, "beverly": 4, "carol": 3, "ed": 3, "heather": 3, "ike": 2, "jane": 1},
			"Krackhardt 1990"},
		{"kite betweenness", graphtest.Kite, 10, 18, central.MeasureBetweenness,
			map[string]float64{"andre": 5. / 6, "beverly": 5. / 6, "carol": 0, "diane": 11. / 3, "ed": 0, "fernando": 25. / 3, "garth": 25. / 3, "heather": 14, "ike": 8, "jane": 0},
			"Krackhardt 1990: Heather .389, Fernando and Garth .231, Ike .222 of 36 pairs"},
		{"kite closeness", graphtest.Kite, 10, 18, central.MeasureCloseness,
			map[string]float64{"fernando": 9. / 14, "garth": 9. / 14, "diane": 9. / 15, "heather": 9. / 15, "jane": 9. / 29},
			"Krackhardt 1990: .643, .643, .600, .600, .310"},
		{"Florentine degree", graphtest.Florentine, 16, 20, central.MeasureDegree,
			map[string]float64{"medici": 6, "guadagni": 4, "strozzi": 4, "pucci": 0}, "Padgett and Ansell 1993"},
		{"Florentine betweenness", graphtest.Florentine, 16, 20, central.MeasureBetweenness,
			map[string]float64{"medici": 47.5, "guadagni": 23 + 1./6, "albizzi": 19 + 1./3, "pucci": 0},
			"Wasserman and Faust 1994, table 5.1: .522, .255, .212 of 91 pairs of the 15 tied families"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := graphtest.View(t, tt.pairs)
			if v.Len() != tt.people || v.Size() != tt.ties {
				t.Fatalf("%d people and %d ties, want %d and %d (%s)", v.Len(), v.Size(), tt.people, tt.ties, tt.source)
			}
			check(t, v, compute(t, tt.measure, v, central.Options{}), tt.want, tt.source)
		})
	}
}

// A star reaches the maximum of every measure that says it does.
func TestStarReachesTheMaximum(t *testing.T) {
	v := graphtest.View(t, "hub-a hub-b hub-c hub-d hub-e")
	hub, _ := v.Index("hub")
	for _, m := range []central.Measure{central.MeasureDegree, central.MeasureBetweenness, central.MeasureCloseness, central.MeasureHarmonic, central.MeasureEigenvector} {
		if s := compute(t, m, v, central.Options{}).Normalised(); !near(s.Values[hub], 1) {
			t.Errorf("%s of a star's centre is %g of its maximum, want 1", m, s.Values[hub])
		}
	}
}

// measuresOf returns the measures that a view's direction, or lack of it, admits, and
// that need no groups or modes.
func measuresOf(t *testing.T, v *graph.View) []central.Measure {
	t.Helper()
	var admitted []central.Measure
	for _, m := range central.Measures() {
		if m >= central.MeasureBrokerage && m <= central.MeasureTwoModeBetweenness {
			continue
		}
		if _, err := central.Compute(t.Context(), m, v, central.Options{}); !errors.Is(err, central.ErrUndirected) {
			admitted = append(admitted, m)
		}
	}
	if few := len(central.Measures()) - 8; len(admitted) < few-6 || v.Directed() && len(admitted) < few {
		t.Fatalf("%d measures are admitted, directed %v", len(admitted), v.Directed())
	}
	return admitted
}

// Every measure has a finite answer on networks that leave little to measure.
func TestSmallNetworks(t *testing.T) {
	for _, pairs := range []string{"", "a", "a-a", "a b", "a-b c", "a-b c-d e"} {
		v := graphtest.View(t, pairs)
		for _, m := range measuresOf(t, v) {
			for _, o := range []central.Options{{}, {Weighted: true}} {
				for i, x := range compute(t, m, v, o).Normalised().Values {
					if math.IsNaN(x) || math.IsInf(x, 0) {
						t.Errorf("%s of %s in %q is %g", m, v.ID(i), pairs, x)
					}
				}
			}
		}
	}
}

func TestWeightsOfNothingAreRefused(t *testing.T) {
	v := graphtest.View(t, "a-b=0 b-c=2")
	for _, m := range []central.Measure{central.MeasureBetweenness, central.MeasureCloseness, central.MeasureHarmonic} {
		_, err := central.Compute(t.Context(), m, v, central.Options{Weighted: true})
		if err == nil || !strings.Contains(err.Error(), "tie a - b") {
			t.Errorf("%s with a strength of 0: %v, want an error that names the tie a - b", m, err)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	v := graphtest.View(t, graphtest.Kite)
	for _, m := range []central.Measure{central.MeasureBetweenness, central.MeasureCloseness, central.MeasureEigenvector, central.MeasurePageRank} {
		if s, err := central.Compute(ctx, m, v, central.Options{}); !errors.Is(err, context.Canceled) || s.Values != nil {
			t.Errorf("%s after an interruption: %v, %d scores, want context.Canceled and none", m, err, len(s.Values))
		}
	}
}

func TestRanksShareTies(t *testing.T) {
	s := central.Scores{Values: []float64{1, 3, 3 * (1 + 1e-12), 0, 3}}
	if got, want := s.Ranks(), []int{4, 1, 1, 5, 1}; !equal(got, want) {
		t.Errorf("ranks %v, want %v (by hand: three first, then the fourth and fifth)", got, want)
	}
	if got, want := s.Order(), []int{1, 2, 4, 0, 3}; !equal(got, want) {
		t.Errorf("order %v, want %v (by hand: equal scores by number)", got, want)
	}
}

// A low constraint marks a broker; who has no neighbour has none, and 0 is not the lowest.
func TestLowestConstraintFirst(t *testing.T) {
	v := graphtest.View(t, "hub-a hub-b hub-c b-c z")
	s := compute(t, central.MeasureConstraint, v, central.Options{})
	if first := v.ID(s.Order()[0]); first != "hub" {
		t.Errorf("%s is the first by constraint, want hub, whose contacts know each other least (by hand)", first)
	}
	z, _ := v.Index("z")
	if rank := s.Ranks()[z]; rank != v.Len() || s.Scored(z) {
		t.Errorf("z has rank %d of %d and a score: %t; want the last, and none, for it has no neighbour", rank, v.Len(), s.Scored(z))
	}
	if s := (central.Scores{Measure: central.MeasureConstraint, Values: []float64{.5, 0, 1, .5}}); !equal(s.Ranks(), []int{1, 4, 3, 1}) {
		t.Errorf("ranks %v, want [1 4 3 1] (by hand)", s.Ranks())
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestMeasureNames(t *testing.T) {
	for _, m := range central.Measures() {
		var read central.Measure
		if err := read.UnmarshalText([]byte(m.String())); err != nil || read != m {
			t.Errorf("%s reads back as %s, %v", m, read, err)
		}
	}
	var m central.Measure
	err := m.UnmarshalText([]byte("betweeness"))
	if err == nil || !strings.Contains(err.Error(), "did you mean betweenness?") {
		t.Errorf("a misspelt measure: %v, want a suggestion", err)
	}
}

// Who points at nobody that the leading part of a network does has no score, and shares
// the last rank: a and b point at the same two, c and d at one each.
func TestNothingIsOneRank(t *testing.T) {
	n := graphtest.Parse(t, "a-x a-y b-x b-y c-z d-w")
	for i := range n.Ties {
		n.Ties[i].Kind = graph.Pays
	}
	v := graphtest.NewView(t, n, graph.ViewOptions{Directed: true})
	check(t, v, compute(t, central.MeasureHub, v, central.Options{}), map[string]float64{"a": .5, "b": .5, "c": 0, "d": 0, "x": 0}, "by hand")
	ranks := compute(t, central.MeasureHub, v, central.Options{}).Ranks()
	if want := []int{1, 1, 3, 3, 3, 3, 3, 3}; !equal(ranks, want) {
		t.Errorf("ranks %v, want %v: c and d have a hub score of nothing, as w, x, y and z have (by hand)", ranks, want)
	}
}
