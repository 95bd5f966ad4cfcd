package money

import (
	"cmp"
	"math"
	"slices"
)

// A band is some payments of a window whose amounts are similar.
type band struct {
	rows   []int32 // in order of time
	others int
}

// mostInWindow is how many payments of a window are compared by amount, those of the
// earliest moments first.
const mostInWindow = 500

// similar returns the bands of a party's payments with the most different parties at the
// other end, no payment in two of them.
func (f *fans) similar(rows []int32) []band {
	var all []band
	to := 0
	for from := range rows {
		for to < len(rows) && f.All[rows[to]].Earliest <= f.All[rows[from]].Earliest+f.o.Window {
			to++
		}
		if to-from >= f.o.Least {
			all = f.bands(all, rows[from], rows[from:min(to, from+mostInWindow)])
		}
	}
	slices.SortStableFunc(all, func(a, b band) int {
		return cmp.Or(cmp.Compare(b.others, a.others), cmp.Compare(len(a.rows), len(b.rows)), slices.Compare(a.rows, b.rows))
	})
	taken := map[int32]bool{}
	kept := all[:0]
	for _, b := range all {
		if slices.ContainsFunc(b.rows, func(i int32) bool { return taken[i] }) {
			continue
		}
		for _, i := range b.rows {
			taken[i] = true
		}
		kept = append(kept, b)
	}
	slices.SortFunc(kept, func(a, b band) int { return slices.Compare(a.rows, b.rows) })
	return kept
}

// bands appends those of a window in which its first payment is.
func (f *fans) bands(all []band, first int32, rows []int32) []band {
	byAmount := slices.Clone(rows)
	slices.SortFunc(byAmount, func(a, b int32) int { return cmp.Or(cmp.Compare(f.All[a].Units, f.All[b].Units), cmp.Compare(a, b)) })
	to := 0
	for from := range byAmount {
		least := f.All[byAmount[from]].Units
		if least > f.All[first].Units {
			break
		}
		for to < len(byAmount) && f.o.Similar.holds(least, f.All[byAmount[to]].Units) {
			to++
		}
		some := byAmount[from:to]
		if len(some) < f.o.Least || !slices.Contains(some, first) {
			continue
		}
		f.others = f.others[:0]
		for _, i := range some {
			f.others = append(f.others, f.other(i))
		}
		slices.Sort(f.others)
		if others := len(slices.Compact(f.others)); others >= f.o.Least {
			inTime := slices.Clone(some)
			slices.Sort(inTime)
			all = append(all, band{inTime, others})
		}
	}
	return all
}

// ofSimilar returns the fans of similar amounts of a party's payments.
func (f *fans) ofSimilar(party int32, rows []int32) (found []Finding) {
	bands := f.similar(rows)
	f.others = f.others[:0]
	for _, i := range rows {
		f.others = append(f.others, f.other(i))
	}
	slices.Sort(f.others)
	f.others = slices.Compact(f.others)
	for _, b := range bands {
		one := f.finding(party, b.rows, window{0, len(b.rows), b.others})
		least, most := one.Amount, int64(0)
		for _, i := range b.rows {
			least, most = min(least, f.All[i].Units), max(most, f.All[i].Units)
		}
		q := share(f.spread.begin, f.All[b.rows[0]].Earliest, f.All[b.rows[0]].Earliest+f.o.Window) * share(f.spread.units[one.Currency], least, most)
		n := len(rows)
		one.Surprise = max(0, decades(binomialTail(n-1, b.others-1, q))-math.Log10(float64(n)))
		found = append(found, one)
	}
	return found
}
