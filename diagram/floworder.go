package diagram

import (
	"cmp"
	"slices"
)

// order sorts each column by where the bands of its items lead and come from, from left to
// right and back, and keeps the order in which bands cross least.
func (d *flowing) order() {
	place := make([]float64, len(d.items))
	number := func(row []int) {
		for k, i := range row {
			place[i] = float64(k) - float64(len(row))/2
			d.items[i].row = k
		}
	}
	for _, row := range d.rows {
		number(row)
	}
	best, least := d.copied(), d.crossings()
	for turn := range 16 {
		for k := range d.rows {
			c := k
			if turn%2 == 1 {
				c = len(d.rows) - 1 - k
			}
			centre := make(map[int]float64, len(d.rows[c]))
			for _, i := range d.rows[c] {
				centre[i] = d.barycentre(i, place, turn%4)
			}
			slices.SortStableFunc(d.rows[c], func(a, b int) int { return cmp.Compare(centre[a], centre[b]) })
			number(d.rows[c])
		}
		if crossed := d.crossings(); crossed < least {
			best, least = d.copied(), crossed
		}
	}
	d.rows = best
	for _, row := range d.rows {
		number(row)
	}
}

func (d *flowing) copied() [][]int {
	rows := make([][]int, len(d.rows))
	for c, row := range d.rows {
		rows[c] = slices.Clone(row)
	}
	return rows
}

// barycentre is where the others at an item's bands stand on average: those before it in the
// first turns, those behind it or all in others.
func (d *flowing) barycentre(i int, place []float64, turn int) float64 {
	sum, weight := 0.0, 0.0
	add := func(other, part int) {
		w := d.parts[part].width + 1e-9 // amounts of nothing have a place as well
		sum, weight = sum+w*place[other], weight+w
	}
	if turn != 1 {
		for _, k := range d.items[i].in {
			add(d.parts[k].from, k)
		}
	}
	if turn != 0 {
		for _, k := range d.items[i].out {
			add(d.parts[k].to, k)
		}
	}
	if weight == 0 {
		return place[i]
	}
	return sum / weight
}

// crossings adds up how much of bands crosses others.
func (d *flowing) crossings() (sum float64) {
	between := make([][]int, len(d.rows))
	for k, p := range d.parts {
		c := d.items[p.from].column
		between[c] = append(between[c], k)
	}
	for _, parts := range between {
		for k, a := range parts {
			for _, b := range parts[:k] {
				p, q := &d.parts[a], &d.parts[b]
				if (d.items[p.from].row-d.items[q.from].row)*(d.items[p.to].row-d.items[q.to].row) < 0 {
					sum += 1 + min(p.width, q.width)
				}
			}
		}
	}
	return sum
}
