package dismantle

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// An annealer walks from team to team: at each step it proposes to remove somebody, to put
// somebody back, or both beside each other, and does so the more readily, the less connection that leaves. What
// a member costs is weighed by a rate, so that teams are about as large as the budget
// allows; they may be a little larger or smaller, because the way from one good team to
// another leads through such.
//
// Source: S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by simulated
// annealing", Science 220 (1983). doi:10.1126/science.220.4598.671
type annealer struct {
	*question
	*pieces
	random   *rand.Rand
	eligible []bool  // by entity, who may be removed
	spent    float64 // price of those removed
	least    float64 // that must be spent
	most     float64 // that may be spent while walking
	rate     float64 // connection that a unit of price is weighed as
	best     team
	turn     int // how often it has walked by another worth
}

const (
	boiling, hot, warm, cold = .5, .35, .2, .08 // temperatures, in units of the rate
	slack                    = 2                // members of ordinary price that a team may be off the budget
	block                    = 1 << 10          // proposals between two looks at the clock and the rate
	pace                     = 1.003            // by which the rate changes after a block
)

func newAnnealer(q *question, seed, island uint64) *annealer {
	a := &annealer{question: q, pieces: q.pieces(), random: rand.New(rand.NewPCG(seed, island)), eligible: q.may()}
	ordinary := 1.0
	if len(q.choice) > 0 {
		ordinary = q.priceOfAll(q.choice) / float64(len(q.choice))
	}
	a.least, a.most = q.budget-slack*ordinary, q.budget+slack*ordinary
	return a
}

// start takes a team to go on from, which the budget allows.
func (a *annealer) start(members []int32) {
	a.without(members)
	a.spent = a.priceOfAll(a.removed)
	if a.rate == 0 {
		a.rate = max(1, 2*a.value) / max(1, a.budget)
	}
	a.note()
}

// note remembers the team at hand where it is the best so far.
func (a *annealer) note() {
	left := a.left()
	if !a.affords(a.spent) || a.best.members != nil && (left > a.best.left || left == a.best.left && a.value >= a.best.value) {
		return
	}
	a.best.members = append(slices.Grow(a.best.members[:0], 1), a.removed...) // not nil where nobody is in it
	slices.Sort(a.best.members)
	a.best.left, a.best.value, a.best.price = left, a.value, a.spent
}

// cool makes so many proposals at temperatures that fall from one to cold. It stops early
// when ctx ends.
func (a *annealer) cool(ctx context.Context, from float64, proposals int) {
	blocks := max(1, proposals/block)
	for b := range blocks {
		if ctx.Err() != nil {
			return
		}
		heat := from * math.Pow(cold/from, float64(b)/float64(blocks))
		spent := a.walk(heat * a.rate)
		switch unit := (a.most - a.budget) / slack; {
		case spent > a.budget+unit/2:
			a.rate *= pace
		case spent < a.budget-unit/2:
			a.rate /= pace
		}
	}
}

// walk makes a block of proposals at a temperature and returns what teams cost on average.
func (a *annealer) walk(temperature float64) (spent float64) {
	for range block {
		i := a.choice[a.random.IntN(len(a.choice))]
		if len(a.removed) > 0 && a.random.IntN(2) == 0 {
			i = a.removed[a.random.IntN(len(a.removed))]
		}
		spent += a.spent
		price := a.priceOf(i)
		// How much worse a step may make things is drawn before it is known how much it does,
		// for often a part of that is enough to refuse it.
		limit := temperature * a.random.ExpFloat64()
		switch {
		case a.fixed[i]:
		case a.label[i] == gone && a.random.IntN(2) == 0:
			a.slide(i, limit)
		case a.label[i] == gone:
			if most := limit + a.rate*price; a.spent-price >= a.least && a.loss(i, most) <= most {
				a.putBack(i)
				a.spent -= price
				a.note()
			}
		case a.spent+price <= a.most && !a.waits(i):
			if a.gain(i) >= a.rate*price-limit {
				a.remove(i)
				a.spent += price
				a.note()
			}
		}
	}
	return spent / block
}

// waits reports whether somebody who is as good to remove is still there.
func (a *annealer) waits(i int32) bool {
	first := a.before[i]
	return first != gone && a.label[first] != gone
}
