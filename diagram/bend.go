package diagram

import "math"

// The links of a bent chart are not all straight: one that would run under an item turns
// round it, one that another leads back along keeps to its side, and one from an item to
// itself is a loop beside it.

const (
	detourRoom = 12.0 // points between an item and a link that turns round it
	apart      = 11.0 // points from the straight line, of a link that another leads back along
	loopWide   = 30.0 // how far the loop of an item with itself is drawn out
	loopRoom   = 36.0 // and what room it has with its label
	courseBits = 24   // straight parts of a curve
	underItem  = 1e4  // points that a part under an item is as bad as
)

// bodyOf returns an item's body, with room for its loop where it has one.
func (c Chart) bodyOf(i int) body {
	b := c.Items[i].body()
	for _, l := range c.Links {
		if c.Bent && l.From == i && l.To == i {
			b.width = max(b.width, 2*(c.Items[i].radius()+loopRoom))
		}
	}
	return b
}

// course returns where a link runs that is not straight; false for one that is.
func (d *drawing) course(l Link) ([]point, bool) {
	if !d.chart.Bent {
		return nil, false
	}
	if l.From == l.To {
		return d.loop(l.From), true
	}
	back := d.leadsBack(l)
	if course, bent := d.detour(l, back); bent {
		return course, true
	}
	if !back {
		return nil, false
	}
	a, b := d.centre(l.From), d.centre(l.To)
	length := math.Hypot(b.x-a.x, b.y-a.y)
	return d.by(l, point{(a.x+b.x)/2 + apart*(b.y-a.y)/length, (a.y+b.y)/2 - apart*(b.x-a.x)/length}), length > 0
}

// leadsBack reports whether another link leads from a link's end to its start.
func (d *drawing) leadsBack(l Link) bool {
	for _, other := range d.chart.Links {
		if other.From == l.To && other.To == l.From {
			return true
		}
	}
	return false
}

// detour returns the curve of a link that would run under items: of those by the sides and
// corners of such an item the one that runs under least, then the shortest. One that another
// leads back along turns to the left of its way. False where a link runs under none.
func (d *drawing) detour(l Link, back bool) (best []point, bent bool) {
	a, b := d.centre(l.From), d.centre(l.To)
	least := math.Inf(1)
	for i := range d.chart.Items {
		here := d.box(i)
		if i == l.From || i == l.To || !here.crossed(a, b) {
			continue
		}
		for _, via := range here.turns() {
			if back && (via.x-a.x)*(b.y-a.y) < (via.y-a.y)*(b.x-a.x) {
				continue
			}
			course := d.by(l, via)
			if cost := d.cost(l, course); cost < least {
				best, least = course, cost
			}
		}
	}
	return best, best != nil
}

func (d *drawing) box(i int) box {
	at := d.at.items[i]
	return around(point{at.x + d.left, at.y + d.top}, d.chart.Items[i].body())
}

// turns returns the places by which a link can turn round a box.
func (b box) turns() []point {
	left, right, top, bottom := b.min.x-detourRoom, b.max.x+detourRoom, b.min.y-detourRoom, b.max.y+detourRoom
	x, y := (left+right)/2, (top+bottom)/2
	return []point{{right, y}, {left, y}, {x, top}, {x, bottom}, {right, top}, {left, top}, {right, bottom}, {left, bottom}}
}

// cost is how long a course is, and far more for what of it runs under items.
func (d *drawing) cost(l Link, course []point) float64 {
	cost := 0.0
	for k, p := range course[1:] {
		cost += math.Hypot(p.x-course[k].x, p.y-course[k].y)
		for i := range d.chart.Items {
			if here := d.box(i); i != l.From && i != l.To && p.x > here.min.x && p.x < here.max.x && p.y > here.min.y && p.y < here.max.y {
				cost += underItem
			}
		}
	}
	return cost
}

// crossed reports whether a line runs through a box.
func (b box) crossed(from, to point) bool {
	const steps = 64
	for k := 1; k < steps; k++ {
		t := float64(k) / steps
		if x, y := from.x+t*(to.x-from.x), from.y+t*(to.y-from.y); x > b.min.x && x < b.max.x && y > b.min.y && y < b.max.y {
			return true
		}
	}
	return false
}

// by returns the curve of a link that comes by a place half way.
func (d *drawing) by(l Link, via point) []point {
	var start, end point
	pull := via
	for range 3 { // where it leaves depends on where it is pulled, and that on where it leaves
		start, end = d.leaves(l.From, pull), d.leaves(l.To, pull)
		pull = point{2*via.x - (start.x+end.x)/2, 2*via.y - (start.y+end.y)/2}
	}
	return bezier(start, pull, pull, end, 2./3)
}

// loop returns the curve from an item to itself, at its right.
func (d *drawing) loop(i int) []point {
	c, r := d.centre(i), d.chart.Items[i].radius()+2
	start, end := point{c.x + r, c.y - .35*r}, point{c.x + r, c.y + .35*r}
	return bezier(start, point{start.x + loopWide, start.y - loopWide/2}, point{end.x + loopWide, end.y + loopWide/2}, end, 1)
}

// bezier returns a curve from one place to another that two others pull at, by a part of
// the way to them.
func bezier(start, first, second, end point, pull float64) []point {
	first = point{start.x + pull*(first.x-start.x), start.y + pull*(first.y-start.y)}
	second = point{end.x + pull*(second.x-end.x), end.y + pull*(second.y-end.y)}
	curve := make([]point, courseBits+1)
	for k := range curve {
		t := float64(k) / courseBits
		u := 1 - t
		a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		curve[k] = point{a*start.x + b*first.x + c*second.x + d*end.x, a*start.y + b*first.y + c*second.y + d*end.y}
	}
	return curve
}

// onCourse returns the place so far along a course, 1 being its end.
func onCourse(course []point, along float64) point {
	at := along * float64(len(course)-1)
	k := min(int(at), len(course)-2)
	a, b, t := course[k], course[k+1], at-float64(k)
	return point{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)}
}

// curve draws a link along its course.
func (d *drawing) curve(l Link, s shape) {
	d.add(s)
	course := s.points
	if l.Forward {
		d.arrowAlong(course[len(course)-3], course[len(course)-1], s)
	}
	if l.Back {
		d.arrowAlong(course[2], course[0], s)
	}
}

func (d *drawing) arrowAlong(from, to point, s shape) {
	if length := math.Hypot(to.x-from.x, to.y-from.y); length > 0 {
		d.arrow(to, (to.x-from.x)/length, (to.y-from.y)/length, s.stroke, s.width)
	}
}

// leaves returns where a line from an item to a place is first seen.
func (d *drawing) leaves(item int, to point) point {
	c := d.centre(item)
	length := math.Hypot(to.x-c.x, to.y-c.y)
	if length == 0 {
		return c
	}
	dx, dy := (to.x-c.x)/length, (to.y-c.y)/length
	r := d.chart.Items[item].reach(dx, dy)
	return point{c.x + dx*r, c.y + dy*r}
}
