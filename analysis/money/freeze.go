package money

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// ErrNoFlow is wrapped by the error of a freeze plan where no money can go from the income
// to the uses at all: there is nothing to stop.
var ErrNoFlow = errors.New("no money goes from the income to the uses in an order of time")

// A Freeze is a plan: what to freeze so that no more than a share of the money comes from
// income to uses.
type Freeze struct {
	Items  []int // chosen, the one that stops most first
	Price  int64
	Bound  int64 // no plan that stops as much costs less
	Proven bool  // the price is the least there is
	Short  bool  // the share cannot be stopped with what can be frozen; the plan leaves the least that can be left
	Looked int   // flows looked at
	Flows  []FreezeCurrency
}

// A FreezeCurrency is what a plan does to the money of one currency, in units of it.
type FreezeCurrency struct {
	Currency uint8
	Whole    int64          // the most that can come from income to uses, with nothing frozen
	Left     int64          // with the plan
	Target   int64          // what was to be left at most
	Alone    []int64        // by place in Items: what the item stops that all the others leave
	Stopped  []int64        // by place in Items: what comes to uses less with each, in the order of the items
	Through  []FreezeReach  // uses that money still comes to, most first
	Items    []FreezeAmount // by place in Items
	Ways     []FreezeWay    // a greatest flow with nothing frozen, the plainest found; nil where none is wanted
}

// A FreezeWay is how much of a flow goes from one party to another.
type FreezeWay struct {
	From, To int32
	Units    int64
	Income   bool // it comes in here; otherwise it is paid on
}

// A FreezeReach is what still comes to one use.
type FreezeReach struct {
	Party int32
	Units int64
}

// A FreezeAmount is what an item received and paid in the payments of the table.
type FreezeAmount struct{ In, Out int64 }

// PlanFreeze finds the cheapest items whose freezing leaves at most 1-share of the greatest
// flow from income to uses, in each currency.
//
// The flow is the most that can be the same money, in an order of time: a maximum flow on
// the time-expanded network. What is frozen is one in all its moments, so that even a full
// stop is no minimum cut of that network but a temporal separator, which is NP-hard (D.
// Kempe, J. Kleinberg and A. Kumar). A full stop is found by ways from income to uses that the
// cheapest items on all known ways leave open. A part is found by branch and bound: a greatest
// flow gives each item what passes it, which is the most that freezing it can stop of that
// flow, and the cheapest fractional cover of what must be stopped is a bound on the price.
// Proven says that no cheaper plan exists; otherwise Bound is what it costs at least.
//
// After the plan the flow is computed anew; it is really at most what Left says, whatever
// the proof.
//
// Unit: prices as given; amounts in units of each currency, exact. Reading: what the recorded
// payments allow. Who is frozen may find other ways.
//
// Cost: for each set of items looked at a maximum flow, or a shortest way, of what lies near the smaller side of a
// least cut; by default so many as take some seconds, and more where a plan has many items. It
// stops early with ctx's error. The error wraps [ErrNoFlow] or [ErrTooMuch].
//
// Sources: L. R. Ford and D. R. Fulkerson, "Constructing maximal dynamic flows from static
// flows", Operations Research 6 (1958); D. Kempe, J. Kleinberg and A. Kumar, "Connectivity
// and inference problems for temporal networks", J. Computer and System Sciences 64 (2002),
// doi:10.1006/jcss.2002.1829; for the full stop, E. Moreno-Centeno and R. M. Karp, Operations Research 61 (2013),
// doi:10.1287/opre.1120.1139.
func PlanFreeze(ctx context.Context, p *Payments, q FreezeQuestion) (Freeze, error) {
	s := &freezeSearch{payments: p, question: &q, price: math.MaxInt64}
	if !(q.Share > 0 && q.Share <= 1) {
		return Freeze{}, fmt.Errorf("share %g: want above 0 and at most 1", q.Share)
	}
	if err := s.measure(ctx); err != nil {
		return Freeze{}, err
	}
	find := s.search
	if q.Share == 1 && !s.short {
		find = s.stopFully
	}
	if err := find(ctx); err != nil {
		return Freeze{}, err
	}
	return s.plan(ctx)
}

// measure finds the flows to be stopped, and what can be stopped of them.
func (s *freezeSearch) measure(ctx context.Context) error {
	for c := range s.payments.Currencies {
		f, err := newFreezeFlow(s.payments, s.question, uint8(c))
		if err != nil {
			return err
		}
		if f.whole, err = f.most(ctx); err != nil {
			return err
		}
		if f.whole > 0 {
			f.target = allowed(f.whole, s.question.Share)
			s.flows = append(s.flows, f)
		}
	}
	if len(s.flows) == 0 {
		return ErrNoFlow
	}
	s.useful()
	s.freeze(nil)
	for i := range s.items {
		s.add(i)
	}
	for _, f := range s.flows {
		least, err := f.most(ctx)
		if err != nil {
			return err
		}
		if least > f.target {
			f.target, s.short = least, true
		}
	}
	return nil
}

// allowed returns what may be left of a flow, rounded downwards; the share is exact in
// millionths.
func allowed(whole int64, share float64) int64 {
	const unit = 1_000_000
	high, low := bits.Mul64(uint64(whole), unit-uint64(math.Round(share*unit)))
	left, _ := bits.Div64(high, low, unit)
	return int64(left)
}

// useful numbers the parties of payments on the way, and keeps the items that have some who
// receive one: who only pays income is no place where the money can be held.
func (s *freezeSearch) useful() {
	place := map[int32]int32{}
	number := func(party int32) int32 {
		at, there := place[party]
		if !there {
			at = int32(len(s.parties))
			place[party] = at
			s.parties = append(s.parties, party)
		}
		return at
	}
	for _, f := range s.flows {
		for k := range f.rows {
			r := &f.rows[k]
			r.out, r.in = number(r.out), number(r.in)
		}
	}
	receives := make([]bool, len(s.parties))
	for _, f := range s.flows {
		for k := range f.rows {
			receives[f.rows[k].in] = true
		}
	}
	s.frozen, s.itemsOf = make([]bool, len(s.parties)), make([][]int32, len(s.parties))
	for _, f := range s.flows {
		f.index(len(s.parties))
	}
	for i, item := range s.question.Items {
		one := usefulItem{at: i, price: item.Price}
		for _, party := range item.Parties {
			if at, there := place[party]; there {
				one.parties = append(one.parties, at)
			}
		}
		if slices.ContainsFunc(one.parties, func(at int32) bool { return receives[at] }) {
			for _, at := range one.parties {
				s.itemsOf[at] = append(s.itemsOf[at], int32(len(s.items)))
			}
			s.items = append(s.items, one)
		}
	}
}

// plan describes the best that was found.
func (s *freezeSearch) plan(ctx context.Context) (Freeze, error) {
	plan := Freeze{Price: s.price, Bound: s.bound, Proven: s.bound >= s.price, Short: s.short, Looked: s.looked}
	order, err := s.order(ctx)
	if err != nil {
		return Freeze{}, err
	}
	for _, i := range order {
		plan.Items = append(plan.Items, s.items[i].at)
	}
	for _, f := range s.flows {
		c, err := s.effect(ctx, f, order)
		if err != nil {
			return Freeze{}, err
		}
		plan.Flows = append(plan.Flows, c)
	}
	return plan, nil
}

// effect is what a plan does to one currency.
func (s *freezeSearch) effect(ctx context.Context, f *freezeFlow, items []int) (c FreezeCurrency, err error) {
	c = FreezeCurrency{Currency: f.currency, Whole: f.whole, Target: f.target, Stopped: make([]int64, len(items)), Alone: make([]int64, len(items))}
	if s.question.Ways {
		if c.Ways, err = f.ways(ctx, s.parties); err != nil {
			return c, err
		}
	}
	s.freeze(items)
	if c.Left, err = f.most(ctx); err != nil {
		return c, err
	}
	c.Through = s.through(f)
	saved := f.net.Save()
	for k, i := range items {
		s.release(i, slices.Delete(slices.Clone(items), k, k+1))
		if c.Alone[k], err = f.most(ctx); err != nil {
			return c, err
		}
		f.net.Restore(saved)
		s.mark(i)
		c.Items = append(c.Items, s.amount(f.currency, i))
	}
	for k := len(items) - 1; k >= 0; k-- {
		s.release(items[k], items[:k])
		if c.Stopped[k], err = f.most(ctx); err != nil {
			return c, err
		}
	}
	return c, nil
}

// through lists the uses that money comes to now, the most first.
func (s *freezeSearch) through(f *freezeFlow) (all []FreezeReach) {
	sums := map[int32]int64{}
	for r, units := range f.used {
		if r.ends {
			sums[s.parties[r.in]] += units
		}
	}
	for party, units := range sums {
		all = append(all, FreezeReach{party, units})
	}
	slices.SortFunc(all, func(a, b FreezeReach) int {
		return cmp.Or(cmp.Compare(b.Units, a.Units), cmp.Compare(a.Party, b.Party))
	})
	return all
}

// amount is what an item received from others and paid to others.
func (s *freezeSearch) amount(currency uint8, item int) (a FreezeAmount) {
	p, parties := s.payments, s.question.Items[s.items[item].at].Parties
	for _, party := range parties {
		for _, i := range p.In(party) {
			if r := &p.All[i]; r.Currency == currency && !slices.Contains(parties, r.From) {
				a.In += r.Units
			}
		}
		for _, i := range p.Out(party) {
			if r := &p.All[i]; r.Currency == currency && !slices.Contains(parties, r.To) {
				a.Out += r.Units
			}
		}
	}
	return a
}
