package diagram

import "math"

const detourRoom = 12.0 // points between an item and a link that turns round it

// detour returns where a link turns round the item under which it would run, on the side
// where it covers less; false where it runs under none, or the chart's links are straight.
func (d *drawing) detour(l Link) (point, bool) {
	if !d.chart.Bent {
		return point{}, false
	}
	a, b := d.centre(l.From), d.centre(l.To)
	for i, item := range d.chart.Items {
		if i == l.From || i == l.To {
			continue
		}
		at := d.at.items[i]
		here := around(point{at.x + d.left, at.y + d.top}, item.body())
		if !here.crossed(a, b) {
			continue
		}
		y := (here.min.y + here.max.y) / 2
		right, left := point{here.max.x + detourRoom, y}, point{here.min.x - detourRoom, y}
		if d.covered(left) < d.covered(right) {
			return left, true
		}
		return right, true
	}
	return point{}, false
}

// covered counts the items that a place lies on.
func (d *drawing) covered(p point) (n int) {
	for i, item := range d.chart.Items {
		at := d.at.items[i]
		if around(point{at.x + d.left, at.y + d.top}, item.body()).shared(around(p, body{width: 2, height: 2})) > 0 {
			n++
		}
	}
	return n
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

// bend draws a link that turns at a place.
func (d *drawing) bend(l Link, via point, s shape) {
	start, ax, ay := d.leaves(l.From, via)
	end, bx, by := d.leaves(l.To, via)
	s.points = []point{start, via, end}
	d.add(s)
	if l.Forward {
		d.arrow(end, -bx, -by, s.stroke, s.width)
	}
	if l.Back {
		d.arrow(start, -ax, -ay, s.stroke, s.width)
	}
}

// leaves returns where a line from an item to a place is first seen, and its direction.
func (d *drawing) leaves(item int, to point) (at point, dx, dy float64) {
	c := d.centre(item)
	length := math.Hypot(to.x-c.x, to.y-c.y)
	dx, dy = (to.x-c.x)/length, (to.y-c.y)/length
	r := d.chart.Items[item].reach(dx, dy)
	return point{c.x + dx*r, c.y + dy*r}, dx, dy
}
