package central_test

import (
	"context"
	"fmt"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// Casimir passes goods between two people who do not meet.
func ExampleBetweenness() {
	n := &graph.Network{Sources: []graph.Source{{ID: "report:R-1", Title: "R-1"}}}
	record := []graph.Record{{Source: "report:R-1"}}
	for _, name := range []string{"anna", "boris", "casimir"} {
		n.Entities = append(n.Entities, graph.Entity{ID: graph.EntityID(name), Kind: graph.Person, Records: record})
	}
	for _, name := range []string{"anna", "boris"} {
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.AssociatesWith, From: graph.EntityID(name), To: "casimir", Records: record})
	}
	n.Normalise()
	view, err := graph.NewView(n, graph.ViewOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	scores, err := central.Betweenness(context.Background(), view, central.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range scores.Order() {
		fmt.Printf("%s %.0f of %.0f %s\n", view.ID(i), scores.Values[i], scores.Max, scores.Unit)
	}
	// Output:
	// casimir 1 of 1 pairs
	// anna 0 of 1 pairs
	// boris 0 of 1 pairs
}
