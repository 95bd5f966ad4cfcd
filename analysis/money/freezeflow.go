package money

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/paths"
)

// A FreezeQuestion says which money is to be stopped, and what can be frozen.
//
// What of a payment is Income brings money in, at its payee; a payment to one of Uses is where it
// must not come. Between the two money goes on from whoever has received it, in an order of
// time, by payments or what of them is no income; payments whose times overlap may stand in either order.
type FreezeQuestion struct {
	Income []int64 // by payment, in units, at most the whole of it
	Uses   []bool  // by party
	Items  []FreezeItem
	Share  float64 // of the flow to be stopped, above 0 and at most 1, in each currency
	Most   int     // flows looked at to prove the plan best; 0: as many as some seconds allow
	Ways   bool    // a greatest flow is wanted, to be drawn
}

// A FreezeItem is what is frozen as one: an account, or a company with all of its accounts.
// Every payment of its parties, in either direction, is stopped. One whose parties only pay
// income is never chosen.
type FreezeItem struct {
	Parties []int32
	Price   int64 // above 0
}

// How much a plan may cost, where nothing else is asked: stations met, in all flows and ways
// that are looked at, and branchings for each set of ways.
const (
	freezeWork = 50_000_000
	hittings   = 2_000
)

// A freezeFlow is the money of one currency that can go from income to uses.
type freezeFlow struct {
	currency uint8
	rows     []freezeRow
	stations int // of which 0 is where income comes from, and 1 the uses
	holds    [][2]int32
	net      *paths.Flow // row k is its arc 2k
	whole    int64       // the greatest flow with nothing frozen
	target   int64       // what may be left of it

	first []int32 // by party, its first place in of
	of    []int32 // rows of the parties, one party's after the other's
}

// A freezeRow is a payment on a way from income to uses, or what of it is income or is not, between the stations of its ends.
type freezeRow struct {
	payment     int32
	from, to    int32 // stations
	units       int64
	out, in     int32 // parties
	comes, ends bool
}

// newFreezeFlow takes the payments of one currency that are on a way from income to uses.
//
// Each party is a row of stations in an order of time: money stays from one to the next, and
// a payment leads from a station of its payer to one of its payee. It arrives at its
// earliest moment and leaves at its latest, so that no order the times allow is missed.
func newFreezeFlow(p *Payments, q *FreezeQuestion, currency uint8) (*freezeFlow, error) {
	f := &freezeFlow{currency: currency, stations: 2}
	f.rows = onTheWay(p, q, currency)
	total := int64(0)
	for k := range f.rows {
		if total += f.rows[k].units; total >= paths.Unlimited {
			return nil, fmt.Errorf("%s: %w", p.Currencies[currency].Code, ErrTooMuch)
		}
	}
	f.place(p)
	f.lay()
	return f, nil
}

// onTheWay returns the payments that money from income can be part of before it comes to a
// use, in order of the table, without their stations. One that is income in part stands there twice.
func onTheWay(p *Payments, q *FreezeQuestion, currency uint8) (rows []freezeRow) {
	n := p.parties
	reached, left := make([]int64, n), make([]int64, n) // from when on money can be there; until when it must be there to come to a use
	for i := range n {
		reached[i], left[i] = math.MaxInt64, math.MinInt64
	}
	var all []int32
	for i := range p.All {
		if p.All[i].Currency == currency && p.All[i].From != p.All[i].To {
			all = append(all, int32(i))
		}
	}
	passesOn := func(i int32) bool {
		r := &p.All[i]
		return q.Income[i] < r.Units && !q.Uses[r.From] && reached[r.From] <= r.Latest
	}
	finishes := func(i int32) bool { r := &p.All[i]; return q.Uses[r.To] || r.Earliest <= left[r.To] }
	for again := true; again; {
		again = false
		for _, i := range all {
			if r := &p.All[i]; r.Earliest < reached[r.To] && (q.Income[i] > 0 || passesOn(i)) {
				reached[r.To], again = r.Earliest, true
			}
		}
	}
	for again := true; again; {
		again = false
		for _, i := range slices.Backward(all) {
			if r := &p.All[i]; q.Income[i] < r.Units && !q.Uses[r.From] && r.Latest > left[r.From] && finishes(i) {
				left[r.From], again = r.Latest, true
			}
		}
	}
	for _, i := range all {
		if !finishes(i) {
			continue
		}
		r := &p.All[i]
		row := freezeRow{payment: i, out: r.From, in: r.To, ends: q.Uses[r.To]}
		if row.units, row.comes = q.Income[i], true; row.units > 0 {
			rows = append(rows, row)
		}
		if row.units, row.comes = r.Units-q.Income[i], false; passesOn(i) {
			rows = append(rows, row)
		}
	}
	return rows
}

// place gives each payment the stations of its ends. A party has a new one only where money
// arrives after some has left.
func (f *freezeFlow) place(p *Payments) {
	type event struct {
		party  int32
		at     int64
		leaves bool
		row    int32
	}
	var events []event
	for k := range f.rows {
		row := &f.rows[k]
		r := &p.All[row.payment]
		if !row.comes {
			events = append(events, event{r.From, r.Latest, true, int32(k)})
		}
		if row.ends {
			row.to = 1
		} else {
			events = append(events, event{r.To, r.Earliest, false, int32(k)})
		}
	}
	slices.SortFunc(events, func(a, b event) int {
		return cmp.Or(cmp.Compare(a.party, b.party), cmp.Compare(a.at, b.at), compareBools(a.leaves, b.leaves), cmp.Compare(a.row, b.row))
	})
	for k, e := range events {
		first := k == 0 || events[k-1].party != e.party
		if first || !e.leaves && events[k-1].leaves {
			if !first {
				f.holds = append(f.holds, [2]int32{int32(f.stations) - 1, int32(f.stations)})
			}
			f.stations++
		}
		if station := int32(f.stations) - 1; e.leaves {
			f.rows[e.row].from = station
		} else {
			f.rows[e.row].to = station
		}
	}
}

// lay makes the network of the rows.
func (f *freezeFlow) lay() {
	f.net = paths.NewFlow(f.stations)
	for k := range f.rows {
		r := &f.rows[k]
		f.net.Arc(int(r.from), int(r.to), r.units)
	}
	for _, h := range f.holds {
		f.net.Arc(int(h[0]), int(h[1]), paths.Unlimited)
	}
}

// index lists the rows of each of n parties.
func (f *freezeFlow) index(n int) {
	f.first, f.of = make([]int32, n+1), make([]int32, 2*len(f.rows))
	for k := range f.rows {
		f.first[f.rows[k].out]++
		f.first[f.rows[k].in]++
	}
	sum := int32(0)
	for party, count := range f.first {
		sum += count
		f.first[party] = sum
	}
	for k := len(f.rows) - 1; k >= 0; k-- {
		for _, party := range [2]int32{f.rows[k].out, f.rows[k].in} {
			f.first[party]--
			f.of[f.first[party]] = int32(k)
		}
	}
}

// rowsOf returns the rows that a party pays or is paid by.
func (f *freezeFlow) rowsOf(party int32) []int32 { return f.of[f.first[party]:f.first[party+1]] }

// most sends as much more as can go, and returns how much.
func (f *freezeFlow) most(ctx context.Context) (int64, error) { return f.net.Max(ctx, 0, 1) }

// used calls yield with each row along which something goes, and how much.
func (f *freezeFlow) used(yield func(r *freezeRow, units int64) bool) {
	for arc, units := range f.net.Used {
		if k := arc / 2; k < len(f.rows) && !yield(&f.rows[k], units) {
			return
		}
	}
}
