package dismantle

import (
	"cmp"
	"context"
	"slices"
)

// thrifty returns a team that leaves as little as one that leaves least, and in which
// everybody is needed: those are left out, the dearest first, without whom no more is
// left; and where others would do as much for less, it is they.
func (q *question) thrifty(ctx context.Context, t team, o *Options) team {
	t = q.needed(t)
	for q.small() && ctx.Err() == nil && len(t.members) > len(q.always()) {
		cheaper := *q
		cheaper.budget = t.price * (1 - 1e-9)
		cheaper.tell = nil
		other := cheaper.settle(ctx, [][]int32{cheaper.putBackCheapest()}, quick*len(q.choice), o.Seed)
		if other.left > t.left {
			break
		}
		t = q.needed(other)
	}
	return t
}

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
	return team{members: members, left: t.left, value: p.value, price: q.priceOfAll(members)}
}
