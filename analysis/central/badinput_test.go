package central_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// hostile reads one of the small networks that were made to break measures.
func hostile(t *testing.T, name string) (*graph.View, error) {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "badinputs", "analysis", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("SKIPPED: the networks made to break measures are not beside this checkout")
	}
	var pairs strings.Builder
	for _, row := range graphtest.ReadTable(t, path)[1:] {
		pairs.WriteString(row[0] + "-" + row[1])
		if len(row) > 2 && row[2] != "" {
			pairs.WriteString("=" + row[2])
		}
		pairs.WriteByte(' ')
	}
	return graph.NewView(graphtest.Parse(t, pairs.String()), graph.ViewOptions{})
}

func TestHostileNetworks(t *testing.T) {
	for _, name := range []string{"single_node.csv", "disconnected.csv", "multi_edge_parallel.csv", "weight_meaning.csv"} {
		t.Run(name, func(t *testing.T) {
			v, err := hostile(t, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range measuresOf(t, v) {
				for _, o := range []central.Options{{}, {Weighted: true}} {
					for i, x := range compute(t, m, v, o).Values {
						if math.IsNaN(x) || math.IsInf(x, 0) {
							t.Errorf("%s of %s is %g, want a finite number", m, v.ID(i), x)
						}
					}
				}
			}
		})
	}
}

// Strengths that no number can hold together are refused before they are measured.
func TestExtremeStrengths(t *testing.T) {
	v, err := hostile(t, "weights_extreme.csv")
	if err != nil {
		if !strings.Contains(err.Error(), "more than a number can hold") {
			t.Errorf("error %v, want one that says that strengths overflow", err)
		}
		return
	}
	for _, m := range measuresOf(t, v) {
		s, err := central.Compute(t.Context(), m, v, central.Options{Weighted: true})
		for i, x := range s.Values {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%s of %s is %g and the error %v, want a finite number or an error", m, v.ID(i), x, err)
			}
		}
	}
}

// No score is -0, which is printed as a negative number: not of who has no tie, and not of
// a set beside which nobody is left.
func TestNoNegativeZero(t *testing.T) {
	v := graphtest.View(t, "a b-c c-d d-b e-f")
	for _, m := range measuresOf(t, v) {
		for i, x := range compute(t, m, v, central.Options{}).Values {
			if math.Signbit(x) {
				t.Errorf("%s of %s is %g, want at least 0", m, v.ID(i), x)
			}
		}
	}
	all := []int{0, 1, 2, 3, 4, 5}
	for others := range 2 {
		g, err := central.Group(t.Context(), v, all[others:], nil)
		if err != nil || math.Signbit(g.Pairs) || g.Pairs != 0 {
			t.Errorf("%d others: %g pairs, %v, want 0", others, g.Pairs, err)
		}
	}
}

// Parallel ties are one neighbour, however many there are.
func TestParallelTiesAreOneNeighbour(t *testing.T) {
	v := graphtest.View(t, "a-b=1 b-a=2")
	if got := compute(t, central.MeasureDegree, v, central.Options{}).Values; got[0] != 1 || got[1] != 1 {
		t.Errorf("degrees %v, want 1 and 1 (by hand)", got)
	}
	if got := compute(t, central.MeasureStrength, v, central.Options{}).Values; got[0] != 3 || got[1] != 3 {
		t.Errorf("strengths %v, want 1 + 2 each (by hand)", got)
	}
}

// A tie a hundred times as strong is not a hundred times as long.
func TestStrengthIsNotDistance(t *testing.T) {
	v := graphtest.View(t, "a-b=100 b-c=100 a-c=1")
	s := compute(t, central.MeasureBetweenness, v, central.Options{Weighted: true})
	if b, _ := v.Index("b"); s.Values[b] != 1 || s.Weights != "distance" {
		t.Errorf("b scores %g by %q, want 1 by distance: the way over b is 1/50 long, the direct one 1 (by hand)", s.Values[b], s.Weights)
	}
}
