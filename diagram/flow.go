package diagram

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Flow is money that goes from left to right between parties.
type Flow struct {
	Title, Lead string
	Notes       []string
	Parties     []FlowParty
	Streams     []Stream
	Unit        string // what a width stands for, such as "EUR"
}

// A FlowParty is drawn as a bar in a column, from 0 on the left.
type FlowParty struct {
	Label  string
	Below  string // a second line, such as who holds an account
	Kind   graph.EntityKind
	Column int
	Marked bool // the start
}

// A Stream is money from one party to another, drawn as wide as its amount. One that does
// not lead to a column further right is a stub that says where it goes.
type Stream struct {
	From, To int
	Amount   float64
	Label    string
	Dashed   bool // followed no further
}

const (
	columnStep = 210.0
	barWidth   = 12.0
	barGap     = 30.0 // between bars of a column, for their names
	widest     = 260.0
	narrowFlow = 1.2
	stubLength = 34.0
	stubTip    = 7.0
)

// DrawFlow draws money from left to right, streams as wide as their amounts. Parties of a
// column stand in the order in which their streams cross least, by barycentres.
//
// Source: K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
// hierarchical system structures", IEEE Trans. SMC 11 (1981). doi:10.1109/TSMC.1981.4308636
func DrawFlow(f Flow) *Picture {
	d := &flowing{Flow: f, drawing: &drawing{chart: Chart{Title: f.Title, Lead: f.Lead, Notes: f.Notes}, left: margin}}
	d.measure()
	d.order()
	width := max(float64(d.columns-1)*columnStep+barWidth+170, narrowest)
	d.top = d.head(width)
	bottom := d.place()
	for i := range d.Streams {
		if d.forward(i) {
			d.stream(i)
		}
	}
	for i := range d.Parties {
		d.party(i)
	}
	for i := range d.Streams {
		if !d.forward(i) {
			d.turning(i)
		}
	}
	d.text(margin, bottom+2*noteHeight, noteSize, "widths are amounts"+inUnit(f.Unit)+"; dashed: followed no further", soft, false, false)
	return &Picture{width + 2*margin, bottom + 2*noteHeight + margin, d.out}
}

func inUnit(unit string) string {
	if unit == "" {
		return ""
	}
	return " in " + plain(unit)
}

// flowing is a flow that is being drawn.
type flowing struct {
	Flow
	*drawing
	columns int
	scale   float64 // points for a unit of amount
	rows    [][]int // the parties of each column, from above
	at      []point // of each party's bar, its upper left corner
	high    []float64
	leaving []float64 // by party: how far down its streams begin so far
	coming  []float64
	written []float64 // by party: where the name of its last stub stands
}

func (d *flowing) forward(s int) bool {
	return d.Parties[d.Streams[s].From].Column < d.Parties[d.Streams[s].To].Column
}

// measure chooses the scale, so that the fullest column has the height wanted.
func (d *flowing) measure() {
	out, in := make([]float64, len(d.Parties)), make([]float64, len(d.Parties))
	for k, s := range d.Streams {
		out[s.From] += s.Amount
		if d.forward(k) {
			in[s.To] += s.Amount
		}
	}
	var sums []float64
	for i, p := range d.Parties {
		d.columns = max(d.columns, p.Column+1)
		sums = append(sums, make([]float64, max(0, d.columns-len(sums)))...)
		sums[p.Column] += max(out[i], in[i])
	}
	if most := slices.Max(append(sums, 0)); most > 0 {
		d.scale = widest / most
	}
	for i := range d.Parties {
		d.high = append(d.high, max(3, d.scale*max(out[i], in[i])))
	}
	d.rows = make([][]int, d.columns)
	for i, p := range d.Parties {
		d.rows[p.Column] = append(d.rows[p.Column], i)
	}
}

// order sorts each column by where the streams of its parties come from, from left to
// right and back, a few times.
func (d *flowing) order() {
	place := make([]float64, len(d.Parties))
	number := func(rows []int) {
		for k, i := range rows {
			place[i] = float64(k) - float64(len(rows))/2
		}
	}
	for _, rows := range d.rows {
		number(rows)
	}
	for turn := range 8 {
		for k := range d.rows {
			c := k
			if turn%2 == 1 {
				c = len(d.rows) - 1 - k
			}
			centre := make(map[int]float64, len(d.rows[c]))
			for _, i := range d.rows[c] {
				centre[i] = d.barycentre(i, place)
			}
			slices.SortStableFunc(d.rows[c], func(a, b int) int { return cmp.Compare(centre[a], centre[b]) })
			number(d.rows[c])
		}
	}
}

// barycentre is where the others at a party's streams stand on average.
func (d *flowing) barycentre(i int, place []float64) float64 {
	sum, weight := 0.0, 0.0
	for s, stream := range d.Streams {
		switch {
		case !d.forward(s):
		case stream.From == i:
			sum, weight = sum+stream.Amount*place[stream.To], weight+stream.Amount
		case stream.To == i:
			sum, weight = sum+stream.Amount*place[stream.From], weight+stream.Amount
		}
	}
	if weight == 0 {
		return place[i]
	}
	return sum / weight
}

// place puts the bars into their columns, each column in the middle of the highest, and
// returns where the lowest ends.
func (d *flowing) place() float64 {
	d.at, d.leaving, d.coming, d.written = make([]point, len(d.Parties)), make([]float64, len(d.Parties)), make([]float64, len(d.Parties)), make([]float64, len(d.Parties))
	heights, most := make([]float64, d.columns), 0.0
	for c, rows := range d.rows {
		for _, i := range rows {
			heights[c] += d.high[i] + barGap
		}
		most = max(most, heights[c])
	}
	for c, rows := range d.rows {
		y := d.top + (most-heights[c])/2
		for _, i := range rows {
			d.at[i] = point{d.left + float64(c)*columnStep, y}
			y += d.high[i] + barGap
		}
	}
	slices.SortStableFunc(d.Streams, func(a, b Stream) int {
		return cmp.Or(cmp.Compare(d.at[a.From].y, d.at[b.From].y), cmp.Compare(d.at[a.To].y, d.at[b.To].y))
	})
	return d.top + most
}

// span takes the next part of a bar for a stream, and returns its upper and lower end.
func span(used []float64, i int, y, width float64) (upper, lower float64) {
	upper = y + used[i]
	used[i] += width
	return upper, upper + width
}

// stream draws money that goes on to the right.
func (d *flowing) stream(s int) {
	stream := d.Streams[s]
	width := max(narrowFlow, d.scale*stream.Amount)
	a, b := d.at[stream.From], d.at[stream.To]
	upper1, lower1 := span(d.leaving, stream.From, a.y, width)
	upper2, lower2 := span(d.coming, stream.To, b.y, width)
	x1, x2 := a.x+barWidth, b.x
	outline := curve(point{x1, upper1}, point{x2, upper2})
	below := curve(point{x1, lower1}, point{x2, lower2})
	slices.Reverse(below)
	d.area(append(outline, below...), stream)
	d.label(stream, point{(x1 + x2) / 2, (upper1+lower1+upper2+lower2)/4 + 2.5})
}

// area fills a stream.
func (d *flowing) area(outline []point, stream Stream) {
	fill, stroke, dashes := color.NRGBA{0xbf, 0xdd, 0xcb, 0xff}, color.NRGBA{0x7d, 0xb4, 0x94, 0xff}, []float64(nil)
	if stream.Dashed {
		fill, dashes = color.NRGBA{0xe8, 0xf1, 0xec, 0xff}, []float64{4, 3}
	}
	d.add(shape{points: outline, closed: true, fill: fill, stroke: stroke, width: .5, dashes: dashes})
}

// label writes an amount on its stream.
func (d *flowing) label(stream Stream, at point) {
	d.text(at.x, at.y, linkLabelSize, plain(stream.Label), soft, false, true)
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

// turning draws money that goes back or stays in a column, as a stub that names where it
// goes.
func (d *flowing) turning(s int) {
	stream := d.Streams[s]
	width := max(narrowFlow, d.scale*stream.Amount)
	a := d.at[stream.From]
	upper, lower := span(d.leaving, stream.From, a.y, width)
	left, right := a.x+barWidth, a.x+barWidth+stubLength
	d.area([]point{{left, upper}, {right - stubTip, upper}, {right, (upper + lower) / 2}, {right - stubTip, lower}, {left, lower}}, stream)
	y := max((upper+lower)/2+2.5, d.written[stream.From]+linkLabelSize+1)
	d.written[stream.From] = y
	d.backed(point{right + 3, y}, linkLabelSize, fitted(plain(stream.Label+" to "+d.Parties[stream.To].Label), columnStep-stubLength-20), false)
}

// backed writes a text on a ground that keeps it readable.
func (d *flowing) backed(at point, size float64, text string, bold bool) {
	wide := .92*textWidth(text, size) + 2
	d.add(shape{points: []point{{at.x - 1, at.y - size + 1}, {at.x + wide, at.y - size + 1}, {at.x + wide, at.y + 2}, {at.x - 1, at.y + 2}}, closed: true, fill: paper})
	d.text(at.x, at.y, size, text, ink, bold, false)
}

// party draws a bar and its names.
func (d *flowing) party(i int) {
	p, at := d.Parties[i], d.at[i]
	fill := darker(kindColours[p.Kind])
	if p.Marked {
		fill = marked
	}
	d.add(shape{points: []point{at, {at.x + barWidth, at.y}, {at.x + barWidth, at.y + d.high[i]}, {at.x, at.y + d.high[i]}}, closed: true, fill: fill, stroke: ink, width: .6})
	y := at.y + d.high[i] + labelSize + 1
	for k, line := range []string{p.Label, p.Below} {
		if line = fitted(plain(line), columnStep-20); line != "" {
			d.backed(point{at.x, y + float64(k)*lineHeight}, labelSize, line, k == 0)
		}
	}
}

// fitted shortens a text to a width.
func fitted(text string, width float64) string {
	letters := []rune(text)
	for len(letters) > 1 && textWidth(string(letters), labelSize) > width {
		letters = append(letters[:len(letters)-2], '…')
	}
	return string(letters)
}
