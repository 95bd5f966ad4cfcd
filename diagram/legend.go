package diagram

import (
	"cmp"

	"github.com/linchpin-graph/linchpin/graph"
)

// legend says what shapes, lines and colours mean, of those that are drawn, up to a right
// edge, and returns where it ends.
func (d *drawing) legend(y, right float64) float64 {
	d.add(shape{points: []point{{margin, y}, {right, y}}, stroke: faint, width: .8})
	k := &key{drawing: d, x: margin, row: y + 16, right: right}
	k.kinds()
	k.lines()
	k.pieces()
	if d.chart.SizeBy != "" {
		k.entry("size: "+plain(d.chart.SizeBy), 0, func(point) {})
	}
	return k.row + 12
}

// A key is a legend that is being written, and where its next entry begins.
type key struct {
	*drawing
	x, row, right float64
}

// entry writes a name behind its sign, which is so wide.
func (k *key) entry(name string, wide float64, sign func(at point)) {
	width := wide + textWidth(name, noteSize)
	if k.x+width > k.right {
		k.x, k.row = margin, k.row+24
	}
	sign(point{k.x, k.row})
	k.text(k.x+wide, k.row+3.5, noteSize, name, soft, false, false)
	k.x += width + 18
}

func (k *key) kinds() {
	for _, kind := range graph.EntityKinds() {
		if k.has(func(i Item) bool { return i.Kind == kind }) {
			k.entry(kind.String(), 23, func(at point) { k.icon(Item{Kind: kind}, point{at.x + 9, at.y}) })
		}
	}
}

func (k *key) lines() {
	for _, style := range []Link{{Certainty: graph.Confirmed}, {Certainty: graph.Tentative}, {Certainty: graph.Unconfirmed}, {}, {Class: Protection, Certainty: graph.Confirmed}, {Class: Payment, Certainty: graph.Confirmed}, {Class: Supposed}} {
		name := style.Certainty.String()
		switch style.Class {
		case Contact:
			name = cmp.Or(k.chart.Lines[style.Certainty], name)
		case Protection:
			name = "protection"
		case Payment:
			name = "money"
		case Supposed:
			name = "dotted: not recorded; a tie to look for"
		}
		if !k.hasLink(style) {
			continue
		}
		style.Weight = .2
		stroke, width, dashes := lineStyle(style)
		k.entry(name, 33, func(at point) {
			k.add(shape{points: []point{at, {at.x + 28, at.y}}, stroke: stroke, width: width, dashes: dashes})
		})
	}
}

func (k *key) pieces() {
	for colour, name := range k.chart.Pieces {
		if name != "" {
			k.entry(name, 20, func(at point) {
				k.add(shape{points: []point{{at.x + 9, at.y}}, radius: 6, fill: pieceColours[colour], stroke: ink, width: .8})
			})
		}
	}
	if k.has(func(i Item) bool { return i.Out }) {
		k.entry(cmp.Or(k.chart.Order, "taken out, in this order"), 23, func(at point) { k.icon(Item{Kind: graph.Person, Out: true}, point{at.x + 9, at.y}) })
	}
}

func (d *drawing) has(is func(Item) bool) bool {
	for _, item := range d.chart.Items {
		if is(item) {
			return true
		}
	}
	return false
}

func (d *drawing) hasLink(style Link) bool {
	for _, l := range d.chart.Links {
		if l.Class == style.Class && (style.Class != Contact || l.Certainty == style.Certainty) {
			return true
		}
	}
	return false
}
