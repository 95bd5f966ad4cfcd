package paths_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"
	weighted "gonum.org/v1/gonum/graph/simple"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// apart gives gonum a view with the distances of its ties.
func apart(v *graph.View) gonum.Weighted {
	if v.Directed() {
		g := weighted.NewWeightedDirectedGraph(0, math.Inf(1))
		setTies(v, g)
		return g
	}
	g := weighted.NewWeightedUndirectedGraph(0, math.Inf(1))
	setTies(v, g)
	return g
}

func setTies(v *graph.View, g interface{ SetWeightedEdge(gonum.WeightedEdge) }) {
	for tie := range v.Size() {
		from, to := v.Ends(tie)
		g.SetWeightedEdge(weighted.WeightedEdge{F: weighted.Node(from), T: weighted.Node(to), W: 1 / float64(v.Strength(tie))})
	}
}

// A second opinion: gonum's Yen finds as many paths, each as long. Which of equally long
// ones it picks where there are more than k is its own matter.
func TestKShortestAgreesWithGonum(t *testing.T) {
	for seed := range uint64(50) {
		n := graphtest.Parse(t, graphtest.Random(seed, 40, .1))
		v := graphtest.NewView(t, n, graph.ViewOptions{Connected: true, Directed: seed%2 == 1})
		g, from, to, k := apart(v), 0, v.Len()-1, 30
		want := path.YenKShortestPaths(g, k, math.Inf(1), weighted.Node(from), weighted.Node(to))
		got, err := paths.KShortest(t.Context(), v, from, to, k, paths.Options{Measure: paths.Distance})
		if err != nil && !errors.Is(err, paths.ErrNoPath) {
			t.Fatal(err)
		}
		if len(got) != len(want) {
			t.Fatalf("seed %d: %d paths, want %d as gonum finds", seed, len(got), len(want))
		}
		for i, p := range got {
			length := 0.
			for s := range want[i][1:] {
				w, _ := g.Weight(want[i][s].ID(), want[i][s+1].ID())
				length += w
			}
			if !near(p.Length, length) {
				t.Errorf("seed %d: the %dth path is %g long, want %g as gonum finds", seed, i+1, p.Length, length)
			}
		}
	}
}

// Whoever waits sees how far it is, and can end it.
func TestKShortestStops(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(1, 60, .5))
	ctx, stop := context.WithCancel(t.Context())
	told := 0
	o := paths.Options{Progress: func(done, of int) {
		if of != 1e6 || done < told/60 {
			t.Errorf("told that %d of %d are found", done, of)
		}
		if told++; told == 100 {
			stop()
		}
	}}
	found, err := paths.KShortest(ctx, v, 0, 1, 1e6, o)
	if !errors.Is(err, context.Canceled) || found != nil || told != 100 {
		t.Errorf("%d paths, %v, after %d searches; want it to stop after 100", len(found), err, told)
	}
}

// No search goes on that nobody waits for.
func TestSearchesStop(t *testing.T) {
	v := graphtest.View(t, "a-b b-c")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	searches := map[string]func() error{
		"shortest":   func() error { _, _, err := paths.Shortest(ctx, v, 0, 2, paths.Options{}); return err },
		"k shortest": func() error { _, err := paths.KShortest(ctx, v, 0, 2, 1, paths.Options{}); return err },
		"earliest":   func() error { _, _, err := paths.Earliest(ctx, v, 0, 2, paths.Options{}); return err },
	}
	for name, search := range searches {
		if err := search(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want that it was cancelled", name, err)
		}
	}
}

// What cannot be asked is the same for every search, and the error says what.
func TestCheck(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d")
	for _, c := range []struct {
		name     string
		from, to int
		o        paths.Options
		want     string
	}{
		{"one end", 1, 1, paths.Options{}, "both ends are b"},
		{"avoid the beginning", 0, 3, paths.Options{Avoid: []int{1, 0}}, "a is an end"},
		{"avoid the end", 0, 3, paths.Options{Avoid: []int{3}}, "d is an end"},
		{"avoid and pass", 0, 3, paths.Options{Avoid: []int{1}, Through: []int{1}}, "b is to be passed and to be avoided"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, shortest := paths.Shortest(t.Context(), v, c.from, c.to, c.o)
			check(t, shortest, c.want)
			c.o.Through = nil
			if c.name == "avoid and pass" {
				return // only Shortest passes somebody
			}
			_, k := paths.KShortest(t.Context(), v, c.from, c.to, 2, c.o)
			check(t, k, c.want)
			_, _, earliest := paths.Earliest(t.Context(), v, c.from, c.to, c.o)
			check(t, earliest, c.want)
		})
	}
}

func check(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}
