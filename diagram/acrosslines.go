package diagram

import (
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// line returns the points of a link, from shape to shape: level where it passes a column.
func (a *across) line(d *drawing, k int) []point {
	l := a.Links[k]
	from, to := d.centre(l.From), d.centre(l.To)
	if a.at[l.From].column == a.at[l.To].column {
		seen, _ := d.visible(l)
		return []point{seen.start, seen.end}
	}
	side := math.Copysign(1, to.x-from.x)
	stops := []point{{from.x + side*(a.Items[l.From].radius()+1), from.y}}
	for _, s := range a.lane[k][1 : len(a.lane[k])-1] {
		stops = append(stops, point{a.at[s].x + d.left, a.at[s].y + d.top})
	}
	stops = append(stops, point{to.x - side*(a.Items[l.To].radius()+1), to.y})
	return smooth(stops)
}

// smooth draws a curve through points in order of x, level at both ends, that rises and falls only where they
// do.
//
// Source: F. N. Fritsch, R. E. Carlson, "Monotone piecewise cubic interpolation", SIAM J. Numerical Analysis 17
// (1980). doi:10.1137/0717021
func smooth(stops []point) []point {
	slope := make([]float64, len(stops))
	for k := 1; k < len(stops)-1; k++ {
		before, after := rise(stops[k-1], stops[k]), rise(stops[k], stops[k+1])
		if before*after > 0 {
			slope[k] = 2 * before * after / (before + after)
		}
	}
	all := stops[:1:1]
	for k := range len(stops) - 1 {
		p, q := stops[k], stops[k+1]
		for step := 1; step <= curveSteps; step++ {
			t := float64(step) / curveSteps
			h := t * t * (3 - 2*t)
			y := p.y + h*(q.y-p.y) + (q.x-p.x)*t*(1-t)*((1-t)*slope[k]-t*slope[k+1])
			all = append(all, point{p.x + t*(q.x-p.x), y})
		}
	}
	return all
}

const curveSteps = 12

func rise(p, q point) float64 { return (q.y - p.y) / (q.x - p.x) }

func (a *across) link(d *drawing, k int) {
	l, points := a.Links[k], a.line(d, k)
	stroke, width, dashes := lineStyle(l)
	d.add(shape{points: points, stroke: stroke, width: width, dashes: dashes})
	head := func(at, before point) {
		if long := math.Hypot(at.x-before.x, at.y-before.y); long > 0 {
			d.arrow(at, (at.x-before.x)/long, (at.y-before.y)/long, stroke, width)
		}
	}
	if l.Forward {
		head(points[len(points)-1], points[len(points)-2])
	}
	if l.Back {
		head(points[0], points[1])
	}
}

// labels writes what links say on their lines, each where it covers least.
func (a *across) labels(d *drawing) {
	var taken []box
	for i, item := range a.Items {
		taken = append(taken, around(point{d.at.items[i].x + d.left, d.at.items[i].y + d.top}, item.body()))
	}
	for k, l := range a.Links {
		if l.Label == "" {
			continue
		}
		text, points := plain(l.Label), a.line(d, k)
		best := freest(text, taken, func(along float64) point {
			at := along * float64(len(points)-1)
			p, q, rest := points[int(at)], points[min(int(at)+1, len(points)-1)], at-math.Floor(at)
			return point{p.x + rest*(q.x-p.x), p.y + rest*(q.y-p.y)}
		})
		taken = append(taken, best)
		stroke, _, _ := lineStyle(l)
		if l.Class == Contact && l.Certainty == graph.NotGraded {
			stroke = soft
		}
		d.linkLabel(best, text, stroke)
	}
}
