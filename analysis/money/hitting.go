package money

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A hitting problem asks for the cheapest items of which each of some sets has at least one.
// Items are numbered from 0.
//
// It is solved by reduction and branching: a set that has all of another needs no looking
// at; an item whose sets another has too, for no more, need not be taken; the only item of a
// set must be. What falls apart is answered part by part. Otherwise the item of most sets
// for its price is taken, or never taken.
//
// Source, for the reductions: K. Weihe, "Covering trains by stations or the power of data
// reduction", Proc. ALEX (1998).
type hitting struct {
	price  []int64
	budget int // how many branchings more; then the answer is greedy
}

// A hit is an answer to a hitting problem.
type hit struct {
	items []int32
	price int64
	bound int64 // no answer costs less
}

// solve answers for sets of items, each ascending. It looks for answers that cost less than
// most, and reports false where there is none.
func (h *hitting) solve(ctx context.Context, sets [][]int32, most int64) (hit, bool, error) {
	if err := ctx.Err(); err != nil {
		return hit{}, false, err
	}
	forced, sets, ok := h.reduce(sets)
	if !ok {
		return hit{}, false, nil
	}
	all := hit{items: forced}
	for _, i := range forced {
		all.price += h.price[i]
	}
	all.bound = all.price
	groups := h.parts(sets)
	bounds := make([]int64, len(groups))
	for k, part := range groups {
		bounds[k] = h.least(part)
		all.bound += bounds[k]
	}
	for k, part := range groups {
		if all.bound >= most {
			return hit{}, false, nil
		}
		one, ok, err := h.branch(ctx, part, bounds[k], most-(all.bound-bounds[k]))
		if err != nil || !ok {
			return hit{}, false, err
		}
		all.items = append(all.items, one.items...)
		all.price += one.price
		all.bound += one.bound - bounds[k]
	}
	return all, all.bound < most, nil
}

// branch answers for sets that do not fall apart and cost at least so much.
func (h *hitting) branch(ctx context.Context, sets [][]int32, least, most int64) (hit, bool, error) {
	if h.budget <= 0 {
		one := h.greedy(sets)
		one.bound = least
		return one, true, nil
	}
	h.budget--
	i := h.best(sets)
	taken, ok, err := h.solve(ctx, slices.DeleteFunc(slices.Clone(sets), func(set []int32) bool { return slices.Contains(set, i) }), most-h.price[i])
	if err != nil {
		return hit{}, false, err
	}
	taken.items, taken.price, taken.bound = append(taken.items, i), taken.price+h.price[i], taken.bound+h.price[i]
	if !ok {
		taken = hit{price: math.MaxInt64, bound: most}
	}
	rest := make([][]int32, len(sets))
	for k, set := range sets {
		rest[k] = slices.DeleteFunc(slices.Clone(set), func(x int32) bool { return x == i })
	}
	without, there, err := h.solve(ctx, rest, min(most, taken.price))
	if err != nil {
		return hit{}, false, err
	}
	if !there {
		return taken, ok, nil
	}
	best := without
	if taken.price <= without.price {
		best = taken
	}
	best.bound = max(least, min(taken.bound, without.bound))
	return best, true, nil
}

// best returns the item of most sets for its price.
func (h *hitting) best(sets [][]int32) int32 {
	count := make([]float64, len(h.price))
	for _, set := range sets {
		for _, i := range set {
			count[i]++
		}
	}
	best := sets[0][0]
	for i, n := range count {
		if n/float64(h.price[i]) > count[best]/float64(h.price[best]) {
			best = int32(i)
		}
	}
	return best
}

// greedy takes the best item until every set has one.
func (h *hitting) greedy(sets [][]int32) (one hit) {
	sets = slices.Clone(sets)
	for len(sets) > 0 {
		i := h.best(sets)
		one.items, one.price = append(one.items, i), one.price+h.price[i]
		sets = slices.DeleteFunc(sets, func(set []int32) bool { return slices.Contains(set, i) })
	}
	return one
}

// least returns what any answer costs at least: each set, the smallest first, asks as much
// of its items as the cheapest of them has left.
func (h *hitting) least(sets [][]int32) (sum int64) {
	left := slices.Clone(h.price)
	for _, set := range slices.SortedStableFunc(slices.Values(sets), func(a, b []int32) int { return cmp.Compare(len(a), len(b)) }) {
		asked := int64(math.MaxInt64)
		for _, i := range set {
			asked = min(asked, left[i])
		}
		for _, i := range set {
			left[i] -= asked
		}
		sum += asked
	}
	return sum
}

// reduce returns the items that must be taken, and the sets that matter then; false where
// a set has nothing in it.
func (h *hitting) reduce(sets [][]int32) (forced []int32, left [][]int32, ok bool) {
	for {
		sets = h.smallest(sets)
		if len(sets) > 0 && len(sets[0]) == 0 {
			return nil, nil, false
		}
		ones := 0
		for ones < len(sets) && len(sets[ones]) == 1 {
			forced = append(forced, sets[ones][0])
			ones++
		}
		fewer, changed := h.undominated(sets[ones:]) // no other set has any of the forced: it would have all of a smaller one
		if sets = fewer; !changed {
			return forced, sets, true
		}
	}
}

// smallest leaves out sets that have all of another, and sorts the others by size.
func (h *hitting) smallest(sets [][]int32) [][]int32 {
	sets = slices.SortedStableFunc(slices.Values(sets), func(a, b []int32) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	of := make([][]int32, len(h.price)) // by item, the sets kept
	var kept [][]int32
	shared := make([]int, len(sets))
	for _, set := range sets {
		if len(set) == 0 {
			return [][]int32{set}
		}
		clear(shared)
		whole := false
		for _, i := range set {
			for _, k := range of[i] {
				shared[k]++
				whole = whole || shared[k] == len(kept[k])
			}
		}
		if whole {
			continue
		}
		for _, i := range set {
			of[i] = append(of[i], int32(len(kept)))
		}
		kept = append(kept, set)
	}
	return kept
}

// undominated takes from the sets the items that another item stands in for.
func (h *hitting) undominated(sets [][]int32) (fewer [][]int32, changed bool) {
	of := make([][]int32, len(h.price))
	for k, set := range sets {
		for _, i := range set {
			of[i] = append(of[i], int32(k))
		}
	}
	gone := make([]bool, len(h.price))
	for i := range of {
		if len(of[i]) == 0 {
			continue
		}
		for _, j := range sets[of[i][0]] {
			if int(j) == i || gone[j] || h.price[j] > h.price[i] || len(of[j]) < len(of[i]) {
				continue
			}
			if subset(of[i], of[j]) {
				gone[i], changed = true, true
				break
			}
		}
	}
	if !changed {
		return sets, false
	}
	for _, set := range sets {
		fewer = append(fewer, slices.DeleteFunc(slices.Clone(set), func(i int32) bool { return gone[i] }))
	}
	return fewer, true
}

// subset reports whether an ascending list has nothing that another has not.
func subset(a, b []int32) bool {
	for _, x := range b {
		if len(a) > 0 && a[0] == x {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// parts groups sets that have items in common, or lead to such.
func (h *hitting) parts(sets [][]int32) (groups [][][]int32) {
	above := make([]int32, len(h.price))
	for i := range above {
		above[i] = int32(i)
	}
	top := func(i int32) int32 {
		for above[i] != i {
			above[i] = above[above[i]]
			i = above[i]
		}
		return i
	}
	for _, set := range sets {
		for _, i := range set[1:] {
			above[top(i)] = top(set[0])
		}
	}
	place := map[int32]int{}
	for _, set := range sets {
		at, there := place[top(set[0])]
		if !there {
			at = len(groups)
			place[top(set[0])] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], set)
	}
	return groups
}
