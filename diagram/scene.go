package diagram

import (
	"context"
	"fmt"
	"image/color"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Picture is a chart with everything in its place, ready to be written in any
// format.
type Picture struct {
	width, height float64
	shapes        []shape
}

// shape is one thing to draw: a text, a circle, or a line or area through points.
type shape struct {
	points []point
	radius float64 // of a circle around the first point
	text   string
	size   float64
	middle bool // the text is centred on its point
	bold   bool
	closed bool
	fill   color.Color
	stroke color.Color
	width  float64
	dashes []float64
}

// Draw places a chart and draws it.
func (p Placer) Draw(ctx context.Context, c Chart, layout Layout) (*Picture, error) {
	at, err := p.place(ctx, c, layout)
	if err != nil {
		return nil, err
	}
	d := &drawing{chart: c, at: at}
	return d.draw(), nil
}

var (
	ink    = color.NRGBA{0x1c, 0x24, 0x30, 0xff}
	soft   = color.NRGBA{0x5b, 0x66, 0x75, 0xff}
	faint  = color.NRGBA{0xb4, 0xbc, 0xc8, 0xff}
	paper  = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	marked = color.NRGBA{0xd9, 0x48, 0x0f, 0xff}
	shield = color.NRGBA{0x8a, 0x1c, 0x5b, 0xff}
	cash   = color.NRGBA{0x1b, 0x7a, 0x43, 0xff}
)

// kindColours fill the shapes; each kind has a shape of its own too, for print in
// grey.
var kindColours = map[graph.EntityKind]color.NRGBA{
	graph.Person: {0xdb, 0xe7, 0xf6, 0xff}, graph.Gang: {0xf6, 0xd5, 0xd0, 0xff}, graph.Company: {0xe6, 0xdf, 0xf3, 0xff}, graph.PublicBody: {0xf5, 0xe6, 0xc4, 0xff},
	graph.Account: {0xd5, 0xee, 0xdb, 0xff}, graph.Phone: {0xe3, 0xe7, 0xec, 0xff}, graph.Vehicle: {0xe3, 0xe7, 0xec, 0xff}, graph.Property: {0xef, 0xe3, 0xd8, 0xff},
	graph.Place: {0xd9, 0xf0, 0xf0, 0xff}, graph.Event: {0xfb, 0xef, 0xb8, 0xff}, graph.Proceeding: {0xea, 0xea, 0xea, 0xff},
}

const (
	margin     = 24.0
	titleSize  = 16.0
	noteSize   = 9.5
	noteHeight = 13.0

	labelledLinks = 40 // items above which labels of links would cover the picture
)

// drawing turns a placed chart into shapes.
type drawing struct {
	chart Chart
	at    placement
	out   []shape
	top   float64 // of the chart, below title and notes
}

func (d *drawing) add(s shape) { d.out = append(d.out, s) }

func (d *drawing) text(x, y, size float64, s string, c color.Color, bold, middle bool) {
	d.add(shape{points: []point{{x, y}}, text: s, size: size, fill: c, bold: bold, middle: middle})
}

func (d *drawing) draw() *Picture {
	d.top = margin + titleSize + 8 + noteHeight*float64(len(d.notes())) + 12
	for g := range d.chart.Groups {
		d.group(g)
	}
	for _, l := range d.chart.Links {
		d.link(l)
	}
	for i := range d.chart.Items {
		d.item(i)
	}
	bottom := d.legend(d.top + d.at.size.y + 16)
	width := max(d.at.size.x+2*margin, d.head(), 560)
	return &Picture{width, bottom + margin, d.out}
}

// head writes title and notes and returns how wide they are.
func (d *drawing) head() float64 {
	d.text(margin, margin+titleSize, titleSize, plain(d.chart.Title), ink, true, false)
	widest := textWidth(plain(d.chart.Title), titleSize)
	for i, note := range d.notes() {
		d.text(margin, margin+titleSize+6+noteHeight*float64(i+1), noteSize, note, soft, false, false)
		widest = max(widest, textWidth(note, noteSize))
	}
	return widest + 2*margin
}

// notes are the lines under the title, the warning first.
func (d *drawing) notes() []string {
	notes := []string{d.chart.Lead}
	for _, note := range d.chart.Notes {
		notes = append(notes, plain(note))
	}
	return notes
}

func (d *drawing) group(g int) {
	b := d.at.boxes[g]
	if b.max.x <= b.min.x {
		return
	}
	x1, y1, x2, y2 := b.min.x+margin, b.min.y+d.top, b.max.x+margin, b.max.y+d.top
	d.add(shape{points: rounded(x1, y1, x2, y2, 10), closed: true, fill: color.NRGBA{0xf7, 0xf8, 0xfa, 0xff}, stroke: faint, width: 1.2})
	d.text(x1+8, y1+13, 10, plain(d.chart.Groups[g]), soft, true, false)
}

// rounded returns the outline of a box with round corners.
func rounded(x1, y1, x2, y2, r float64) []point {
	var outline []point
	for _, corner := range []struct{ x, y, from float64 }{{x2 - r, y1 + r, -90}, {x2 - r, y2 - r, 0}, {x1 + r, y2 - r, 90}, {x1 + r, y1 + r, 180}} {
		for step := range 7 {
			a := (corner.from + 15*float64(step)) * math.Pi / 180
			outline = append(outline, point{corner.x + r*math.Cos(a), corner.y + r*math.Sin(a)})
		}
	}
	return outline
}

// centre returns where an item's shape is; its label stands under it.
func (d *drawing) centre(i int) point {
	item := d.chart.Items[i]
	return point{d.at.items[i].x + margin, d.at.items[i].y + d.top - item.height()/2 + item.radius() + 2}
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

func (d *drawing) link(l Link) {
	a, b := d.centre(l.From), d.centre(l.To)
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length == 0 {
		return
	}
	dx, dy := (b.x-a.x)/length, (b.y-a.y)/length
	ra, rb := d.chart.Items[l.From].radius()+1, d.chart.Items[l.To].radius()+1
	if length <= ra+rb {
		return
	}
	start, end := point{a.x + dx*ra, a.y + dy*ra}, point{b.x - dx*rb, b.y - dy*rb}
	stroke, width, dashes := lineStyle(l)
	d.add(shape{points: []point{start, end}, stroke: stroke, width: width, dashes: dashes})
	if l.Arrow {
		size := 5 + width
		back := point{end.x - dx*size, end.y - dy*size}
		d.add(shape{points: []point{end, {back.x - dy*size/2, back.y + dx*size/2}, {back.x + dy*size/2, back.y - dx*size/2}}, closed: true, fill: stroke})
	}
	if l.Label != "" && len(d.chart.Items) <= labelledLinks {
		d.text((start.x+end.x)/2, (start.y+end.y)/2-2, 7.5, plain(l.Label), stroke, false, true)
	}
}

func (d *drawing) item(i int) {
	item, c := d.chart.Items[i], d.centre(i)
	d.icon(item, c)
	for k, line := range item.lines() {
		half, base := textWidth(line, labelSize)/2+1, c.y+item.radius()+lineHeight*float64(k+1)-1
		d.add(shape{points: []point{{c.x - half, base - 8}, {c.x + half, base - 8}, {c.x + half, base + 2}, {c.x - half, base + 2}}, closed: true, fill: paper}) // names stay readable on lines
		d.text(c.x, c.y+item.radius()+lineHeight*float64(k+1)-1, labelSize, line, ink, false, true)
	}
}

// icon draws an item's shape: the outline that its kind has on intelligence charts,
// and in a person head and shoulders.
func (d *drawing) icon(item Item, c point) {
	r := item.radius()
	outline := shape{closed: true, fill: kindColours[item.Kind], stroke: ink, width: 1}
	if item.Mark {
		outline.stroke, outline.width = marked, 2.5
	}
	polygon := func(sides int, turn float64) []point {
		points := make([]point, sides)
		for k := range points {
			a := turn + 2*math.Pi*float64(k)/float64(sides)
			points[k] = point{c.x + r*math.Sin(a), c.y - r*math.Cos(a)}
		}
		return points
	}
	switch item.Kind {
	case graph.Person, graph.Place:
		outline.points, outline.radius = []point{c}, r
	case graph.Gang:
		outline.points = polygon(6, math.Pi/6)
	case graph.Company:
		outline.points = rounded(c.x-r, c.y-.75*r, c.x+r, c.y+.75*r, 2)
	case graph.PublicBody:
		outline.points = []point{{c.x, c.y - r}, {c.x + r, c.y - .3*r}, {c.x + r, c.y + .8*r}, {c.x - r, c.y + .8*r}, {c.x - r, c.y - .3*r}}
	case graph.Account:
		outline.points = rounded(c.x-r, c.y-.6*r, c.x+r, c.y+.6*r, .5*r)
	case graph.Phone:
		outline.points = rounded(c.x-.5*r, c.y-r, c.x+.5*r, c.y+r, .25*r)
	case graph.Vehicle:
		outline.points = []point{{c.x - .5*r, c.y - .7*r}, {c.x + .5*r, c.y - .7*r}, {c.x + r, c.y + .6*r}, {c.x - r, c.y + .6*r}}
	case graph.Property:
		outline.points = []point{{c.x - r, c.y - .8*r}, {c.x + r, c.y - .8*r}, {c.x + r, c.y + .8*r}, {c.x - r, c.y + .8*r}}
	case graph.Event:
		outline.points = polygon(4, 0)
	default:
		outline.points = polygon(8, math.Pi/8)
	}
	d.add(outline)
	if item.Kind == graph.Person {
		d.add(shape{points: []point{{c.x, c.y - .28*r}}, radius: .28 * r, closed: true, fill: outline.stroke})
		shoulders := []point{{c.x - .55*r, c.y + .6*r}, {c.x - .45*r, c.y + .25*r}, {c.x - .2*r, c.y + .12*r}, {c.x + .2*r, c.y + .12*r}, {c.x + .45*r, c.y + .25*r}, {c.x + .55*r, c.y + .6*r}}
		d.add(shape{points: shoulders, closed: true, fill: outline.stroke})
	}
}

// legend says what shapes and lines mean, of those that are drawn, and returns where
// it ends.
func (d *drawing) legend(y float64) float64 {
	x, row := margin, y+16
	place := func(width float64) {
		if x+width > max(d.at.size.x+margin, 540) {
			x, row = margin, row+24
		}
	}
	d.add(shape{points: []point{{margin, y}, {max(d.at.size.x+margin, 540), y}}, stroke: faint, width: .8})
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
	if d.has(func(i Item) bool { return i.Size > 0 }) {
		name := "size: the score in the title"
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

// hex returns a colour as SVG writes it.
func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
