package dismantle

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
)

// A finder knows an objective that is no sum over pieces. What it says is left is of
// [Reach] less what is seen, so that less is better of every objective.
type finder interface {
	// left is what there is of the objective with a team.
	left(ctx context.Context, members []int32) float64
	// lefts is what is left when one of some joins the team, for each of them.
	lefts(ctx context.Context, members, more []int32) []float64
	// most is by how much each of some lessens what is left at the most when joining the
	// team, whoever else joins: what is left is no less than now, less theirs added up.
	most(ctx context.Context, members, more []int32) []float64
	// grow lets those join, one after the other, who do most, or most for their price,
	// while the budget allows and there are steps.
	grow(ctx context.Context, t team, perPrice bool) team
	// bound is what teams of one and some of others leave at least. It may stop at a goal, of
	// what a team must leave less to matter.
	bound(ctx context.Context, t *team, among []int32, goal float64) float64
	// spend takes steps and reports whether there are any left.
	spend(steps int) bool
}

// steps are what a search may still take.
type steps int

func (s *steps) spend(n int) bool {
	*s -= steps(n)
	return *s > 0
}

// answerWhole is answer of the objectives that are no sums over pieces. It keeps a
// quarter of its steps to prove that no team is better than the one it finds, and returns
// only that one.
func (q *question) answerWhole(ctx context.Context, o *Options) (pool, float64, error) {
	all := o.effort(ctx)
	s := steps(all - all/4)
	f := q.finder(&s)
	if w, is := f.(*watch); is {
		w.drop(ctx)
	}
	first := q.teamOf(q.always())
	first.left = f.left(context.WithoutCancel(ctx), first.members)
	best := q.improve(ctx, f, q.complete(ctx, f, first))
	s = max(s, 0) + steps(all/4)
	best, bound := q.proveWhole(ctx, f, first, best)
	if err := ctx.Err(); errors.Is(err, context.Canceled) {
		return nil, 0, err
	}
	if q.objective == Reach {
		bound = -bound
	}
	return pool{best}, bound, nil
}

// finder returns the one of the question's objective.
func (q *question) finder(s *steps) finder {
	if q.objective == Reach {
		return newWatch(q, s)
	}
	return newSpread(q, s)
}

// greedily returns a team in an order in which each member does most after those before.
func (q *question) greedily(members []int32) []int32 {
	s := steps(math.MaxInt)
	alone := *q
	alone.choice = members
	f, order := alone.finder(&s), slices.Clone(members)
	for at := range order {
		left := f.lefts(context.Background(), order[:at], order[at:])
		best := 0
		for k := range left {
			if left[k] < left[best] || left[k] == left[best] && order[at+k] < order[at+best] {
				best = k
			}
		}
		order[at], order[at+best] = order[at+best], order[at]
	}
	return order
}

func (q *question) teamOf(members []int32) team {
	return team{members: members, price: q.priceOfAll(members)}
}

// with returns a team and one more.
func (q *question) with(t team, i int32, left float64) team {
	at, _ := slices.BinarySearch(t.members, i)
	return team{members: slices.Insert(slices.Clone(t.members), at, i), price: t.price + q.priceOf(i), left: left}
}

// allows reports whether somebody may still join a team.
func (q *question) allows(t *team, i int32) bool {
	_, in := slices.BinarySearch(t.members, i)
	return !in && q.affords(t.price+q.priceOf(i))
}

// complete lets others join a team: the better of who does most and of who does most for
// the price, either of which alone can be far off where prices differ.
//
// Source: J. Leskovec et al., "Cost-effective outbreak detection in networks", KDD 2007,
// section 3.1. doi:10.1145/1281192.1281239
func (q *question) complete(ctx context.Context, f finder, t team) team {
	best := f.grow(ctx, t, false)
	if q.price != nil {
		if other := f.grow(ctx, t, true); other.better(&best) {
			best = other
		}
	}
	return best
}

// improve lets one member after the other leave a team for others, until that helps with
// none.
func (q *question) improve(ctx context.Context, f finder, t team) team {
	for again := true; again; {
		again = false
		for _, i := range t.members {
			if ctx.Err() != nil || !f.spend(0) {
				return t
			}
			at, in := slices.BinarySearch(t.members, i)
			if q.fixed[i] || !in {
				continue
			}
			rest := q.teamOf(slices.Delete(slices.Clone(t.members), at, at+1))
			rest.left = f.left(ctx, rest.members)
			if other := q.complete(ctx, f, rest); other.left < t.left || other.left == t.left && other.price < t.price {
				t, again = other, true
			}
		}
	}
	return t
}

// A candidate may join a team.
type candidate struct {
	who  int32
	most float64 // what it lessens what is left by, at the most
	rank float64 // what it is taken in order of
}

// candidates returns those who may join a team, who does most for the price first, or
// just who does most.
func (q *question) candidates(ctx context.Context, f finder, t *team, among []int32, perPrice bool) []candidate {
	var may []int32
	for _, i := range among {
		if q.allows(t, i) {
			may = append(may, i)
		}
	}
	if len(may) == 0 {
		return nil
	}
	list := make([]candidate, len(may))
	for k, most := range f.most(ctx, t.members, may) {
		list[k] = candidate{may[k], most, most}
		if perPrice {
			list[k].rank /= q.priceOf(may[k])
		}
	}
	slices.SortFunc(list, before)
	return list
}

// mostWithin returns no less than what any of those within a budget lessen together. They are
// in order of what they do for the price; of the last, a part counts.
//
// Source: G. B. Dantzig, "Discrete-variable extremum problems", Operations Research 5
// (1957). doi:10.1287/opre.5.2.266
func (q *question) mostWithin(list []candidate, budget float64) float64 {
	sum := 0.0
	budget += 1e-9 * math.Abs(q.budget) // rounding
	for _, c := range list {
		price := q.priceOf(c.who)
		if price > budget {
			return sum + c.most*budget/price
		}
		sum += c.most
		budget -= price
	}
	return sum
}

// before orders candidates: who ranks first, then by number.
func before(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.who, b.who))
}
