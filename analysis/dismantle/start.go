package dismantle

import (
	"context"
	"slices"
)

// pieces returns those of the question's network of which all is removed.
func (q *question) pieces() *pieces {
	p := newPieces(q.network, q.worth, q.one)
	if q.objective == Largest {
		p.sizes = newSizes(q.network.len())
	}
	return p
}

// left is what the objective counts of what is left.
func (p *pieces) left() float64 {
	if p.sizes != nil {
		return float64(p.sizes.largest)
	}
	return p.value
}

// removeBrokers returns a team of those who lie between most others for their price. They
// are removed, a few at a time, until half as much again is spent as the budget allows;
// then those are put back who connect least, for who went first may not be missed when
// others have gone after.
func (q *question) removeBrokers(ctx context.Context, seed uint64) []int32 {
	b := newBrokering(q.network, q.may(), seed)
	b.price = q.price
	team := q.always()
	for _, i := range team {
		b.without(i)
	}
	ordinary := q.priceOfAll(q.choice) / float64(len(q.choice))
	rounds := max(1, startWork/(startSources*(1+len(q.network.to))))
	each := 1 + int(min(float64(len(q.choice)), excess*q.budget/ordinary))/rounds // a budget may be beyond any whole number
	for spent := q.priceOfAll(team); spent < excess*q.budget && ctx.Err() == nil; {
		b.findLargest()
		next := b.next(ctx, startSources, each)
		if len(next) == 0 {
			break
		}
		team = append(team, next...)
		spent += q.priceOfAll(next)
	}
	if ctx.Err() != nil {
		team = q.mostTies(team)
	}
	return q.putBackLazily(ctx, team, 0)
}

// mostTies adds to a team who has most ties for the price, as long as the budget allows: what
// there is no time to look for is better guessed than left out.
func (q *question) mostTies(team []int32) []int32 {
	line := make([]candidate, len(q.choice))
	for k, i := range q.choice {
		line[k] = candidate{who: i, rank: float64(len(q.network.row(i))) / q.priceOf(i)}
	}
	slices.SortFunc(line, before)
	in, spent := newMarks(q.network.len()), q.priceOfAll(team)
	in.next()
	for _, i := range team {
		in.add(i)
	}
	for _, c := range line {
		if price := q.priceOf(c.who); q.affords(spent+price) && in.add(c.who) {
			team, spent = append(team, c.who), spent+price
		}
	}
	return team
}

const (
	excess       = 1.5     // budgets that brokers cost before some are put back
	startSources = 32      // from whom routes are counted in a round
	startWork    = 1 << 30 // ties that are looked at for them
)
