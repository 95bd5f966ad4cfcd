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

	sets   []bool  // by payment: it is one of the start
	starts []int32 // who paid the start, ascending

	since   []int64    // by party: the earliest moment at which what is followed can be there
	hops    []int32    // by party: no fewer payments lead there
	carried []carriage // in the order in which they are settled
	carries []int32    // by payment: where its carriage is, and 1; 0: it has none
	slot    []int32    // by party: where its ledger is, and 1; 0: it cannot be reached
	ledgers []ledger

	held []holding // by place in ledgers: of those reached in the order of the sequence
	ends map[end]*End
}

type end struct {
	party int32
	why   Ending
}

func newFollower(p *Payments, s *sequence, currency uint8, o TraceOptions) *follower {
	return &follower{Payments: p, sequence: s, o: o, trace: Trace{Currency: currency}, sets: make([]bool, len(p.All)), slot: make([]int32, p.parties), ends: map[end]*End{}}
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
	for _, i := range f.trace.Start {
		f.sets[i] = true
		f.trace.Units += f.All[i].Units
	}
	f.least = int64(math.Ceil(f.o.Share * float64(f.trace.Units)))
	return nil
}

// run bounds what every payment carries whatever the order, and then takes the payments in the
// order of the sequence.
func (f *follower) run(ctx context.Context) error {
	if err := f.reach(ctx); err != nil {
		return err
	}
	f.settle()
	f.held = make([]holding, len(f.ledgers))
	for r, i := range f.order {
		if r%1_000_000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if q := &f.All[i]; q.Currency == f.trace.Currency && (q.From != q.To || f.sets[i]) {
			f.take(i)
		}
	}
	f.finish()
	if err := f.narrow(ctx); err != nil {
		return err
	}
	f.sortEnds()
	open, crossed := f.openOrders()
	f.trace.Open, f.trace.Exact = open, f.trace.Narrowed && !crossed
	return nil
}

// A load is what of a payment is followed, first in first out and by proportion.
type load struct {
	units Units
	parts []part // first in first out
}

// take lets a payer pay a payee.
func (f *follower) take(i int32) {
	q, c := &f.All[i], f.carriageOf(i)
	l := load{parts: []part{{q.Units, false}}}
	switch payer := f.holdingOf(q.From); {
	case f.sets[i]:
		l = load{units: Units{FIFO: q.Units, Proportional: q.Units}, parts: []part{{q.Units, true}}}
	case payer != nil:
		l = payer.pay(q.Units)
	}
	if c != nil {
		l.units.Least, l.units.Most = c.least, c.most
		if l.units.By(f.o.By) >= max(f.least, 1) {
			f.trace.Steps = append(f.trace.Steps, Step{Payment: i, Units: l.units, Depth: int(c.depth), Followed: c.why == Lies})
		}
		if c.why != Lies {
			f.endAt(q.To, c.why, l.units, int(c.depth))
			l = load{parts: []part{{q.Units, false}}}
		} else if l.units.FIFO+l.units.Proportional > 0 {
			f.hold(q.To, f.rank[i])
		}
	}
	if payee := f.holdingOf(q.To); payee != nil {
		payee.receive(q.Units, l)
	}
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

// holdingOf returns what a party holds, nil as long as nothing that is followed has come to it.
func (f *follower) holdingOf(party int32) *holding {
	if k := f.slot[party]; k > 0 && f.held[k-1].queue != nil {
		return &f.held[k-1]
	}
	return nil
}

// hold begins a holding as it is before a payment of some rank, if it has not begun.
func (f *follower) hold(party, rank int32) {
	if f.holdingOf(party) == nil {
		h := &f.held[f.slot[party]-1]
		h.balance, h.queue = f.balance(party, rank), []part{}
		h.push(part{h.balance, false})
	}
}

// balance returns what a party holds before a payment of some rank, with the least at the
// beginning of the record with which it can make all its payments in this order.
func (f *follower) balance(party, rank int32) int64 {
	mine := f.counted(slices.Concat(f.In(party), f.Out(party)))
	slices.SortFunc(mine, func(a, b int32) int { return cmp.Compare(f.rank[a], f.rank[b]) })
	var sum, lowest, there int64
	before := true
	for _, i := range mine {
		if before && f.rank[i] >= rank {
			there, before = sum, false
		}
		if f.All[i].To == party {
			sum += f.All[i].Units
		} else {
			sum -= f.All[i].Units
		}
		lowest = min(lowest, sum)
	}
	return there - lowest
}

// finish notes where the money lies at the end.
func (f *follower) finish() {
	for k := range f.ledgers {
		l := &f.ledgers[k]
		u := f.held[k].rest()
		u.Least, u.Most = l.rest()
		f.endAt(l.party, Lies, u, int(l.depth))
	}
	for _, e := range f.ends {
		e.Units.Most = min(e.Units.Most, f.trace.Units)
		f.trace.Ends = append(f.trace.Ends, *e)
	}
	f.sortEnds()
}

// sortEnds puts the ends that hold most first, and drops those that hold nothing.
func (f *follower) sortEnds() {
	f.trace.Ends = slices.DeleteFunc(f.trace.Ends, func(e End) bool { return e.Units.By(f.o.By) == 0 })
	slices.SortFunc(f.trace.Ends, func(a, b End) int {
		return cmp.Or(cmp.Compare(b.Units.By(f.o.By), a.Units.By(f.o.By)), cmp.Compare(a.Party, b.Party), cmp.Compare(a.Why, b.Why))
	})
}
