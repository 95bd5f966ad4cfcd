package dismantle

import (
	"math"
	"slices"
)

// A residual is what a branch of a proof has before it: the network without those chosen
// so far, and who may still be chosen. Those who may not stay; they are ineligible, too
// dear, or excluded by the branch.
type residual struct {
	*question
	tied     []set // by entity, its neighbours
	closed   []set // by entity, its neighbours and itself
	eligible set   // who could be chosen when the proof began
	there    set   // not chosen
	may      set   // who may still be chosen
	chosen   []int32
	purse    []float64 // by how many were chosen after those in any case: what is left to spend
	byPrice  []int32   // the eligible, cheapest first; nil: all cost 1
	from, to set       // the two sets of Between
	fresh    set       // scratch of spread
}

func newResidual(q *question) *residual {
	n := q.network.len()
	r := &residual{question: q, tied: newSets(n, n), closed: newSets(n, n), eligible: newSet(n), there: newSet(n), may: newSet(n),
		from: newSet(n), to: newSet(n), fresh: newSet(n)}
	for i := range int32(n) {
		for _, j := range q.network.row(i) {
			r.tied[i].add(j)
		}
		r.closed[i].with(r.tied[i])
		r.closed[i].add(i)
		r.there.add(i)
		if q.one != nil && q.one[i].from > 0 {
			r.from.add(i)
		}
		if q.one != nil && q.one[i].to > 0 {
			r.to.add(i)
		}
	}
	money := q.budget
	for _, i := range q.choice {
		if q.fixed[i] {
			r.there.drop(i)
			r.chosen = append(r.chosen, i)
			money -= q.priceOf(i)
		} else {
			r.eligible.add(i)
		}
	}
	copy(r.may, r.eligible)
	r.purse = []float64{money + q.budget*rounding}
	if q.price != nil {
		r.byPrice = r.eligible.append(nil)
		slices.SortStableFunc(r.byPrice, func(i, j int32) int {
			if q.price[i] < q.price[j] {
				return -1
			}
			return int(one(q.price[i] > q.price[j]))
		})
	}
	return r
}

// copy returns one that changes by itself.
func (r *residual) copy() *residual {
	c := *r
	c.there, c.may, c.fresh = slices.Clone(r.there), slices.Clone(r.may), slices.Clone(r.fresh)
	c.chosen, c.purse = slices.Clone(r.chosen), slices.Clone(r.purse)
	return &c
}

// rounding is by which share of the budget a price may pass it, as affords says.
const rounding = 1e-12

func (r *residual) money() float64 { return r.purse[len(r.purse)-1] }

func (r *residual) choose(i int32) {
	r.there.drop(i)
	r.may.drop(i)
	r.chosen = append(r.chosen, i)
	r.purse = append(r.purse, r.money()-r.priceOf(i))
}

// giveBack undoes the last choice.
func (r *residual) giveBack() {
	i := r.chosen[len(r.chosen)-1]
	r.chosen, r.purse = r.chosen[:len(r.chosen)-1], r.purse[:len(r.purse)-1]
	r.there.add(i)
	r.may.add(i)
}

// afford excludes who is too dear and returns how many more can be chosen at most.
func (r *residual) afford() int {
	if r.byPrice == nil {
		return min(int(r.money()), int(r.may.common(r.there)))
	}
	most, sum := 0, 0.0
	for _, i := range r.byPrice {
		if !r.may.has(i) {
			continue
		}
		if r.price[i] > r.money() {
			r.may.drop(i)
		}
		if sum += r.price[i]; sum <= r.money() {
			most++
		}
	}
	return most
}

func (r *residual) massOf(i int32) mass {
	if r.one == nil {
		return mass{size: 1}
	}
	return r.one[i]
}

// massIn adds up what a set holds.
func (r *residual) massIn(s set) mass {
	return mass{s.common(s), s.common(r.from), s.common(r.to)}
}

// counts is what the objective makes of a piece.
func (q *question) counts(m mass) float64 {
	if q.objective == Largest {
		return float64(m.size)
	}
	return q.worth(m)
}

// together is what it makes of two pieces, or more, by what it makes of each.
func (q *question) together(a, b float64) float64 {
	if q.objective == Largest {
		return math.Max(a, b)
	}
	return a + b
}

// spread adds to s all whom those in it reach within a set.
func (r *residual) spread(s, within set) {
	copy(r.fresh, s)
	for i := r.fresh.first(); i != gone; i = r.fresh.first() {
		r.fresh.drop(i)
		for k, w := range r.tied[i] {
			w &= within[k] &^ s[k]
			s[k] |= w
			r.fresh[k] |= w
		}
	}
}
