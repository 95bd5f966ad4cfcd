package money

import (
	"context"

	"github.com/linchpin-graph/linchpin/analysis/paths"
)

// mostNarrowed is how many payments from and to those reached there may be for the
// intervals of a trace to be narrowed, and mostAsked how many of its steps and of its ends are.
const (
	mostNarrowed = 20_000
	mostAsked    = 100
)

// A passage is a payment from or to somebody whom the money has reached, or a start.
type passage struct {
	payment int32
	carries bool // some of what is followed, perhaps
	start   bool
	why     Ending // what became of that

	payer, payee bool // the money had reached them by then
}

// note remembers a payment for the intervals to be narrowed, as long as there are not too
// many.
func (f *follower) note(r passage) {
	if f.o.Narrow && len(f.inReach) <= mostNarrowed {
		q := &f.All[r.payment]
		r.payer, r.payee = f.slot[q.From] > 0 && !r.start, f.slot[q.To] > 0 || r.carries && r.why == Lies
		f.inReach = append(f.inReach, r)
	}
}

// narrow makes the intervals of the first steps and ends as narrow as they can be. What can
// be the same money is a flow from the start through what accounts hold from payment to
// payment: no more than each payment is, and than the account holds between two. The most
// that a payment can carry is the greatest flow to it; the least is what of the start cannot
// go by any other way. What is counted as too little to follow, or too deep, stays counted.
//
// Cost: two greatest flows for each step and end, each near-linear in the payments reached.
func (f *follower) narrow(ctx context.Context) error {
	if !f.o.Narrow || len(f.inReach) > mostNarrowed {
		return nil
	}
	for k := range f.trace.Steps[:min(mostAsked, len(f.trace.Steps))] {
		s := &f.trace.Steps[k]
		if s.Depth == 1 && s.Units.Least == s.Units.Most {
			continue
		}
		if err := f.ask(ctx, &s.Units, &question{payment: s.Payment, party: -1}); err != nil {
			return err
		}
	}
	for k := range f.trace.Ends[:min(mostAsked, len(f.trace.Ends))] {
		e := &f.trace.Ends[k]
		if e.Why != Lies {
			continue
		}
		if err := f.ask(ctx, &e.Units, &question{payment: -1, party: e.Party}); err != nil {
			return err
		}
	}
	f.trace.Narrowed = len(f.trace.Steps) <= mostAsked && len(f.trace.Ends) <= mostAsked
	return nil
}

// A question asks how much can, or must, go by a payment or lie with a party; the other
// is -1.
type question struct {
	payment, party int32

	at      int   // the station that leads to it
	most    int64 // that it can be
	without bool  // it is shut, to see what must go by it
}

// ask narrows an interval.
func (f *follower) ask(ctx context.Context, u *Units, q *question) error {
	n := f.network(q)
	most, err := n.Max(ctx, source, q.at)
	if err != nil {
		return err
	}
	u.Most = min(u.Most, most, q.most)
	q.without = true
	n = f.network(q)
	other, err := n.Max(ctx, source, sink)
	if err != nil {
		return err
	}
	u.Least = max(u.Least, f.trace.Units-other)
	return nil
}

// The first two stations of a network.
const (
	source = iota
	sink
)

// network is the flow of a question: without it shut only up to what is asked about.
func (f *follower) network(q *question) *paths.Flow {
	b := &expanding{follower: f, flow: paths.NewFlow(2 + 2*len(f.inReach) + len(f.held)), next: 2, at: make([]int, len(f.held)), question: q}
	for k := range f.held {
		b.balance = append(b.balance, f.held[k].opening)
	}
	for _, r := range f.inReach {
		if b.take(r) {
			return b.flow
		}
	}
	for k := range f.held {
		if f.held[k].party == q.party {
			q.at, q.most = b.station(k), b.balance[k]
			if q.without {
				continue
			}
		}
		if b.at[k] > 0 {
			b.flow.Arc(b.at[k], sink, paths.Unlimited)
		}
	}
	return b.flow
}

// expanding builds a network in which every party has a station for each time between two
// of its payments.
type expanding struct {
	*follower
	flow    *paths.Flow
	next    int
	at      []int   // by holding: its station now; 0: it has had nothing yet
	balance []int64 // by holding
	*question
}

// station returns where a holding is now.
func (b *expanding) station(k int) int {
	if b.at[k] == 0 {
		b.at[k], b.next = b.next, b.next+1
	}
	return b.at[k]
}

// on leads what a holding has on to a new station, of no more than so much.
func (b *expanding) on(k int, units int64) int {
	old := b.at[k]
	b.at[k], b.next = b.next, b.next+1
	if old > 0 && units > 0 {
		b.flow.Arc(old, b.at[k], units)
	}
	return b.at[k]
}

// take adds a payment, and reports whether nothing after it matters.
func (b *expanding) take(r passage) bool {
	q := &b.All[r.payment]
	payer, payee := int(b.slot[q.From])-1, int(b.slot[q.To])-1
	from := source
	if r.payer {
		from = b.station(payer)
	}
	asked := r.payment == b.payment
	if asked {
		b.question.at, b.most = from, q.Units
		if !b.without {
			return true
		}
	}
	if r.payer {
		b.balance[payer] -= q.Units
		b.on(payer, b.balance[payer])
	}
	to := sink
	if r.carries && r.why == Lies {
		to = b.on(payee, b.balance[payee])
	}
	if r.payee {
		b.balance[payee] += q.Units
	}
	if r.carries && !asked {
		b.flow.Arc(from, to, q.Units)
	}
	return false
}
