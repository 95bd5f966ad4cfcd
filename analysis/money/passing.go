package money

import (
	"cmp"
	"context"
	"slices"
)

// HabitOptions say which habits of single parties are looked for.
type HabitOptions struct {
	Least     int       // payments that show the habit; 0: 3
	Within    int64     // seconds, of pass-through: from a payment in to those out; 0: 48 hours
	Tolerance Tolerance // of pass-through: what may stay behind
	Threshold int64     // of structuring, in whole currency; 0: 10,000
	Below     int       // of structuring: how far below counts, in per cent of the threshold; 0: 10
	Window    int64     // of structuring and dormant: seconds in which the payments lie; 0: thirty days
	Silence   int64     // of dormant: seconds without a payment; 0: 180 days
	Round     int64     // of round amounts: multiples of so much whole currency; 0: 100
}

func (o *HabitOptions) settle() {
	o.Least, o.Within, o.Threshold, o.Below = cmp.Or(o.Least, 3), cmp.Or(o.Within, 2*day), cmp.Or(o.Threshold, 10_000), cmp.Or(o.Below, 10)
	o.Window, o.Silence, o.Round = cmp.Or(o.Window, 30*day), cmp.Or(o.Silence, 180*day), cmp.Or(o.Round, 100)
}

// FindPassing finds parties through which money passes: of its payments in, at least so
// many go out again within hours, but for what the tolerance lets stay. A payment out is
// made of the payments in of the hours before, first in first out; where these do not
// suffice for it, but for the tolerance, it is made of what was there before.
//
// Expected: were each of a party's n payments in as likely to pass through as those of all
// other parties of the case are (q), k or more would with the probability P(Bin(n, q) >= k);
// times the parties that have so many payments in and any out.
//
// Cost: O(m) time for m payments, twice.
func FindPassing(ctx context.Context, p *Payments, o HabitOptions) ([]Finding, error) {
	o.settle()
	passed, of := make([]int, len(p.Currencies)), make([]int, len(p.Currencies))
	type tally struct{ passed, of []int }
	parts, err := inParts(ctx, p.parties, func() func(from, to int) tally {
		w := &passing{fans: fans{Payments: p}, o: o}
		return func(from, to int) tally {
			t := tally{make([]int, len(p.Currencies)), make([]int, len(p.Currencies))}
			for party := from; party < to; party++ {
				for c := range p.Currencies {
					w.pass(int32(party), uint8(c))
					t.passed[c], t.of[c] = t.passed[c]+w.passed, t.of[c]+len(w.in)
				}
			}
			return t
		}
	})
	if err != nil {
		return nil, err
	}
	for _, t := range parts {
		for c := range p.Currencies {
			passed[c], of[c] = passed[c]+t.passed[c], of[c]+t.of[c]
		}
	}
	looked := 0
	found, err := p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		w := &passing{fans: *f, o: o}
		return func(party int32) (found []Finding) {
			for c := range p.Currencies {
				w.pass(party, uint8(c))
				if len(w.in) < o.Least || w.outs == 0 {
					continue
				}
				f.looked++
				if w.passed >= o.Least {
					found = append(found, w.found(party, passed[c], of[c]))
				}
			}
			return found
		}
	}, &looked)
	expect(found, looked)
	return rare(found), err
}

// rare keeps what ordinary traffic is expected to show less than once: a habit of which it
// shows more is none.
func rare(found []Finding) []Finding {
	return slices.DeleteFunc(found, func(f Finding) bool { return f.Expected >= 1 })
}

// passing follows money through one party after the other.
type passing struct {
	fans
	o      HabitOptions
	in     []int32 // payments in, of one currency
	rest   []int64 // what of each has not gone out
	outs   int     // payments out
	passed int     // payments in that have gone out but for the tolerance
	uses   []use
}

// A use is a payment out that carries some of a payment in, by its number among those in.
type use struct {
	in, out int32
	units   int64
}

// pass lets a party's payments out use up those in.
func (w *passing) pass(party int32, currency uint8) {
	w.in, w.uses, w.outs, w.passed = append(w.in[:0], w.only(w.In(party), currency)...), w.uses[:0], 0, 0
	w.rest = w.rest[:0]
	for _, i := range w.in {
		w.rest = append(w.rest, w.All[i].Units)
	}
	oldest := 0
	for _, i := range w.Out(party) {
		q := &w.All[i]
		if q.Currency != currency {
			continue
		}
		w.outs++
		left := q.Units
		for oldest < len(w.in) && (w.rest[oldest] == 0 || w.All[w.in[oldest]].Earliest+w.longest+w.o.Within < q.Earliest) {
			oldest++
		}
		if there := w.there(oldest, q); there < left && !w.o.Tolerance.holds(there, left) {
			continue // it is paid out of what was there before
		}
		for k := oldest; k < len(w.in) && left > 0 && w.All[w.in[k]].Earliest <= q.Latest; k++ {
			if w.fresh(k, q) {
				units := min(left, w.rest[k])
				left, w.rest[k] = left-units, w.rest[k]-units
				w.uses = append(w.uses, use{int32(k), i, units})
			}
		}
	}
	for k, i := range w.in {
		if w.through(k, i) {
			w.passed++
		}
	}
}

// fresh reports whether some of a payment in is left for a payment out of the hours after.
func (w *passing) fresh(k int, out *Payment) bool {
	return w.rest[k] > 0 && w.All[w.in[k]].Latest+w.o.Within >= out.Earliest
}

// there returns how much of the hours before a payment out is left for it.
func (w *passing) there(oldest int, out *Payment) (units int64) {
	for k := oldest; k < len(w.in) && w.All[w.in[k]].Earliest <= out.Latest; k++ {
		if w.fresh(k, out) {
			units += w.rest[k]
		}
	}
	return units
}

// through reports whether a payment in has gone out but for the tolerance.
func (w *passing) through(k int, i int32) bool {
	return w.rest[k] < w.All[i].Units && w.o.Tolerance.holds(w.All[i].Units-w.rest[k], w.All[i].Units)
}

// found describes what passed through a party; passed and of are those of the case.
func (w *passing) found(party int32, passed, of int) Finding {
	f := Finding{Pattern: PassThrough, Parties: []int32{party}, Currency: w.All[w.in[0]].Currency, Count: w.passed, Of: len(w.in)}
	for k, i := range w.in {
		if w.through(k, i) {
			f.Payments = append(f.Payments, i)
			f.Amount += w.All[i].Units - w.rest[k]
		}
	}
	for _, u := range w.uses {
		if w.through(int(u.in), w.in[u.in]) {
			f.Payments = append(f.Payments, u.out)
		}
	}
	slices.Sort(f.Payments)
	f.Payments = slices.Compact(f.Payments)
	f.period(w.Payments)
	f.Surprise = decades(binomialTail(len(w.in), w.passed, rate(passed-w.passed, of-len(w.in))))
	return f
}

// rate is how often something happened, with one more of it and of all.
func rate(times, of int) float64 { return float64(times+1) / float64(of+1) }
