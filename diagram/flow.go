package diagram

import (
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Flow is money that goes from left to right between parties.
type Flow struct {
	Title, Lead string
	Notes       []string
	Parties     []FlowParty
	Streams     []Stream
	Unit        string // what a width stands for, such as "EUR"
}

// A FlowParty is drawn as a bar in a column, from 0 on the left; Columns finds good ones.
// Columns in which nobody stands are left out.
type FlowParty struct {
	Label  string
	Below  string // more lines, such as who holds an account
	Kind   graph.EntityKind
	Column int
	Marked bool // such as the start
}

// A Stream is money from one party to another, drawn as a band as wide as its amount. One that
// does not lead to a column further right turns round above or below all columns.
type Stream struct {
	From, To int
	Amount   float64
	Label    string
	Dashed   bool // followed no further
	Source   bool // comes in from elsewhere
}

const (
	barWidth  = 12.0
	barGap    = 16.0 // between what stands in a column
	tallest   = 280.0
	nameWidth = 125.0
)

// DrawFlow draws money from left to right, bands as wide as their amounts and bars as high as
// what comes to them or leaves, whichever is more. Bars, and bands that pass a column, stand in
// the order in which they cross least, by barycentres, and where the bands are straightest. A
// band that leads back turns round beside the columns. No text lies on another: where
// amounts do not fit, the columns stand further apart.
//
// Source: K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
// hierarchical system structures", IEEE Trans. SMC 11 (1981). doi:10.1109/TSMC.1981.4308636
func DrawFlow(f Flow) *Picture {
	d := newFlowing(f)
	d.order()
	d.settle()
	d.turnRound()
	d.settle()
	amounts := d.across()
	width := max(d.width, narrowest)
	d.top = d.head(width) + d.beyond(true)
	for s := range d.Streams {
		d.band(s)
	}
	for i := range d.Parties {
		d.party(i)
	}
	for _, a := range amounts {
		a.at = a.at.down(d.top)
		d.amount(a)
	}
	bottom := d.top + d.deep + d.beyond(false) + 2*noteHeight
	for _, line := range broken(d.legendLine(), noteSize, width) {
		d.text(margin, bottom, noteSize, line, soft, false, false)
		bottom += noteHeight
	}
	return &Picture{width + 2*margin, bottom + margin, d.out}
}

// legendLine says what widths and looks mean.
func (d *flowing) legendLine() string {
	line := "widths are amounts"
	if d.Unit != "" {
		line += " in " + plain(d.Unit)
	}
	var source, dashed bool
	for _, s := range d.Streams {
		source, dashed = source || s.Source, dashed || s.Dashed
	}
	parts := []string{line}
	if source {
		parts = append(parts, "blue: comes in from outside")
	}
	if dashed {
		parts = append(parts, "dashed: followed no further")
	}
	if len(d.loops) > 0 {
		parts = append(parts, "what leads back runs above or below, from right to left")
	}
	return strings.Join(parts, "; ")
}
