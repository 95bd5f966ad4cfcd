package dismantle_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// everybody may be named.
func everybody(v *graph.View) []bool {
	all := make([]bool, v.Len())
	for i := range all {
		all[i] = true
	}
	return all
}

func regrow(t *testing.T, v *graph.View, team []int, o dismantle.RegrowthOptions) dismantle.Regrowth {
	t.Helper()
	r, err := dismantle.Regrow(t.Context(), v, team, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRegrowOfAStar is by hand: x holds a, b and c. With a rate of 1 each ties to one of
// the other two in the first month, so that all three are connected for good.
func TestRegrowOfAStar(t *testing.T) {
	v := graphtest.View(t, "x-a x-b x-c")
	r := regrow(t, v, numbers(t, v, "x"), dismantle.RegrowthOptions{Rate: 1, Months: 3, Among: everybody(v)})
	if r.Before != 6 || r.Lost != 3 || len(r.Months) != 4 || r.DayOne() != 1 {
		t.Errorf("got %+v; by hand 6 pairs before, 3 ties lost, none left on day one, and three months", r)
	}
	for m, month := range r.Months[1:] {
		if month.Left != (dismantle.Spread{Mean: 3, Low: 3, High: 3}) {
			t.Errorf("month %d: %+v left; by hand all 3 pairs in every run", m+1, month.Left)
		}
	}
	if r.Lasting != .5 {
		t.Errorf("lasting damage %g; by hand 3 of 6 pairs are missing", r.Lasting)
	}
	if e := r.Efficiency; e.Before != .75 || e.DayOne != 0 || e.End.Low < 5./6 {
		t.Errorf("efficiency %+v; by hand (3 + 3/2) / 6 before, 0 on day one, then (2 + 1/2) / 3 or 1", e)
	}
	taken := 0.
	for _, who := range r.Takers {
		taken += who.Ties
	}
	if len(r.Takers) != 3 || math.Abs(taken-r.Months[3].Replaced) > 1e-12 {
		t.Errorf("%+v took over, %g ties replaced; by hand each of the three at times, and all that was replaced", r.Takers, r.Months[3].Replaced)
	}
}

// TestRegrowRate holds how many of a star's 20 ties are replaced against 1 - (1-rate)^months.
func TestRegrowRate(t *testing.T) {
	var pairs strings.Builder
	for i := range 20 {
		fmt.Fprintf(&pairs, "x-a%d ", i)
	}
	v := graphtest.View(t, pairs.String())
	r := regrow(t, v, numbers(t, v, "x"), dismantle.RegrowthOptions{Runs: 2000})
	for m, month := range r.Months {
		want := 1 - math.Pow(.9, float64(m))
		if math.Abs(month.Replaced/20-want) > 4*math.Sqrt(want*(1-want)/20/2000) {
			t.Errorf("after %d months %.3f of the ties are replaced, by the formula %.3f", m, month.Replaced/20, want)
		}
	}
}

// TestRegrowProperties holds for random networks, teams, mechanisms and objectives: month
// 0 is Measure without the team, without a rate nothing changes, and the number of CPUs
// changes nothing.
func TestRegrowProperties(t *testing.T) {
	for seed := range uint64(24) {
		v := graphtest.View(t, graphtest.Random(seed, 24, .09))
		o := dismantle.RegrowthOptions{Mechanism: dismantle.Mechanisms()[seed%4], Runs: 20, Seed: seed, Among: everybody(v)}
		o.Count.Objective = []dismantle.Objective{dismantle.Pairs, dismantle.Largest, dismantle.Between, dismantle.Distance, dismantle.Within}[seed%5]
		o.Count.From, o.Count.To = make([]bool, v.Len()), make([]bool, v.Len())
		for i := range v.Len() {
			o.Count.From[i], o.Count.To[i] = i%3 == 0, i%3 == 1
		}
		team := []int{int(seed) % 24, int(seed*5+7) % 24, int(seed*7+1) % 24}
		want, err := dismantle.Measure(t.Context(), v, o.Count, team)
		if err != nil {
			t.Fatal(err)
		}
		r := regrow(t, v, team, o)
		if r.Months[0].Left != (dismantle.Spread{Mean: want, Low: want, High: want}) {
			t.Errorf("seed %d: %+v on day one, Measure says %g", seed, r.Months[0].Left, want)
		}
		for _, who := range r.Takers {
			if slices.Contains(team, who.Entity) {
				t.Errorf("seed %d: one removed came back", seed)
			}
		}
		before := runtime.GOMAXPROCS(1)
		first, _ := json.Marshal(regrow(t, v, team, o))
		runtime.GOMAXPROCS(2)
		second, _ := json.Marshal(regrow(t, v, team, o))
		runtime.GOMAXPROCS(before)
		if string(first) != string(second) {
			t.Errorf("seed %d: two CPUs give another answer than one", seed)
		}
		o.Rate = -1
		for m, month := range regrow(t, v, team, o).Months {
			if month.Left.Low != want || month.Left.High != want || month.Replaced != 0 {
				t.Errorf("seed %d: month %d of no rate has %+v, day one %g", seed, m, month, want)
			}
		}
	}
}

// TestRegrowMoreWithMoreRate holds on average, for every mechanism and month; means of 200
// runs may be off by about four of their standard deviations.
func TestRegrowMoreWithMoreRate(t *testing.T) {
	for _, m := range dismantle.Mechanisms() {
		v := graphtest.View(t, graphtest.Random(5, 40, .06))
		before := make([]float64, 13)
		for _, rate := range []float64{-1, .02, .1, .3, 1} {
			r := regrow(t, v, []int{2, 9, 17, 25, 33}, dismantle.RegrowthOptions{Mechanism: m, Rate: rate, Runs: 200})
			for k, month := range r.Months {
				if k > 0 && month.Left.Mean < r.Months[k-1].Left.Mean {
					t.Errorf("%s, rate %g: %g left after month %d, %g a month before", m, rate, month.Left.Mean, k, r.Months[k-1].Left.Mean)
				}
				if month.Left.Mean < before[k]-(month.Left.High-month.Left.Low)/math.Sqrt(200) {
					t.Errorf("%s, rate %g: %g left after month %d, with less rate %g", m, rate, month.Left.Mean, k, before[k])
				}
				before[k] = month.Left.Mean
			}
		}
	}
}

// TestEfficiencyGrowsAgain is the finding of Duijn, Kashirin and Sloot that a disrupted
// network which recovers may become more efficient: here, of those left, than it ever was.
func TestEfficiencyGrowsAgain(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Reference(t, "montagna_meetings"), graph.ViewOptions{Connected: true})
	team := mostTies(v, 5)
	for _, m := range dismantle.Mechanisms() {
		r := regrow(t, v, team, dismantle.RegrowthOptions{Mechanism: m})
		e, last := r.Efficiency, r.Efficiency.End
		t.Logf("%-8s efficiency %.3f, day one %.3f, in a year %.3f [%.3f, %.3f]; missing on day one %.3f, lasting %.3f", m,
			e.Before, e.DayOne, last.Mean, last.Low, last.High, r.DayOne(), r.Lasting)
		if last.Low <= e.DayOne {
			t.Errorf("%s: efficiency is %+v after a year, %+v on day one: want more in 95 of 100 runs", m, last, e.DayOne)
		}
		if m == dismantle.ByDegree && last.Low <= e.Before {
			t.Errorf("%s: efficiency is %+v after a year, %g before: want more", m, last, e.Before)
		}
	}
}

// mostTies returns who has most ties.
func mostTies(v *graph.View, k int) (team []int) {
	for range k {
		best := -1
		for i := range v.Len() {
			if !slices.Contains(team, i) && (best < 0 || len(v.Neighbours(i)) > len(v.Neighbours(best))) {
				best = i
			}
		}
		team = append(team, best)
	}
	return team
}

func TestRegrowRefuses(t *testing.T) {
	v := graphtest.View(t, "a-b b-c")
	for _, test := range []struct {
		name string
		team []int
		o    dismantle.RegrowthOptions
		want string
	}{
		{"reach", nil, dismantle.RegrowthOptions{Count: dismantle.Options{Objective: dismantle.Reach}}, "nothing grows back"},
		{"a rate above 1", nil, dismantle.RegrowthOptions{Rate: 1.5}, "a rate of 1.5"},
		{"a rate that is no number", nil, dismantle.RegrowthOptions{Rate: math.NaN()}, "a rate of NaN"},
		{"months", nil, dismantle.RegrowthOptions{Months: -1}, "-1 months"},
		{"a weight", nil, dismantle.RegrowthOptions{Likeness: dismantle.Likeness{Kin: -1}}, "a weight of -1"},
		{"a mechanism", nil, dismantle.RegrowthOptions{Mechanism: 9}, "mechanism 9"},
		{"a list that is too short", nil, dismantle.RegrowthOptions{Among: []bool{true}}, "among says something of 1 entities"},
		{"a stranger", []int{3}, dismantle.RegrowthOptions{}, "entity 3: the view has 3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := dismantle.Regrow(t.Context(), v, test.team, test.o)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := dismantle.Regrow(ctx, v, []int{1}, dismantle.RegrowthOptions{}); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}
