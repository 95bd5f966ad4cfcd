// Package questions_test measures how long it takes to look for ties that nobody recorded.
package questions_test

import (
	"fmt"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/bench/shape"
	"github.com/linchpin-graph/linchpin/graph"
)

// A case of 10^5 entities is looked through in seconds.
func BenchmarkFindLikelyTies(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("net=case/n=%d", n), func(b *testing.B) {
			v := shaped(b, n, 1)
			for b.Loop() {
				if _, err := protection.FindLikelyTies(b.Context(), v, protection.LikelyOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// shaped is a view of a network shaped like a case.
func shaped(t testing.TB, n int, seed uint64) *graph.View {
	t.Helper()
	l := &graph.Listing{}
	for i := range n {
		l.IDs = append(l.IDs, graph.EntityID(fmt.Sprintf("n%06d", i)))
	}
	for k, p := range shape.Case(n, seed) {
		l.From, l.To, l.Line = append(l.From, p.From), append(l.To, p.To), append(l.Line, int32(k+1))
	}
	v, err := graph.NewListedView(l)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
