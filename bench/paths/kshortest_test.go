// Package paths_test measures searches for paths on networks of the sizes that cases have.
package paths_test

import (
	"fmt"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/bench/shape"
	"github.com/linchpin-graph/linchpin/graph"
)

// view makes a view of a shape, by a listing.
func view(b *testing.B, name string, n int) *graph.View {
	b.Helper()
	l := &graph.Listing{Source: graph.Source{ID: graph.ReportSource("bench"), Title: "bench"}}
	for i := range n {
		l.IDs = append(l.IDs, graph.NewEntityID("", fmt.Sprintf("p%07d", i)))
	}
	for i, p := range shape.Shapes[name](n, 1) {
		l.From, l.To, l.Line = append(l.From, p.From), append(l.To, p.To), append(l.Line, int32(i))
	}
	v, err := graph.NewListedView(l)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

func BenchmarkKShortest(b *testing.B) {
	for _, c := range []struct {
		net  string
		n, k int
	}{
		{"case", 100_000, 50}, {"case", 100_000, 1_000}, {"gangs", 100_000, 50}, {"random", 100_000, 50}, {"random", 100_000, 1_000},
	} {
		b.Run(fmt.Sprintf("net=%s/n=%d/k=%d", c.net, c.n, c.k), func(b *testing.B) {
			v := view(b, c.net, c.n)
			for b.Loop() {
				found, err := paths.KShortest(b.Context(), v, 0, c.n-1, c.k, paths.Options{})
				if err != nil || len(found) != c.k {
					b.Fatal(len(found), err)
				}
			}
		})
	}
}
