package diagram

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// A flowColumn is where things stand across the page. Between bar and bend every band is
// level beside its own bar or place, so that the names below bars are free of bands.
type flowColumn struct {
	arrive float64 // bands from the left are level from here on
	bar    float64 // left side of the bars
	bend   float64 // bands to the right begin to bend
}

const (
	leastBend = 80.0
	mostBend  = 190.0
	manyBend  = 4.0  // for each band
	mostRoomy = 1000 // more than any flow takes
	inset     = 8.0  // from where a band has arrived to its bar
)

// across chooses where the columns stand, and returns the amounts at places where none lies on
// another text: the columns stand further apart until there are.
func (d *flowing) across() []flowAmount {
	for roomy := 1.0; ; roomy *= 1.3 {
		d.spread(roomy)
		if amounts, free := d.amounts(); free || roomy > mostRoomy {
			return amounts
		}
	}
}

// spread places the columns, and beside them where bands that lead back go down and up.
func (d *flowing) spread(roomy float64) {
	x := d.left
	for c := range d.place {
		at := &d.place[c]
		at.arrive = x
		for _, loop := range slices.Backward(d.turning(c, false)) {
			x += laneGap + d.loops[loop].width
			d.loops[loop].left = x
		}
		at.bar = x
		if c > 0 || x > d.left {
			at.bar += inset + turnRadius
		}
		x = at.bar + d.besideBars(c)
		for _, loop := range d.turning(c, true) {
			d.loops[loop].right = x + turnRadius
			x += d.loops[loop].width + laneGap
		}
		at.bend = x
		d.width = x + turnRadius - d.left
		x += roomy * d.bendWidth(c)
	}
}

// turning returns the bands that lead back from a column, or to it, the inmost first.
func (d *flowing) turning(column int, leaving bool) (loops []int) {
	for k := range d.loops {
		from, to := d.ofLoop(k)
		if leaving && from.column == column || !leaving && to.column == column {
			loops = append(loops, k)
		}
	}
	slices.SortStableFunc(loops, func(a, b int) int { return cmp.Compare(d.loops[a].lane, d.loops[b].lane) })
	return loops
}

// besideBars is how wide the bars of a column are with their names, and with what is written
// on bands that turn back there.
func (d *flowing) besideBars(column int) float64 {
	wide := barWidth + inset
	for i, lines := range d.lines {
		if d.items[i].column != column {
			continue
		}
		for _, line := range lines {
			wide = max(wide, d.nameBody(line).width+inset)
		}
		for _, loop := range d.items[i].turns {
			wide = max(wide, barWidth+d.amountBody(plain(d.Streams[d.loops[loop].stream].Label)).width+2*arrowRoom)
		}
	}
	return wide
}

// bendWidth is how much room bands have to bend behind a column: more where they lead far up or
// down, or many leave its bars.
func (d *flowing) bendWidth(column int) float64 {
	wide, many := leastBend, 0.0
	for _, p := range d.parts {
		if d.items[p.from].column == column {
			if p.from < len(d.Parties) {
				many++
			}
			steep := math.Abs(d.items[p.to].y + p.comes - d.items[p.from].y - p.leaves)
			wide = max(wide, min(.5*steep, mostBend), d.amountBody(plain(d.Streams[p.stream].Label)).width)
		}
	}
	return max(wide, min(manyBend*many, 2*mostBend))
}

// upper returns the upper side of a band that leads to the right, from bar to bar.
func (d *flowing) upper(stream int) (side []point) {
	for _, k := range d.runs[stream] {
		p := &d.parts[k]
		from, to := &d.items[p.from], &d.items[p.to]
		a, b := d.place[from.column], d.place[to.column]
		y1, y2 := from.y+p.leaves, to.y+p.comes
		if len(side) == 0 {
			side = append(side, point{a.bar + barWidth, y1})
		}
		side = append(side, curve(point{a.bend, y1}, point{b.arrive, y2})...)
		side = append(side, point{b.bar, y2})
	}
	return side
}

// curve returns a line from one point to another that leaves and arrives level.
func curve(a, b point) []point {
	const steps = 24
	line := make([]point, steps+1)
	for k := range line {
		t := float64(k) / steps
		bend := (1 - math.Cos(math.Pi*t)) / 2
		line[k] = point{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*bend}
	}
	return line
}

// heightAt returns how far down a line from left to right is; false where it is not.
func heightAt(line []point, x float64) (float64, bool) {
	k := sort.Search(len(line), func(k int) bool { return line[k].x >= x })
	if k == len(line) || k == 0 && line[0].x > x {
		return 0, false
	}
	if k == 0 || line[k].x == line[k-1].x {
		return line[k].y, true
	}
	a, b := line[k-1], line[k]
	return a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x), true
}
