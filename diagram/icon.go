package diagram

import (
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// icon draws an item: the outline that its kind has on intelligence charts, and in it
// a glyph, so that a kind is known in print without colour.
func (d *drawing) icon(item Item, c point) {
	r := item.radius()
	s := shape{closed: true, fill: item.colour(), stroke: ink, width: 1}
	switch {
	case item.Out:
		s.fill, s.stroke, s.width, s.dashes = paper, marked, 1.5, []float64{3, 2}
	case item.Mark:
		s.stroke, s.width = marked, 2.5
	}
	if outline := outlineOf(item.Kind); outline == nil {
		s.points, s.radius = []point{c}, r
	} else {
		s.points = scaled(outline, c, r)
	}
	d.add(s)
	if item.Out {
		arm := .7 * r
		d.add(shape{points: []point{{c.x - arm, c.y - arm}, {c.x + arm, c.y + arm}}, stroke: marked, width: 1.5})
		d.add(shape{points: []point{{c.x - arm, c.y + arm}, {c.x + arm, c.y - arm}}, stroke: marked, width: 1.5})
		return
	}
	for _, stroke := range glyphs[item.Kind] {
		part := shape{points: scaled(stroke.points, c, r), radius: stroke.radius * r, closed: !stroke.open}
		if stroke.open {
			part.stroke, part.width = s.stroke, max(.8, .09*r)
		} else {
			part.fill = s.stroke
		}
		d.add(part)
	}
}

func scaled(points []point, c point, r float64) []point {
	out := make([]point, len(points))
	for i, p := range points {
		out[i] = point{c.x + r*p.x, c.y + r*p.y}
	}
	return out
}

// outlineOf returns a kind's outline for a radius of one; nil is a circle.
func outlineOf(kind graph.EntityKind) []point {
	switch kind {
	case graph.Person, graph.Place:
		return nil
	case graph.Gang:
		return polygon(6, math.Pi/6)
	case graph.Company:
		return rounded(-1, -.8, 1, .8, .12)
	case graph.PublicBody:
		return []point{{0, -1}, {1, -.35}, {1, .85}, {-1, .85}, {-1, -.35}}
	case graph.Account:
		return rounded(-1, -.65, 1, .65, .3)
	case graph.Phone:
		return rounded(-.6, -1, .6, 1, .22)
	case graph.Vehicle:
		return rounded(-1, -.7, 1, .7, .5)
	case graph.Property:
		return rounded(-.9, -.9, .9, .9, .05)
	case graph.Event:
		return polygon(4, 0)
	}
	return polygon(8, math.Pi/8)
}

func polygon(sides int, turn float64) []point {
	points := make([]point, sides)
	for k := range points {
		a := turn + 2*math.Pi*float64(k)/float64(sides)
		points[k] = point{math.Sin(a), -math.Cos(a)}
	}
	return points
}

// A stroke is a part of a glyph, for a radius of one: an area, a disc around its first
// point, or an open line.
type stroke struct {
	points []point
	radius float64
	open   bool
}

func rectangle(x1, y1, x2, y2 float64) stroke {
	return stroke{points: []point{{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}}}
}

func disc(x, y, r float64) stroke { return stroke{points: []point{{x, y}}, radius: r} }

func area(points ...point) stroke { return stroke{points: points} }

func open(points ...point) stroke { return stroke{points: points, open: true} }

// figure is head and shoulders at a place, in a size.
func figure(x, y, size float64) []stroke {
	shoulders := []point{{-.55, .6}, {-.45, .25}, {-.2, .12}, {.2, .12}, {.45, .25}, {.55, .6}}
	return []stroke{disc(x, y-.28*size, .28*size), {points: scaled(shoulders, point{x, y}, size)}}
}

// glyphs are what stands in each kind's outline.
var glyphs = map[graph.EntityKind][]stroke{
	graph.Person:     figure(0, 0, 1),
	graph.Gang:       append(append(figure(-.42, .1, .55), figure(.42, .1, .55)...), figure(0, .1, .8)...),
	graph.Company:    {rectangle(-.6, -.2, .6, .5), open(point{-.22, -.2}, point{-.22, -.48}, point{.22, -.48}, point{.22, -.2})},
	graph.PublicBody: {rectangle(-.65, -.28, .65, -.14), rectangle(-.55, -.06, -.35, .5), rectangle(-.1, -.06, .1, .5), rectangle(.35, -.06, .55, .5), rectangle(-.7, .56, .7, .7)},
	graph.Account:    {rectangle(-1, -.38, 1, -.12), rectangle(-.75, .18, -.05, .34)},
	graph.Phone:      {rectangle(-.38, -.68, .38, .45), disc(0, .72, .12)},
	graph.Vehicle:    {area(point{-.75, .2}, point{-.65, -.05}, point{-.35, -.08}, point{-.18, -.4}, point{.32, -.4}, point{.5, -.08}, point{.75, 0}, point{.75, .2}), disc(-.4, .25, .19), disc(.4, .25, .19)},
	graph.Property:   {area(point{-.65, -.02}, point{0, -.62}, point{.65, -.02}), rectangle(-.45, .04, .45, .6)},
	graph.Place:      {disc(0, -.18, .38), area(point{-.36, -.05}, point{.36, -.05}, point{0, .68})},
	graph.Event:      {rectangle(-.4, -.38, .4, -.14), open(point{-.4, -.14}, point{-.4, .4}, point{.4, .4}, point{.4, -.14})},
	graph.Proceeding: {rectangle(-.05, -.6, .05, .55), rectangle(-.35, .5, .35, .62), rectangle(-.6, -.5, .6, -.4), area(point{-.85, .05}, point{-.55, -.4}, point{-.25, .05}), area(point{.25, .05}, point{.55, -.4}, point{.85, .05})},
}
