package dismantle

import "math/bits"

// best returns the order of the team that leaves least after its waves, and of such the one
// that leaves least after each member. It goes through the subsets of the team: the best
// order of one ends with the member without whom the others' best order and what they leave
// add up to least. What a subset leaves counts for each wave that ends before the next
// member goes; how many these are the prices of the two tell.
func (s *scheduler) best() []int32 {
	n := len(s.members)
	all := 1 << n
	left, sum, last := make([]float64, all), make([]curveSum, all), make([]int8, all)
	spent, wave := make([]float64, all), make([]int, all)
	var subset []int32
	for set := range all {
		subset = subset[:0]
		for rest := set; rest != 0; rest &= rest - 1 {
			k := bits.TrailingZeros(uint(rest))
			subset = append(subset, s.members[k])
		}
		left[set], spent[set] = s.left(subset), s.spent(subset...)
		wave[set] = s.wave(spent[set])
		for rest, first := set, true; rest != 0; rest &= rest - 1 {
			k := bits.TrailingZeros(uint(rest))
			others := set &^ (1 << k)
			if by := sum[others].with(left[others], wave[set]-wave[others]); first || by.less(sum[set]) {
				sum[set], last[set], first = by, int8(k), false
			}
		}
	}
	order := make([]int32, n)
	for set, at := all-1, n-1; at >= 0; at-- {
		order[at] = s.members[last[set]]
		set &^= 1 << last[set]
	}
	return order
}

// A curveSum adds up what is left after each wave, and after each member.
type curveSum struct{ waves, members float64 }

func (c curveSum) with(left float64, waves int) curveSum {
	return curveSum{c.waves + left*float64(waves), c.members + left}
}

func (c curveSum) less(o curveSum) bool {
	return c.waves < o.waves || c.waves == o.waves && c.members < o.members
}
