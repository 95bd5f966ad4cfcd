package money

import (
	"cmp"
	"slices"
)

// openOrders counts the payments of those reached that the dates let stand before or after
// another of the same party, and reports whether somebody is paid and pays in an order that is
// open: where that is not so, no order changes what can or must be the same money.
func (f *follower) openOrders() (open int, crossed bool) {
	var all []int32
	for k := range f.ledgers {
		party := f.ledgers[k].party
		mine := f.counted(slices.Concat(f.In(party), f.Out(party)))
		slices.SortFunc(mine, func(a, b int32) int { return cmp.Compare(f.All[a].Earliest, f.All[b].Earliest) })
		last, sides := int32(-1), [2]int32{-1, -1} // the one so far with the latest end: of all, paid by others, and paid
		for _, i := range mine {
			side := 0
			if f.All[i].From == party {
				side = 1
			}
			if f.overlap(last, i) {
				all = append(all, last, i)
			}
			crossed = crossed || f.overlap(sides[1-side], i)
			last, sides[side] = f.later(last, i), f.later(sides[side], i)
		}
	}
	slices.Sort(all)
	return len(slices.Compact(all)), crossed
}

// overlap reports whether a payment may come after another that begins no earlier; -1 is none.
func (f *follower) overlap(a, b int32) bool { return a >= 0 && f.All[a].Latest >= f.All[b].Earliest }

// later returns which of two payments may be made last; -1 is none.
func (f *follower) later(a, b int32) int32 {
	if a < 0 || f.All[b].Latest > f.All[a].Latest {
		return b
	}
	return a
}
