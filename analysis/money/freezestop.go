package money

import (
	"cmp"
	"context"
	"slices"
)

// stopFully finds the cheapest items that are on every way from income to uses, by the
// implicit hitting set: the cheapest items that are on every way known so far cost no more than any
// plan does; where no way leads round them they are the plan, and otherwise there are ways to learn.
//
// Source: E. Moreno-Centeno and R. M. Karp, "The implicit hitting set approach to solve
// combinatorial optimization problems", Operations Research 61 (2013).
// doi:10.1287/opre.1120.1139
func (s *freezeSearch) stopFully(ctx context.Context) error {
	w := &freezeWays{freezeSearch: s, number: map[int]int32{}}
	for {
		chosen, err := w.choose(ctx)
		if err != nil || s.bound >= s.price || s.spent() {
			return err
		}
		if learnt, err := w.learn(ctx, chosen); err != nil || !learnt {
			return err
		}
	}
}

// freezeWays are the ways known of a search.
type freezeWays struct {
	*freezeSearch
	sets   [][]int32 // by way, the numbers of its items
	items  []int     // by number
	number map[int]int32
	price  []int64   // by number
	count  []float64 // by number, how many ways
}

// choose returns the cheapest items on every way known, or some as good as can be found. No
// plan is cheaper than the best known where there are none.
func (w *freezeWays) choose(ctx context.Context) ([]int, error) {
	h := hitting{price: w.price, budget: hittings}
	one, cheaper, err := h.solve(ctx, w.sets, w.freezeSearch.price)
	if err != nil {
		return nil, err
	}
	if !cheaper {
		w.bound = w.freezeSearch.price
		return nil, nil
	}
	w.bound = max(w.bound, one.bound)
	chosen := make([]int, len(one.items))
	for k, number := range one.items {
		chosen[k] = w.items[number]
	}
	return chosen, nil
}

// learn finds ways round the chosen, no two with an item in common, and makes a plan of the
// chosen and of items on the ways. It reports false where there is no way.
func (w *freezeWays) learn(ctx context.Context, chosen []int) (bool, error) {
	w.freeze(chosen)
	begun := len(w.sets)
	for way := w.way(); way != nil; way = w.way() {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		w.know(way)
		for _, i := range way {
			w.add(i)
		}
	}
	plan := slices.Clone(chosen)
	for _, set := range w.sets[begun:] {
		plan = append(plan, w.likeliest(set))
	}
	w.freeze(plan)
	for way := w.way(); way != nil; way = w.way() {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		set := w.know(way)
		plan = append(plan, w.likeliest(set))
		w.add(plan[len(plan)-1])
	}
	return len(w.sets) > begun, w.trim(plan, func(items []int) (bool, error) {
		w.freeze(items)
		return w.way() == nil, ctx.Err()
	})
}

// know remembers a way.
func (w *freezeWays) know(way []int) []int32 {
	set := make([]int32, len(way))
	for k, i := range way {
		number, there := w.number[i]
		if !there {
			number = int32(len(w.items))
			w.number[i] = number
			w.items, w.price, w.count = append(w.items, i), append(w.price, w.freezeSearch.items[i].price), append(w.count, 0)
		}
		w.count[number]++
		set[k] = number
	}
	slices.Sort(set)
	w.sets = append(w.sets, set)
	return set
}

// likeliest returns the item of a way that is on most ways for its price.
func (w *freezeWays) likeliest(set []int32) int {
	return w.items[slices.MaxFunc(set, func(a, b int32) int {
		return cmp.Compare(w.count[a]/float64(w.price[a]), w.count[b]/float64(w.price[b]))
	})]
}

// way returns the items of a way from income to uses that is left, ascending; nil where there is none.
func (s *freezeSearch) way() []int {
	s.looked++
	for _, f := range s.flows {
		arcs := f.net.Way(0, 1)
		if arcs == nil {
			continue
		}
		var rows []*freezeRow
		for _, arc := range arcs {
			if k := int(arc) / 2; k < len(f.rows) {
				rows = append(rows, &f.rows[k])
			}
		}
		var items []int
		for _, party := range straight(rows) {
			for _, i := range s.itemsOf[party] {
				items = append(items, int(i))
			}
		}
		slices.Sort(items)
		return slices.Compact(items)
	}
	return nil
}

// straight returns the parties of a way, without those it leaves and comes back to while the money
// might have waited where it was.
func straight(rows []*freezeRow) []int32 {
	way := []int32{rows[0].out, rows[0].in}
	came := []*freezeRow{nil, rows[0]} // by place in way, the payment by which the money came
	for _, r := range rows[1:] {
		for k := 1; k < len(way); k++ {
			if way[k] == r.out && came[k].to <= r.from {
				way, came = way[:k+1], came[:k+1]
				break
			}
		}
		way, came = append(way, r.in), append(came, r)
	}
	return way
}
