package dismantle

import (
	"context"
	"math"
	"math/bits"
	"slices"
)

// A relaxation bounds how many teams can see. Whoever is seen counts one however many of
// the team see them. It lets each member count a part of whoever that member sees, the
// multiplier λ, as often as there are such members, and the other part of everybody in any
// case. Whatever λ are between 0 and 1, no team counts less than it sees, and the best
// count of a team is a knapsack:
//
//	Σ (1 - λ(e)) over all e not seen yet + max over teams of Σ over members c of Σ λ(e) over those c sees
//
// The λ that make it small are found by subgradients.
//
// Source: R. D. Galvão and C. ReVelle, "A Lagrangean heuristic for the maximal covering
// location problem", Eur. J. Operational Research 88 (1996).
// doi:10.1016/0377-2217(94)00159-6
type relaxation struct {
	lambda []float64 // by place in the words of a sight
	best   []float64 // those of the smallest bound
	cover  []float64 // by place, how many of the best team see it, the last of them in part
}

const (
	firstRounds = 300 // of looking for λ for the question
	nextRounds  = 4   // for a part of it, going on from those
)

func (w *watch) bound(ctx context.Context, t *team, among []int32, goal float64) float64 {
	w.look(t.members)
	rounds := nextRounds
	if w.relaxed.best == nil {
		w.relaxed = relaxation{make([]float64, 64*len(w.seen)), make([]float64, 64*len(w.seen)), make([]float64, 64*len(w.seen))}
		for at := range w.relaxed.best {
			w.relaxed.best[at] = 1
		}
		rounds = firstRounds
	}
	r := &w.relaxed
	copy(r.lambda, r.best)
	least, pace, poor := math.Inf(1), 1.0, 0
	for range rounds {
		sees := w.relax(t, among)
		if sees < least {
			least, poor = sees, 0
			if rounds == firstRounds {
				copy(r.best, r.lambda)
			}
		} else if poor++; poor == 10 {
			pace, poor = pace/2, 0
		}
		if math.Floor(least+1e-6) <= -goal || ctx.Err() != nil || !w.spend(0) || !w.descend(pace*(sees+goal+1)) {
			break
		}
	}
	return -math.Floor(least + 1e-6)
}

// relax returns the bound that λ give, of teams of one and some of others.
func (w *watch) relax(t *team, among []int32) float64 {
	r, sees := &w.relaxed, -t.left
	clear(r.cover)
	for at, word := range w.seen {
		for rest := ^word; rest != 0; rest &= rest - 1 {
			sees += 1 - r.lambda[64*at+bits.TrailingZeros64(rest)]
		}
	}
	list := make([]candidate, 0, len(among))
	for _, i := range among {
		if w.allows(t, i) {
			most := 0.0
			w.unseen(i, func(at int) { most += r.lambda[at] })
			list = append(list, candidate{i, most, most / w.priceOf(i)})
		}
	}
	slices.SortFunc(list, before)
	budget := w.budget - t.price
	for _, c := range list {
		if budget <= 0 {
			break
		}
		part := min(1, budget/w.priceOf(c.who))
		budget -= w.priceOf(c.who)
		w.unseen(c.who, func(at int) { r.cover[at] += part })
	}
	return sees + w.mostWithin(list, w.budget-t.price)
}

// unseen calls with the places of those whom somebody sees and the team does not.
func (w *watch) unseen(i int32, with func(at int)) {
	w.spend(1 + w.sights[i].size/16)
	s := &w.sights[i]
	for k, at := range s.at {
		for rest := s.bits[k] &^ w.seen[at]; rest != 0; rest &= rest - 1 {
			with(64*int(at) + bits.TrailingZeros64(rest))
		}
	}
}

// descend changes λ to where the bound is smaller, as far as a gap says, and reports
// whether it can be.
func (w *watch) descend(gap float64) bool {
	r, square := &w.relaxed, 0.0
	each := func(do func(at int)) {
		for at := range r.lambda {
			slope := r.cover[at] - 1
			if w.seen[at/64]>>(at%64)&1 == 0 && (slope > 0 && r.lambda[at] > 0 || slope < 0 && r.lambda[at] < 1) {
				do(at)
			}
		}
	}
	each(func(at int) { square += (r.cover[at] - 1) * (r.cover[at] - 1) })
	if square == 0 {
		return false
	}
	each(func(at int) { r.lambda[at] = min(1, max(0, r.lambda[at]-gap/square*(r.cover[at]-1))) })
	return true
}
