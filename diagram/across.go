package diagram

import (
	"math"
	"slices"
)

// DrawAcross draws a chart from left to right, each item in its column from 0 on. Items of a column stand in
// an order in which links cross little, and a link that passes other columns has a lane there, so that no
// line runs over an item. It needs no Graphviz.
//
// Source: K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
// hierarchical system structures", IEEE Trans. SMC 11 (1981). doi:10.1109/TSMC.1981.4308636
func DrawAcross(c Chart, column []int) *Picture {
	a := &across{Chart: c, lane: make([][]int, len(c.Links))}
	for _, k := range column {
		a.columns = max(a.columns, k+1)
	}
	a.stations(column)
	a.settle()
	d := &drawing{chart: c, at: a.placement(), left: margin}
	width := max(d.at.size.x, narrowest) + 2*margin
	d.top = d.head(width - 2*margin)
	for k := range c.Links {
		a.link(d, k)
	}
	a.labels(d)
	for i := range c.Items {
		d.item(i)
	}
	for i := range c.Items {
		d.number(i)
	}
	bottom := d.legend(d.top+d.at.size.y+16, width-margin)
	return &Picture{width, bottom + margin, d.out}
}

const (
	acrossGap  = 14.0 // between items of a column
	acrossLane = 7.0  // what a link that passes takes to each side
	acrossStep = 62.0 // between columns, for what links say
	sweeps     = 24
)

// across is a chart that is being laid out. The first stations are its items, the others
// where links pass a column.
type across struct {
	Chart
	columns int
	at      []station
	order   [][]int // stations by column, from the top
	lane    [][]int // by link, its stations from From to To
}

type station struct {
	column       int
	x, y         float64
	above, below float64 // what it takes up from y
	near         []int   // stations of other columns that it is tied to
}

// stations puts items and lanes into columns.
func (a *across) stations(column []int) {
	for i, item := range a.Items {
		a.at = append(a.at, station{column: column[i], above: item.radius() + 2, below: item.height() - item.radius()})
	}
	for k, l := range a.Links {
		last := l.From
		a.lane[k] = append(a.lane[k], last)
		step := 1
		if column[l.To] < column[l.From] {
			step = -1
		}
		for c := column[l.From] + step; step*(column[l.To]-c) > 0; c += step {
			a.at = append(a.at, station{column: c, above: acrossLane, below: acrossLane})
			a.tie(last, len(a.at)-1)
			last = len(a.at) - 1
			a.lane[k] = append(a.lane[k], last)
		}
		if column[l.From] != column[l.To] {
			a.tie(last, l.To)
		}
		a.lane[k] = append(a.lane[k], l.To)
	}
	a.order = make([][]int, a.columns)
	for s := range a.at {
		a.order[a.at[s].column] = append(a.order[a.at[s].column], s)
	}
}

func (a *across) tie(s, t int) {
	a.at[s].near, a.at[t].near = append(a.at[s].near, t), append(a.at[t].near, s)
}

// settle finds the order in each column, of several the one with fewest crossings, and then heights.
func (a *across) settle() {
	best, fewest := a.copied(), math.MaxInt
	for sweep := range sweeps {
		a.heights()
		if n := a.crossings(); n < fewest {
			best, fewest = a.copied(), n
		}
		for k := range a.columns {
			c := k
			if sweep%2 == 1 {
				c = a.columns - 1 - k
			}
			a.sortBy(c)
		}
	}
	a.order = best
	a.exchange(fewest)
	for range sweeps {
		a.heights()
	}
}

// exchange swaps neighbours of a column as long as fewer lines cross.
func (a *across) exchange(fewest int) {
	for better := true; better; {
		better = false
		for _, column := range a.order {
			for k := range max(0, len(column)-1) {
				column[k], column[k+1] = column[k+1], column[k]
				if n := a.crossings(); n < fewest {
					fewest, better = n, true
					continue
				}
				column[k], column[k+1] = column[k+1], column[k]
			}
		}
	}
}

func (a *across) copied() [][]int {
	all := make([][]int, len(a.order))
	for c := range all {
		all[c] = slices.Clone(a.order[c])
	}
	return all
}

// sortBy orders a column by the middle of what each station is tied to.
func (a *across) sortBy(c int) {
	for _, s := range a.order[c] {
		a.at[s].y = a.middle(s)
	}
	slices.SortStableFunc(a.order[c], func(s, t int) int {
		switch d := a.at[s].y - a.at[t].y; {
		case d < -.01:
			return -1
		case d > .01:
			return 1
		}
		return 0
	})
}

func (a *across) middle(s int) float64 {
	if len(a.at[s].near) == 0 {
		return a.at[s].y
	}
	sum := 0.0
	for _, t := range a.at[s].near {
		sum += a.at[t].y
	}
	return sum / float64(len(a.at[s].near))
}

// heights moves the stations of each column as near to the middle of what they are tied to as
// their order and sizes allow, by least squares: pooling neighbours that would overlap.
func (a *across) heights() {
	for c := range a.columns {
		type pool struct {
			sum   float64
			count int
		}
		var pools []pool
		offset := make([]float64, len(a.order[c]))
		for k, s := range a.order[c] {
			if k > 0 {
				offset[k] = offset[k-1] + a.at[a.order[c][k-1]].below + a.at[s].above + acrossGap
			}
			pools = append(pools, pool{a.middle(s) - offset[k], 1})
			for n := len(pools); n > 1 && pools[n-1].sum*float64(pools[n-2].count) < pools[n-2].sum*float64(pools[n-1].count); n = len(pools) {
				pools[n-2].sum, pools[n-2].count = pools[n-2].sum+pools[n-1].sum, pools[n-2].count+pools[n-1].count
				pools = pools[:n-1]
			}
		}
		k := 0
		for _, p := range pools {
			for range p.count {
				a.at[a.order[c][k]].y = p.sum/float64(p.count) + offset[k]
				k++
			}
		}
	}
}

// crossings counts the pairs of lines between neighbouring columns that cross.
func (a *across) crossings() (count int) {
	place := make([]int, len(a.at))
	for _, column := range a.order {
		for k, s := range column {
			place[s] = k
		}
	}
	lines := make([][][2]int, a.columns)
	for s := range a.at {
		for _, t := range a.at[s].near {
			if c := a.at[s].column; a.at[t].column > c {
				lines[c] = append(lines[c], [2]int{place[s], place[t]})
			}
		}
	}
	for _, between := range lines {
		for k, x := range between {
			for _, y := range between[:k] {
				if (x[0]-y[0])*(x[1]-y[1]) < 0 {
					count++
				}
			}
		}
	}
	return count
}

// placement gives columns their widths, and says where everything is from the origin on.
func (a *across) placement() placement {
	wide, label := make([]float64, a.columns), make([]float64, a.columns)
	for i, item := range a.Items {
		c := a.at[i].column
		wide[c] = max(wide[c], item.width())
	}
	for k, l := range a.Links {
		last := a.at[a.lane[k][len(a.lane[k])/2]].column
		first := a.at[a.lane[k][len(a.lane[k])/2-1]].column
		label[min(first, last)] = max(label[min(first, last)], textWidth(plain(l.Label), linkLabelSize)+24)
	}
	x, top, bottom := 0.0, math.Inf(1), math.Inf(-1)
	for c := range a.columns {
		for _, s := range a.order[c] {
			a.at[s].x = x + wide[c]/2
			top, bottom = min(top, a.at[s].y-a.at[s].above), max(bottom, a.at[s].y+a.at[s].below)
		}
		x += wide[c]
		if c < a.columns-1 {
			x += max(acrossStep, label[c])
		}
	}
	spare := max(0, narrowest-x) / 2
	p := placement{size: point{x, bottom - top}, items: make([]point, len(a.Items))}
	for s := range a.at {
		a.at[s].x, a.at[s].y = a.at[s].x+spare, a.at[s].y-top
	}
	for i, item := range a.Items {
		p.items[i] = point{a.at[i].x, a.at[i].y + item.height()/2 - item.radius() - 2}
	}
	return p
}
