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

// narrow makes the intervals of the first steps and ends narrower. What can be the same money
// is a flow from the start through what accounts can hold between one payment and the next: no
// more than each payment is, and than the ledger has then. The most that a payment can carry,
// or that can come to an end, is the greatest flow to it; the least is what of the start cannot
// go by any other way. What is counted as too little to follow, too deep or back at the start
// stays counted there.
//
// Where dates leave no order open between what somebody receives and pays, the intervals are
// as narrow as can be; otherwise they hold in every order.
//
// Cost: two greatest flows for each step and end, each near-linear in the payments reached.
func (f *follower) narrow(ctx context.Context) error {
	if !f.o.Narrow || f.inReach() > mostNarrowed || f.trace.Units >= paths.Unlimited {
		return nil
	}
	n := f.network()
	steps, ends := f.trace.Steps, f.trace.Ends
	for k := range steps[:min(mostAsked, len(steps))] {
		s := &steps[k]
		if c := f.carries[s.Payment] - 1; !f.carried[c].start {
			if err := n.ask(ctx, &s.Units, n.from[c], n.arc[c]); err != nil {
				return err
			}
		}
		s.Narrowed = true
	}
	for k := range ends[:min(mostAsked, len(ends))] {
		e := &ends[k]
		at := n.ends[end{e.Party, e.Why}]
		if err := n.ask(ctx, &e.Units, at.station, at.arc); err != nil {
			return err
		}
		e.Narrowed = true
	}
	f.trace.Narrowed = len(steps) <= mostAsked && len(ends) <= mostAsked
	return nil
}

// inReach counts the payments from and to those reached.
func (f *follower) inReach() (count int) {
	for k := range f.ledgers {
		for _, e := range f.ledgers[k].entries {
			if e.kind == goes || e.kind == comes && f.slot[f.All[e.payment].From] == 0 {
				count++
			}
		}
	}
	return count
}

// The first two stations of a network.
const (
	source = iota
	sink
)

// A network has a station for each party and time between its payments, and one for each end.
type network struct {
	*follower
	flow *paths.Flow
	next int   // station not yet used
	from []int // by carriage: the station that leads to it
	to   []int // by carriage that is followed: where it leads
	arc  []int // by carriage
	ends map[end]place
}

// A place is an end of a network, with the arc that leads out of it.
type place struct{ station, arc int }

// network lays out where what is followed can go.
func (f *follower) network() *network {
	n := &network{follower: f, next: sink + 1, ends: map[end]place{}}
	n.flow = paths.NewFlow(2 + 3*len(f.carried) + 3*len(f.ledgers))
	n.from, n.to, n.arc = make([]int, len(f.carried)), make([]int, len(f.carried)), make([]int, len(f.carried))
	for k := range f.ledgers {
		n.lay(&f.ledgers[k])
	}
	for k := range f.carried {
		c := &f.carried[k]
		if c.most == 0 {
			continue
		}
		q := &f.All[c.payment]
		if c.start {
			n.from[k] = source
		}
		if c.why != Lies {
			n.to[k] = n.end(q.To, c.why)
		}
		n.arc[k] = n.flow.Arc(n.from[k], n.to[k], q.Units)
	}
	return n
}

func (n *network) station() int {
	n.next++
	return n.next - 1
}

// end returns the station of an end.
func (n *network) end(party int32, why Ending) int {
	e := end{party, why}
	if _, there := n.ends[e]; !there {
		station := n.station()
		n.ends[e] = place{station, n.flow.Arc(station, sink, paths.Unlimited)}
	}
	return n.ends[e].station
}

// lay gives a party its stations: a new one where something comes in or is paid after a
// payment, and no more goes on to it than the ledger had then.
func (n *network) lay(l *ledger) {
	at, balance, paid := n.station(), l.opening, false
	least := balance // since the last station: more cannot have stayed
	on := func() int {
		if paid {
			old := at
			at, paid = n.station(), false
			n.flow.Arc(old, at, least)
		}
		return at
	}
	for _, e := range l.entries {
		k := n.carries[e.payment] - 1
		carries := k >= 0 && n.carried[k].most > 0
		switch {
		case e.kind == comes:
			balance += n.All[e.payment].Units
		case e.kind == brings:
			if carries && n.carried[k].why == Lies {
				n.to[k] = on()
			}
		default:
			if carries {
				n.from[k] = on()
			}
			balance -= n.All[e.payment].Units
			if !paid {
				least = balance
			}
			paid, least = true, min(least, balance)
		}
	}
	n.flow.Arc(on(), n.end(l.party, Lies), balance)
}

// ask narrows an interval: how much can come to a station, and how much must go by an arc.
func (n *network) ask(ctx context.Context, u *Units, station, arc int) error {
	n.flow.Empty()
	most, err := n.flow.Max(ctx, source, station)
	if err != nil {
		return err
	}
	u.Most = min(u.Most, most)
	n.flow.Empty()
	n.flow.Shut(arc)
	other, err := n.flow.Max(ctx, source, sink)
	if err != nil {
		return err
	}
	u.Least = max(u.Least, n.trace.Units-other)
	return nil
}
