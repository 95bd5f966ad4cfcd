// Package graphtest makes small networks for tests, and holds famous ones with
// their counts pinned.
package graphtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// Source is where the records of these networks come from.
var Source = graph.Source{ID: graph.ReportSource("test"), Title: "test"}

// Parse makes a network of people from pairs: "a-b b-c c-d", where "a-b=2" gives
// a strength and a name alone is a person without ties.
func Parse(t testing.TB, pairs string) *graph.Network {
	t.Helper()
	n := &graph.Network{Sources: []graph.Source{Source}}
	person := func(name string) graph.EntityID {
		id := graph.NewEntityID("", name)
		n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: graph.Person, Records: []graph.Record{{Source: Source.ID}}})
		return id
	}
	for word := range strings.FieldsSeq(pairs) {
		ends, strength, _ := strings.Cut(word, "=")
		from, to, tied := strings.Cut(ends, "-")
		a := person(from)
		if !tied {
			continue
		}
		record := graph.Record{Source: Source.ID}
		if strength != "" {
			if _, err := graph.ParseStrength(strength); err != nil {
				t.Fatalf("graphtest: %q: %v", word, err)
			}
			record.Fields = []graph.Field{{Name: graph.PropStrength, Value: strength}}
		}
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.LinkedTo, From: a, To: person(to), Records: []graph.Record{record}})
	}
	n.Normalise()
	return n
}

// View makes an undirected view of the people of Parse.
func View(t testing.TB, pairs string) *graph.View {
	t.Helper()
	return NewView(t, Parse(t, pairs), graph.ViewOptions{})
}

// NewView makes a view or fails the test.
func NewView(t testing.TB, n *graph.Network, o graph.ViewOptions) *graph.View {
	t.Helper()
	v, err := graph.NewView(n, o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Random returns pairs for Parse: n people, each pair tied with probability p, with
// strengths of 1, 2, 4 and 8, whose distances add up
// exactly in any order.
func Random(seed uint64, n int, p float64) string {
	random := rand.New(rand.NewPCG(seed, 1))
	var pairs strings.Builder
	for i := range n {
		fmt.Fprintf(&pairs, "n%03d ", i)
		for j := range i {
			if random.Float64() < p {
				fmt.Fprintf(&pairs, "n%03d-n%03d=%d ", j, i, 1<<random.IntN(4))
			}
		}
	}
	return pairs.String()
}
