package money_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

// The ways of a flow by hand: nothing goes out and comes back that could have stayed, and income
// is of payers whom the money does not reach, where there is enough. Party 0 is outside, 9 the use.
func TestFreezeWays(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []money.Payment
		paid []int32 // whose payments are income besides those of 0
		want string
	}{
		{"a circle that comes back before it goes on", []money.Payment{pay(0, 1, 50, 1, 1, 0), pay(1, 2, 40, 2, 2, 0), pay(2, 3, 40, 3, 3, 0), pay(3, 1, 40, 4, 4, 0), pay(1, 9, 50, 5, 5, 0)}, nil,
			"0+1:50 1-9:50"},
		{"what the circle alone can carry on", []money.Payment{pay(0, 1, 50, 1, 1, 0), pay(1, 2, 40, 2, 2, 0), pay(2, 1, 30, 4, 4, 0), pay(2, 9, 10, 3, 3, 0), pay(1, 9, 30, 5, 5, 0)}, nil,
			"0+1:40 1-2:10 2-9:10 1-9:30"},
		{"two who pay each other different money", []money.Payment{pay(0, 2, 10, 1, 1, 0), pay(2, 1, 10, 2, 2, 0), pay(1, 9, 10, 3, 3, 0), pay(0, 1, 10, 5, 5, 0), pay(1, 2, 10, 6, 6, 0), pay(2, 9, 10, 7, 7, 0)}, nil,
			"0+2:10 2-1:10 1-9:10 0+1:10 1-2:10 2-9:10"},
		{"what came back by the way that was found first", []money.Payment{pay(0, 1, 10, 1, 1, 0), pay(1, 2, 10, 2, 2, 0), pay(2, 9, 10, 3, 3, 0), pay(0, 5, 10, 1, 1, 0), pay(5, 6, 10, 1, 1, 0), pay(6, 2, 10, 2, 2, 0), pay(2, 1, 10, 4, 4, 0), pay(1, 4, 10, 5, 5, 0), pay(4, 7, 10, 6, 6, 0), pay(7, 9, 10, 7, 7, 0)}, nil,
			"0+1:10 0+5:10 5-6:10 6-2:10 2-9:10 1-4:10 4-7:10 7-9:10"},
		{"dates that let it come back in time to be paid on, and not stay", []money.Payment{pay(0, 1, 10, 5, 5, 0), pay(1, 2, 10, 1, 8, 0), pay(2, 1, 10, 1, 8, 0), pay(1, 9, 10, 3, 3, 0)}, nil,
			"1-2:10 2-1:10 1-9:10 0+1:10"},
		{"income of somebody on the way only where others' is not enough", []money.Payment{pay(3, 1, 50, 1, 1, 0), pay(0, 1, 20, 2, 2, 0), pay(1, 3, 60, 3, 3, 0), pay(3, 9, 30, 4, 4, 0)}, []int32{3},
			"3+1:10 0+1:20 1-3:30 3-9:30"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := money.NewPayments(10, tt.rows, []money.Currency{{Code: "EUR"}})
			if err != nil {
				t.Fatal(err)
			}
			q := question(p, []int32{9}, 1, map[int32]int64{1: 1, 2: 1, 3: 1})
			for i := range p.All {
				if slices.Contains(tt.paid, p.All[i].From) && p.All[i].To == 1 {
					q.Income[i] = p.All[i].Units
				}
			}
			plan, err := money.PlanFreeze(t.Context(), p, q)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, w := range plan.Flows[0].Ways {
				sign := "-"
				if w.Income {
					sign = "+"
				}
				got = append(got, fmt.Sprintf("%d%s%d:%d", w.From, sign, w.To, w.Units))
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// On random payments what the ways bring in, and what they bring to the uses, is the greatest
// flow; everybody between pays on what is received; and no more income can be of those whom
// the money cannot reach.
func TestFreezeWaysAreAGreatestFlow(t *testing.T) {
	reached := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 11))
		parties := int32(5 + r.IntN(5))
		var rows []money.Payment
		for range 10 + r.IntN(40) {
			from, at := r.Int32N(parties), r.Int64N(12)
			rows = append(rows, pay(from, 1+r.Int32N(parties-1), 1+r.Int64N(40), at, at+r.Int64N(3), 0))
		}
		p, err := money.NewPayments(int(parties), rows, []money.Currency{{Code: "EUR"}})
		if err != nil {
			t.Fatal(err)
		}
		q := question(p, []int32{parties - 1}, 1, map[int32]int64{1: 1, 2: 1})
		for i := range p.All {
			if p.All[i].From == 2 && p.All[i].To == 1 {
				q.Income[i] = p.All[i].Units
			}
		}
		q.Most = 1
		plan, err := money.PlanFreeze(t.Context(), p, q)
		if err != nil {
			continue
		}
		income, arrived, outside, reaches := int64(0), int64(0), int64(0), false
		balance, paid := make([]int64, parties), make([]int64, parties)
		for _, w := range plan.Flows[0].Ways {
			balance[w.To] += w.Units
			if w.Income {
				income += w.Units
			} else {
				balance[w.From] -= w.Units
				paid[w.From] += w.Units
			}
			if w.From == 0 {
				outside += w.Units
			}
			if w.To == parties-1 {
				arrived += w.Units
			}
			reaches = reaches || w.To == 2
		}
		whole := plan.Flows[0].Whole
		if income != whole || arrived != whole {
			t.Fatalf("seed %d: %d comes in and %d arrives of %d", seed, income, arrived, whole)
		}
		for i := range balance[:parties-1] {
			if balance[i] != 0 {
				t.Fatalf("seed %d: party %d keeps %d", seed, i, balance[i])
			}
		}
		if paid[parties-1] != 0 {
			t.Fatalf("seed %d: a use pays on", seed)
		}
		if !reaches {
			continue
		}
		reached++
		var others []money.Payment // without the income that 2 pays, whom the money reaches
		for i := range p.All {
			if p.All[i].From != 2 || p.All[i].To != 1 {
				others = append(others, p.All[i])
			}
		}
		if p, err = money.NewPayments(int(parties), others, []money.Currency{{Code: "EUR"}}); err != nil {
			t.Fatal(err)
		}
		if most := flowByWalks(p, question(p, []int32{parties - 1}, 1, nil), nil, 0); outside != most {
			t.Fatalf("seed %d: %d of the income is outside's, and %d can be", seed, outside, most)
		}
	}
	if reached < 100 {
		t.Errorf("%d flows that reach a payer of income: too few to tell", reached)
	}
}
