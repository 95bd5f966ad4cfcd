package diagram

import (
	"context"
	"image/color"
	"math"
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
	recorded, _ := c.Fewer(0)
	at, err := p.place(ctx, recorded, layout)
	if err != nil {
		return nil, err
	}
	d := &drawing{chart: c, at: at, left: margin}
	return d.draw(), nil
}

const (
	margin     = 24.0
	titleSize  = 16.0
	noteSize   = 9.5
	noteHeight = 13.0
	narrowest  = 520.0 // of what is between the margins

	groupNameSize   = 10.0
	linkLabelSize   = 7.5
	linkLabelHeight = linkLabelSize + 3
	labelledLinks   = 40 // items above which labels of links would cover the picture
)

// drawing turns a placed chart into shapes.
type drawing struct {
	chart Chart
	at    placement
	out   []shape
	left  float64 // of the chart
	top   float64 // of it, below title and notes
}

func (d *drawing) add(s shape) { d.out = append(d.out, s) }

func (d *drawing) text(x, y, size float64, s string, c color.Color, bold, middle bool) {
	d.add(shape{points: []point{{x, y}}, text: s, size: size, fill: c, bold: bold, middle: middle})
}

func (d *drawing) draw() *Picture {
	width := max(d.at.size.x, narrowest) + 2*margin
	d.top = d.head(width - 2*margin)
	d.body()
	bottom := d.legend(d.top+d.at.size.y+16, width-margin)
	return &Picture{width, bottom + margin, d.out}
}

// body draws the chart itself.
func (d *drawing) body() {
	for g := range d.chart.Groups {
		d.group(g)
	}
	for _, l := range d.chart.Links {
		d.link(l)
	}
	for g := range d.chart.Groups {
		d.groupName(g)
	}
	d.labels()
	for i := range d.chart.Items {
		d.item(i)
	}
	for i := range d.chart.Items {
		d.number(i)
	}
}

// head writes title, warning and notes, broken at a width, and returns where they end.
func (d *drawing) head(width float64) float64 {
	y := margin
	for _, text := range broken(plain(d.chart.Title), titleSize, width) {
		y += titleSize + 2
		d.text(margin, y, titleSize, text, ink, true, false)
	}
	y += 4
	for k, note := range append([]string{d.chart.Lead}, d.chart.Notes...) {
		for _, text := range broken(plain(note), noteSize, width) {
			y += noteHeight
			d.text(margin, y, noteSize, text, soft, k == 0, false)
		}
	}
	return y + 14
}

func (d *drawing) group(g int) {
	b := d.at.boxes[g]
	if b.max.x <= b.min.x {
		return
	}
	x1, y1, x2, y2 := b.min.x+d.left, b.min.y+d.top, b.max.x+d.left, b.max.y+d.top
	d.add(shape{points: rounded(x1, y1, x2, y2, 10), closed: true, fill: inside, stroke: faint, width: 1.2})
}

// groupName names a gang's box, above the links that cross it.
func (d *drawing) groupName(g int) {
	b := d.nameBox(g)
	d.add(shape{points: rounded(b.min.x, b.min.y, b.max.x, b.max.y, 2), closed: true, fill: inside})
	d.text(b.min.x+2, b.max.y-3, groupNameSize, plain(d.chart.Groups[g]), soft, true, false)
}

// nameBox returns where the name of a gang's box stands.
func (d *drawing) nameBox(g int) box {
	corner := point{d.at.boxes[g].min.x + d.left + 6, d.at.boxes[g].min.y + d.top + 3}
	return box{corner, point{corner.x + 1.1*textWidth(plain(d.chart.Groups[g]), groupNameSize) + 4, corner.y + groupNameSize + 3}}
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
	return point{d.at.items[i].x + d.left, d.at.items[i].y + d.top - item.height()/2 + item.radius() + 2}
}

func (d *drawing) item(i int) {
	item, c := d.chart.Items[i], d.centre(i)
	d.icon(item, c)
	behind := paper // names stay readable on lines
	if item.Group > 0 {
		behind = inside
	}
	named := len(item.labelLines())
	for k, line := range item.lines() {
		colour := ink
		if k >= named {
			colour = soft
		}
		half, base := textWidth(line, labelSize)/2+1, c.y+item.radius()+lineHeight*float64(k+1)-1
		d.add(shape{points: []point{{c.x - half, base - 8}, {c.x + half, base - 8}, {c.x + half, base + 2}, {c.x - half, base + 2}}, closed: true, fill: behind})
		d.text(c.x, c.y+item.radius()+lineHeight*float64(k+1)-1, labelSize, line, colour, false, true)
	}
}
