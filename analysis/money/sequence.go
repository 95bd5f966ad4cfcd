package money

import (
	"cmp"
	"slices"
)

// A sequence is the one order in which money is followed first in first out and by proportion,
// which have no meaning without one. Where dates leave the order open it is a convention:
// payments stand by their earliest moment, then their latest (one of a day before one of an
// hour of it, one of a month on its first day), and of the same moments so that who is paid can
// pay it on at once. Where payments of the same moments go round, the first of the table goes
// first. It is always one of the orders that the dates allow.
type sequence struct {
	order []int32 // numbers of payments
	rank  []int32 // of each payment in the order
}

// newSequence orders a table. O(m log m) time.
func newSequence(p *Payments) *sequence {
	s := &sequence{order: make([]int32, 0, len(p.All)), rank: make([]int32, len(p.All))}
	o := onward{Payments: p, waiting: make([]int32, p.parties)}
	for from, to := 0, 0; from < len(p.All); from = to {
		for to = from; to < len(p.All) && p.All[to].Earliest == p.All[from].Earliest && p.All[to].Latest == p.All[from].Latest; to++ {
		}
		s.order = o.append(s.order, int32(from), int32(to))
	}
	for r, i := range s.order {
		s.rank[i] = int32(r)
	}
	return s
}

// onward orders payments of one moment; the slices are scratch.
type onward struct {
	*Payments
	waiting []int32 // by party: payments to it of this moment that are yet to come
	byPayer []int32
	ready   []int32
	done    []bool
}

// append appends the payments from..to-1, which are of one moment.
func (o *onward) append(order []int32, from, to int32) []int32 {
	if to-from == 1 {
		return append(order, from)
	}
	o.byPayer, o.ready, o.done = o.byPayer[:0], o.ready[:0], append(o.done[:0], make([]bool, to-from)...)
	for i := from; i < to; i++ {
		o.waiting[o.All[i].To]++
		o.byPayer = append(o.byPayer, i)
	}
	slices.SortStableFunc(o.byPayer, func(a, b int32) int { return cmp.Compare(o.All[a].From, o.All[b].From) })
	for i := from; i < to; i++ {
		if o.waiting[o.All[i].From] == 0 {
			o.ready = append(o.ready, i)
		}
	}
	next := from
	for len(order) < int(to) {
		if len(o.ready) == 0 {
			for o.done[next-from] {
				next++
			}
			o.ready = append(o.ready, next)
		}
		i := o.ready[0]
		o.ready = o.ready[1:]
		if o.done[i-from] {
			continue
		}
		o.done[i-from] = true
		order = append(order, i)
		if payee := o.All[i].To; o.waiting[payee] > 0 {
			if o.waiting[payee]--; o.waiting[payee] == 0 {
				o.release(payee, from)
			}
		}
	}
	return order
}

// release makes the payments of a party ready that are yet to come.
func (o *onward) release(party, from int32) {
	at, _ := slices.BinarySearchFunc(o.byPayer, party, func(i, party int32) int { return cmp.Compare(o.All[i].From, party) })
	for ; at < len(o.byPayer) && o.All[o.byPayer[at]].From == party; at++ {
		if i := o.byPayer[at]; !o.done[i-from] {
			o.ready = append(o.ready, i)
		}
	}
}

// reversed returns the table with money running back, its rows where they were, and the
// order turned round: what is found in it is numbered as in the table.
func (p *Payments) reversed() (*Payments, *sequence) {
	forward := p.sequence()
	n := len(p.All)
	rows := make([]Payment, n)
	for i := range p.All {
		q := p.All[i]
		q.From, q.To, q.Earliest, q.Latest = q.To, q.From, -q.Latest, -q.Earliest
		rows[i] = q
	}
	back := &Payments{All: rows, Currencies: p.Currencies, parties: p.parties, view: p.view, out: p.in, in: p.out}
	s := &sequence{order: slices.Clone(forward.order), rank: make([]int32, n)}
	slices.Reverse(s.order)
	for r, i := range s.order {
		s.rank[i] = int32(r)
	}
	return back, s
}
