package diagram

import (
	"cmp"
	"slices"
)

// settle puts items where their bands are straightest, in their order and without touching.
func (d *flowing) settle() {
	highest := 0.0
	for _, row := range d.rows {
		highest = max(highest, d.stack(row))
	}
	for _, row := range d.rows {
		y := (highest - d.stack(row)) / 2
		for _, i := range row {
			d.items[i].y = y
			y += d.items[i].block
		}
	}
	d.ends()
	for turn := range 24 {
		for k := range d.rows {
			c := k
			if turn%2 == 1 {
				c = len(d.rows) - 1 - k
			}
			d.straighten(d.rows[c], highest, turn%2 == 1)
			d.ends()
		}
	}
	d.deep = highest
}

// stack is how high the items of a column are together.
func (d *flowing) stack(row []int) (sum float64) {
	for _, i := range row {
		sum += d.items[i].block
	}
	return sum
}

// straighten moves the items of a column to where the bands on one side want them, as little
// away from there as their order allows: the least squares under an order, by pooling
// adjacent violators.
//
// Source: R. E. Barlow, D. J. Bartholomew, J. M. Bremner, H. D. Brunk, "Statistical Inference
// under Order Restrictions" (1972), chapter 1.
func (d *flowing) straighten(row []int, highest float64, back bool) {
	type pool struct {
		want, weight float64
		items        int
	}
	var pools []pool
	above := 0.0
	for _, i := range row {
		want, weight := d.wanted(i, back)
		pools = append(pools, pool{want - above, weight, 1})
		for n := len(pools); n > 1 && pools[n-2].want > pools[n-1].want; n = len(pools) {
			a, b := pools[n-2], pools[n-1]
			pools = append(pools[:n-2], pool{(a.want*a.weight + b.want*b.weight) / (a.weight + b.weight), a.weight + b.weight, a.items + b.items})
		}
		above += d.items[i].block
	}
	room, at, sum := highest-above, 0, 0.0
	for _, p := range pools {
		y := min(max(p.want, 0), max(room, 0))
		for range p.items {
			d.items[row[at]].y = y + sum
			sum += d.items[row[at]].block
			at++
		}
	}
}

// wanted is where an item's bands would be straight, and how much that matters. One without
// bands on that side stays where it is.
func (d *flowing) wanted(i int, back bool) (y, weight float64) {
	item := &d.items[i]
	add := func(at, width float64) { y, weight = y+width*at, weight+width }
	for _, k := range item.in {
		if p := &d.parts[k]; !back || len(item.out) == 0 {
			add(d.items[p.from].y+p.leaves-p.comes, p.width+.1)
		}
	}
	for _, k := range item.out {
		if p := &d.parts[k]; back || len(item.in) == 0 {
			add(d.items[p.to].y+p.comes-p.leaves, p.width+.1)
		}
	}
	if weight == 0 {
		return item.y, .01
	}
	return y / weight, weight
}

// ends gives each band its place at the bars where it leaves and comes: in the order of where
// it leads, those that turn round above at the upper end, those below at the lower.
func (d *flowing) ends() {
	for i := range d.items {
		item := &d.items[i]
		slices.SortStableFunc(item.out, func(a, b int) int {
			p, q := &d.parts[a], &d.parts[b]
			return cmp.Or(cmp.Compare(d.items[p.to].row, d.items[q.to].row), cmp.Compare(p.stream, q.stream))
		})
		slices.SortStableFunc(item.in, func(a, b int) int {
			p, q := &d.parts[a], &d.parts[b]
			return cmp.Or(cmp.Compare(d.items[p.from].row, d.items[q.from].row), cmp.Compare(p.stream, q.stream))
		})
		leaves, comes := 0.0, 0.0
		for _, k := range item.turns {
			if d.loops[k].above {
				d.attach(k, i, &leaves, &comes)
			}
		}
		for _, k := range item.out {
			d.parts[k].leaves, leaves = leaves, leaves+d.parts[k].width
		}
		for _, k := range item.in {
			d.parts[k].comes, comes = comes, comes+d.parts[k].width
		}
		for _, k := range slices.Backward(item.turns) {
			if !d.loops[k].above {
				d.attach(k, i, &leaves, &comes)
			}
		}
	}
}

// attach gives a band that leads back its place at a bar.
func (d *flowing) attach(loop, item int, leaves, comes *float64) {
	l, stream := &d.loops[loop], d.Streams[d.loops[loop].stream]
	if stream.From == item {
		l.leaves, *leaves = *leaves, *leaves+l.width
	}
	if stream.To == item {
		l.comes, *comes = *comes, *comes+l.width
	}
}
