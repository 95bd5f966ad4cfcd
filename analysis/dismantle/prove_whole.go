package dismantle

import (
	"context"
	"math"
)

// A proof goes through the teams that may be better than the best one known: branch and
// bound.
type proof struct {
	*question
	finder
	best team
	open float64 // no team that was not looked at leaves less
}

// abreast is how many teams are looked at together. It does not depend on the number of
// CPUs, so that the answer does not.
const abreast = 16

// proveWhole goes on from the team of those who are in any until all teams are looked at or
// cannot be better, or there are no more steps. It returns the best team and a bound that
// no team passes.
func (q *question) proveWhole(ctx context.Context, f finder, first, best team) (team, float64) {
	p := &proof{question: q, finder: f, best: best, open: math.Inf(1)}
	least := f.left(context.WithoutCancel(ctx), q.choice) // however few a team may be
	p.branch(ctx, first, q.choice, least)
	return p.best, min(p.best.left, max(p.open, least))
}

// branch looks at the teams of one and some of others. None of them leaves less than a
// bound.
func (p *proof) branch(ctx context.Context, t team, among []int32, bound float64) {
	if bound < p.best.left && ctx.Err() == nil && p.spend(0) {
		bound = max(bound, p.bound(ctx, &t, among, p.best.left))
	}
	if bound >= p.best.left {
		return
	}
	if ctx.Err() != nil || !p.spend(0) {
		p.open = min(p.open, bound)
		return
	}
	list := p.candidates(ctx, p.finder, &t, among, true)
	if ctx.Err() != nil { // what they do at the most is not known
		p.open = min(p.open, bound)
		return
	}
	others := make([]int32, len(list))
	for k, c := range list {
		others[k] = c.who
	}
	for from := 0; from < len(list); from += abreast {
		to := min(from+abreast, len(list))
		if p.least(&t, list[from:], bound) >= p.best.left {
			return
		}
		left := p.lefts(ctx, t.members, others[from:to])
		for k := from; k < to && ctx.Err() == nil; k++ {
			if with := p.with(t, others[k], left[k-from]); with.better(&p.best) {
				p.best = with
			}
		}
		for k := from; k < to; k++ {
			p.branch(ctx, p.with(t, others[k], left[k-from]), others[k+1:], p.least(&t, list[k:], bound))
		}
	}
}

// least returns a bound of the teams of one and some of a list.
func (p *proof) least(t *team, list []candidate, bound float64) float64 {
	b := t.left - p.mostWithin(list, p.budget-t.price)
	if p.objective != Distance { // which alone is no whole number
		b = math.Ceil(b - 1e-6)
	}
	return max(b, bound)
}
