package money

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// FindGathering finds parties that gather and scatter (GatherScatter): in a window at
// least so many pay it, and it pays at least so many, sums within the tolerance of each
// other, and nothing goes out before something has come in.
//
// Expected: as of [FindFans] for what comes in, times the probability that so many of its
// payments out lie in the window.
func FindGathering(ctx context.Context, p *Payments, o FanOptions) ([]Finding, error) {
	o.settle()
	s := p.spread()
	looked := 0
	found, err := p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		f.spread, f.o, f.pattern = s, o, FanIn
		return func(party int32) (kept []Finding) {
			if len(p.Out(party)) < o.Least {
				return nil
			}
			for _, in := range f.of(party) {
				if f.scatters(party, &in) {
					kept = append(kept, in)
				}
			}
			return kept
		}
	}, &looked)
	expect(found, looked)
	return found, err
}

// scatters reports whether what was gathered goes out again, and adds that to the
// finding.
func (f *fans) scatters(party int32, in *Finding) bool {
	begin := f.All[in.Payments[0]].Earliest
	var out, payees []int32
	sum, of := int64(0), 0
	for _, i := range f.Out(party) {
		q := &f.All[i]
		if q.Currency != in.Currency {
			continue
		}
		of++
		if q.Latest >= begin && q.Earliest <= begin+f.o.Window {
			out, payees, sum = append(out, i), append(payees, q.To), sum+q.Units
		}
	}
	slices.Sort(payees)
	payees = slices.Compact(payees)
	if len(payees) < f.o.Least || !f.o.Tolerance.holds(min(sum, in.Amount), max(sum, in.Amount)) {
		return false
	}
	in.Pattern, in.Count, in.Of, in.Alike = GatherScatter, in.Count+len(payees), 0, 0
	in.Payments, in.Parties = append(in.Payments, out...), append(in.Parties, payees...)
	slices.Sort(in.Payments)
	in.Amount = min(sum, in.Amount)
	in.period(f.Payments)
	in.Surprise += decades(binomialTail(of, len(payees), share(f.spread.begin, begin, begin+f.o.Window)))
	return true
}

// FindScattering finds parties whose payments meet again (ScatterGather): within a window
// it pays at least so many, and each of them pays the same one, later and an amount within
// the tolerance. cut counts the payers whose budget was spent. The finding's first two
// parties are who scatters and who gathers.
//
// Cost: O(Σ out(payee)) time over all payments, and at most Budget for each payer.
func FindScattering(ctx context.Context, p *Payments, o FanOptions) (found []Finding, cut int, err error) {
	o.settle()
	s := p.spread()
	found, err = p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		f.spread, f.o, f.pattern = s, o, FanOut
		var ways []way
		return func(party int32) []Finding {
			if len(p.Out(party)) < o.Least {
				return nil
			}
			var whole bool
			if ways, whole = f.ways(ways[:0], party); !whole {
				f.looked++
			}
			return f.meeting(party, ways)
		}
	}, &cut)
	return found, cut, err
}

// A way is two payments one after the other, by one party between.
type way struct{ to, between, first, second int32 }

// ways appends every way that money of a party goes two steps, and reports whether the
// budget was enough.
func (f *fans) ways(all []way, party int32) ([]way, bool) {
	left := f.o.Budget
	for _, i := range f.Out(party) {
		a := &f.All[i]
		for _, j := range f.since(f.out.of(a.To), a.Earliest) {
			b := &f.All[j]
			if b.Earliest > a.Earliest+f.o.Window {
				break
			}
			if left--; left < 0 {
				return all, false
			}
			if b.Latest >= a.Earliest && b.To != party && b.Currency == a.Currency && f.o.Tolerance.holds(min(a.Units, b.Units), max(a.Units, b.Units)) {
				all = append(all, way{b.To, a.To, i, j})
			}
		}
	}
	return all, true
}

// meeting returns where the ways of a party meet: for each currency and party at the end
// the window with the most between.
func (f *fans) meeting(party int32, ways []way) (found []Finding) {
	slices.SortFunc(ways, func(a, b way) int {
		return cmp.Or(cmp.Compare(f.All[a.first].Currency, f.All[b.first].Currency), cmp.Compare(a.to, b.to), cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second))
	})
	for from, to := 0, 0; from < len(ways); from = to {
		first := ways[from]
		for to = from; to < len(ways) && ways[to].to == first.to && f.All[ways[to].first].Currency == f.All[first.first].Currency; to++ {
		}
		if to-from >= f.o.Least {
			if best := f.fullestWays(ways[from:to]); len(best) >= f.o.Least {
				found = append(found, f.met(party, best))
			}
		}
	}
	return found
}

// fullestWays returns the ways of the window in which the most pass different parties,
// one for each, in order of their first payments.
func (f *fans) fullestWays(ways []way) (best []way) {
	for from := range ways {
		end := f.All[ways[from].first].Earliest + f.o.Window
		var some []way
		for _, w := range ways[from:] {
			if f.All[w.first].Earliest > end {
				break
			}
			if f.All[w.second].Earliest <= end && !slices.ContainsFunc(some, func(o way) bool { return o.between == w.between || o.second == w.second }) {
				some = append(some, w)
			}
		}
		if len(some) > len(best) {
			best = some
		}
		if len(ways)-from <= len(best) || from > 1000 {
			break
		}
	}
	return best
}

// met describes where ways of a party meet.
func (f *fans) met(party int32, ways []way) Finding {
	found := Finding{Pattern: ScatterGather, Parties: []int32{party, ways[0].to}, Currency: f.All[ways[0].first].Currency, Count: len(ways)}
	for _, w := range ways {
		found.Parties = append(found.Parties, w.between)
		found.Payments = append(found.Payments, w.first, w.second)
		found.Amount += min(f.All[w.first].Units, f.All[w.second].Units)
		found.Surprise += f.spread.near(f.Payments, []int32{w.first, w.second}) - math.Log10(float64(f.between(w.between, w.to)))
	}
	slices.Sort(found.Payments)
	found.period(f.Payments)
	return found
}
