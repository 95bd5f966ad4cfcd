package diagram

import (
	"cmp"
	"math"
	"slices"
)

const (
	turnRadius = 6.0  // of the inner side of a band that turns
	turnRoom   = 16.0 // between the columns and the first band that runs back
	laneGap    = 6.0
	arrowRoom  = 16.0 // at each end of where a band runs back
)

// A flowLoop is a band that does not lead to the right. It leaves its bar to the right, turns
// down or up, runs back below or above all columns, and comes to its payee from the left.
type flowLoop struct {
	stream        int
	width         float64
	leaves, comes float64 // from the upper end of its bars
	above         bool
	lane          float64 // how far from the columns it runs
	right, left   float64 // where its inner side goes down and up
}

// turnRound chooses on which side each band runs back, the nearer, and puts the shortest next
// to the columns, so that a band inside another does not cross it.
func (d *flowing) turnRound() {
	order := make([]int, len(d.loops))
	for k := range d.loops {
		from, to := d.ofLoop(k)
		d.loops[k].above = (from.y+to.y)+(from.high+to.high)/2 < .9*d.deep
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int {
		from1, to1 := d.ofLoop(a)
		from2, to2 := d.ofLoop(b)
		return cmp.Or(cmp.Compare(from1.column-to1.column, from2.column-to2.column), cmp.Compare(d.fromEdge(a), d.fromEdge(b)))
	})
	for k, loop := range order {
		l, far := &d.loops[loop], 0.0
		from, to := d.ofLoop(loop)
		for _, other := range order[:k] {
			o := &d.loops[other]
			from2, to2 := d.ofLoop(other)
			if o.above == l.above && to2.column <= from.column && to.column <= from2.column {
				far = max(far, o.lane+o.pitch())
			}
		}
		l.lane = far
	}
	for i := range d.items {
		slices.SortStableFunc(d.items[i].turns, func(a, b int) int { return cmp.Compare(d.loops[a].lane, d.loops[b].lane) })
	}
}

// ofLoop returns the bars that a band that leads back leaves and comes to.
func (d *flowing) ofLoop(loop int) (from, to *flowItem) {
	s := d.Streams[d.loops[loop].stream]
	return &d.items[s.From], &d.items[s.To]
}

// fromEdge is how far the bars of a band are from the side where it runs back.
func (d *flowing) fromEdge(loop int) float64 {
	from, to := d.ofLoop(loop)
	if d.loops[loop].above {
		return from.y + to.y
	}
	return -from.y - from.high - to.y - to.high
}

// pitch is the room that a band needs where it runs back, with what is written on it.
func (l *flowLoop) pitch() float64 { return max(l.width, linkLabelHeight) + laneGap }

// beyond is how far bands that run back on a side reach over the columns.
func (d *flowing) beyond(above bool) (far float64) {
	for k := range d.loops {
		if l := &d.loops[k]; l.above == above {
			far = max(far, turnRoom+l.lane+l.pitch())
		}
	}
	return far
}

// run returns the box in which a band runs back.
func (d *flowing) run(l *flowLoop) box {
	near := turnRoom + l.lane + (l.pitch()-laneGap-l.width)/2
	if l.above {
		return box{point{l.left + turnRadius, -near - l.width}, point{l.right - turnRadius, -near}}
	}
	return box{point{l.left + turnRadius, d.deep + near}, point{l.right - turnRadius, d.deep + near + l.width}}
}

// loopOutline returns the outline of a band that leads back, from payer to payee and back:
// first the side that is the upper one at both. One that runs above is one that runs below,
// upside down.
func (d *flowing) loopOutline(l *flowLoop) []point {
	s := d.Streams[l.stream]
	from, to, run := &d.items[s.From], &d.items[s.To], d.run(l)
	start, end := from.y+l.leaves, to.y+l.comes
	x1, x2 := d.place[from.column].bar+barWidth, d.place[to.column].bar
	sign, lane := 1.0, run.min.y
	if l.above {
		sign, lane = -1, -run.max.y
		start, end = -start-l.width, -end-l.width
	}
	const r = turnRadius
	w := l.width
	var outer, inner []point
	corner := func(x, y, from float64) { // in quarter turns from the right, downwards; turning clockwise
		const steps = 24
		for k := range steps + 1 {
			a := (from + float64(k)/steps) * math.Pi / 2
			cos, sin := math.Cos(a), math.Sin(a)
			outer = append(outer, point{x + (r+w)*cos, sign * (y + (r+w)*sin)})
			inner = append(inner, point{x + r*cos, sign * (y + r*sin)})
		}
	}
	outer, inner = append(outer, point{x1, sign * start}), append(inner, point{x1, sign * (start + w)})
	corner(l.right-r, start+w+r, -1)
	corner(l.right-r, lane-r, 0)
	corner(l.left+r, lane-r, 1)
	corner(l.left+r, end+w+r, 2)
	outer, inner = append(outer, point{x2, sign * end}), append(inner, point{x2, sign * (end + w)})
	if l.above {
		outer, inner = inner, outer
	}
	slices.Reverse(inner)
	return append(outer, inner...)
}

// covers returns the boxes in which a band that leads back lies, from payer to payee.
func (d *flowing) covers(l *flowLoop) []box {
	s, run := d.Streams[l.stream], d.run(l)
	from, to := &d.items[s.From], &d.items[s.To]
	start, end := from.y+l.leaves, to.y+l.comes
	upright := func(x, y float64) box {
		return box{point{x, min(y, run.min.y)}, point{x + l.width, max(y, run.max.y)}}
	}
	return []box{
		{point{d.place[from.column].bar + barWidth, start}, point{l.right + l.width, start + l.width}}, upright(l.right, start), run,
		upright(l.left-l.width, end), {point{l.left - l.width, end}, point{d.place[to.column].bar, end + l.width}},
	}
}
