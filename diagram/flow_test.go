package diagram_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
)

// TestFlow: money goes from left to right, what leads back says to whom, and how high bars and
// bands are is by hand: the fullest column is 280 points.
func TestFlow(t *testing.T) {
	f := diagram.Flow{
		Title: "flow", Lead: "lead", Unit: "EUR",
		Parties: []diagram.FlowParty{
			{Label: "first", Kind: graph.Account, Marked: true},
			{Label: "second", Below: "holder <of it>", Kind: graph.Account, Column: 1},
			{Label: "third", Kind: graph.Person, Column: 1},
			{Label: "fourth", Kind: graph.Person, Column: 9}, // columns between are nobody's
		},
		Streams: []diagram.Stream{
			{From: 0, To: 1, Amount: 200, Label: "200.00", Source: true},
			{From: 0, To: 2, Amount: 100, Label: "100.00", Dashed: true},
			{From: 1, To: 0, Amount: 50, Label: "50.00"},
			{From: 0, To: 3, Amount: 50, Label: "50.00"},
		},
	}
	var png, pdf bytes.Buffer
	if undrawn, err := diagram.DrawFlow(f).PNG(&png); err != nil || len(undrawn) > 0 {
		t.Errorf("PNG: %v, %v", undrawn, err)
	}
	if undrawn, err := diagram.DrawFlow(f).PDF(&pdf); err != nil || len(undrawn) > 0 {
		t.Errorf("PDF: %v, %v", undrawn, err)
	}
	drawn := readFlow(t, f)
	for _, want := range []string{">first<", "holder &lt;of it&gt;", ">50.00 to first<", ">200.00<", "widths are amounts in EUR; blue: comes in from outside; dashed: followed no further; what leads back", `stroke-dasharray="4 3"`} {
		if !strings.Contains(drawn.svg, want) {
			t.Errorf("no %q in\n%s", want, drawn.svg)
		}
	}
	for k, want := range []float64{280, 160, 80, 40} {
		if got := drawn.bars[k].high(); got < want-.15 || got > want+.15 {
			t.Errorf("bar %d is %g points high, want %g", k, got, want)
		}
	}
	for k, want := range []float64{160, 80, 40, 40} {
		if got := drawn.bands[k].leaves.high(); got < want-.15 || got > want+.15 {
			t.Errorf("band %d is %g points wide, want %g", k, got, want)
		}
	}
}

// Columns by hand: who only pays stands next to whom they pay first; what leads back is least.
func TestColumns(t *testing.T) {
	for _, tt := range []struct {
		name    string
		streams []diagram.Stream
		want    [5]int
	}{
		{"a line, and somebody who pays its end", []diagram.Stream{{From: 0, To: 1, Amount: 9}, {From: 1, To: 2, Amount: 9}, {From: 3, To: 2, Amount: 5}}, [5]int{0, 1, 2, 1, 0}},
		{"the long way decides", []diagram.Stream{{From: 0, To: 1, Amount: 9}, {From: 1, To: 2, Amount: 9}, {From: 0, To: 2, Amount: 50}, {From: 2, To: 3, Amount: 5}}, [5]int{0, 1, 2, 3, 0}},
		{"a circle: the least leads back", []diagram.Stream{{From: 0, To: 1, Amount: 9}, {From: 1, To: 2, Amount: 9}, {From: 2, To: 0, Amount: 5}, {From: 2, To: 3, Amount: 4}}, [5]int{0, 1, 2, 3, 0}},
		{"a circle begins where money comes to it", []diagram.Stream{{From: 0, To: 2, Amount: 9}, {From: 1, To: 2, Amount: 5}, {From: 2, To: 1, Amount: 5}}, [5]int{0, 2, 1, 0, 0}},
		{"to oneself", []diagram.Stream{{From: 0, To: 0, Amount: 9}, {From: 0, To: 1, Amount: 9}}, [5]int{0, 1, 0, 0, 0}},
	} {
		if got := [5]int(diagram.Columns(5, tt.streams)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
