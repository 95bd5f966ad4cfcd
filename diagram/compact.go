package diagram

import (
	"cmp"
	"math"
	"slices"
)

// Graphviz keeps bodies apart by stretching the whole layout, so that one crowded
// corner makes a poster. compact draws it together again and pushes apart what then
// overlaps, which keeps the shape of the whole and the picture readable on a page.

const (
	pushes     = 300 // rounds of pushing apart at the most
	gapBetween = 6.0 // points kept free between bodies
)

// compact shrinks a layout to a size that fits what is on it, from the origin on.
func compact(at []point, bodies []body) spreading {
	var all box
	area := 0.0
	for i, b := range bodies {
		area += b.room * (b.width + gapBetween) * (b.height + gapBetween)
		all = all.with(around(at[i], b), i == 0)
	}
	size := all.size()
	if shrink := math.Sqrt(area / (size.x * size.y)); shrink < 1 {
		for i := range at {
			at[i].x *= shrink
			at[i].y *= shrink
		}
	}
	for round := 0; round < pushes && pushApart(at, bodies); round++ {
	}
	for i, b := range bodies {
		all = all.with(around(at[i], b), i == 0)
	}
	for i := range at {
		at[i].x, at[i].y = at[i].x-all.min.x, at[i].y-all.min.y
	}
	return spreading{at, all.size()}
}

// pushApart moves overlapping bodies away from each other along the axis on which
// they overlap less, the smaller one further, and reports whether any did.
func pushApart(at []point, bodies []body) bool {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	left := func(i int) float64 { return at[i].x - bodies[i].width/2 }
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(left(a), left(b)), cmp.Compare(a, b)) })
	moved := false
	for k, i := range order {
		right := at[i].x + bodies[i].width/2 + gapBetween
		for _, j := range order[k+1:] {
			if left(j) > right {
				break
			}
			moved = push(&at[i], &at[j], bodies[i], bodies[j]) || moved
		}
	}
	return moved
}

func push(a, b *point, sizeA, sizeB body) bool {
	dx, dy := a.x-b.x, a.y-b.y
	overX := (sizeA.width+sizeB.width)/2 + gapBetween - math.Abs(dx)
	overY := (sizeA.height+sizeB.height)/2 + gapBetween - math.Abs(dy)
	if overX <= .01 || overY <= .01 {
		return false
	}
	areaA, areaB := sizeA.width*sizeA.height, sizeB.width*sizeB.height
	share := areaB / (areaA + areaB)
	if overX < overY {
		a.x += math.Copysign(overX*share, dx)
		b.x -= math.Copysign(overX*(1-share), dx)
	} else {
		a.y += math.Copysign(overY*share, dy)
		b.y -= math.Copysign(overY*(1-share), dy)
	}
	return true
}

func around(at point, b body) box {
	return box{point{at.x - b.width/2, at.y - b.height/2}, point{at.x + b.width/2, at.y + b.height/2}}
}

// with returns the box around a box and another, or around the other alone.
func (b box) with(o box, alone bool) box {
	if alone {
		return o
	}
	return box{point{min(b.min.x, o.min.x), min(b.min.y, o.min.y)}, point{max(b.max.x, o.max.x), max(b.max.y, o.max.y)}}
}

func (b box) size() point { return point{b.max.x - b.min.x, b.max.y - b.min.y} }

// shared returns the area that two boxes share.
func (b box) shared(o box) float64 {
	return max(0, min(b.max.x, o.max.x)-max(b.min.x, o.min.x)) * max(0, min(b.max.y, o.max.y)-max(b.min.y, o.min.y))
}
