package dismantle

import (
	"context"
	"slices"
)

// prove looks for a better team than the one found until there is none, by branch and
// bound. It returns the best team, what any team leaves at least, and whether that team
// leaves no more, so that it is proven best. It looks at no more than about limit
// residuals, and stops early when ctx ends; then the bound is that of what it did not
// look at. The result does not depend on the number of CPUs.
//
// The objective is one of Pairs, Largest and Between. Prices, and those who are in any
// team, are respected.
//
// The first two choices of a team make the branches, which are looked through apart from
// each other. What one finds is told to others only between rounds: so they do the same
// work whoever is first. A branch that does not end within its share of the limit is
// begun again in the next round, with a larger share.
//
// Source: after A. H. Land and A. G. Doig, "An automatic method of solving discrete
// programming problems", Econometrica 28 (1960), doi:10.2307/1910129; the rules are
// proved where they are stated.
func (q *question) prove(ctx context.Context, found team, limit int) (best team, bound float64, proven bool) {
	p := newProver(ctx, newResidual(q), found.left, limit/2)
	p.depth = len(p.chosen) + firstChoices
	p.look(0)
	best = q.better(found, p)
	branches, limit := p.aside, limit-p.looked
	for share := 0; len(branches) > 0; {
		if limit/len(branches) <= 2*share {
			break
		}
		share = max(2*share, limit/(2*len(branches)))
		provers := p.round(branches, best.left, share)
		for k, o := range provers {
			limit -= o.looked
			branches[k].least = max(branches[k].least, o.missed)
			best = q.better(best, o)
		}
		branches = slices.DeleteFunc(branches, func(b branch) bool { return b.least >= best.left })
	}
	bound = min(best.left, p.missed)
	for _, b := range branches {
		bound = min(bound, b.least)
	}
	return best, bound, bound == best.left
}

// firstChoices is how many choices make a branch.
const firstChoices = 2

// round looks through branches, each within a share of the limit.
func (p *prover) round(branches []branch, best float64, share int) []*prover {
	provers := make([]*prover, len(branches))
	inTurn(len(branches), func(k int) {
		provers[k] = newProver(p.ctx, p.copy(), best, share)
		provers[k].enter(branches[k])
		provers[k].look(branches[k].least)
		provers[k].forget()
	})
	return provers
}

// better returns the team that a prover found, where it found one, and otherwise the best
// so far.
func (q *question) better(best team, p *prover) team {
	if p.members == nil {
		return best
	}
	slices.Sort(p.members)
	pieces := q.pieces()
	pieces.without(p.members)
	t := team{members: p.members, left: pieces.left(), value: pieces.value, price: q.priceOfAll(p.members)}
	if t.better(&best) {
		return t
	}
	return best
}
