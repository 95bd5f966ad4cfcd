package money_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

// An allocation tries every order of some payments that their dates allow and, in each, every
// amount of the money of party 0 that each payment can be made of; and keeps the least and the
// most of each payment and end. It knows the rules of a trace, and nothing of ledgers or flows;
// only where the money is followed no further it is told.
type allocation struct {
	rows    []money.Payment
	parties int
	ending  []money.Ending // by payment

	balance, traced []int64 // of an order
	order           []int
	carried         []int64           // by payment
	ended           map[endOf]int64   // by end but those that lie somewhere
	least, most     []int64           // by payment
	ends            map[endOf][]int64 // least, most, in how many ways
	ways            int64
}

type endOf struct {
	party int32
	why   money.Ending
}

func everyOrder(rows []money.Payment, parties int, ending []money.Ending) *allocation {
	a := &allocation{rows: rows, parties: parties, ending: ending, carried: make([]int64, len(rows)), ended: map[endOf]int64{}, ends: map[endOf][]int64{}}
	a.least, a.most = make([]int64, len(rows)), make([]int64, len(rows))
	for i := range a.least {
		a.least[i] = math.MaxInt64
	}
	a.orders(make([]bool, len(rows)))
	for _, e := range a.ends {
		if e[2] < a.ways { // in some way nothing ended there
			e[0] = 0
		}
	}
	return a
}

// orders tries every order: a payment may be next where none that is left is over before it
// begins.
func (a *allocation) orders(done []bool) {
	if len(a.order) == len(a.rows) {
		a.open()
		a.pay(0)
		return
	}
	for i, q := range a.rows {
		next := !done[i]
		for j, r := range a.rows {
			next = next && (done[j] || r.Latest >= q.Earliest)
		}
		if next {
			done[i], a.order = true, append(a.order, i)
			a.orders(done)
			done[i], a.order = false, a.order[:len(a.order)-1]
		}
	}
}

// open gives each party the least with which it can make its payments in the order.
func (a *allocation) open() {
	a.balance, a.traced = make([]int64, a.parties), make([]int64, a.parties)
	sum := make([]int64, a.parties)
	for _, i := range a.order {
		q := a.rows[i]
		sum[q.From], sum[q.To] = sum[q.From]-q.Units, sum[q.To]+q.Units
		a.balance[q.From] = max(a.balance[q.From], -sum[q.From])
	}
}

func (a *allocation) pay(k int) {
	if k == len(a.order) {
		a.note()
		return
	}
	i := a.order[k]
	q := a.rows[i]
	low, high := max(0, q.Units-(a.balance[q.From]-a.traced[q.From])), min(q.Units, a.traced[q.From])
	mine := int64(1) // whether what is followed is the payer's
	if q.From == 0 {
		low, high, mine = q.Units, q.Units, 0
	}
	on := int64(0)
	if a.ending[i] == money.Lies {
		on = 1
	}
	e := endOf{q.To, a.ending[i]}
	a.balance[q.From], a.balance[q.To] = a.balance[q.From]-q.Units, a.balance[q.To]+q.Units
	for c := low; c <= high; c++ {
		a.carried[i] = c
		a.traced[q.From], a.traced[q.To], a.ended[e] = a.traced[q.From]-mine*c, a.traced[q.To]+on*c, a.ended[e]+(1-on)*c
		a.pay(k + 1)
		a.traced[q.From], a.traced[q.To], a.ended[e] = a.traced[q.From]+mine*c, a.traced[q.To]-on*c, a.ended[e]-(1-on)*c
	}
	a.balance[q.From], a.balance[q.To] = a.balance[q.From]+q.Units, a.balance[q.To]-q.Units
}

// note keeps one way.
func (a *allocation) note() {
	a.ways++
	for i, c := range a.carried {
		a.least[i], a.most[i] = min(a.least[i], c), max(a.most[i], c)
	}
	end := func(e endOf, units int64) {
		if units == 0 {
			return
		}
		if a.ends[e] == nil {
			a.ends[e] = []int64{units, units, 0}
		}
		of := a.ends[e]
		of[0], of[1], of[2] = min(of[0], units), max(of[1], units), of[2]+1
	}
	for e, units := range a.ended {
		end(e, units)
	}
	for party, units := range a.traced {
		end(endOf{int32(party), money.Lies}, units)
	}
}

// looseTable is a table of payments of which some may stand in several orders.
func looseTable(t *testing.T, seed uint64, parties, payments int, spans []int64) *money.Payments {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 9))
	rows := make([]money.Payment, payments)
	for i := range rows {
		from := r.Int32N(int32(parties))
		to := (from + 1 + r.Int32N(int32(parties)-1)) % int32(parties)
		begin := r.Int64N(int64(2 * payments))
		rows[i] = money.Payment{From: from, To: to, Units: 1 + r.Int64N(3), Earliest: begin, Latest: begin + spans[r.IntN(len(spans))], Tie: int32(i)}
	}
	return tableOfRows(t, parties, rows)
}

func tableOfRows(t *testing.T, parties int, rows []money.Payment) *money.Payments {
	t.Helper()
	p, err := money.NewPayments(parties, rows, []money.Currency{{Code: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// turned returns the rows with time turned round.
func turned(rows []money.Payment) []money.Payment {
	rows = slices.Clone(rows)
	for i, q := range rows {
		rows[i].From, rows[i].To, rows[i].Earliest, rows[i].Latest = q.To, q.From, -q.Latest, -q.Earliest
	}
	return rows
}

// traced follows the money of party 0 by the most, and returns for each payment what became of
// what it carries: one that is not among the steps carries too little.
func traced(t *testing.T, p *money.Payments, o money.TraceOptions) (*money.Trace, []money.Ending) {
	t.Helper()
	o.By = money.Most
	traces, err := money.Follow(t.Context(), p, []int32{0}, nil, o)
	if errors.Is(err, money.ErrNothing) {
		return nil, nil
	} else if err != nil {
		t.Fatal(err)
	}
	ending := make([]money.Ending, len(p.All))
	for i := range ending {
		ending[i] = money.Small
	}
	for _, s := range traces[0].Steps {
		ending[s.Payment] = money.Deep
		if s.Followed {
			ending[s.Payment] = money.Lies
		}
	}
	for i, q := range p.All {
		if !o.Back && q.To == 0 || o.Back && q.From == 0 {
			ending[i] = money.Return
		}
	}
	return &traces[0], ending
}

// TestTraceBoundsOfEveryPaymentAndEnd: against every order and allocation, the bounds of all
// payments and of all ends hold; and where no order is open between what somebody is paid and
// pays, they are exactly those. With limits of depth and share, forward and back.
func TestTraceBoundsOfEveryPaymentAndEnd(t *testing.T) {
	figures, tight, exact, byWhy := 0, 0, 0, map[money.Ending]int{}
	for seed := range uint64(1500) {
		spans := [][]int64{{0}, {0, 0, 0, 2}, {0, 1, 5}, {3, 30}}[seed%4]
		p := looseTable(t, seed, 4, 6, spans)
		o := money.TraceOptions{Narrow: true, Back: seed/4%2 == 1, Depth: int(seed / 8 % 4), Share: float64(seed/32%3) * .15}
		trace, ending := traced(t, p, o)
		if trace == nil {
			continue
		}
		rows := p.All
		if o.Back {
			rows = turned(rows)
		}
		want := everyOrder(rows, 4, ending)
		check := func(what any, u money.Units, least, most int64) {
			if u.Least > least || u.Most < most || trace.Exact && (u.Least != least || u.Most != most) {
				t.Fatalf("seed %d, %+v, exact %v: %+v is %d to %d, and every order and way gives %d to %d\n%+v", seed, o, trace.Exact, what, u.Least, u.Most, least, most, p.All)
			}
			if u.Least > min(u.FIFO, u.Proportional) || u.Most < max(u.FIFO, u.Proportional) {
				t.Fatalf("seed %d, %+v: %+v is %+v", seed, o, what, u)
			}
			if figures++; u.Least == least && u.Most == most {
				tight++
			}
		}
		for _, s := range trace.Steps {
			check(s, s.Units, want.least[s.Payment], want.most[s.Payment])
		}
		for _, e := range trace.Ends {
			of := want.ends[endOf{e.Party, e.Why}]
			if of == nil {
				of = []int64{0, 0}
			}
			check(e, e.Units, of[0], of[1])
			delete(want.ends, endOf{e.Party, e.Why})
			byWhy[e.Why]++
		}
		if len(want.ends) > 0 {
			t.Fatalf("seed %d, %+v: ends %v are missing", seed, o, want.ends)
		}
		if trace.Exact {
			exact++
		}
	}
	t.Logf("%d of %d intervals are as narrow as every order and way allows; of %d traces all are, as they say; ends: %v", tight, figures, exact, byWhy)
	if tight < figures*9/10 || exact < 300 || len(byWhy) < 4 {
		t.Errorf("%d of %d intervals, %d traces and %v ends: too few to tell anything", tight, figures, exact, byWhy)
	}
}

func TestTraceBoundsByHand(t *testing.T) {
	const hour, day = 3600, 24 * 3600
	of := func(from, to int32, units, earliest, latest int64) money.Payment {
		return money.Payment{From: from, To: to, Units: units, Earliest: earliest, Latest: latest}
	}
	on := func(from, to int32, units, at int64) money.Payment { return of(from, to, units, at*day, at*day) }
	for _, test := range []struct {
		name        string
		rows        []money.Payment
		o           money.TraceOptions
		party       int32
		why         money.Ending
		least, most int64
		exact       bool
	}{
		{ // 1 has paid 0 ten, and has had all of it from 2, in two payments: ten of both together
			name: "two payments beyond the depth share what goes on", party: 2, why: money.Deep, least: 10, most: 10, exact: true,
			rows: []money.Payment{on(2, 1, 50, 1), on(2, 1, 50, 2), on(3, 0, 100, 2), on(1, 0, 10, 3)},
			o:    money.TraceOptions{Back: true, Depth: 2},
		},
		{ // 1 has had ten of 0 and ninety of another, and pays 0 both halves of it
			name: "two payments back at the start share what came", party: 0, why: money.Return, least: 10, most: 10, exact: true,
			rows: []money.Payment{on(0, 1, 10, 1), on(3, 1, 90, 1), on(1, 0, 50, 2), on(1, 0, 50, 3)},
		},
		{ // 2 has paid 1 all it had on the 4th, and had four of 0 since: the two that it pays 0 are 0's
			name: "what an account had is gone once it had nothing", party: 0, why: money.Return, least: 2, most: 2, exact: true,
			rows: []money.Payment{on(1, 2, 2, 3), on(2, 1, 3, 4), on(0, 2, 2, 5), on(0, 2, 2, 6), on(2, 0, 2, 8)},
			o:    money.TraceOptions{Back: true},
		},
		{ // at ten o'clock 0 pays 1, who pays 2 some time that day: before, of other money, or after
			name: "a day and an hour of it", party: 2, why: money.Lies, least: 0, most: 100,
			rows: []money.Payment{of(0, 1, 100, 10*hour, 10*hour), of(1, 2, 100, 0, day-1)},
		},
		{
			name: "the day after", party: 2, why: money.Lies, least: 100, most: 100, exact: true,
			rows: []money.Payment{of(0, 1, 100, 10*hour, 10*hour), of(1, 2, 100, day, 2*day-1)},
		},
		{ // 0 pays 1 on the 15th, who pays 2 in that month
			name: "a day and its month", party: 2, why: money.Lies, least: 0, most: 100,
			rows: []money.Payment{on(0, 1, 100, 14), of(1, 2, 100, 0, 31*day-1)},
		},
		{ // what 0 pays on the 20th can be at 2 from then on only, and 2 has paid on the 5th
			name: "money does not come before it set out", party: 3, why: money.Lies, least: 0, most: 0,
			rows: []money.Payment{on(0, 1, 100, 19), of(1, 2, 100, 0, 31*day-1), on(2, 3, 100, 4)},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.o.Narrow, test.o.By = true, money.Most
			for i := range test.rows {
				test.rows[i].Tie = int32(i)
			}
			trace := follow(t, tableOfRows(t, 4, test.rows), test.o)
			var got money.Units
			for _, e := range trace.Ends {
				if e.Party == test.party && e.Why == test.why {
					got = e.Units
				}
			}
			if got.Least != test.least || got.Most != test.most || trace.Exact != test.exact {
				t.Errorf("got %d to %d, exact %v; by hand %d to %d, %v\n%+v", got.Least, got.Most, trace.Exact, test.least, test.most, test.exact, trace.Ends)
			}
		})
	}
}
