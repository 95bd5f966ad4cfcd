package diagram

import "math"

// Graphviz keeps labels apart by stretching the whole layout, so that one crowded
// corner makes a poster. compact draws it together again and pushes apart what then
// overlaps, which keeps shapes of groups and the picture readable on a page.

const (
	roominess   = 9.0 // area of the picture for each area of shape and label
	pushes      = 250 // rounds of pushing apart at the most
	gapBetween  = 4.0 // points kept free between labels
	groupMargin = 12.0
	groupTitle  = 18.0
)

// compact shrinks a placement to a size that fits what is on it.
func (p *placement) compact(c Chart) {
	area := 0.0
	for _, item := range c.Items {
		area += (item.width() + gapBetween) * (item.height() + gapBetween)
	}
	if shrink := math.Sqrt(roominess * area / (p.size.x * p.size.y)); shrink < 1 {
		for i := range p.items {
			p.items[i].x *= shrink
			p.items[i].y *= shrink
		}
		for range pushes {
			if !p.pushApart(c) {
				break
			}
		}
	}
	p.enclose(c)
}

// pushApart moves overlapping items away from each other along the axis on which
// they overlap less, and reports whether any did.
func (p *placement) pushApart(c Chart) bool {
	moved := false
	for i := range p.items {
		for j := range i {
			a, b := &p.items[i], &p.items[j]
			dx, dy := a.x-b.x, a.y-b.y
			overX := (c.Items[i].width()+c.Items[j].width())/2 + gapBetween - math.Abs(dx)
			overY := (c.Items[i].height()+c.Items[j].height())/2 + gapBetween - math.Abs(dy)
			if overX <= .01 || overY <= .01 {
				continue
			}
			moved = true
			if overX < overY {
				step := math.Copysign(overX/2, dx)
				a.x, b.x = a.x+step, b.x-step
			} else {
				step := math.Copysign(overY/2, dy)
				a.y, b.y = a.y+step, b.y-step
			}
		}
	}
	return moved
}

// enclose draws the groups' boxes around their members anew and moves everything to
// begin at the origin.
func (p *placement) enclose(c Chart) {
	if len(c.Items) == 0 {
		return
	}
	all := box{point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}}
	groups := make([]box, len(c.Groups))
	for g := range groups {
		groups[g] = all
	}
	for i, item := range c.Items {
		around := box{point{p.items[i].x - item.width()/2, p.items[i].y - item.height()/2}, point{p.items[i].x + item.width()/2, p.items[i].y + item.height()/2}}
		all = all.with(around)
		if item.Group > 0 {
			groups[item.Group-1] = groups[item.Group-1].with(around)
		}
	}
	for g := range groups {
		groups[g].min.x, groups[g].min.y = groups[g].min.x-groupMargin, groups[g].min.y-groupTitle
		groups[g].max.x, groups[g].max.y = groups[g].max.x+groupMargin, groups[g].max.y+groupMargin
		all = all.with(groups[g])
	}
	for i := range p.items {
		p.items[i].x, p.items[i].y = p.items[i].x-all.min.x, p.items[i].y-all.min.y
	}
	for g := range groups {
		groups[g].min.x, groups[g].max.x = groups[g].min.x-all.min.x, groups[g].max.x-all.min.x
		groups[g].min.y, groups[g].max.y = groups[g].min.y-all.min.y, groups[g].max.y-all.min.y
	}
	p.boxes, p.size = groups, point{all.max.x - all.min.x, all.max.y - all.min.y}
}

func (b box) with(o box) box {
	return box{point{min(b.min.x, o.min.x), min(b.min.y, o.min.y)}, point{max(b.max.x, o.max.x), max(b.max.y, o.max.y)}}
}
