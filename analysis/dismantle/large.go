package dismantle

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// manyToChoose is how many there may be to choose from before the search is among the
// most promising only.
const manyToChoose = 1 << 15

// mostPromising is how many those are, besides the teams that the search starts from.
const mostPromising = 1 << 14

// answerLarge is answer where there are too many to choose from to look at everybody again
// and again: the search starts from two teams and is among those who do most.
func (q *question) answerLarge(ctx context.Context, o *Options) (pool, float64, error) {
	bound := q.atLeast()
	grown, promising := q.growLazily(ctx)
	starts := [][]int32{grown, q.putBackLazily(ctx, q.breakUp(ctx), nearlyLeast)}
	narrow := *q
	narrow.choice = slices.Concat(promising, starts[0], starts[1], q.always())
	slices.Sort(narrow.choice)
	narrow.choice = slices.Compact(narrow.choice)
	fewer := *o
	fewer.Effort = cmp.Or(o.Effort, largeEffort)
	return narrow.settled(ctx, starts, bound, &fewer)
}

// largeEffort is how many steps each walker makes in a large question unless something else is
// said. With DefaultEffort a plan for a case of a million takes more than 5 minutes of CPU.
const largeEffort = 1 << 19

// growLazily returns the team that grows by who does most for the price, one after the
// other, as long as the budget allows; and those who do most alone. What somebody
// does is counted again only when that one comes first by what was counted before; it seldom
// becomes more, which makes the team a little different, not wrong.
//
// Source: M. Minoux, "Accelerated greedy algorithms for maximizing submodular set
// functions", Optimization Techniques (1978). doi:10.1007/BFb0006528
func (q *question) growLazily(ctx context.Context) (grown, promising []int32) {
	p := q.pieces()
	p.without(q.always())
	spent := q.priceOfAll(p.removed)
	line := make([]candidate, 0, len(q.choice))
	for _, i := range q.choice {
		if !q.fixed[i] && q.affords(spent+q.priceOf(i)) {
			line = append(line, candidate{who: i, rank: p.gain(i) / q.priceOf(i)})
		}
	}
	slices.SortFunc(line, before)
	for _, c := range line[:min(len(line), mostPromising)] {
		promising = append(promising, c.who)
	}
	for len(line) > 0 && ctx.Err() == nil {
		first := &line[0]
		now := p.gain(first.who) / q.priceOf(first.who)
		switch affords := q.affords(spent + q.priceOf(first.who)); {
		case affords && now < first.rank:
			first.rank = now
			sink(line)
			continue
		case affords:
			p.remove(first.who)
			spent += q.priceOf(first.who)
		}
		line[0] = line[len(line)-1]
		line = line[:len(line)-1]
		sink(line)
	}
	return slices.Clone(p.removed), promising
}

// putBackLazily returns what is left of a team when those are put back, one by one, who
// connect least for their price, until the budget is kept. What it costs to put somebody
// back is counted again only when that one comes first by what was counted before; who then
// costs more by no more than a share is put back all the same.
//
// Source of the order: A. Arulselvan et al., "Detecting critical nodes in sparse graphs",
// Computers & Operations Research 36 (2009), algorithm 1. doi:10.1016/j.cor.2008.08.016
func (q *question) putBackLazily(ctx context.Context, team []int32, more float64) []int32 {
	p := q.pieces()
	p.without(team)
	spent := q.priceOfAll(p.removed)
	var line []candidate
	for _, i := range p.removed {
		if !q.fixed[i] {
			line = append(line, candidate{who: i, rank: -p.loss(i, math.Inf(1)) / q.priceOf(i)})
		}
	}
	slices.SortFunc(line, before)
	for !q.affords(spent) && len(line) > 0 {
		first := &line[0]
		if now := -p.loss(first.who, math.Inf(1)) / q.priceOf(first.who); now < first.rank*(1+more) && ctx.Err() == nil {
			first.rank = now
			sink(line)
			continue
		}
		p.putBack(first.who)
		spent -= q.priceOf(first.who)
		line[0] = line[len(line)-1]
		line = line[:len(line)-1]
		sink(line)
	}
	return slices.Clone(p.removed)
}

// nearlyLeast is by what share somebody may cost more than was counted before. What those
// cost who join the largest piece rises with every step, for all of them alike: to count
// that each time takes as long as their number squared.
const nearlyLeast = .01

// breakUp returns who is removed, by ties in the core, until only small pieces are left or
// many budgets are spent; who is removed in any case is among them.
func (q *question) breakUp(ctx context.Context) []int32 {
	r := newRemover(q.network)
	for _, i := range q.always() {
		r.without(i)
	}
	order := append(q.always(), r.order(ctx, q.choice, r.coreTies)...)
	places, left := make([]int32, len(order)), make([]int32, len(order))
	for k := range places {
		places[k] = int32(k)
	}
	newAssembly(q.network, order).curve(places, left)
	small, end, spent := points(left, smallPieces), 0, 0.0
	for end < len(order) && spent < wideBudgets*q.budget && (end < small || spent < q.budget) {
		spent += q.priceOf(order[end])
		end++
	}
	return order[:end]
}

// wideBudgets is how many budgets they cost at most. Where one thing ties nearly all, as a
// proceeding does its suspects, pieces stay large until nearly all are removed.
const wideBudgets = 16

// smallPieces is how many entities pieces have fewer of before somebody is put back.
const smallPieces = 100
