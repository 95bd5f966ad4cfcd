package money

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A carriage is a payment by which some of what is followed can go, in some order of payments
// that the dates allow.
type carriage struct {
	payment int32
	depth   int32 // the fewest payments from the start, itself counted
	start   bool
	arrives int64 // the earliest moment at which what is followed can come by it
	most    int64 // of what is followed, in any order
	least   int64 // in every order
	why     Ending
}

// reach finds the payments by which what is followed can go in some order, sorted by the
// latest moment at which they can be made, and of one moment in the order of the sequence.
//
// Money comes with a payment at its earliest moment, but no sooner than it can have come to the
// payer, and goes on with every payment whose latest moment is no sooner than that. Where dates
// leave nothing open this is the order of time. What is too small or too deep whatever the order
// is led on no further; most and depth are bounds that settle makes as narrow as it can.
//
// Cost: a pass over the table for each time that money goes against its order, and one. It stops
// early with ctx's error.
func (f *follower) reach(ctx context.Context) error {
	f.since, f.hops = make([]int64, f.parties), make([]int32, f.parties)
	for i := range f.since {
		f.since[i], f.hops[i] = math.MaxInt64, math.MaxInt32
	}
	for again := true; again; {
		if err := ctx.Err(); err != nil {
			return err
		}
		again = false
		for _, i := range f.order {
			c, ok := f.carriage(i)
			if !ok || c.why != Lies {
				continue
			}
			if to := f.All[i].To; c.arrives < f.since[to] || c.depth < f.hops[to] {
				f.since[to], f.hops[to], again = min(c.arrives, f.since[to]), min(c.depth, f.hops[to]), true
			}
		}
	}
	for _, i := range f.order {
		if c, ok := f.carriage(i); ok {
			f.carried = append(f.carried, c)
		}
	}
	slices.SortStableFunc(f.carried, func(a, b carriage) int { return cmp.Compare(f.All[a.payment].Latest, f.All[b.payment].Latest) })
	f.carries = make([]int32, len(f.All))
	for k := range f.carried {
		f.carries[f.carried[k].payment] = int32(k) + 1
	}
	return nil
}

// carriage returns what is known of a payment once it is known when its payer can be reached, and
// whether anything that is followed can go by it.
func (f *follower) carriage(i int32) (c carriage, ok bool) {
	q := &f.All[i]
	c = carriage{payment: i, depth: 1, start: f.sets[i], arrives: q.Earliest, most: min(q.Units, f.trace.Units)}
	switch {
	case q.Currency != f.trace.Currency:
		return c, false
	case c.start:
		c.least = q.Units
	case q.From == q.To || f.since[q.From] > q.Latest:
		return c, false
	default:
		c.depth, c.arrives = f.hops[q.From]+1, max(q.Earliest, f.since[q.From])
	}
	c.why = f.ending(&c)
	return c, true
}

// ending says whether what a payment carries is followed, and if not why.
func (f *follower) ending(c *carriage) Ending {
	if _, back := slices.BinarySearch(f.starts, f.All[c.payment].To); back {
		return Return
	}
	switch {
	case c.most < f.least:
		return Small
	case f.o.Depth > 0 && int(c.depth) >= f.o.Depth:
		return Deep
	}
	return Lies
}

// carriageOf returns the carriage of a payment, nil where nothing can go by it.
func (f *follower) carriageOf(i int32) *carriage {
	if k := f.carries[i]; k > 0 && f.carried[k-1].most > 0 {
		return &f.carried[k-1]
	}
	return nil
}

// settle bounds what each payment carries, by what its payer can hold. A payment is taken when
// all that must come before it has been; of what may come before it and is not taken yet, all
// that can go by it counts, so that the bounds hold in every order.
func (f *follower) settle() {
	for k := range f.carried {
		c := &f.carried[k]
		if !c.start {
			q := &f.All[c.payment]
			l := f.ledger(q.From)
			f.advance(l, c.payment)
			c.most = min(c.most, l.traced)
			c.least = max(0, q.Units-l.other)
			c.depth = l.depth + 1
			l.paid(q.Units)
		}
		c.why = f.ending(c)
	}
	for party, since := range f.since {
		if since < math.MaxInt64 {
			f.advance(f.ledger(int32(party)), -1)
		}
	}
}
