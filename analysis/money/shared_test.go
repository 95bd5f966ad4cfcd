package money_test

import (
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// TestSharedHoweverSpelt: one address in two spellings is one, and is told as it is written.
func TestSharedHoweverSpelt(t *testing.T) {
	at := func(id graph.EntityID, address string) graph.Entity {
		return graph.Entity{ID: id, Kind: graph.Account, Records: []graph.Record{{Source: "s", Fields: []graph.Field{{Name: "address", Value: address}}}}}
	}
	n := &graph.Network{Entities: []graph.Entity{at("a", "12 Quay Street"), at("b", "12  QUAY street"), at("c", "12 Quay Street East")}}
	n.Normalise()
	found, err := money.FindShared(t.Context(), read(t, n))
	if err != nil || len(found) != 1 || found[0].Count != 2 || found[0].About != "address 12 Quay Street" {
		t.Errorf("got %+v, %v; want a and b at 12 Quay Street", found, err)
	}
}
