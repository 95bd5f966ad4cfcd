package diagram

import "slices"

// flowing is a flow that is being drawn.
type flowing struct {
	Flow
	*drawing
	scale  float64    // points for a unit of amount
	items  []flowItem // first the parties' bars, as they are numbered, then places where bands pass
	parts  []flowPart // of bands, from a column to the next
	runs   [][]int    // by stream: its parts from left to right; none where it leads back
	loops  []flowLoop // streams that lead back
	turned []int      // by stream that leads back: which of these
	rows   [][]int    // by column: items from above
	lines  [][]string // by party: its names
	bold   []int      // by party: how many of them are its own
	fonts  *typesetter
	place  []flowColumn // by column
	width  float64
	deep   float64 // how far down the columns go
}

// A flowItem is what stands in a column: a party's bar with its names, or a band that passes.
type flowItem struct {
	column, row int
	high, block float64 // of itself; with what stands below
	y           float64
	in, out     []int // parts
	turns       []int // loops that leave or come
}

// A flowPart is a band from an item to one in the next column.
type flowPart struct {
	stream, from, to int
	leaves, comes    float64 // from the item's upper end
	width            float64
}

func newFlowing(f Flow) *flowing {
	d := &flowing{Flow: f, drawing: &drawing{chart: Chart{Title: f.Title, Lead: f.Lead, Notes: f.Notes}, left: margin}, fonts: newTypesetter()}
	var used []int
	for _, p := range f.Parties {
		used = append(used, p.Column)
	}
	slices.Sort(used)
	used = slices.Compact(used)
	for _, p := range f.Parties {
		c, _ := slices.BinarySearch(used, p.Column)
		d.items = append(d.items, flowItem{column: c})
		lines, bold := d.names(p)
		d.lines, d.bold = append(d.lines, lines), append(d.bold, bold)
	}
	d.place = make([]flowColumn, len(used))
	d.measure()
	d.lead()
	d.rows = make([][]int, len(used))
	for i, item := range d.items {
		d.rows[item.column] = append(d.rows[item.column], i)
	}
	return d
}

// measure chooses the scale, so that the fullest column is as high as wanted.
func (d *flowing) measure() {
	out, in := make([]float64, len(d.Parties)), make([]float64, len(d.Parties))
	for _, s := range d.Streams {
		out[s.From] += s.Amount
		in[s.To] += s.Amount
	}
	sums := make([]float64, len(d.place)+1)
	for i := range d.Parties {
		sums[d.items[i].column] += max(out[i], in[i])
	}
	if most := slices.Max(sums); most > 0 {
		d.scale = tallest / most
	}
	for i := range d.Parties {
		high := d.scale * max(out[i], in[i])
		d.items[i].high, d.items[i].block = high, high+4+lineHeight*float64(len(d.lines[i]))+barGap
	}
}

// lead divides bands that go to the right into parts, with a place in each column that they
// pass, and finds those that lead back.
func (d *flowing) lead() {
	d.runs, d.turned = make([][]int, len(d.Streams)), make([]int, len(d.Streams))
	for s, stream := range d.Streams {
		width, from, to := d.scale*stream.Amount, stream.From, d.items[stream.To].column
		if d.items[from].column >= to {
			d.turned[s] = len(d.loops)
			d.items[stream.From].turns = append(d.items[stream.From].turns, len(d.loops))
			if stream.To != stream.From {
				d.items[stream.To].turns = append(d.items[stream.To].turns, len(d.loops))
			}
			d.loops = append(d.loops, flowLoop{stream: s, width: width})
			continue
		}
		for column := d.items[from].column + 1; column <= to; column++ {
			next := stream.To
			if column < to {
				next = len(d.items)
				d.items = append(d.items, flowItem{column: column, high: width, block: width + barGap})
			}
			k := len(d.parts)
			d.runs[s] = append(d.runs[s], k)
			d.parts = append(d.parts, flowPart{stream: s, from: from, to: next, width: width})
			d.items[from].out, d.items[next].in = append(d.items[from].out, k), append(d.items[next].in, k)
			from = next
		}
	}
}
