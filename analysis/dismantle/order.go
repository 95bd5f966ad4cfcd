package dismantle

import (
	"math"
	"math/bits"
	"slices"
)

// inOrder returns a team in the order in which removing its members leaves least soonest:
// the sum of what is left after each is smallest. Of up to exactOrder members that is
// proven; of more, who is missed least goes last, and so on. Of the objectives that are no
// sums over pieces, who does most goes first, then who does most after that one, and so on.
func (q *question) inOrder(members []int32) []int32 {
	if q.objective >= Distance {
		return q.greedily(members)
	}
	if len(members) <= exactOrder {
		return q.bestOrder(members)
	}
	p := q.pieces()
	p.without(members)
	order := slices.Clone(members)
	for k := len(order) - 1; k > 0; k-- {
		last, least := 0, math.Inf(1)
		for at, i := range order[:k+1] {
			if loss := p.loss(i, math.Inf(1)); loss < least {
				last, least = at, loss
			}
		}
		p.putBack(order[last])
		order[last], order[k] = order[k], order[last]
	}
	return order
}

// exactOrder is how many members are put in order by looking at every subset.
const exactOrder = 12

// bestOrder goes through the subsets of a team: the best order of one ends with the member
// without whom the others' best order and what the subset leaves add up to least.
func (q *question) bestOrder(members []int32) []int32 {
	sum, last := make([]float64, 1<<len(members)), make([]int8, 1<<len(members))
	p := q.pieces()
	var subset []int32
	for set := uint(1); set < 1<<len(members); set++ {
		subset = subset[:0]
		sum[set] = math.Inf(1)
		for rest := set; rest != 0; rest &= rest - 1 {
			k := bits.TrailingZeros(rest)
			subset = append(subset, members[k])
			if s := sum[set&^(1<<k)]; s < sum[set] {
				sum[set], last[set] = s, int8(k)
			}
		}
		p.without(subset)
		sum[set] += p.left()
	}
	order := make([]int32, len(members))
	for set, at := uint(1)<<len(members)-1, len(members)-1; at >= 0; at-- {
		order[at] = members[last[set]]
		set &^= 1 << last[set]
	}
	return order
}
