package dismantle

import (
	"math"
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

// putBackCheapest returns the team that is left when of all who may be removed those are
// put back, one by one, who connect least for their price, until the budget is kept.
//
// Source: A. Arulselvan et al., "Detecting critical nodes in sparse graphs", Computers &
// Operations Research 36 (2009), algorithm 1. doi:10.1016/j.cor.2008.08.016
func (q *question) putBackCheapest() []int32 {
	p := q.pieces()
	p.without(q.choice)
	for spent := q.priceOfAll(p.removed); !q.affords(spent); {
		next, least := int32(gone), math.Inf(1)
		for _, i := range p.removed {
			if q.fixed[i] {
				continue
			}
			if x := p.loss(i, least*q.priceOf(i)) / q.priceOf(i); x < least || x == least && i < next {
				next, least = i, x
			}
		}
		if next == gone {
			break
		}
		p.putBack(next)
		spent -= q.priceOf(next)
	}
	return slices.Clone(p.removed)
}
