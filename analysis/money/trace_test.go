package money_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

// smallTable is a table of payments at different moments, so that there is one order.
func smallTable(t *testing.T, seed uint64, parties, payments int, most int64) *money.Payments {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 3))
	rows := make([]money.Payment, payments)
	for i := range rows {
		from := r.Int32N(int32(parties))
		to := (from + 1 + r.Int32N(int32(parties)-1)) % int32(parties)
		rows[i] = money.Payment{From: from, To: to, Units: 1 + r.Int64N(most), Earliest: int64(i), Latest: int64(i), Tie: int32(i)}
	}
	p, err := money.NewPayments(parties, rows, []money.Currency{{Code: "EUR", Scale: 2}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// openings returns the least that each party must have had.
func openings(p *money.Payments) []int64 {
	sum, least := make([]int64, p.Parties()), make([]int64, p.Parties())
	for _, q := range p.All {
		sum[q.From] -= q.Units
		sum[q.To] += q.Units
		least[q.From] = min(least[q.From], sum[q.From])
	}
	for i := range least {
		least[i] = -least[i]
	}
	return least
}

// byUnit follows every single unit, first in first out.
func byUnit(p *money.Payments, start int32) []int64 {
	queue := make([][]bool, p.Parties())
	for party, n := range openings(p) {
		queue[party] = make([]bool, n)
	}
	carried := make([]int64, len(p.All))
	for i, q := range p.All {
		moved := slices.Clone(queue[q.From][:q.Units])
		queue[q.From] = queue[q.From][q.Units:]
		for k := range moved {
			if q.From == start {
				moved[k] = true
			}
			if moved[k] {
				carried[i]++
			}
			if q.To == start {
				moved[k] = false // it has come back
			}
		}
		queue[q.To] = append(queue[q.To], moved...)
	}
	return carried
}

// byFraction follows money by proportion, in fractions that are not rounded.
func byFraction(p *money.Payments, start int32) []*big.Rat {
	balance, traced := make([]*big.Rat, p.Parties()), make([]*big.Rat, p.Parties())
	for party, n := range openings(p) {
		balance[party], traced[party] = big.NewRat(n, 1), new(big.Rat)
	}
	carried := make([]*big.Rat, len(p.All))
	for i, q := range p.All {
		units := big.NewRat(q.Units, 1)
		part := new(big.Rat).Mul(units, traced[q.From])
		part.Quo(part, balance[q.From])
		traced[q.From].Sub(traced[q.From], part)
		if q.From == start {
			part = units
		}
		balance[q.From].Sub(balance[q.From], units)
		balance[q.To].Add(balance[q.To], units)
		if q.To != start {
			traced[q.To].Add(traced[q.To], part)
		}
		carried[i] = part
	}
	return carried
}

// everyWay lets every payment be made of every amount of traced money that its payer can
// give, and returns the least and the most that each can carry.
func everyWay(p *money.Payments, start int32) (least, most []int64) {
	balance, traced := openings(p), make([]int64, p.Parties())
	least, most = make([]int64, len(p.All)), make([]int64, len(p.All))
	for i := range least {
		least[i] = 1 << 40
	}
	carried := make([]int64, len(p.All))
	var pay func(i int)
	pay = func(i int) {
		if i == len(p.All) {
			for k, c := range carried {
				least[k], most[k] = min(least[k], c), max(most[k], c)
			}
			return
		}
		q := p.All[i]
		low, high := max(0, q.Units-(balance[q.From]-traced[q.From])), min(q.Units, traced[q.From])
		if q.From == start {
			low, high = q.Units, q.Units
		}
		for c := low; c <= high; c++ {
			carried[i] = c
			balance[q.From], balance[q.To] = balance[q.From]-q.Units, balance[q.To]+q.Units
			if q.From != start {
				traced[q.From] -= c
			}
			if q.To != start {
				traced[q.To] += c
			}
			pay(i + 1)
			if q.From != start {
				traced[q.From] += c
			}
			if q.To != start {
				traced[q.To] -= c
			}
			balance[q.From], balance[q.To] = balance[q.From]+q.Units, balance[q.To]-q.Units
		}
	}
	pay(0)
	return least, most
}

func follow(t *testing.T, p *money.Payments, o money.TraceOptions) money.Trace {
	t.Helper()
	traces, err := money.Follow(t.Context(), p, []int32{0}, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return traces[0]
}

func TestTraceOfEveryUnit(t *testing.T) {
	for seed := range uint64(200) {
		p := smallTable(t, seed, 5, 40, 30)
		want := byUnit(p, 0)
		got := make([]int64, len(p.All))
		for _, s := range follow(t, p, money.TraceOptions{By: money.Most}).Steps {
			got[s.Payment] = s.Units.FIFO
		}
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: first in first out\n%v\nunit by unit\n%v", seed, got, want)
		}
	}
}

func TestTraceByProportion(t *testing.T) {
	for seed := range uint64(100) {
		p := smallTable(t, seed, 5, 40, 1_000_000)
		want := byFraction(p, 0)
		for _, s := range follow(t, p, money.TraceOptions{By: money.Proportional}).Steps {
			// Each payment rounds by less than a unit, and forty of them by less than forty.
			exact, _ := want[s.Payment].Float64()
			if gap := exact - float64(s.Units.Proportional); gap > 40 || gap < -40 {
				t.Fatalf("seed %d: payment %d carries %d, in fractions %f", seed, s.Payment, s.Units.Proportional, exact)
			}
		}
	}
}

func TestTraceKeepsEveryUnit(t *testing.T) {
	for seed := range uint64(300) {
		p := smallTable(t, seed, 4+int(seed%20), 80, 1000)
		o := money.TraceOptions{Back: seed%2 == 1, By: money.Method(seed % 2), Share: float64(seed%3) / 50, Depth: int(seed % 5), Narrow: seed%4 > 1}
		traces, err := money.Follow(t.Context(), p, []int32{0}, nil, o)
		if errors.Is(err, money.ErrNothing) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, e := range traces[0].Ends {
			sum += e.Units.By(o.By)
		}
		if sum != traces[0].Units {
			t.Fatalf("seed %d, %+v: %d units set out, %d are at the ends", seed, o, traces[0].Units, sum)
		}
		for _, s := range traces[0].Steps {
			u := s.Units
			if u.Least > min(u.FIFO, u.Proportional) || u.Most < max(u.FIFO, u.Proportional) || u.Most > p.All[s.Payment].Units || u.Least < 0 {
				t.Fatalf("seed %d: payment %d of %d: %+v", seed, s.Payment, p.All[s.Payment].Units, u)
			}
		}
	}
}

func TestTraceIntervalHoldsEveryWay(t *testing.T) {
	exact, all := 0, 0
	for seed := range uint64(600) {
		p := smallTable(t, seed, 4+int(seed%2), 10, 3)
		if len(p.Out(0)) == 0 {
			continue
		}
		least, most := everyWay(p, 0)
		got := make([]money.Units, len(p.All))
		narrow := make([]money.Units, len(p.All))
		for _, s := range follow(t, p, money.TraceOptions{By: money.Most}).Steps {
			got[s.Payment] = s.Units
		}
		for _, s := range follow(t, p, money.TraceOptions{By: money.Most, Narrow: true}).Steps {
			narrow[s.Payment] = s.Units
		}
		for i := range got {
			if narrow[i].Least != least[i] || narrow[i].Most != most[i] {
				t.Fatalf("seed %d: payment %d, narrowed: %d to %d, and every way gives %d to %d\n%+v", seed, i, narrow[i].Least, narrow[i].Most, least[i], most[i], p.All)
			}
			if got[i].Least > least[i] || got[i].Most < most[i] {
				t.Fatalf("seed %d: payment %d: %d to %d, and every way gives %d to %d\n%+v", seed, i, got[i].Least, got[i].Most, least[i], most[i], p.All)
			}
			if all++; got[i].Least == least[i] && got[i].Most == most[i] {
				exact++
			}
		}
	}
	t.Logf("%d of %d intervals are as narrow as every way allows", exact, all)
	if exact < all*99/100 {
		t.Errorf("%d of %d intervals are as narrow as every way allows, want 99 in 100", exact, all)
	}
}

// TestTraceBackIsTheTraceForward: first in first out, the last payment carries as much of
// the first as a trace back from the last finds in the first.
func TestTraceBackIsTheTraceForward(t *testing.T) {
	some := 0
	for seed := range uint64(200) {
		rows := slices.Clone(smallTable(t, seed, 5, 40, 50).All)
		for i := range rows {
			rows[i].From, rows[i].To = rows[i].From+1, rows[i].To+1
		}
		rows[0].From, rows[0].To, rows[39].From, rows[39].To = 0, 1, 2, 6
		p, err := money.NewPayments(7, rows, []money.Currency{{Code: "EUR"}})
		if err != nil {
			t.Fatal(err)
		}
		forward, err := money.Follow(t.Context(), p, nil, []int32{0}, money.TraceOptions{By: money.FIFO})
		if err != nil {
			t.Fatal(err)
		}
		back, err := money.Follow(t.Context(), p, nil, []int32{39}, money.TraceOptions{By: money.FIFO, Back: true})
		if err != nil {
			t.Fatal(err)
		}
		a, b := carried(forward[0], 39), carried(back[0], 0)
		if a != b {
			t.Fatalf("seed %d: the last payment carries %d of the first, and a trace back finds %d", seed, a, b)
		}
		if a > 0 {
			some++
		}
	}
	if some < 10 {
		t.Fatalf("in %d tables the last payment carries any of the first: too few to tell anything", some)
	}
}

func carried(trace money.Trace, payment int32) int64 {
	for _, s := range trace.Steps {
		if s.Payment == payment {
			return s.Units.FIFO
		}
	}
	return 0
}

func TestTraceOfNothing(t *testing.T) {
	p := smallTable(t, 1, 4, 10, 5)
	if _, err := money.Follow(t.Context(), p, []int32{}, nil, money.TraceOptions{}); err != money.ErrNothing {
		t.Errorf("got %v, want ErrNothing", err)
	}
}

func ExampleFollow() {
	at := func(day int64) (int64, int64) { return day, day }
	rows := []money.Payment{
		{From: 0, To: 1, Units: 100_00, Tie: 0}, // what is followed
		{From: 3, To: 1, Units: 50_00, Tie: 1},
		{From: 1, To: 2, Units: 120_00, Tie: 2},
	}
	for i := range rows {
		rows[i].Earliest, rows[i].Latest = at(int64(i))
	}
	p, _ := money.NewPayments(4, rows, []money.Currency{{Code: "EUR", Scale: 2}})
	traces, _ := money.Follow(context.Background(), p, []int32{0}, nil, money.TraceOptions{})
	last := traces[0].Steps[1].Units
	fmt.Println(last.FIFO, last.Proportional, last.Least, last.Most)
	// Output: 10000 8000 7000 10000
}

// TestTraceOfOneDay: payments of one day are taken so that who is paid can pay on, whatever
// their order in the facts; those that go round are taken, too.
func TestTraceOfOneDay(t *testing.T) {
	p := tableOf(t, 5, row{2, 3, 80, 1}, row{1, 2, 90, 1}, row{0, 1, 100, 1}, row{3, 2, 5, 1}, row{3, 4, 70, 2})
	trace := follow(t, p, money.TraceOptions{})
	last := trace.Steps[len(trace.Steps)-1]
	// By hand: 100 to 1, 90 to 2, and 3 pays 2 five of its own at once, as the two go round
	// and neither waits for all; 80 to 3, of which 70 go on to 4.
	if q := p.All[last.Payment]; q.To != 4 || last.Depth != 4 || last.Units.FIFO < 60 {
		t.Errorf("the last step is %+v of %+v, want most of what set out to reach the fourth after it", last, q)
	}
	if trace.Steps[0].Units.FIFO != 100 || trace.Steps[1].Units.FIFO != 90 {
		t.Errorf("the first two steps are %+v", trace.Steps[:2])
	}
}
