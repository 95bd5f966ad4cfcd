package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// BenchmarkNewView freezes a million ties between a hundred thousand people, and between a
// thousand, where most are parallel to another.
func BenchmarkNewView(b *testing.B) {
	for _, people := range []int{100_000, 1_000} {
		benchmarkNewView(b, people, 1_000_000)
	}
}

func benchmarkNewView(b *testing.B, people, ties int) {
	random := rand.New(rand.NewPCG(1, 1))
	n := &graph.Network{}
	said := []graph.Record{{Source: "s"}}
	id := func(i int) graph.EntityID { return graph.EntityID(fmt.Sprintf("person-%06d", i)) }
	for i := range people {
		n.Entities = append(n.Entities, graph.Entity{ID: id(i), Kind: graph.Person, Records: said})
	}
	for i := range ties {
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.Calls, From: id(random.IntN(people)), To: id(random.IntN(people)), Key: graph.IdentifierKey(fmt.Sprint(i)), Records: said})
	}
	n.Normalise()
	for _, lens := range []graph.Lens{graph.People, graph.Whole} {
		b.Run(fmt.Sprintf("net=random/n=%d/ties=%d/lens=%s", people, ties, lens), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				graphtest.NewView(b, n, graph.ViewOptions{Lens: lens})
			}
		})
	}
}
