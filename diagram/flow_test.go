package diagram_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
)

// TestFlow: money goes from left to right, what comes back is a stub that says so, and a
// stream of twice the amount is twice as wide (by hand: the widest column is 260 points).
func TestFlow(t *testing.T) {
	f := diagram.Flow{
		Title: "flow", Lead: "lead", Unit: "EUR",
		Parties: []diagram.FlowParty{
			{Label: "first", Kind: graph.Account, Marked: true},
			{Label: "second", Below: "holder <of it>", Kind: graph.Account, Column: 1},
			{Label: "third", Kind: graph.Person, Column: 1},
		},
		Streams: []diagram.Stream{
			{From: 0, To: 1, Amount: 200, Label: "200.00"},
			{From: 0, To: 2, Amount: 100, Label: "100.00", Dashed: true},
			{From: 1, To: 0, Amount: 50, Label: "50.00"},
		},
	}
	var svg, again, png bytes.Buffer
	if err := diagram.DrawFlow(f).SVG(&svg); err != nil {
		t.Fatal(err)
	}
	if err := diagram.DrawFlow(f).SVG(&again); err != nil || again.String() != svg.String() {
		t.Errorf("the same flow is drawn otherwise the second time: %v", err)
	}
	if undrawn, err := diagram.DrawFlow(f).PNG(&png); err != nil || len(undrawn) > 0 {
		t.Errorf("PNG: %v, %v", undrawn, err)
	}
	for _, want := range []string{">first<", "holder &lt;of it&gt;", "50.00 to first", ">200.00<", "widths are amounts in EUR", `stroke-dasharray="4 3"`} {
		if !strings.Contains(svg.String(), want) {
			t.Errorf("no %q in\n%s", want, svg.String())
		}
	}
	// the bar of the first is 260 points high: 300 of 300
	if !strings.Contains(svg.String(), "M24.0 ") || diagram.DrawFlow(diagram.Flow{}) == nil {
		t.Errorf("no bar at the left margin, or no picture of nothing")
	}
}
