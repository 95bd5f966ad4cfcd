package diagram_test

import (
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// Money and protection show their direction in an undirected view too: between people,
// through who owns the company that holds the account. By hand.
func TestArrows(t *testing.T) {
	records := []graph.Record{{Source: graphtest.Source.ID}}
	entity := func(name string, kind graph.EntityKind) graph.Entity {
		return graph.Entity{ID: graph.NewEntityID("", name), Kind: kind, Records: records}
	}
	tie := func(kind graph.TieKind, from, to string) graph.Tie {
		return graph.Tie{Kind: kind, From: graph.NewEntityID("", from), To: graph.NewEntityID("", to), Records: records}
	}
	n := &graph.Network{
		Sources:  []graph.Source{graphtest.Source},
		Entities: []graph.Entity{entity("ada", graph.Person), entity("bo", graph.Person), entity("firm", graph.Company), entity("x1", graph.Account), entity("x2", graph.Account), entity("gang", graph.Gang)},
		Ties: []graph.Tie{
			tie(graph.Owns, "bo", "firm"), tie(graph.Holds, "firm", "x1"), tie(graph.Holds, "ada", "x2"),
			tie(graph.Pays, "x1", "x2"), tie(graph.Protects, "bo", "gang"),
		},
	}
	n.Normalise()
	people := diagram.FromView(graphtest.NewView(t, n, graph.ViewOptions{}), nil)
	if len(people.Links) != 1 {
		t.Fatalf("links %+v, want the payment alone", people.Links)
	}
	paid := people.Links[0]
	if paid.Class != diagram.Payment || people.Items[paid.From].Label != "ada" || paid.Forward || !paid.Back {
		t.Errorf("payment %+v, want an arrow from bo, who owns the payer, to ada", paid)
	}
	whole := diagram.FromView(graphtest.NewView(t, n, graph.ViewOptions{Lens: graph.Whole}), nil)
	for _, l := range whole.Links {
		if l.Class == diagram.Protection && (whole.Items[l.From].Label != "bo" || !l.Forward || l.Back) {
			t.Errorf("protection %+v, want an arrow from bo to the gang", l)
		}
	}
}
