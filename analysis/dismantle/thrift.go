package dismantle

import (
	"cmp"
	"context"
	"slices"
)

// thrifty returns the teams of a pool without those who are not needed, of two that leave
// the same the cheaper first.
func (q *question) thrifty(found pool) pool {
	kept := pool{}
	for _, t := range found {
		kept = kept.with(q.needed(t))
	}
	return kept
}

// cheapest returns a team that leaves as little as one that leaves least, for as little as
// short searches find.
func (q *question) cheapest(ctx context.Context, t team, o *Options) team {
	for t = q.needed(t); ctx.Err() == nil && len(t.members) > len(q.always()); {
		cheaper := *q
		cheaper.budget = t.price * (1 - 1e-9)
		cheaper.tell = nil
		found := cheaper.settle(ctx, [][]int32{cheaper.putBackLazily(ctx, q.choice, 0)}, again*len(q.choice), o.Seed)
		if len(found) == 0 || found[0].left > t.left {
			break
		}
		t = q.needed(found[0])
	}
	return t
}

// again is how many proposals, for each who may be in a team, a search for a cheaper one makes.
const again = 1 << 8

// needed returns a team without those who are not. The fewer are removed, the more is
// left, so that one look at each is enough.
func (q *question) needed(t team) team {
	p := q.pieces()
	p.without(t.members)
	dearest := slices.Clone(t.members)
	slices.SortStableFunc(dearest, func(i, j int32) int { return cmp.Compare(q.priceOf(j), q.priceOf(i)) })
	for _, i := range dearest {
		if q.fixed[i] {
			continue
		}
		if p.putBack(i); p.left() > t.left {
			p.remove(i)
		}
	}
	members := slices.Clone(p.removed)
	slices.Sort(members)
	return team{members: members, left: t.left, value: t.left, price: q.priceOfAll(members)}
}
