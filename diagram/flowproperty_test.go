package diagram_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
)

// randomFlow is a flow of any shape: circles, streams in a column and to oneself, many narrow
// ones, names that are long, or short, or none.
func randomFlow(r *rand.Rand) (f diagram.Flow) {
	columns, parties := 1+r.IntN(6), 1+r.IntN(16)
	for i := range parties {
		p := diagram.FlowParty{Label: fmt.Sprintf("VEL-%04d", r.IntN(10000)), Kind: graph.Account, Column: 2 * r.IntN(columns), Marked: i == 0}
		switch r.IntN(4) {
		case 0:
			p.Label += strings.Repeat(" Long Name of Some Company", r.IntN(5))
		case 1:
			p.Label, p.Below = strings.Repeat("WM", r.IntN(60)), "Zoryana Velkhova and others whom nobody has heard of before"
		case 2:
			p.Below = "holder"
		}
		f.Parties = append(f.Parties, p)
	}
	exponent := 1 + 5*r.Float64() // from nearly alike to a few wide and many narrow
	for range r.IntN(3 + parties*3) {
		amount := math.Ceil(1e4 * math.Pow(r.Float64(), exponent))
		f.Streams = append(f.Streams, diagram.Stream{From: r.IntN(parties), To: r.IntN(parties), Amount: amount, Label: fmt.Sprintf("%.2f", amount), Dashed: r.IntN(4) == 0, Source: r.IntN(4) == 0})
	}
	f.Title, f.Lead, f.Notes, f.Unit = "random", "lead", []string{strings.Repeat("a long note ", r.IntN(40))}, "EUR"
	if r.IntN(2) == 0 {
		for i, c := range diagram.Columns(parties, f.Streams) {
			f.Parties[i].Column = c
		}
	}
	return f
}

// TestFlowIsReadable: whatever the flow, no text lies on another or on a bar, no band on a name, amounts are on their bands, nothing is
// outside the page, bars are as high as what comes or leaves, and bands lie at their bars one
// beside the other.
func TestFlowIsReadable(t *testing.T) {
	flows := []diagram.Flow{{}, {Title: "one", Parties: []diagram.FlowParty{{Label: "alone", Kind: graph.Person}}}, narrow(), dense()}
	for seed := range uint64(250) {
		flows = append(flows, randomFlow(rand.New(rand.NewPCG(seed, 3))))
	}
	back, arrows := 0, 0
	for k, f := range flows {
		d := readFlow(t, f)
		arrows += len(d.arrows)
		for _, complaint := range slices.Concat(d.texting(), d.covering(), d.onPage(), d.conserves(f)) {
			t.Errorf("flow %d: %s", k, complaint)
		}
		for i, s := range f.Streams {
			if f.Parties[s.From].Column >= f.Parties[s.To].Column {
				back++
				if !slices.ContainsFunc(d.texts, func(x drawnText) bool { return strings.HasPrefix(x.text, s.Label) && d.bands[i].under(x.rect) }) {
					t.Errorf("flow %d: %s, which leads back, is not on its band", k, s.Label)
				}
			} else if !slices.ContainsFunc(d.texts, func(x drawnText) bool { return x.text == s.Label && d.bands[i].under(x.rect) }) {
				t.Errorf("flow %d: %s is not on its band", k, s.Label)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if back < 500 || arrows != 2*back {
		t.Errorf("%d streams lead back, with %d arrows: too few to tell, or not two for each", back, arrows)
	}
}

// narrow is forty streams of nearly nothing beside a wide one.
func narrow() (f diagram.Flow) {
	f.Parties = []diagram.FlowParty{{Label: "from", Kind: graph.Account}, {Label: "to", Kind: graph.Account, Column: 1}}
	f.Streams = []diagram.Stream{{From: 0, To: 1, Amount: 1e6, Label: "1000000.00"}}
	for k := range 40 {
		f.Streams = append(f.Streams, diagram.Stream{From: 0, To: 1, Amount: 1, Label: fmt.Sprintf("%d.00", k)})
	}
	return f
}

// dense is everybody of one column who pays everybody of another.
func dense() (f diagram.Flow) {
	for k := range 24 {
		f.Parties = append(f.Parties, diagram.FlowParty{Label: fmt.Sprint("party ", k), Kind: graph.Account, Column: k % 2})
	}
	for k := range 144 {
		f.Streams = append(f.Streams, diagram.Stream{From: k / 12 * 2, To: k%12*2 + 1, Amount: float64(1 + k%7), Label: fmt.Sprintf("%d,000.00", k)})
	}
	return f
}

// texting complains of texts that lie on another text, a bar or an arrow.
func (d drawnFlow) texting() (all []string) {
	for k, a := range d.texts {
		for _, b := range d.texts[:k] {
			if a.overlaps(b.rect) {
				all = append(all, fmt.Sprintf("%q %v lies on %q %v", a.text, a.rect, b.text, b.rect))
			}
		}
		for _, b := range append(d.bars, d.arrows...) {
			if a.overlaps(b) {
				all = append(all, fmt.Sprintf("%q lies on a bar or an arrow at %v", a.text, b))
			}
		}
	}
	return all
}

// onPage complains of what is outside the page.
func (d drawnFlow) onPage() (all []string) {
	for _, x := range d.texts {
		if x.x1 < 0 || x.y1 < 0 || x.x2 > d.width || x.y2 > d.height {
			all = append(all, fmt.Sprintf("%q %v is outside the page", x.text, x.rect))
		}
	}
	head := 0.0 // texts above the flow end here
	for _, x := range d.texts {
		if x.text == "lead" {
			head = x.y2
		}
	}
	for k, b := range d.bands {
		for _, p := range b.outline {
			if p[0] < 0 || p[0] > d.width || p[1] < head || p[1] > d.height {
				all = append(all, fmt.Sprintf("band %d is outside the page at %v", k, p))
				break
			}
		}
	}
	return all
}

// conserves complains of bars that are not as high as what comes or leaves, and of bands that
// do not end at their bars one beside the other. Numbers in a picture have one decimal.
func (d drawnFlow) conserves(f diagram.Flow) (all []string) {
	near := func(a, b float64) bool { return math.Abs(a-b) < .16 }
	sums := map[int]float64{0: 1e-9}
	for i, p := range f.Parties {
		out, in := 0., 0.
		for _, s := range f.Streams {
			if s.From == i {
				out += s.Amount
			}
			if s.To == i {
				in += s.Amount
			}
		}
		sums[p.Column] += max(out, in)
	}
	scale := 280 / slices.Max(slices.Collect(maps.Values(sums)))
	for k, s := range f.Streams {
		if want := scale * s.Amount; !near(d.bands[k].leaves.high(), want) || !near(d.bands[k].comes.high(), want) {
			all = append(all, fmt.Sprintf("band %d is %g to %g wide, want %g", k, d.bands[k].leaves.high(), d.bands[k].comes.high(), want))
		}
	}
	for i, bar := range d.bars {
		var leaving, coming []rect
		out, in := 0., 0.
		for k, s := range f.Streams {
			if s.From == i {
				leaving, out = append(leaving, d.bands[k].leaves), out+s.Amount
			}
			if s.To == i {
				coming, in = append(coming, d.bands[k].comes), in+s.Amount
			}
		}
		if high := max(out, in) * scale; !near(bar.high(), high) {
			all = append(all, fmt.Sprintf("bar %d is %g high, want %g", i, bar.high(), high))
		}
		for side, ends := range [][]rect{leaving, coming} {
			slices.SortFunc(ends, func(a, b rect) int { return cmp.Or(cmp.Compare(a.y1, b.y1), cmp.Compare(a.y2, b.y2)) })
			at := bar.y1
			for _, end := range ends {
				if x := []float64{bar.x2, bar.x1}[side]; !near(end.x1, x) || !near(end.y1, at) {
					all = append(all, fmt.Sprintf("bar %d: a band ends at %v, want at %g, %g", i, end, x, at))
				}
				at = end.y2
			}
			if at > bar.y2+.16 {
				all = append(all, fmt.Sprintf("bar %d: bands end below it", i))
			}
		}
	}
	return all
}

// covering complains of bands that lie on names.
func (d drawnFlow) covering() (all []string) {
	for _, x := range d.texts {
		if x.size != 9 { // that of names
			continue
		}
		for k, b := range d.bands {
			for part := range 21 {
				at := x.x1 + (x.x2-x.x1)*float64(part)/20
				if b.covers(at, x.y1) || b.covers(at, x.y2) {
					all = append(all, fmt.Sprintf("band %d lies on %q", k, x.text))
					break
				}
			}
		}
	}
	return all
}

// covers reports whether a point is inside a band.
func (b drawnBand) covers(x, y float64) (inside bool) {
	for k, p := range b.outline {
		q := b.outline[(k+1)%len(b.outline)]
		if (p[0] > x) != (q[0] > x) && p[1]+(q[1]-p[1])*(x-p[0])/(q[0]-p[0]) > y {
			inside = !inside
		}
	}
	return inside
}

// under reports whether the middle of a text is on a band, or on its side where it is hardly
// more than a line.
func (b drawnBand) under(text rect) bool {
	x, y := (text.x1+text.x2)/2, (text.y1+text.y2)/2
	for _, by := range []float64{-1.2, -.6, 0, .6, 1.2} {
		if b.covers(x, y+by) {
			return true
		}
	}
	for k, p := range b.outline {
		q := b.outline[(k+1)%len(b.outline)]
		if x >= min(p[0], q[0]) && x <= max(p[0], q[0]) && p[0] != q[0] && math.Abs(p[1]+(q[1]-p[1])*(x-p[0])/(q[0]-p[0])-y) < 1.2 {
			return true
		}
	}
	return false
}
