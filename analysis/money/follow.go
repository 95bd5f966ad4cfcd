package money

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A follower follows money of one currency through a table.
type follower struct {
	*Payments
	*sequence
	o     TraceOptions
	trace Trace
	least int64 // units that are followed
	first int32 // rank of the first payment of the start

	starts []int32   // who paid the start, ascending
	slot   []int32   // by party: where its holding is, and 1; 0: it holds nothing of it
	held   []holding // of the parties reached
	ends   map[end]*End

	inReach []passage // in the order in which they are taken
}

type end struct {
	party int32
	why   Ending
}

func newFollower(p *Payments, s *sequence, currency uint8, o TraceOptions) *follower {
	return &follower{Payments: p, sequence: s, o: o, trace: Trace{Currency: currency}, slot: make([]int32, p.parties), ends: map[end]*End{}}
}

// begin finds the payments of the start.
func (f *follower) begin(parties, payments []int32) error {
	f.starts = slices.Sorted(slices.Values(parties))
	if len(payments) > 0 {
		f.trace.Start, f.starts = slices.Clone(payments), nil
		for _, i := range payments {
			f.starts = append(f.starts, f.All[i].From)
		}
		slices.Sort(f.starts)
	} else {
		for _, party := range f.starts {
			for _, i := range f.Out(party) {
				if _, own := slices.BinarySearch(f.starts, f.All[i].To); !own {
					f.trace.Start = append(f.trace.Start, i)
				}
			}
		}
	}
	f.trace.Start = slices.DeleteFunc(f.trace.Start, func(i int32) bool { return f.All[i].Currency != f.trace.Currency })
	if len(f.trace.Start) == 0 {
		return ErrNothing
	}
	slices.SortFunc(f.trace.Start, func(a, b int32) int { return cmp.Compare(f.rank[a], f.rank[b]) })
	f.first = f.rank[f.trace.Start[0]]
	for _, i := range f.trace.Start {
		f.trace.Units += f.All[i].Units
	}
	f.least = int64(math.Ceil(f.o.Share * float64(f.trace.Units)))
	return nil
}

// run takes every payment from the start on.
func (f *follower) run(ctx context.Context) error {
	next := 0 // of the start
	for r := int(f.first); r < len(f.order); r++ {
		if r%1_000_000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		i := f.order[r]
		q := &f.All[i]
		if next < len(f.trace.Start) && f.trace.Start[next] == i {
			next++
			f.take(i, load{units: Units{q.Units, q.Units, q.Units, q.Units}, parts: []part{{q.Units, true}}, depth: 1, start: true})
			continue
		}
		if q.Currency != f.trace.Currency {
			continue
		}
		if s := f.slot[q.From]; s > 0 {
			f.take(i, f.held[s-1].pay(q.Units, f.trace.Units))
		} else if s := f.slot[q.To]; s > 0 {
			f.note(passage{payment: i})
			f.held[s-1].receive(q.Units, load{parts: []part{{q.Units, false}}})
		}
	}
	f.finish()
	return f.narrow(ctx)
}

// A load is what of a payment is followed.
type load struct {
	units Units
	parts []part // first in first out
	depth int
	start bool // all of it sets out with this payment
}

// take hands a payment to its payee.
func (f *follower) take(i int32, l load) {
	q := &f.All[i]
	if l.units.Most == 0 {
		f.note(passage{payment: i})
		if s := f.slot[q.To]; s > 0 {
			f.held[s-1].receive(q.Units, l)
		}
		return
	}
	why := f.ending(q, &l)
	f.note(passage{payment: i, carries: true, start: l.start, why: why})
	if l.units.By(f.o.By) >= max(f.least, 1) {
		f.trace.Steps = append(f.trace.Steps, Step{i, l.units, l.depth, why == Lies})
	}
	if why != Lies {
		f.endAt(q.To, why, l.units, l.depth)
		l = load{parts: []part{{q.Units, false}}}
	}
	if why == Return {
		return
	}
	if why != Lies && f.slot[q.To] == 0 {
		return
	}
	f.holding(q.To, f.rank[i]).receive(q.Units, l)
}

// ending says whether what a payment carries is followed, and if not why.
func (f *follower) ending(q *Payment, l *load) Ending {
	if _, back := slices.BinarySearch(f.starts, q.To); back {
		return Return
	}
	switch {
	case l.units.Most < f.least:
		return Small
	case f.o.Depth > 0 && l.depth >= f.o.Depth:
		return Deep
	}
	return Lies
}

func (f *follower) endAt(party int32, why Ending, u Units, depth int) {
	e := f.ends[end{party, why}]
	if e == nil {
		e = &End{Party: party, Why: why, Depth: depth}
		f.ends[end{party, why}] = e
	}
	e.Units.add(u)
	e.Depth = min(e.Depth, depth)
}

// holding returns what a party holds, as it is before a payment of some rank.
func (f *follower) holding(party, rank int32) *holding {
	if f.slot[party] == 0 {
		balance := f.balance(party, rank)
		f.held = append(f.held, holding{party: party, opening: balance, balance: balance})
		f.slot[party] = int32(len(f.held))
		h := &f.held[len(f.held)-1]
		h.push(part{h.balance, false})
	}
	return &f.held[f.slot[party]-1]
}

// balance returns what a party holds before a payment of some rank, with the least at the
// beginning of the record with which it can make all its payments.
func (f *follower) balance(party, rank int32) int64 {
	mine := slices.Concat(f.In(party), f.Out(party))
	slices.SortFunc(mine, func(a, b int32) int { return cmp.Compare(f.rank[a], f.rank[b]) })
	var sum, lowest, there int64
	before := true
	for _, i := range mine {
		q := &f.All[i]
		if q.Currency != f.trace.Currency {
			continue
		}
		if before && f.rank[i] >= rank {
			there, before = sum, false
		}
		if q.To == party {
			sum += q.Units
		} else {
			sum -= q.Units
		}
		lowest = min(lowest, sum)
	}
	return there - lowest
}

// finish notes where the money lies at the end.
func (f *follower) finish() {
	for k := range f.held {
		h := &f.held[k]
		f.endAt(h.party, Lies, h.rest(), h.depth)
	}
	for _, e := range f.ends {
		e.Units.Most = min(e.Units.Most, f.trace.Units)
		if e.Units.By(f.o.By) > 0 {
			f.trace.Ends = append(f.trace.Ends, *e)
		}
	}
	slices.SortFunc(f.trace.Ends, func(a, b End) int {
		return cmp.Or(cmp.Compare(b.Units.By(f.o.By), a.Units.By(f.o.By)), cmp.Compare(a.Party, b.Party), cmp.Compare(a.Why, b.Why))
	})
}
