package money

import (
	"context"
	"math"
	"slices"
)

// FindStructuring finds parties that pay, or are paid, several amounts just below a
// threshold within a window: at least Threshold·(1-Below%) and less than the threshold.
//
// Expected: were each of the n payments of the window as likely to be just below as those
// of all the case are (q), k or more would be with the probability P(Bin(n, q) >= k); times
// the windows that begin with such a payment, and the parties that have so many.
func FindStructuring(ctx context.Context, p *Payments, o HabitOptions) ([]Finding, error) {
	o.settle()
	just := func(q *Payment) bool {
		threshold, ok := p.whole(o.Threshold, q.Currency)
		return ok && q.Units < threshold && q.Units >= threshold-threshold/100*int64(o.Below)
	}
	shares := p.shareOf(just)
	looked := 0
	found, err := p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		return func(party int32) (found []Finding) {
			for _, rows := range [2][]int32{p.Out(party), p.In(party)} {
				for c := range p.Currencies {
					mine := slices.Clone(f.only(rows, uint8(c)))
					found = append(found, f.clusters(party, mine, just, o, shares[c])...)
				}
			}
			return found
		}
	}, &looked)
	expect(found, looked)
	return rare(found), err
}

// clusters finds the windows in which the most payments of a party are of a sort.
func (f *fans) clusters(party int32, rows []int32, sort func(*Payment) bool, o HabitOptions, q float64) (found []Finding) {
	var of []int // where in rows those of the sort stand
	for k, i := range rows {
		if sort(&f.All[i]) {
			of = append(of, k)
		}
	}
	if len(of) < o.Least {
		return nil
	}
	f.looked++
	f.wins = f.wins[:0]
	for from, to := 0, 0; from < len(of); from++ {
		for to < len(of) && f.All[rows[of[to]]].Earliest <= f.All[rows[of[from]]].Earliest+o.Window {
			to++
		}
		if to-from >= o.Least {
			f.wins = append(f.wins, window{from, to, to - from})
		}
	}
	for _, w := range fullest(f.wins) {
		one := Finding{Pattern: Structuring, Parties: []int32{party}, Currency: f.All[rows[0]].Currency, Count: w.others}
		for _, k := range of[w.from:w.to] {
			one.Payments = append(one.Payments, rows[k])
			one.Amount += f.All[rows[k]].Units
		}
		one.period(f.Payments)
		first, last := of[w.from], of[w.from]
		for last < len(rows) && f.All[rows[last]].Earliest <= f.All[rows[first]].Earliest+o.Window {
			last++
		}
		one.Of = last - first
		one.Surprise = max(0, decades(binomialTail(one.Of, one.Count, q))-math.Log10(float64(len(of))))
		found = append(found, one)
	}
	return found
}

// FindRound finds parties that pay whole hundreds more often than others do.
//
// Expected: were each of its n payments as likely to be round as those of all the case are
// (q), k or more would be with the probability P(Bin(n, q) >= k); times the parties that
// make so many payments.
func FindRound(ctx context.Context, p *Payments, o HabitOptions) ([]Finding, error) {
	o.settle()
	round := func(q *Payment) bool {
		unit, ok := p.whole(o.Round, q.Currency)
		return ok && q.Units%unit == 0
	}
	shares := p.shareOf(round)
	looked := 0
	found, err := p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		return func(party int32) (found []Finding) {
			for c := range p.Currencies {
				one := Finding{Pattern: RoundAmounts, Parties: []int32{party}, Currency: uint8(c)}
				for _, i := range f.only(p.Out(party), uint8(c)) {
					one.Of++
					if round(&p.All[i]) {
						one.Payments, one.Count, one.Amount = append(one.Payments, i), one.Count+1, one.Amount+p.All[i].Units
					}
				}
				if one.Of >= o.Least {
					f.looked++
				}
				if one.Count >= o.Least {
					one.period(p)
					one.Surprise = decades(binomialTail(one.Of, one.Count, shares[c]))
					found = append(found, one)
				}
			}
			return found
		}
	}, &looked)
	expect(found, looked)
	return rare(found), err
}

// whole returns an amount of whole currency in units, or false where that is too much.
func (p *Payments) whole(amount int64, currency uint8) (int64, bool) {
	for range p.Currencies[currency].Scale {
		if amount > math.MaxInt64/10 {
			return 0, false
		}
		amount *= 10
	}
	return amount, true
}

// shareOf returns the share of payments that are of a sort, by currency; one is added to
// both counts.
func (p *Payments) shareOf(sort func(*Payment) bool) []float64 {
	count, of := make([]int, len(p.Currencies)), make([]int, len(p.Currencies))
	for i := range p.All {
		q := &p.All[i]
		of[q.Currency]++
		if sort(q) {
			count[q.Currency]++
		}
	}
	shares := make([]float64, len(count))
	for c := range shares {
		shares[c] = rate(count[c], of[c])
	}
	return shares
}

// FindDormant finds parties that neither pay nor are paid for long and then do so often:
// of each the silence after which the most payments lie in a window.
//
// Expected: were its n payments made independently, each as likely in a span of time as
// any payment of the case, none would lie in the silence (s) before a given one and k in
// the window (w) from it on with the probability (1-s)^(n-1)·P(Bin(n-1, w/(1-s)) >= k-1);
// times n, and the parties with so many payments.
func FindDormant(ctx context.Context, p *Payments, o HabitOptions) ([]Finding, error) {
	o.settle()
	s := p.spread()
	looked := 0
	found, err := p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		f.spread = s
		return func(party int32) []Finding {
			if len(p.Out(party))+len(p.In(party)) < o.Least+1 {
				return nil
			}
			f.looked++
			return f.awake(party, o)
		}
	}, &looked)
	expect(found, looked)
	return rare(found), err
}

// awake returns the silence of a party after which it was busiest.
func (f *fans) awake(party int32, o HabitOptions) []Finding {
	f.rows = append(append(f.rows[:0], f.Out(party)...), f.In(party)...)
	slices.Sort(f.rows)
	best := Finding{}
	for k := 1; k < len(f.rows); k++ {
		last, first := f.All[f.rows[k-1]].Latest, f.All[f.rows[k]].Earliest
		if first-last < o.Silence {
			continue
		}
		end := k
		for end < len(f.rows) && f.All[f.rows[end]].Earliest <= first+o.Window {
			end++
		}
		if end-k < max(o.Least, best.Count+1) {
			continue
		}
		best = Finding{Pattern: Dormant, Parties: []int32{party}, Payments: slices.Clone(f.rows[k:end]), Count: end - k, Of: len(f.rows)}
		silent, busy := share(f.spread.begin, last+1, first-1), share(f.spread.begin, first, first+o.Window)
		n := len(f.rows)
		best.Surprise = decades(binomialTail(n-1, best.Count-1, busy/(1-silent)))
		best.Surprise -= float64(n-1)*math.Log10(1-silent) + math.Log10(float64(n))
		best.Surprise = max(0, best.Surprise)
	}
	if best.Count == 0 {
		return nil
	}
	best.Currency = f.All[best.Payments[0]].Currency
	for _, i := range best.Payments {
		if f.All[i].Currency == best.Currency {
			best.Amount += f.All[i].Units
		}
	}
	best.period(f.Payments)
	return []Finding{best}
}
