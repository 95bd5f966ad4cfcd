package money

import (
	"cmp"
	"slices"
)

// A ledger is the most that a party can hold of one currency, and of each kind of money in it,
// whatever order of payments the dates allow.
//
// What comes in counts from its earliest moment on and what goes out until its latest, and
// before the record there was as much as the order that asks for most. In any one order that
// the dates allow, more cannot be there for a payment: what has come by then the ledger has
// counted, what it has struck off is gone, and where it has counted too soon or struck off too
// late, the balance has the same units too many. Where dates leave nothing open it is exact.
type ledger struct {
	party   int32
	opening int64
	entries []entry // in order of time; of one moment what comes in first
	next    int     // of the entries

	balance int64
	traced  int64 // of what is followed
	other   int64 // of everything else
	depth   int32 // the fewest payments by which what is followed has come
}

// An entry of a ledger is a payment in, what is followed of one, or a payment out.
type entry struct {
	at      int64
	payment int32
	kind    entryKind
}

type entryKind uint8

const (
	comes entryKind = iota
	brings
	goes
)

// ledger returns the ledger of a party, which it opens on first use.
func (f *follower) ledger(party int32) *ledger {
	if f.slot[party] == 0 {
		f.ledgers = append(f.ledgers, f.open(party))
		f.slot[party] = int32(len(f.ledgers))
	}
	return &f.ledgers[f.slot[party]-1]
}

// open lists what a party receives and pays.
func (f *follower) open(party int32) ledger {
	l := ledger{party: party}
	for _, i := range f.counted(f.In(party)) {
		l.entries = append(l.entries, entry{f.All[i].Earliest, i, comes})
		if k := f.carries[i]; k > 0 {
			l.entries = append(l.entries, entry{f.carried[k-1].arrives, i, brings})
		}
	}
	for _, i := range f.counted(f.Out(party)) {
		l.entries = append(l.entries, entry{f.All[i].Latest, i, goes})
	}
	slices.SortFunc(l.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind), cmp.Compare(f.rank[a.payment], f.rank[b.payment]))
	})
	l.opening = f.mostNeeded(party)
	l.balance, l.other = l.opening, l.opening
	return l
}

// counted returns those of some payments that change what a party holds of the currency.
func (f *follower) counted(payments []int32) []int32 {
	return slices.DeleteFunc(slices.Clone(payments), func(i int32) bool {
		q := &f.All[i]
		return q.Currency != f.trace.Currency || q.From == q.To
	})
}

// mostNeeded returns what a party must have had before the record to make all its payments in
// the order that asks for most: it pays as soon as can be, and is paid as late.
func (f *follower) mostNeeded(party int32) int64 {
	in, out := f.counted(f.In(party)), f.counted(f.Out(party))
	slices.SortFunc(in, func(a, b int32) int { return cmp.Compare(f.All[a].Latest, f.All[b].Latest) })
	slices.SortFunc(out, func(a, b int32) int { return cmp.Compare(f.All[a].Earliest, f.All[b].Earliest) })
	var lacking, most int64
	for _, i := range out {
		for len(in) > 0 && f.All[in[0]].Latest < f.All[i].Earliest {
			lacking -= f.All[in[0]].Units
			in = in[1:]
		}
		lacking += f.All[i].Units
		most = max(most, lacking)
	}
	return most
}

// advance takes what comes before a payment out, or everything where that is none, -1.
func (f *follower) advance(l *ledger, until int32) {
	for ; l.next < len(l.entries); l.next++ {
		e := l.entries[l.next]
		units := f.All[e.payment].Units
		c := f.carriageOf(e.payment)
		switch {
		case e.kind == goes && e.payment == until:
			l.next++
			return
		case e.kind == goes:
			l.paid(units)
		case e.kind == comes && c != nil && c.why == Lies:
			l.balance, l.other = l.balance+units, l.other+units-c.least
		case e.kind == comes:
			l.balance, l.other = l.balance+units, l.other+units
		case c != nil && c.why == Lies:
			l.traced = min(l.balance, l.traced+c.most)
			if l.depth == 0 || c.depth < l.depth {
				l.depth = c.depth
			}
		}
	}
}

// paid strikes off a payment.
func (l *ledger) paid(units int64) {
	l.balance -= units
	l.traced, l.other = min(l.traced, l.balance), min(l.other, l.balance)
}

// rest returns the least and the most of what is followed that is left in the end.
func (l *ledger) rest() (least, most int64) { return max(0, l.balance-l.other), l.traced }
