package diagram

import (
	"image/color"
	"slices"
)

// bandStyle is what bands of a sort look like: one shines through another.
type bandStyle struct{ fill, stroke color.NRGBA }

var (
	paidOn  = bandStyle{color.NRGBA{0x4c, 0xa3, 0x72, 0x66}, color.NRGBA{0x4f, 0x94, 0x6d, 0xff}}
	comesIn = bandStyle{color.NRGBA{0x4a, 0x8f, 0xc7, 0x66}, color.NRGBA{0x4a, 0x7f, 0xad, 0xff}}
)

// band draws a stream.
func (d *flowing) band(s int) {
	stream := d.Streams[s]
	style, dashes := paidOn, []float64(nil)
	if stream.Source {
		style = comesIn
	}
	if stream.Dashed {
		style.fill.A, dashes = 0x28, []float64{4, 3}
	}
	shape := shape{closed: true, fill: style.fill, stroke: style.stroke, width: .6, dashes: dashes}
	if len(d.runs[s]) > 0 {
		shape.points = d.lowered(d.bandOutline(s))
		d.add(shape)
		return
	}
	l := &d.loops[d.turned[s]]
	run := d.run(l).down(d.top)
	shape.points = d.lowered(d.loopOutline(l))
	d.add(shape)
	for _, x := range []float64{run.max.x, run.min.x} {
		d.arrow(point{x, (run.min.y + run.max.y) / 2}, -1, 0, style.stroke, min(l.width/5, 7))
	}
}

// bandOutline returns the outline of a band that leads to the right, the upper side first.
func (d *flowing) bandOutline(s int) []point {
	outline := d.upper(s)
	for _, p := range slices.Backward(outline) {
		outline = append(outline, point{p.x, p.y + d.scale*d.Streams[s].Amount})
	}
	return outline
}

// lowered puts an outline where the columns begin.
func (d *flowing) lowered(outline []point) []point {
	for k := range outline {
		outline[k].y += d.top
	}
	return outline
}

// party draws a bar and its names.
func (d *flowing) party(i int) {
	p, item := d.Parties[i], &d.items[i]
	fill := darker(kindColours[p.Kind])
	if p.Marked {
		fill = marked
	}
	x, y := d.place[item.column].bar, item.y+d.top
	d.add(shape{points: []point{{x, y}, {x + barWidth, y}, {x + barWidth, y + item.high}, {x, y + item.high}}, closed: true, fill: fill, stroke: ink, width: .6})
	for k, line := range d.lines[i] {
		d.text(x, y+item.high+labelSize+1+float64(k)*lineHeight, labelSize, line, ink, k < d.bold[i], false)
	}
}

// amount writes what is on a band, on paper where the band is too narrow to be its ground.
func (d *flowing) amount(a flowAmount) {
	if !a.inside {
		d.linkLabel(a.at, a.text, ink)
		return
	}
	d.text((a.at.min.x+a.at.max.x)/2, a.at.max.y-3, linkLabelSize, a.text, ink, false, true)
}

// down moves a box.
func (b box) down(by float64) box {
	return box{point{b.min.x, b.min.y + by}, point{b.max.x, b.max.y + by}}
}
