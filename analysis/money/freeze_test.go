package money_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

// pay is a payment at a moment, in days.
func pay(from, to int32, units int64, earliest, latest int64, currency uint8) money.Payment {
	return money.Payment{From: from, To: to, Units: units, Earliest: earliest * day, Latest: latest*day + day - 1, Currency: currency}
}

// question asks to stop a share of what comes from party 0 to a use, by parties one by one.
func question(p *money.Payments, uses []int32, share float64, prices map[int32]int64) money.FreezeQuestion {
	q := money.FreezeQuestion{Income: make([]int64, len(p.All)), Uses: make([]bool, p.Parties()), Share: share, Ways: true}
	for i := range p.All {
		if p.All[i].From == 0 {
			q.Income[i] = p.All[i].Units
		}
	}
	for _, u := range uses {
		q.Uses[u] = true
	}
	for party := range int32(p.Parties()) {
		if price := prices[party]; price > 0 {
			q.Items = append(q.Items, money.FreezeItem{Parties: []int32{party}, Price: price})
		}
	}
	return q
}

// Plans are by hand. Party 0 is outside; 9 is the use.
func TestPlanFreeze(t *testing.T) {
	line := []money.Payment{pay(0, 1, 100, 1, 1, 0), pay(1, 2, 90, 2, 2, 0), pay(2, 9, 80, 3, 3, 0)}
	both := append(slices.Clone(line), pay(1, 3, 10, 2, 2, 0), pay(3, 9, 10, 4, 4, 0))
	ones := map[int32]int64{1: 1, 2: 1, 3: 1}
	for _, tt := range []struct {
		name   string
		rows   []money.Payment
		share  float64
		prices map[int32]int64
		want   string
	}{
		{"a line, at its one end", line, 1, map[int32]int64{1: 3, 2: 2}, "[2] price 2 of 80: 0 left, proven true, short false"},
		{"both ways by one", both, 1, ones, "[1] price 1 of 90: 0 left, proven true, short false"},
		{"dear: one for each way", both, 1, map[int32]int64{1: 3, 2: 1, 3: 1}, "[2 3] price 2 of 90: 0 left, proven true, short false"},
		{"most of it by one", both, .8, map[int32]int64{1: 3, 2: 1, 3: 1}, "[2] price 1 of 90: 10 left, proven true, short false"},
		{"what cannot be frozen", both, 1, map[int32]int64{2: 1}, "[2] price 1 of 90: 10 left, proven true, short true"},
		{"paid on before it came is no way", append(slices.Clone(line), pay(3, 9, 50, 0, 0, 0), pay(1, 3, 10, 2, 2, 0)), 1, map[int32]int64{2: 1, 3: 1}, "[2] price 1 of 80: 0 left, proven true, short false"},
		{"an order that the dates leave open", []money.Payment{pay(0, 1, 7, 5, 5, 0), pay(1, 9, 5, 1, 8, 0)}, 1, ones, "[1] price 1 of 5: 0 left, proven true, short false"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := money.NewPayments(10, slices.Clone(tt.rows), []money.Currency{{Code: "EUR"}})
			if err != nil {
				t.Fatal(err)
			}
			q := question(p, []int32{9}, tt.share, tt.prices)
			plan, err := money.PlanFreeze(t.Context(), p, q)
			if err != nil {
				t.Fatal(err)
			}
			var parties []int32
			for _, i := range plan.Items {
				parties = append(parties, q.Items[i].Parties...)
			}
			slices.Sort(parties)
			c := plan.Flows[0]
			if got := fmt.Sprintf("%v price %d of %d: %d left, proven %t, short %t", parties, plan.Price, c.Whole, c.Left, plan.Proven, plan.Short); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
	p, err := money.NewPayments(10, []money.Payment{pay(0, 1, 7, 5, 5, 0), pay(1, 9, 5, 1, 2, 0)}, []money.Currency{{Code: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := money.PlanFreeze(t.Context(), p, question(p, []int32{9}, 1, ones)); !errors.Is(err, money.ErrNoFlow) {
		t.Errorf("%v, want that no money comes through: it was paid before it came", err)
	}
}

// flowByWalks is the greatest flow by another network: payments are its places, what of them is income and what is not, and one leads
// to the next where their times allow it. It is found by one way after the other.
func flowByWalks(p *money.Payments, q money.FreezeQuestion, frozen map[int32]bool, currency uint8) int64 {
	n := 2 * len(p.All) // of payment i income in 2i, the rest in 2i+1; out n more; source 2n, sink 2n+1
	room := map[[2]int]int64{}
	next := make([][]int, 2*n+2)
	arc := func(a, b int, units int64) {
		if room[[2]int{a, b}] == 0 && room[[2]int{b, a}] == 0 {
			next[a], next[b] = append(next[a], b), append(next[b], a)
		}
		room[[2]int{a, b}] += units
	}
	for i := range p.All {
		r := &p.All[i]
		if r.Currency != currency || frozen[r.From] || frozen[r.To] || r.From == r.To {
			continue
		}
		arc(2*n, 2*i, q.Income[i])
		for part, units := range [2]int64{q.Income[i], r.Units - q.Income[i]} {
			arc(2*i+part, n+2*i+part, units)
			if q.Uses[r.To] {
				arc(n+2*i+part, 2*n+1, units)
				continue
			}
			for j := range p.All {
				if s := &p.All[j]; s.From == r.To && r.Earliest <= s.Latest {
					arc(n+2*i+part, 2*j+1, min(units, s.Units-q.Income[j]))
				}
			}
		}
	}
	total := int64(0)
	for {
		seen := map[int]bool{2 * n: true}
		var walk func(at int, units int64) int64
		walk = func(at int, units int64) int64 {
			if at == 2*n+1 {
				return units
			}
			for _, to := range next[at] {
				if left := room[[2]int{at, to}]; left > 0 && !seen[to] {
					seen[to] = true
					if sent := walk(to, min(units, left)); sent > 0 {
						room[[2]int{at, to}] -= sent
						room[[2]int{to, at}] += sent
						return sent
					}
				}
			}
			return 0
		}
		sent := walk(2*n, 1<<60)
		if sent == 0 {
			return total
		}
		total += sent
	}
}

// On random payments the flow is that of another network, the plan really leaves at most the
// share, and no set of items is cheaper.
func TestPlanFreezeAgreesWithEverySet(t *testing.T) {
	tried, several := 0, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7))
		parties := int32(4 + r.IntN(6))
		var rows []money.Payment
		for range 4 + r.IntN(22) {
			from, at := r.Int32N(parties), r.Int64N(12)
			one := pay(from, 1+r.Int32N(parties-1), 1+r.Int64N(40), at, at+r.Int64N(3), uint8(r.IntN(2)))
			if r.IntN(3) == 0 { // dated to the second
				one.Latest = one.Earliest
			}
			rows = append(rows, one)
		}
		p, err := money.NewPayments(int(parties), rows, []money.Currency{{Code: "EUR"}, {Code: "USD"}})
		if err != nil {
			t.Fatal(err)
		}
		prices := map[int32]int64{}
		for party := int32(1); party < parties; party++ {
			if r.IntN(6) > 0 {
				prices[party] = 1 + r.Int64N(4)
			}
		}
		q := question(p, []int32{parties - 1, parties - 2}, []float64{1, .9, .75, .5}[r.IntN(4)], prices)
		for i := range p.All { // some is income in part; who only pays income is never frozen, so none of theirs who can be is
			if prices[p.All[i].From] == 0 && r.IntN(3) == 0 {
				q.Income[i] = r.Int64N(p.All[i].Units + 1)
			}
		}
		if len(q.Items) > 1 && r.IntN(2) == 0 { // two as one
			q.Items = append(q.Items, money.FreezeItem{Parties: []int32{q.Items[0].Parties[0], q.Items[1].Parties[0]}, Price: 2})
		}
		plan, err := money.PlanFreeze(t.Context(), p, q)
		whole := [2]int64{flowByWalks(p, q, nil, 0), flowByWalks(p, q, nil, 1)}
		if errors.Is(err, money.ErrNoFlow) {
			if whole != [2]int64{} {
				t.Fatalf("seed %d: no flow, by walks %v", seed, whole)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		tried++
		if len(plan.Items) > 1 {
			several++
		}
		left := func(items []int) [2]int64 {
			frozen := map[int32]bool{}
			for _, i := range items {
				for _, party := range q.Items[i].Parties {
					frozen[party] = true
				}
			}
			return [2]int64{flowByWalks(p, q, frozen, 0), flowByWalks(p, q, frozen, 1)}
		}
		got := left(plan.Items)
		all := make([]int, len(q.Items))
		for i := range all {
			all[i] = i
		}
		least := left(all)
		for _, c := range plan.Flows {
			if c.Whole != whole[c.Currency] || c.Left != got[c.Currency] || c.Left > max(least[c.Currency], int64(float64(c.Whole)*(1-q.Share)+1e-6)) {
				t.Fatalf("seed %d: %+v, by walks %d of %d, with all frozen %d", seed, c, got[c.Currency], whole[c.Currency], least[c.Currency])
			}
		}
		cheapest := int64(1) << 60
		for set := range 1 << len(q.Items) {
			var items []int
			price := int64(0)
			for i := range q.Items {
				if set>>i&1 == 1 {
					items, price = append(items, i), price+q.Items[i].Price
				}
			}
			if price >= cheapest {
				continue
			}
			enough := true
			after := left(items)
			for c := range after {
				enough = enough && after[c] <= max(least[c], int64(float64(whole[c])*(1-q.Share)+1e-6))
			}
			if enough {
				cheapest = price
			}
		}
		if !plan.Proven || plan.Price != cheapest || plan.Bound != cheapest {
			t.Fatalf("seed %d: price %d, bound %d, proven %t; the cheapest of all sets costs %d", seed, plan.Price, plan.Bound, plan.Proven, cheapest)
		}
	}
	if tried < 200 || several < 50 {
		t.Errorf("%d plans, %d of several items: too few to tell", tried, several)
	}
}

// A plan that may not be looked for long says that it is not proven, and its bound holds.
func TestPlanFreezeBound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var rows []money.Payment
	for range 400 {
		from, at := r.Int32N(40), r.Int64N(60)
		rows = append(rows, pay(from, 1+r.Int32N(44), 1+r.Int64N(1000), at, at, 0))
	}
	p, err := money.NewPayments(45, rows, []money.Currency{{Code: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	prices := map[int32]int64{}
	for party := int32(1); party < 40; party++ {
		prices[party] = 1 + r.Int64N(5)
	}
	q := question(p, []int32{40, 41, 42, 43, 44}, .8, prices)
	full, err := money.PlanFreeze(t.Context(), p, q)
	if err != nil {
		t.Fatal(err)
	}
	q.Most = 1
	short, err := money.PlanFreeze(t.Context(), p, q)
	if err != nil {
		t.Fatal(err)
	}
	if short.Bound > full.Price || short.Price < full.Price || short.Proven && short.Price != full.Price || full.Flows[0].Left > full.Flows[0].Target || short.Flows[0].Left > short.Flows[0].Target {
		t.Errorf("at once %d with bound %d, proven %t; at length %d with bound %d, proven %t after %d", short.Price, short.Bound, short.Proven, full.Price, full.Bound, full.Proven, full.Looked)
	}
	t.Logf("at once %d, bound %d; at length %d, bound %d, proven %t after %d", short.Price, short.Bound, full.Price, full.Bound, full.Proven, full.Looked)
}

// What those inside have from others is income, but for their own money that comes back by way of a go-between. Inside are 1, 2 and 3. By hand.
func TestIncome(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []money.Payment
		want []int64
	}{
		{"from outside, and on", []money.Payment{pay(0, 1, 100, 1, 1, 0), pay(1, 2, 60, 2, 2, 0), pay(2, 7, 50, 3, 3, 0)}, []int64{100, 0, 0}},
		{"back by a go-between", []money.Payment{pay(0, 1, 100, 1, 1, 0), pay(1, 7, 100, 2, 2, 0), pay(7, 2, 100, 3, 3, 0)}, []int64{100, 0, 0}},
		{"more than the go-between had", []money.Payment{pay(1, 7, 40, 2, 2, 0), pay(7, 2, 100, 3, 3, 0), pay(7, 3, 10, 4, 4, 0)}, []int64{0, 60, 10}},
		{"over two, the second with money of others", []money.Payment{pay(1, 7, 40, 1, 1, 0), pay(7, 8, 30, 2, 2, 0), pay(0, 8, 50, 3, 3, 0), pay(8, 2, 50, 4, 4, 0)}, []int64{0, 0, 0, 20}},
		{"paid before it was had", []money.Payment{pay(7, 2, 40, 1, 1, 0), pay(1, 7, 40, 2, 2, 0)}, []int64{40, 0}},
		{"in another currency", []money.Payment{pay(1, 7, 40, 1, 1, 0), pay(7, 2, 40, 2, 2, 1)}, []int64{0, 40}},
	} {
		p, err := money.NewPayments(10, tt.rows, []money.Currency{{Code: "EUR"}, {Code: "USD"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Income([]bool{1: true, 2: true, 3: true, 9: false}); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
