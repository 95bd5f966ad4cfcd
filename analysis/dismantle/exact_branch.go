package dismantle

import (
	"context"
	"math"
	"slices"
)

// A prover looks through one branch of all teams by branch and bound.
type prover struct {
	*residual
	last    *last
	bound   *pathBound
	ctx     context.Context
	limit   int     // residuals that may be looked at
	looked  int     // at how many it has
	best    float64 // what the best team known leaves
	members []int32 // of a better one, if one was found
	missed  float64 // what the teams that were not looked at leave at least
	depth   int     // how many are chosen where a branch is put aside; 0: none is
	aside   []branch
	open    []int32 // scratch of review
	those   []int32
	by      set
}

// A branch is all teams of those chosen and of some who may be.
type branch struct {
	chosen []int32
	may    set
	least  float64 // any of its teams leaves
}

func newProver(ctx context.Context, r *residual, best float64, limit int) *prover {
	return &prover{residual: r, last: newLast(r), bound: newPathBound(r), ctx: ctx, limit: limit, best: best,
		missed: math.Inf(1), by: newSet(len(r.tied))}
}

// enter makes a branch the residual at hand.
func (p *prover) enter(b branch) {
	for _, i := range b.chosen[len(p.chosen):] {
		p.choose(i)
	}
	copy(p.may, b.may)
}

// forget lets go of all but what was found.
func (p *prover) forget() { p.residual, p.last, p.bound = nil, nil, nil }

// look finds the best team of the branch at hand, where one is better than the best known.
// least is a bound of it.
func (p *prover) look(least float64) {
	p.looked++
	may := slices.Clone(p.may)
	defer copy(p.may, may)
	switch most := p.afford(); {
	case most == 0:
		p.note(gone, p.leftNow())
	case most == 1:
		p.note(p.last.best())
	case len(p.chosen) == p.depth:
		p.aside = append(p.aside, branch{slices.Clone(p.chosen), may, least})
	default:
		p.divide(least)
	}
}

// divide looks at those teams that have the most promising entity; then at those of the
// rest that have the next; and so on, until the bound says that the rest have nothing
// better.
func (p *prover) divide(least float64) {
	for {
		open := p.review()
		least = max(least, math.Ceil(p.bound.least()-integral))
		if len(open) == 0 || least >= p.best {
			return
		}
		if p.looked >= p.limit || p.ctx.Err() != nil {
			p.missed = min(p.missed, least)
			return
		}
		first, charge := open[0], p.bound.charge
		for _, i := range open[1:] {
			if charge[i]*p.priceOf(first) > charge[first]*p.priceOf(i) {
				first = i
			}
		}
		p.choose(first)
		p.look(least)
		p.giveBack()
		p.may.drop(first)
	}
}

// note remembers those chosen, and one more, where they leave less than the best known.
func (p *prover) note(more int32, left float64) {
	if left >= p.best {
		return
	}
	p.best, p.members = left, append(p.members[:0], p.chosen...)
	if more != gone {
		p.members = append(p.members, more)
	}
}

// leftNow is what the objective counts of the residual.
func (p *prover) leftNow() float64 {
	p.bound.taken = 0
	left := 0.0
	for _, piece := range p.bound.split(p.there) {
		left = p.together(left, p.counts(p.massIn(piece)))
	}
	return left
}
