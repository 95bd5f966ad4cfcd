package money

import (
	"cmp"
	"context"
	"slices"
)

// CycleOptions say which cycles are looked for.
type CycleOptions struct {
	Fewest, Most int       // steps; 0: 3 and 10
	Window       int64     // seconds from the first payment to the last; 0: thirty days
	Tolerance    Tolerance // between the least and the most of its amounts
	AnyOrder     bool      // the payments need not follow one another in time
	Budget       int       // payments looked at from one first payment; 0: 20,000
}

const (
	day         = 24 * 3600
	cycleBudget = 20_000
	deepest     = 5 // how many steps back from its beginning a cycle's end is sought first
)

func (o *CycleOptions) settle() {
	o.Fewest, o.Most = cmp.Or(o.Fewest, 3), cmp.Or(o.Most, 10)
	o.Window, o.Budget = cmp.Or(o.Window, 30*day), cmp.Or(o.Budget, cycleBudget)
}

// FindCycles finds simple cycles of payments in one currency: each step is paid by who
// was paid before, at a moment that may be no earlier, and the last pays the first. Where
// the date of a payment is not exact any moment in it will do, so that a cycle is one that
// the dates allow. With AnyOrder the payments have only to lie in one window, as where
// accounts settle in advance. Cycles come in the order of their first payments; cut counts
// the first payments from which only a part was looked at, the budget being spent.
//
// Unit: payments. The search from a payment first goes back from its payer, up to five
// steps, over payments that the tolerance and the window allow, and then forward, only to
// where the way back is short enough.
//
// Cost: O(m·Budget) time at most, in practice near O(m); 5 bytes for each party and CPU.
//
// Source: R. Kumar and T. Calders, "2SCENT: an efficient algorithm for enumerating all
// simple temporal cycles", PVLDB 11 (2018), for seeds and windows; the meeting in the
// middle and the tolerance are ours. doi:10.14778/3236187.3236197
func FindCycles(ctx context.Context, p *Payments, o CycleOptions) (found []Finding, cut int, err error) {
	o.settle()
	type part struct {
		cycles []Finding
		cut    int
	}
	parts, err := inParts(ctx, len(p.All), func() func(from, to int) part {
		c := newCycler(p, o)
		return func(from, to int) part {
			c.found, c.cut = nil, 0
			for seed := from; seed < to; seed++ {
				c.from(int32(seed))
			}
			return part{c.found, c.cut}
		}
	})
	if err != nil {
		return nil, 0, err
	}
	for _, part := range parts {
		found, cut = append(found, part.cycles...), cut+part.cut
	}
	return onceEach(found), cut, nil
}

// onceEach keeps the first of the cycles that have the same payments, as where dates that
// are not exact allow two beginnings.
func onceEach(cycles []Finding) []Finding {
	sets, order := make([][]int32, len(cycles)), make([]int, len(cycles))
	for i := range cycles {
		sets[i], order[i] = slices.Sorted(slices.Values(cycles[i].Payments)), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Compare(sets[a], sets[b]) })
	again := make([]bool, len(cycles))
	for k, i := range order {
		again[i] = k > 0 && slices.Equal(sets[i], sets[order[k-1]])
	}
	kept := cycles[:0]
	for i := range cycles {
		if !again[i] {
			kept = append(kept, cycles[i])
		}
	}
	return kept
}

// A cycler looks for cycles from one first payment after the other.
type cycler struct {
	*Payments
	o     CycleOptions
	found []Finding
	cut   int

	seed   int32
	start  int32
	end    int64 // of the window
	left   int   // of the budget
	path   []int32
	behind int     // how many steps back were looked at
	back   []uint8 // by party: how many steps before the start it pays
	turn   []int32 // the seed for which back holds, and 1
	edge   []int32 // parties at the edge of the steps back
	next   []int32
}

func newCycler(p *Payments, o CycleOptions) *cycler {
	return &cycler{Payments: p, o: o, back: make([]uint8, p.parties), turn: make([]int32, p.parties)}
}

// from looks for the cycles that a payment begins.
func (c *cycler) from(seed int32) {
	q := &c.All[seed]
	c.seed, c.start, c.end, c.left = seed, q.From, q.Earliest+c.o.Window, c.o.Budget
	if q.From == q.To || !c.stepBack() {
		return
	}
	c.path = append(c.path[:0], seed)
	c.forward(q.To, q.Earliest, q.Units, q.Units)
	if c.left <= 0 {
		c.cut++
	}
}

// fits reports whether a payment may belong to a cycle that the seed begins.
func (c *cycler) fits(i int32) bool {
	q, seed := &c.All[i], &c.All[c.seed]
	if q.Currency != seed.Currency || i == c.seed || !c.o.Tolerance.holds(min(q.Units, seed.Units), max(q.Units, seed.Units)) {
		return false
	}
	if c.o.AnyOrder {
		return i > c.seed
	}
	return q.Latest >= seed.Earliest
}

// stepBack finds who pays the start, in how many steps, and reports whether anybody does.
// Where the budget does not reach, it stops after the last whole step.
func (c *cycler) stepBack() bool {
	c.edge, c.behind = append(c.edge[:0], c.start), 0
	most := c.o.Budget / 2
	for step := uint8(1); int(step) < c.o.Most && step <= deepest && len(c.edge) > 0; step++ {
		c.next = c.next[:0]
		for _, party := range c.edge {
			rows := c.since(c.in.of(party), c.All[c.seed].Earliest)
			for _, i := range rows {
				if c.All[i].Earliest > c.end {
					break
				}
				if most--; most < 0 {
					return c.behind > 0 || len(c.next) > 0 || step == 1
				}
				if from := c.All[i].From; c.turn[from] != c.seed+1 && from != c.start && c.fits(i) {
					c.turn[from], c.back[from] = c.seed+1, step
					c.next = append(c.next, from)
				}
			}
		}
		if step == 1 && len(c.next) == 0 {
			return false
		}
		c.behind = int(step)
		c.edge, c.next = c.next, c.edge
	}
	if len(c.edge) == 0 { // nobody else pays the start in any number of steps
		c.behind = c.o.Most
	}
	return true
}

// reaches reports whether the start may be reached from a party in so many steps.
func (c *cycler) reaches(party int32, steps int) bool {
	if c.turn[party] == c.seed+1 && int(c.back[party]) <= c.behind {
		return int(c.back[party]) <= steps
	}
	return steps > c.behind
}

// forward takes every next step from a party that the money reached at a moment.
func (c *cycler) forward(party int32, moment, least, most int64) {
	taken := len(c.path)
	if !c.reaches(party, c.o.Most-taken) {
		return
	}
	for _, i := range c.since(c.out.of(party), moment) {
		q := &c.All[i]
		if q.Earliest > c.end {
			return
		}
		if c.left--; c.left < 0 {
			return
		}
		if !c.fits(i) || !c.o.AnyOrder && q.Latest < moment {
			continue
		}
		low, high := min(least, q.Units), max(most, q.Units)
		switch {
		case !c.o.Tolerance.holds(low, high):
		case q.To == c.start:
			if taken+1 >= c.o.Fewest {
				c.close(i, low)
			}
		case taken+1 < c.o.Most && !c.passed(q.To):
			c.path = append(c.path, i)
			c.forward(q.To, c.after(q, moment), low, high)
			c.path = c.path[:taken]
		}
	}
}

// after returns when money that a party had at a moment can first have gone on by a
// payment.
func (c *cycler) after(q *Payment, moment int64) int64 {
	if c.o.AnyOrder {
		return moment
	}
	return max(moment, q.Earliest)
}

// passed reports whether the path has been at a party.
func (c *cycler) passed(party int32) bool {
	return slices.ContainsFunc(c.path, func(i int32) bool { return c.All[i].To == party })
}

// close notes a cycle that ends with a payment.
func (c *cycler) close(last int32, least int64) {
	f := Finding{Pattern: Cycles, Payments: append(slices.Clone(c.path), last), Currency: c.All[last].Currency, Amount: least, Count: len(c.path) + 1}
	for _, i := range f.Payments {
		f.Parties = append(f.Parties, c.All[i].From)
	}
	f.period(c.Payments)
	c.found = append(c.found, f)
}
