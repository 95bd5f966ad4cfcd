package dismantle

import (
	"cmp"
	"math"
	"slices"
)

// atLeast returns what any team leaves at least, for networks too large for a proof. It
// is the best of bounds that are cheap, and seldom near what can be reached. The objective
// is one of Pairs, Largest and Between.
//
// Cost: O(n log n + m) time.
func (q *question) atLeast() float64 {
	if q.objective == Between {
		return max(q.leftOfStaying(), q.tiesLeft())
	}
	return max(q.leftOfStaying(), q.leftOfEvenParts(), q.leftOfTies())
}

// leftOfStaying is what is left when all who may be removed are.
func (q *question) leftOfStaying() float64 {
	p := q.pieces()
	p.without(q.choice)
	return p.left()
}

// leftOfTies bounds by the ties that are left: the ends of each are connected. Where the
// pairs in pieces of at most s entities are as many as the ties, s - 1 is at least twice
// the ties over the entities.
func (q *question) leftOfTies() float64 {
	ties := q.tiesLeft()
	if q.objective != Largest || ties == 0 {
		return ties
	}
	entities := q.network.len() - len(q.always())
	return math.Ceil(1 + 2*ties/float64(entities) - integral)
}

// tiesLeft is how many ties are left at least whose ends count as connected: to remove
// somebody breaks as many as lead from there.
func (q *question) tiesLeft() float64 {
	ties, each := 0.0, make([]float64, q.network.len())
	for i := range each {
		each[i] = q.tiesOf(int32(i))
		ties += each[i] / 2
	}
	return max(0, math.Ceil(ties-q.mostOf(each)-integral))
}

// tiesOf counts the ties of one to those that are not removed in any case.
func (q *question) tiesOf(i int32) float64 {
	ties := 0.0
	for _, j := range q.network.row(i) {
		if !q.fixed[i] && !q.fixed[j] && (q.one == nil || q.one[i].from*q.one[j].to+q.one[i].to*q.one[j].from > 0) {
			ties++
		}
	}
	return ties
}

// leftOfEvenParts bounds by the number of pieces: to remove somebody with d ties makes at
// most d - 1 pieces more, and pieces connect least when all are of one size.
func (q *question) leftOfEvenParts() float64 {
	p := q.pieces()
	p.without(q.always())
	parts, each, n := 0.0, make([]float64, q.network.len()), 0
	met := newMarks(len(each))
	met.next()
	for i, l := range p.label {
		if l == gone {
			continue
		}
		n++
		if met.add(l) {
			parts++
		}
		each[i] = max(0, q.tiesOf(int32(i))-1)
	}
	parts = min(float64(n), math.Floor(parts+q.mostOf(each)+integral))
	left := float64(n) - math.Floor(q.mostMembers()+integral)
	if parts == 0 || left <= 0 {
		return 0
	}
	size := math.Floor(left / parts)
	larger := left - size*parts // parts that have one more
	if q.objective == Largest {
		return size + math.Ceil(larger/parts)
	}
	return (parts-larger)*size*(size-1)/2 + larger*size*(size+1)/2
}

// mostMembers is how many may be removed besides those removed in any case.
func (q *question) mostMembers() float64 {
	each := make([]float64, q.network.len())
	for i := range each {
		each[i] = 1
	}
	return q.mostOf(each)
}

// mostOf returns the most that a team can add up to, besides those removed in any case,
// when the last member may be taken in part.
func (q *question) mostOf(each []float64) float64 {
	money, choice := q.budget*(1+rounding), make([]int32, 0, len(q.choice))
	for _, i := range q.choice {
		if q.fixed[i] {
			money -= q.priceOf(i)
		} else if each[i] > 0 {
			choice = append(choice, i)
		}
	}
	slices.SortFunc(choice, func(i, j int32) int { return cmp.Compare(each[j]*q.priceOf(i), each[i]*q.priceOf(j)) })
	most := 0.0
	for _, i := range choice {
		if money <= 0 {
			break
		}
		most += each[i] * min(1, money/q.priceOf(i))
		money -= q.priceOf(i)
	}
	return most
}
