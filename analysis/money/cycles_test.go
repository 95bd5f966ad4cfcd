package money_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

const day = 24 * 3600

// randomTable is a table of so many payments among a few parties, some of them dated to
// the day and some to the second.
func randomTable(t *testing.T, seed uint64, parties, payments int) *money.Payments {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	rows := make([]money.Payment, payments)
	for i := range rows {
		from := r.Int32N(int32(parties))
		to := (from + 1 + r.Int32N(int32(parties)-1)) % int32(parties)
		begin := r.Int64N(20) * day
		end := begin + day - 1
		if r.IntN(3) == 0 {
			begin += r.Int64N(day)
			end = begin
		}
		rows[i] = money.Payment{From: from, To: to, Units: 90 + r.Int64N(20), Earliest: begin, Latest: end, Tie: int32(i), Currency: uint8(r.IntN(5) / 4)}
	}
	p, err := money.NewPayments(parties, rows, []money.Currency{{Code: "EUR", Scale: 2}, {Code: "USD", Scale: 2}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// slowCycles tries every sequence of payments.
func slowCycles(p *money.Payments, o money.CycleOptions) []string {
	found := map[string]bool{}
	var path []int
	var extend func(moment int64)
	extend = func(moment int64) {
		first, last := p.All[path[0]], p.All[path[len(path)-1]]
		if last.To == first.From {
			least, most, begin := first.Units, first.Units, first.Earliest
			for _, i := range path {
				least, most, begin = min(least, p.All[i].Units), max(most, p.All[i].Units), min(begin, p.All[i].Earliest)
			}
			if o.AnyOrder && slices.Min(path) != path[0] {
				return
			}
			if len(path) >= o.Fewest && (most-least)*1000 <= most*int64(o.Tolerance) {
				found[fmt.Sprint(slices.Sorted(slices.Values(path)))] = true
			}
			return
		}
		if len(path) == o.Most {
			return
		}
		for i, q := range p.All {
			visits := slices.ContainsFunc(path, func(j int) bool { return p.All[j].To == q.To })
			if q.From != last.To || visits || q.Currency != first.Currency || q.Earliest > first.Earliest+o.Window {
				continue
			}
			next := max(moment, q.Earliest)
			if o.AnyOrder {
				next = moment
				if i < path[0] {
					continue
				}
			} else if q.Latest < moment {
				continue
			}
			path = append(path, i)
			extend(next)
			path = path[:len(path)-1]
		}
	}
	for i := range p.All {
		path = append(path[:0], i)
		extend(p.All[i].Earliest)
	}
	keys := make([]string, 0, len(found))
	for k := range found {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func TestCyclesAreThoseOfEverySequence(t *testing.T) {
	some := 0
	for seed := range uint64(150) {
		p := randomTable(t, seed, 4+int(seed%5), 36)
		o := money.CycleOptions{Fewest: 3, Most: 3 + int(seed%6), Window: int64(2+seed%9) * day, Tolerance: money.Tolerance(seed % 4 * 60), AnyOrder: seed%3 == 0}
		found, cut, err := money.FindCycles(t.Context(), p, o)
		if err != nil || cut > 0 {
			t.Fatalf("seed %d: cut %d, %v", seed, cut, err)
		}
		var got []string
		for _, f := range found {
			numbers := make([]int, len(f.Payments))
			for k, i := range f.Payments {
				numbers[k] = int(i)
			}
			slices.Sort(numbers)
			got = append(got, fmt.Sprint(numbers))
		}
		slices.Sort(got)
		want := slowCycles(p, o)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d, %+v: got %d cycles, every sequence gives %d\n%v\n%v", seed, o, len(got), len(want), got, want)
		}
		some += len(want)
	}
	if some < 500 {
		t.Fatalf("%d cycles in all tables: too few to tell anything", some)
	}
}

func TestPatternsOnAnyNumberOfCPUs(t *testing.T) {
	rows := append(slices.Concat(scattered(), passed(), structured(), rounds(), slept(), []row{{3, 4, 77_000_00, 100}, {4, 5, 76_000_00, 101}, {5, 3, 75_500_00, 103}}), traffic(1, 20, 9000, 30_000)...)
	p := tableOf(t, 9020, rows...)
	o := money.Options{
		Shuffles: 2, Cycles: money.CycleOptions{Window: 90 * day, Tolerance: 400}, Fans: money.FanOptions{Least: 2, Tolerance: 500}, Habits: money.HabitOptions{Tolerance: 500},
	}
	var first string
	for _, cpus := range []int{1, 4} {
		before := runtime.GOMAXPROCS(cpus)
		found, err := money.Find(t.Context(), p, o)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if cpus == 1 && len(f.Findings) == 0 && f.Pattern != money.Shared {
				t.Errorf("no %s in the table: nothing is tested of it", f.Pattern)
			}
		}
		text := fmt.Sprint(found)
		if first == "" {
			first = text
		}
		if text != first {
			t.Errorf("with %d CPUs other findings than with 1", cpus)
		}
	}
}
