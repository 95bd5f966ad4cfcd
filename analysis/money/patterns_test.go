package money_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

// A row is a payment on a day, in hundredths.
type row struct {
	from, to int32
	units    int64
	at       int64 // days
}

func tableOf(t *testing.T, parties int, rows ...row) *money.Payments {
	t.Helper()
	var all []money.Payment
	for i, r := range rows {
		all = append(all, money.Payment{From: r.from, To: r.to, Units: r.units, Earliest: r.at * day, Latest: r.at*day + day - 1, Tie: int32(i)})
	}
	p, err := money.NewPayments(parties, all, []money.Currency{{Code: "EUR", Scale: 2}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// traffic is ordinary traffic among parties from..: each pays another every few days, all
// year round, amounts of no shape.
func traffic(seed uint64, from, parties int32, payments int) []row {
	r := rand.New(rand.NewPCG(seed, 11))
	rows := make([]row, payments)
	for i := range rows {
		payer := r.Int32N(parties)
		rows[i] = row{from + payer, from + (payer+1+r.Int32N(parties-1))%parties, 1_000_01 + 7*r.Int64N(100_000), r.Int64N(365)}
	}
	return rows
}

func find(t *testing.T, p *money.Payments, o money.Options) money.Found {
	t.Helper()
	found, err := money.Find(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return found[0]
}

// TestPlanted: what is planted into ordinary traffic comes first, is whole, and ordinary
// traffic is not expected to show it.
func TestPlanted(t *testing.T) {
	for _, test := range []struct {
		pattern money.Pattern
		rows    []row
		centre  int32
		count   int
		amount  int64
	}{
		{money.Cycles, []row{{0, 1, 77_000_00, 100}, {1, 2, 76_000_00, 101}, {2, 3, 75_500_00, 103}, {3, 0, 75_000_00, 103}}, 0, 4, 75_000_00},
		{money.FanIn, fan(true), 0, 9, 9 * 500_00},
		{money.FanOut, fan(false), 0, 9, 9 * 500_00},
		{money.GatherScatter, append(fan(true), fan(false)...), 0, 18, 9 * 500_00},
		{money.ScatterGather, scattered(), 0, 6, 6 * 490_00},
		{money.PassThrough, passed(), 0, 8, 8 * 960_00},
		{money.Structuring, structured(), 0, 6, 6 * 9_900_00},
		{money.RoundAmounts, rounds(), 0, 10, 10 * 300_00},
		{money.Dormant, slept(), 0, 8, 8 * 123_45},
	} {
		t.Run(test.pattern.String(), func(t *testing.T) {
			p := tableOf(t, 60, append(test.rows, traffic(5, 20, 40, 3000)...)...)
			found := find(t, p, money.Options{Patterns: []money.Pattern{test.pattern}, Cycles: money.CycleOptions{Tolerance: 30}, Fans: money.FanOptions{Tolerance: 30}, Habits: money.HabitOptions{Tolerance: 50}})
			if len(found.Findings) == 0 {
				t.Fatal("nothing found")
			}
			f := found.Findings[0]
			if f.Parties[0] != test.centre || f.Count != test.count || f.Amount != test.amount {
				t.Errorf("got %+v, want party %d first, %d counted, %d units, as planted", f, test.centre, test.count, test.amount)
			}
			if f.Expected > .05 || f.Chance() > .05 {
				t.Errorf("ordinary traffic is expected to show %g (chance %g), want less than .05", f.Expected, f.Chance())
			}
			for _, i := range f.Payments {
				if q := p.All[i]; q.Earliest < f.Begin || q.Latest > f.End {
					t.Errorf("payment %+v is not in the period %d to %d", q, f.Begin, f.End)
				}
			}
			alone := find(t, p, money.Options{Patterns: []money.Pattern{test.pattern}, Of: []int32{19}, Cycles: money.CycleOptions{Tolerance: 30}})
			if len(alone.Findings) > 0 {
				t.Errorf("of a party without payments: %+v", alone.Findings)
			}
		})
	}
}

func fan(in bool) (rows []row) {
	for i := range int32(9) {
		r := row{i + 1, 0, 500_00, 200 + int64(i%3)}
		if !in {
			r = row{0, i + 10, 500_00, 203 + int64(i%2)}
		}
		rows = append(rows, r)
	}
	return rows
}

func scattered() (rows []row) {
	for i := range int32(6) {
		rows = append(rows, row{0, i + 2, 500_00, 150}, row{i + 2, 1, 490_00, 151})
	}
	return rows
}

func passed() (rows []row) {
	for i := range int64(8) {
		rows = append(rows, row{1, 0, 1000_00, 20 * i}, row{0, 2, 960_00, 20*i + 1})
	}
	return rows
}

func structured() (rows []row) {
	for i := range int64(6) {
		rows = append(rows, row{0, 1 + int32(i), 9_900_00, 40 + i})
	}
	return rows
}

func rounds() (rows []row) {
	for i := range int64(10) {
		rows = append(rows, row{0, 1, 300_00, 30 * i})
	}
	return rows
}

func slept() []row {
	rows := []row{{0, 1, 50_00, 3}}
	for i := range int64(8) {
		rows = append(rows, row{0, 2, 123_45, 300 + i})
	}
	return rows
}

// TestOrdinaryTrafficShowsWhatIsExpected: over cases of ordinary traffic alone, findings of
// which at most one is expected in five such cases are in no more than about one of five.
func TestOrdinaryTrafficShowsWhatIsExpected(t *testing.T) {
	for _, pattern := range []money.Pattern{money.Cycles, money.FanIn, money.FanOut, money.GatherScatter, money.ScatterGather, money.PassThrough, money.Structuring, money.RoundAmounts, money.Dormant} {
		const cases = 40
		with := 0
		for seed := range uint64(cases) {
			p := tableOf(t, 60, traffic(100+seed, 0, 60, 1500)...)
			found := find(t, p, money.Options{Patterns: []money.Pattern{pattern}, Shuffles: 19, Cycles: money.CycleOptions{Tolerance: 50, Most: 5}, Fans: money.FanOptions{Least: 3, Tolerance: 100}, Habits: money.HabitOptions{Tolerance: 50, Silence: 30 * day}})
			if len(found.Findings) > 0 && found.Findings[0].Expected <= .2 {
				with++
			}
		}
		// of 40 cases 8 on average at most; 16 or more come by chance once in 300 times
		if with > 15 {
			t.Errorf("%s: in %d of %d cases of ordinary traffic, want at most a fifth", pattern, with, cases)
		}
	}
}

// TestFansAreTheFullest: the fullest window of a party is that of trying every beginning.
func TestFansAreTheFullest(t *testing.T) {
	for seed := range uint64(60) {
		p := randomTable(t, seed, 9, 60)
		o := money.FanOptions{Least: 3, Window: int64(1+seed%5) * day}
		found, err := money.FindFans(t.Context(), p, money.FanIn, o)
		if err != nil {
			t.Fatal(err)
		}
		got, want := map[string]int{}, map[string]int{}
		for _, f := range found {
			key := fmt.Sprint(f.Parties[0], f.Currency)
			got[key] = max(got[key], f.Count)
		}
		for _, first := range p.All {
			payers := map[int32]bool{}
			for _, q := range p.All {
				if q.To == first.To && q.Currency == first.Currency && q.Earliest >= first.Earliest && q.Earliest <= first.Earliest+o.Window {
					payers[q.From] = true
				}
			}
			if key := fmt.Sprint(first.To, first.Currency); len(payers) >= o.Least {
				want[key] = max(want[key], len(payers))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: got %v, every beginning gives %v", seed, got, want)
		}
	}
}

// TestExpectedByHand: one account is paid by five on one day of a hundred, and nobody else
// pays. Each of its payments has the whole of the case's traffic in its window, so that
// nothing is unexpected.
func TestExpectedByHand(t *testing.T) {
	p := tableOf(t, 9, row{1, 0, 100, 3}, row{2, 0, 100, 3}, row{3, 0, 100, 3}, row{4, 0, 100, 3}, row{5, 0, 100, 3})
	f := find(t, p, money.Options{Patterns: []money.Pattern{money.FanIn}}).Findings[0]
	if math.Abs(f.Expected-1) > 1e-9 {
		t.Errorf("expected %g, want 1: by hand, q is 1 and one party was looked at", f.Expected)
	}
	// Half of the case's ten payments elsewhere at another time: q = (5+1)/(10+1), and
	// n·q^4 = 5·(6/11)^4 = 0.4426 (by hand), one party looked at for fans of five.
	rows := []row{{1, 0, 100, 3}, {2, 0, 100, 3}, {3, 0, 100, 3}, {4, 0, 100, 3}, {5, 0, 100, 3}}
	for i := range int32(5) {
		rows = append(rows, row{i, i + 1, 100, 90})
	}
	f = find(t, tableOf(t, 9, rows...), money.Options{Patterns: []money.Pattern{money.FanIn}}).Findings[0]
	if want := 5 * math.Pow(6./11, 4); math.Abs(f.Expected-want) > 1e-9 {
		t.Errorf("expected %g, want %g by hand", f.Expected, want)
	}
}

// TestSameSeedSameFindings: shuffles with one seed are the same each time.
func TestSameSeedSameFindings(t *testing.T) {
	p := randomTable(t, 3, 30, 600)
	o := money.Options{Patterns: []money.Pattern{money.Cycles, money.ScatterGather}, Shuffles: 9, Seed: 4, Fans: money.FanOptions{Least: 2}}
	a, err := money.Find(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	b, err := money.Find(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(a) != fmt.Sprint(b) || !slices.ContainsFunc(a, func(f money.Found) bool { return len(f.Findings) > 0 }) {
		t.Errorf("other findings the second time, or none at all")
	}
}

// TestPassingTakesHours: what stays longer does not pass through, and what is paid on with
// more than has come in is not made of it.
func TestPassingTakesHours(t *testing.T) {
	late, large := []row{}, []row{}
	for i := range int64(8) {
		late = append(late, row{1, 0, 1000_00, 20 * i}, row{0, 2, 1000_00, 20*i + 4})
		large = append(large, row{1, 0, 1000_00, 20 * i}, row{0, 2, 3000_00, 20*i + 1})
	}
	for name, rows := range map[string][]row{"late": late, "large": large} {
		o := money.Options{Patterns: []money.Pattern{money.PassThrough}, Habits: money.HabitOptions{Tolerance: 50}}
		p := tableOf(t, 60, append(rows, traffic(5, 20, 40, 3000)...)...)
		for _, f := range find(t, p, o).Findings {
			if f.Parties[0] == 0 {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if name == "late" {
			o.Habits.Within = 5 * day
			if f := find(t, p, o).Findings; len(f) == 0 || f[0].Parties[0] != 0 {
				t.Errorf("within five days it passes through, and is not found: %+v", f)
			}
		}
	}
}

// TestRegularFansAreOrdinary: whom as many pay every month shows nothing by that; whom they
// pay once does.
func TestRegularFansAreOrdinary(t *testing.T) {
	var rows []row
	for i := range int32(15) {
		for month := range int64(12) {
			rows = append(rows, row{i + 2, 0, 500_00, 30*month + int64(i%3)})
		}
		rows = append(rows, row{i + 2, 1, 500_00, 200})
	}
	p := tableOf(t, 80, append(rows, traffic(9, 20, 60, 3000)...)...)
	found := find(t, p, money.Options{Patterns: []money.Pattern{money.FanIn}}).Findings
	if found[0].Parties[0] != 1 || found[0].Expected > .05 {
		t.Errorf("the first is %+v, want what fifteen paid once", found[0])
	}
	for _, f := range found {
		if f.Parties[0] == 0 && (f.Alike != 11 || f.Expected < 11) {
			t.Errorf("a month of twelve: %d alike, expected %g; want 11 others, by hand", f.Alike, f.Expected)
		}
	}
}
