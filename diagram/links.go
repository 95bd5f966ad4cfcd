package diagram

import (
	"image/color"
	"math"
)

// line is what is seen of a link: from one shape to another, and in which direction.
type line struct {
	start, end point
	dx, dy     float64
}

// visible returns what is seen of a link; false where its items touch.
func (d *drawing) visible(l Link) (line, bool) {
	a, b := d.centre(l.From), d.centre(l.To)
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length == 0 {
		return line{}, false
	}
	dx, dy := (b.x-a.x)/length, (b.y-a.y)/length
	ra, rb := d.chart.Items[l.From].reach(dx, dy), d.chart.Items[l.To].reach(-dx, -dy)
	return line{point{a.x + dx*ra, a.y + dy*ra}, point{b.x - dx*rb, b.y - dy*rb}, dx, dy}, length > ra+rb
}

func (d *drawing) link(l Link) {
	course, curved := d.course(l)
	seen, ok := d.visible(l)
	ok = ok || curved
	if !ok {
		return
	}
	if d.chart.cut(l) {
		d.add(shape{points: []point{seen.start, seen.end}, stroke: former, width: .8, dashes: []float64{2, 3}})
		return
	}
	stroke, width, dashes := lineStyle(l)
	if piece := d.chart.Items[l.From].Piece; piece > 0 {
		stroke = darker(pieceColours[piece-1])
	}
	if curved {
		d.curve(l, shape{points: course, stroke: stroke, width: width, dashes: dashes})
		return
	}
	d.add(shape{points: []point{seen.start, seen.end}, stroke: stroke, width: width, dashes: dashes})
	if l.Forward {
		d.arrow(seen.end, seen.dx, seen.dy, stroke, width)
	}
	if l.Back {
		d.arrow(seen.start, -seen.dx, -seen.dy, stroke, width)
	}
}

// reach returns how far an item's shape and label go from the centre of its shape in
// a direction, so that a line ends beside a name and not under it.
func (i Item) reach(dx, dy float64) float64 {
	r := i.radius() + 1
	half, bottom := i.labelWidth()/2+1, r+lineHeight*float64(len(i.lines()))+2
	if dy <= 0 || r*math.Abs(dx) > half*dy {
		return r
	}
	return max(r, min(bottom/dy, half/math.Abs(dx)))
}

// arrow draws a head whose point is at a place and which looks in a direction.
func (d *drawing) arrow(at point, dx, dy float64, fill color.Color, width float64) {
	size := 5 + width
	back := point{at.x - dx*size, at.y - dy*size}
	d.add(shape{points: []point{at, {back.x - dy*size/2, back.y + dx*size/2}, {back.x + dy*size/2, back.y - dx*size/2}}, closed: true, fill: fill})
}

// labelPlaces are where along a link its label may stand, best first.
var labelPlaces = []float64{.5, .45, .55, .4, .6, .35, .65, .3, .7, .25, .75, .2, .8}

// labels writes what links say, each where it covers least.
func (d *drawing) labels() {
	if len(d.chart.Items) > labelledLinks && !d.chart.Bent {
		return
	}
	var taken []box
	for i, item := range d.chart.Items {
		at := d.at.items[i]
		taken = append(taken, around(point{at.x + d.left, at.y + d.top}, item.body()))
	}
	for g := range d.chart.Groups {
		taken = append(taken, d.nameBox(g))
	}
	for _, l := range d.chart.Links {
		if l.Label == "" || d.chart.cut(l) {
			continue
		}
		text := plain(l.Label)
		seen, _ := d.visible(l)
		course, curved := d.course(l)
		if !curved {
			if l.From == l.To {
				continue
			}
			course = []point{seen.start, seen.end}
		}
		best := freest(text, taken, func(along float64) point { return onCourse(course, along) })
		taken = append(taken, best)
		stroke, _, _ := lineStyle(l)
		d.linkLabel(best, text, stroke)
	}
}

// freest returns where along a link a text covers least of what is taken.
func freest(text string, taken []box, along func(part float64) point) box {
	size := body{width: textWidth(text, linkLabelSize) + 4, height: linkLabelHeight}
	best, _ := leastCovering(size, labelPlaces, along, func(here box) (covered float64) {
		for _, other := range taken {
			covered += here.shared(other)
		}
		return covered
	})
	return best
}

// leastCovering returns where along a line something covers least, the first such of some
// places, and how much.
func leastCovering(size body, places []float64, along func(part float64) point, covered func(here box) float64) (best box, least float64) {
	least = math.Inf(1)
	for _, part := range places {
		here := around(along(part), size)
		if sum := covered(here); sum < least {
			best, least = here, sum
		}
		if least == 0 {
			break
		}
	}
	return best, least
}

// linkLabel writes a text on paper over a link.
func (d *drawing) linkLabel(at box, text string, stroke color.Color) {
	d.add(shape{points: rounded(at.min.x, at.min.y, at.max.x, at.max.y, 2), closed: true, fill: paper})
	d.text((at.min.x+at.max.x)/2, at.max.y-3, linkLabelSize, text, stroke, false, true)
}
