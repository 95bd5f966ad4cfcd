package protection

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// An arc is one way between two entities by facts that are the same step. Of several facts the surest counts: ten
// meetings are taken to be as likely as the best recorded of them.
type arc struct {
	to          int32
	first, last int32 // its facts, in proof
	step        step
	real        graph.Interval // probability of the surest of them; [0, 1] without a grade
	part        float64        // of a payment: of all that the payee was paid
}

// traces are what chains can be made of: a compressed row of arcs for each entity. A payment is
// gone along from payee to payer alone, for chains begin with the official.
type traces struct {
	*file
	row   []int32
	arcs  []arc
	proof []int32          // facts by arc
	real  []graph.Interval // by fact
}

// newTraces lays out the arcs of a file. Cost: O(facts log facts).
func newTraces(f *file) *traces {
	type placed struct {
		from, to, fact int32
		step           step
	}
	t := &traces{file: f, row: make([]int32, f.Len()+1), real: make([]graph.Interval, len(f.ties))}
	voice := f.Facts().Voice
	var all []placed
	for k, one := range f.ties {
		s := stepOf(one.Tie, f.kind(one.from), f.kind(one.to))
		if s == noStep {
			continue
		}
		t.real[k] = likelihood(one.Tie, voice)
		all = append(all, placed{one.to, one.from, int32(k), s})
		switch s {
		case payment:
			continue
		case protects:
			all[len(all)-1].step = shielded
		}
		all = append(all, placed{one.from, one.to, int32(k), s})
	}
	slices.SortStableFunc(all, func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to), cmp.Compare(x.step, y.step))
	})
	t.proof = make([]int32, len(all))
	for k, p := range all {
		t.proof[k] = p.fact
		if k == 0 || p.from != all[k-1].from || p.to != all[k-1].to || p.step != all[k-1].step {
			t.arcs = append(t.arcs, arc{to: p.to, first: int32(k), step: p.step, real: t.real[p.fact]})
			t.row[p.from+1]++
		}
		a := &t.arcs[len(t.arcs)-1]
		a.last, a.real = int32(k+1), surer(a.real, t.real[p.fact])
	}
	for i := range f.Len() {
		t.row[i+1] += t.row[i]
		t.shareOut(t.arcs[t.row[i]:t.row[i+1]])
	}
	return t
}

// shareOut says of each payer of one payee what part of all that was paid came from there: by
// amounts of one currency, of that in which it is most. Payments without an amount are counted.
func (t *traces) shareOut(row []arc) {
	total := map[string]float64{}
	paid := func(a *arc, each func(currency string, amount float64)) {
		for _, k := range t.proof[a.first:a.last] {
			if amount, ok := t.ties[k].Amount(); ok {
				each(amount.Currency, amount.Value.Float())
			} else {
				each("no amount", 1)
			}
		}
	}
	for k := range row {
		if row[k].step == payment {
			paid(&row[k], func(currency string, amount float64) { total[currency] += amount })
		}
	}
	for k := range row {
		if row[k].step == payment {
			own := map[string]float64{}
			paid(&row[k], func(currency string, amount float64) { own[currency] += amount })
			for currency, amount := range own {
				if total[currency] > 0 {
					row[k].part = max(row[k].part, amount/total[currency])
				}
			}
		}
	}
}

// from returns where the arcs that leave an entity begin and end.
func (t *traces) from(i int32) (first, last int32) { return t.row[i], t.row[i+1] }

// facts returns the facts of an arc.
func (t *traces) facts(a int32) []*graph.Tie {
	var all []*graph.Tie
	for _, k := range t.proof[t.arcs[a].first:t.arcs[a].last] {
		all = append(all, t.ties[k].Tie)
	}
	return all
}

// likelihood is the interval of a tie's being real.
func likelihood(t *graph.Tie, voice func(graph.SourceID) string) graph.Interval {
	p := t.Probability(voice)
	if t.Certainty(p) == graph.NotGraded {
		return graph.Interval{Lo: 0, Hi: 1}
	}
	return p
}

// surer is the one of two intervals with the higher lower bound, then the higher upper one.
func surer(a, b graph.Interval) graph.Interval {
	if b.Lo > a.Lo || b.Lo == a.Lo && b.Hi > a.Hi {
		return b
	}
	return a
}

func middle(p graph.Interval) float64 { return (p.Lo + p.Hi) / 2 }

// ends reports whether no chain goes on from an entity: a gang is where chains end, and
// public bodies, events, proceedings and places tie too many to explain anything.
func ends(k graph.EntityKind) bool {
	switch k {
	case graph.Gang, graph.PublicBody, graph.Event, graph.Proceeding, graph.Place, graph.Property, graph.Vehicle:
		return true
	}
	return false
}
