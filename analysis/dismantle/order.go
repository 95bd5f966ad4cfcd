package dismantle

import (
	"context"
	"math"
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
		return q.scheduler(context.Background(), members, nil, len(members)).best()
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
