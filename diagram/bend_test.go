package diagram_test

import (
	"bytes"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
)

// A link over two layers would run under the item between; in a bent chart it turns round it, and only there.
func TestBentLinksTurnRoundItems(t *testing.T) {
	c := diagram.Chart{Title: "a", Lead: "lead"}
	for _, label := range []string{"Left Shipping", "Right Storage", "Keel Property", "Nora Minden", "Top Holding Limited"} {
		c.Items = append(c.Items, diagram.Item{Label: label, Kind: graph.Company})
	}
	draw := func(bent bool, links ...diagram.Link) string {
		t.Helper()
		c.Bent, c.Links = bent, links
		picture, err := placer("layout-child").Draw(t.Context(), c, "dot")
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := picture.SVG(&text); err != nil {
			t.Fatal(err)
		}
		return text.String()
	}
	chain := []diagram.Link{{From: 4, To: 0, Forward: true}, {From: 0, To: 1, Forward: true}, {From: 1, To: 2, Forward: true}, {From: 3, To: 2, Forward: true}}
	if draw(true, chain...) != draw(false, chain...) {
		t.Error("links that run under nothing are not drawn straight")
	}
	over := append(chain, diagram.Link{From: 0, To: 2, Forward: true})
	if draw(true, over...) == draw(false, over...) {
		t.Error("a link under the item between is drawn straight")
	}
}
