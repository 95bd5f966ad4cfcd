package diagram

import (
	"fmt"
	"image/color"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

var (
	ink    = color.NRGBA{0x1c, 0x24, 0x30, 0xff}
	soft   = color.NRGBA{0x5b, 0x66, 0x75, 0xff}
	faint  = color.NRGBA{0xb4, 0xbc, 0xc8, 0xff}
	paper  = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	inside = color.NRGBA{0xf7, 0xf8, 0xfa, 0xff} // of a gang's box
	marked = color.NRGBA{0xd9, 0x48, 0x0f, 0xff}
	shield = color.NRGBA{0x8a, 0x1c, 0x5b, 0xff}
	cash   = color.NRGBA{0x1b, 0x7a, 0x43, 0xff}
	former = color.NRGBA{0xb9, 0xc0, 0xca, 0xff} // of a link that is cut
	unsaid = color.NRGBA{0x1d, 0x5f, 0xa8, 0xff} // of a link that no record gives
)

// pieceColours fill the items of the largest pieces, so that neighbours differ for people
// who see few colours, too (after P. Tol's bright scheme); of the smaller ones, and of who
// is alone.
var pieceColours = []color.NRGBA{
	{0x7f, 0xb2, 0xe5, 0xff}, {0xf2, 0xb7, 0x4b, 0xff}, {0x7c, 0xc6, 0x8d, 0xff}, {0xc9, 0x9a, 0xdb, 0xff}, {0xec, 0x8f, 0x86, 0xff}, {0x79, 0xd0, 0xcd, 0xff}, {0xd6, 0xcf, 0x62, 0xff},
	{0xb9, 0xc2, 0xcd, 0xff}, {0xf1, 0xf3, 0xf6, 0xff},
}

// colour fills an item: that of its piece, or else of its kind.
func (i Item) colour() color.NRGBA {
	if i.Piece > 0 {
		return pieceColours[i.Piece-1]
	}
	return kindColours[i.Kind]
}

// kindColours fill the shapes; each kind has a shape of its own too, for print in
// grey.
var kindColours = map[graph.EntityKind]color.NRGBA{
	graph.Person: {0xdb, 0xe7, 0xf6, 0xff}, graph.Gang: {0xf6, 0xd5, 0xd0, 0xff}, graph.Company: {0xe6, 0xdf, 0xf3, 0xff}, graph.PublicBody: {0xf5, 0xe6, 0xc4, 0xff},
	graph.Account: {0xd5, 0xee, 0xdb, 0xff}, graph.Phone: {0xe3, 0xe7, 0xec, 0xff}, graph.Vehicle: {0xe3, 0xe7, 0xec, 0xff}, graph.Property: {0xef, 0xe3, 0xd8, 0xff},
	graph.Place: {0xd9, 0xf0, 0xf0, 0xff}, graph.Event: {0xfb, 0xef, 0xb8, 0xff}, graph.Proceeding: {0xea, 0xea, 0xea, 0xff},
}

// lineStyle is how a link's class and certainty look.
func lineStyle(l Link) (color.Color, float64, []float64) {
	width := .7 + 2.3*math.Sqrt(l.Weight)
	stroke := color.Color(color.NRGBA{0x6b, 0x76, 0x86, 0xff})
	switch l.Class {
	case Protection:
		stroke, width = shield, max(width, 2)
	case Payment:
		stroke = cash
	case Supposed:
		return unsaid, 1.6, []float64{1, 3}
	default:
		if l.Certainty == graph.NotGraded {
			stroke = faint
		}
	}
	switch l.Certainty {
	case graph.Tentative:
		return stroke, width, []float64{6, 3}
	case graph.Unconfirmed:
		return stroke, width, []float64{1.5, 3}
	}
	return stroke, width, nil
}

// darker returns a colour for lines between what it fills.
func darker(c color.NRGBA) color.NRGBA {
	return color.NRGBA{c.R / 3 * 2, c.G / 3 * 2, c.B / 3 * 2, c.A}
}

// hex returns a colour as SVG writes it, without how much shines through.
func hex(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
}
