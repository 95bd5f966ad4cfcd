package graph_test

import (
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func TestAffiliations(t *testing.T) {
	record := []graph.Record{{Source: graphtest.Source.ID}}
	n := &graph.Network{Sources: []graph.Source{graphtest.Source}}
	for id, kind := range map[graph.EntityID]graph.EntityKind{"ann": graph.Person, "bea": graph.Person, "cis": graph.Person, "dan": graph.Person,
		"red": graph.Gang, "blue": graph.Gang, "court": graph.PublicBody} {
		n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: kind, Records: record})
	}
	for _, t := range []graph.Tie{
		{Kind: graph.MemberOf, From: "ann", To: "red"}, {Kind: graph.MemberOf, From: "ann", To: "blue"},
		{Kind: graph.HoldsOffice, From: "bea", To: "court"}, {Kind: graph.MemberOf, From: "bea", To: "red"},
		{Kind: graph.HoldsOffice, From: "cis", To: "court"}, {Kind: graph.Pays, From: "dan", To: "ann"},
	} {
		t.Records = record
		n.Ties = append(n.Ties, t)
	}
	n.Normalise()
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	groups, of := v.Affiliations()
	if want := []graph.EntityID{"blue", "court", "red"}; !slices.Equal(groups, want) {
		t.Fatalf("groups %v, want %v", groups, want)
	}
	for i, want := range map[graph.EntityID]int32{"ann": 0, "bea": 2, "cis": 1, "dan": -1} {
		if at, _ := v.Index(i); of[at] != want {
			t.Errorf("%s belongs to %d, want %d", i, of[at], want)
		}
	}
}
