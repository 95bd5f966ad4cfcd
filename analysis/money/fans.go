package money

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// FanOptions say which fans are looked for.
type FanOptions struct {
	Least     int       // payers or payees; 0: 5
	Window    int64     // seconds from the first payment to the last; 0: seven days
	Similar   Tolerance // between the least and the most of the amounts of a fan; 0: any amounts
	Tolerance Tolerance // of what goes on against what came
	Budget    int       // payments looked at from one that scatters; 0: 1,000,000
}

func (o *FanOptions) settle() {
	o.Least, o.Window, o.Budget = cmp.Or(o.Least, 5), cmp.Or(o.Window, 7*day), cmp.Or(o.Budget, 1_000_000)
}

// FindFans finds, for every party, the windows in which the most others pay it (FanIn) or
// are paid by it (FanOut) in one currency: those of one party do not overlap, and the
// fullest are taken first.
//
// Expected: were a party's n payments made independently, each as likely in a window as
// any payment of the case (q), k would lie in the window that begins with a given one with
// the probability P(Bin(n-1, q) >= k-1); times n windows, times the parties with enough
// payments to be looked at. A bound, as windows overlap.
//
// Cost: O(m log m) time.
//
// Source: J. Naus, "The distribution of the size of the maximum cluster of points on a
// line", JASA 60 (1965). doi:10.1080/01621459.1965.10480810
func FindFans(ctx context.Context, p *Payments, pattern Pattern, o FanOptions) ([]Finding, error) {
	o.settle()
	s := p.spread()
	looked := 0
	found, err := p.eachParty(ctx, func(f *fans) func(party int32) []Finding {
		f.spread, f.o, f.pattern = s, o, pattern
		return f.of
	}, &looked)
	expect(found, looked)
	return found, err
}

// eachParty does a work of findings for every party, and adds up what it looked at.
func (p *Payments) eachParty(ctx context.Context, start func(*fans) func(party int32) []Finding, looked *int) ([]Finding, error) {
	type part struct {
		found  []Finding
		looked int
	}
	parts, err := inParts(ctx, p.parties, func() func(from, to int) part {
		f := &fans{Payments: p}
		of := start(f)
		return func(from, to int) (all part) {
			f.looked = 0
			for party := from; party < to; party++ {
				all.found = append(all.found, of(int32(party))...)
			}
			all.looked = f.looked
			return all
		}
	})
	var found []Finding
	for _, part := range parts {
		found, *looked = append(found, part.found...), *looked+part.looked
	}
	return found, err
}

// fans looks at one party after the other; the slices are scratch.
type fans struct {
	*Payments
	spread  *spread
	o       FanOptions
	pattern Pattern
	looked  int

	rows   []int32
	others []int32 // the parties at the other end, ascending
	count  []int32 // of the payments in a window, by other
	wins   []window
}

// A window is a part of a party's payments.
type window struct {
	from, to int // of the rows
	others   int // different parties at the other end
}

// of returns the fans of a party.
func (f *fans) of(party int32) (found []Finding) {
	rows := f.In(party)
	if f.pattern == FanOut {
		rows = f.Out(party)
	}
	for c := range f.Currencies {
		mine := f.only(rows, uint8(c))
		if len(mine) < f.o.Least {
			continue
		}
		f.looked++
		var some []Finding
		if f.o.Similar > 0 && f.o.Similar < 1000 {
			some = f.ofSimilar(party, mine)
		} else {
			for _, w := range f.windows(mine) {
				some = append(some, f.finding(party, mine, w))
			}
		}
		alike(some)
		found = append(found, some...)
	}
	return found
}

// alike counts, of each of a party's fans, the others that are at least four fifths as full.
func alike(fans []Finding) {
	counts := make([]int, len(fans))
	for i := range fans {
		counts[i] = fans[i].Count
	}
	slices.Sort(counts)
	for i := range fans {
		less, _ := slices.BinarySearch(counts, (4*fans[i].Count+4)/5)
		fans[i].Alike = len(counts) - less - 1
	}
}

// only returns the payments of one currency.
func (f *fans) only(rows []int32, currency uint8) []int32 {
	if len(f.Currencies) == 1 {
		return rows
	}
	f.rows = f.rows[:0]
	for _, i := range rows {
		if f.All[i].Currency == currency {
			f.rows = append(f.rows, i)
		}
	}
	return f.rows
}

// other returns the party at the other end of a payment.
func (f *fans) other(i int32) int32 {
	if f.pattern == FanOut {
		return f.All[i].To
	}
	return f.All[i].From
}

// windows returns the fullest windows of a list that do not overlap, in order of time.
func (f *fans) windows(rows []int32) []window {
	f.others = f.others[:0]
	for _, i := range rows {
		f.others = append(f.others, f.other(i))
	}
	slices.Sort(f.others)
	f.others = slices.Compact(f.others)
	if len(f.others) < f.o.Least {
		return nil
	}
	f.count = append(f.count[:0], make([]int32, len(f.others))...)
	f.wins = f.wins[:0]
	to, different := 0, 0
	for from := range rows {
		for to < len(rows) && f.All[rows[to]].Earliest <= f.All[rows[from]].Earliest+f.o.Window {
			if n := f.place(rows[to]); f.count[n] == 0 {
				different++
				f.count[n] = 1
			} else {
				f.count[n]++
			}
			to++
		}
		if different >= f.o.Least {
			f.wins = append(f.wins, window{from, to, different})
		}
		n := f.place(rows[from])
		if f.count[n]--; f.count[n] == 0 {
			different--
		}
	}
	return fullest(f.wins)
}

// place returns where the other end of a payment stands among the others.
func (f *fans) place(i int32) int {
	at, _ := slices.BinarySearch(f.others, f.other(i))
	return at
}

// fullest keeps those windows that overlap no fuller one, in order of time.
func fullest(all []window) []window {
	slices.SortStableFunc(all, func(a, b window) int {
		return cmp.Or(cmp.Compare(b.others, a.others), cmp.Compare(a.to-a.from, b.to-b.from), cmp.Compare(a.from, b.from))
	})
	var kept []window // in order of time
	for _, w := range all {
		at, _ := slices.BinarySearchFunc(kept, w, func(a, b window) int { return cmp.Compare(a.from, b.from) })
		if at > 0 && kept[at-1].to > w.from || at < len(kept) && kept[at].from < w.to {
			continue
		}
		kept = slices.Insert(kept, at, w)
	}
	return kept
}

// finding describes a window of a party.
func (f *fans) finding(party int32, rows []int32, w window) Finding {
	found := Finding{Pattern: f.pattern, Parties: []int32{party}, Payments: slices.Clone(rows[w.from:w.to]), Currency: f.All[rows[0]].Currency, Count: w.others, Of: len(f.others)}
	for _, i := range found.Payments {
		found.Amount += f.All[i].Units
		found.Parties = append(found.Parties, f.other(i))
	}
	slices.Sort(found.Parties[1:])
	found.Parties = append(found.Parties[:1], slices.Compact(found.Parties[1:])...)
	found.period(f.Payments)
	found.Surprise = f.surprise(len(rows), w.others, f.All[rows[w.from]].Earliest)
	return found
}

// surprise returns how unlikely it is that so many of n payments lie in one window,
// given when it begins.
func (f *fans) surprise(n, k int, begin int64) float64 {
	q := share(f.spread.begin, begin, begin+f.o.Window)
	return max(0, decades(binomialTail(n-1, k-1, q))-math.Log10(float64(n)))
}
