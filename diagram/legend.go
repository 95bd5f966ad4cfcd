package diagram

import "github.com/linchpin-graph/linchpin/graph"

// legend says what shapes and lines mean, of those that are drawn, up to a right edge,
// and returns where it ends.
func (d *drawing) legend(y, right float64) float64 {
	x, row := margin, y+16
	place := func(width float64) {
		if x+width > right {
			x, row = margin, row+24
		}
	}
	d.add(shape{points: []point{{margin, y}, {right, y}}, stroke: faint, width: .8})
	for _, k := range graph.EntityKinds() {
		if !d.has(func(i Item) bool { return i.Kind == k }) {
			continue
		}
		place(28 + textWidth(k.String(), noteSize))
		d.icon(Item{Kind: k}, point{x + 9, row})
		d.text(x+23, row+3.5, noteSize, k.String(), soft, false, false)
		x += 40 + textWidth(k.String(), noteSize)
	}
	for _, style := range []Link{{Certainty: graph.Confirmed}, {Certainty: graph.Tentative}, {Certainty: graph.Unconfirmed}, {}, {Class: Protection, Certainty: graph.Confirmed}, {Class: Payment, Certainty: graph.Confirmed}} {
		name := style.Certainty.String()
		if style.Class == Protection {
			name = "protection"
		} else if style.Class == Payment {
			name = "money"
		}
		if !d.hasLink(style) {
			continue
		}
		place(42 + textWidth(name, noteSize))
		style.Weight = .2
		stroke, width, dashes := lineStyle(style)
		d.add(shape{points: []point{{x, row}, {x + 28, row}}, stroke: stroke, width: width, dashes: dashes})
		d.text(x+33, row+3.5, noteSize, name, soft, false, false)
		x += 52 + textWidth(name, noteSize)
	}
	for k, name := range d.chart.Pieces {
		if name == "" {
			continue
		}
		place(28 + textWidth(name, noteSize))
		d.add(shape{points: []point{{x + 9, row}}, radius: 6, fill: pieceColours[k], stroke: ink, width: .8})
		d.text(x+20, row+3.5, noteSize, name, soft, false, false)
		x += 36 + textWidth(name, noteSize)
	}
	if d.has(func(i Item) bool { return i.Out }) {
		const name = "taken out, in this order"
		place(28 + textWidth(name, noteSize))
		d.icon(Item{Kind: graph.Person, Out: true}, point{x + 9, row})
		d.text(x+23, row+3.5, noteSize, name, soft, false, false)
		x += 40 + textWidth(name, noteSize)
	}
	if d.chart.SizeBy != "" {
		name := "size: " + plain(d.chart.SizeBy)
		place(textWidth(name, noteSize))
		d.text(x, row+3.5, noteSize, name, soft, false, false)
	}
	return row + 12
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
