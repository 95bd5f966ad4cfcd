package diagram_test

import (
	"bytes"
	"regexp"
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

// arrowhead is how the point of a link of contact is written.
var arrowhead = regexp.MustCompile(`<path d="M[0-9. ]+L[0-9. ]+L[0-9. ]+Z" fill="#6b7686"/>`)

// In a bent chart two links that lead to and fro are two lines with a label each, and one from an item to itself is a loop
// beside it: by hand, as many arrows as links. In another chart a link from an item to itself is not drawn, as ever.
func TestLinksBackAndToOneself(t *testing.T) {
	c := diagram.Chart{Title: "a", Lead: "lead", Items: []diagram.Item{
		{Label: "Upper", Kind: graph.Company, Below: []string{"10 % in all"}}, {Label: "Lower", Kind: graph.Company, Mark: true},
	}, Links: []diagram.Link{
		{From: 0, To: 1, Forward: true, Certainty: graph.Confirmed, Label: "60 %"}, {From: 1, To: 0, Forward: true, Certainty: graph.Confirmed, Label: "30 %", Up: true}, {From: 1, To: 1, Forward: true, Certainty: graph.Confirmed, Label: "40 %"},
	}}
	for _, tt := range []struct {
		bent   bool
		arrows int
		labels []string
	}{{true, 3, []string{">60 %<", ">30 %<", ">40 %<", ">10 % in all<"}}, {false, 2, []string{">60 %<", ">30 %<", ">10 % in all<"}}} {
		c.Bent = tt.bent
		picture, err := placer("layout-child").Draw(t.Context(), c, "dot")
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := picture.SVG(&text); err != nil {
			t.Fatal(err)
		}
		if got := len(arrowhead.FindAll(text.Bytes(), -1)); got != tt.arrows {
			t.Errorf("bent %t: %d arrows, want %d", tt.bent, got, tt.arrows)
		}
		for _, label := range tt.labels {
			if !bytes.Contains(text.Bytes(), []byte(label)) {
				t.Errorf("bent %t: %s is missing", tt.bent, label)
			}
		}
	}
}
