package dismantle_test

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// planOf returns the best plan.
func planOf(t *testing.T, v *graph.View, o dismantle.Options) dismantle.Plan {
	t.Helper()
	p, err := dismantle.Best(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func chances(t *testing.T, v *graph.View, o dismantle.Options, p dismantle.Plan, trial dismantle.Trial) dismantle.Odds {
	t.Helper()
	odds, err := dismantle.Chances(t.Context(), v, o, p, trial)
	if err != nil {
		t.Fatal(err)
	}
	return odds
}

// TestChancesWhereNothingIsMissing is by hand: every world is what is recorded, so that the
// plan is best in all and leaves the same in each.
func TestChancesWhereNothingIsMissing(t *testing.T) {
	v := graphtest.View(t, twoStars) // a, a1, a2, a3, b, b1, b2, b3
	o := dismantle.Options{Among: anybody(v), Budget: 2}
	p := planOf(t, v, o)
	odds := chances(t, v, o, p, dismantle.Trial{Worlds: 20, Draw: func(int) *graph.View { return v }, Beside: [][]int{{0, 1}}})
	for i, share := range odds.InBest {
		if want := map[bool]float64{true: 1}[i == 0 || i == 4]; share != want {
			t.Errorf("%s is in the best team of %g of the worlds, by hand %g: a and b leave nobody tied", v.ID(i), share, want)
		}
	}
	if want := (dismantle.Fare{Near: 1, Best: 1}); odds.Plan != want {
		t.Errorf("the plan fares %+v, by hand %+v", odds.Plan, want)
	}
	if odds.Steady != odds.Plan || !slices.Equal(odds.Often, []int{0, 4}) {
		t.Errorf("%v are most often in the best team and fare %+v, by hand a and b as the plan", odds.Often, odds.Steady)
	}
	six := dismantle.Spread{Mean: 6, Low: 6, High: 6}
	if beside := odds.Beside[0]; beside.Left != six || beside.Near != 0 || beside.Best != 0 {
		t.Errorf("a and a1 fare %+v, by hand they leave the other star, 6 pairs, and are never near", beside)
	}
	if len(odds.Near) != 0 {
		t.Errorf("near teams %v, by hand none: any other leaves 3 pairs of 28 or more", odds.Near)
	}
}

// TestChancesFollowWorlds is by hand: in every other world b's star has no ties, and of one
// person the best is a; in the others it is b, whose star has one more than a's.
func TestChancesFollowWorlds(t *testing.T) {
	v := graphtest.View(t, "a-a1 a-a2 a-a3 b-b1 b-b2 b-b3 b-b4")
	keep := make([]bool, v.Size())
	a, b := numbers(t, v, "a")[0], numbers(t, v, "b")[0]
	for tie := range keep {
		from, to := v.Ends(tie)
		keep[tie] = from == a || to == a
	}
	draw := func(world int) *graph.View {
		if world%2 == 0 {
			return v
		}
		return v.Altered(graph.Change{Keep: keep, People: 2})
	}
	o := dismantle.Options{Among: anybody(v), Budget: 1, Price: slices.Repeat([]float64{1}, v.Len())}
	odds := chances(t, v, o, planOf(t, v, o), dismantle.Trial{Worlds: 40, Draw: draw})
	if odds.InBest[a] != .5 || odds.InBest[b] != .5 {
		t.Errorf("a is in the best team of %g and b of %g of the worlds, by hand half each", odds.InBest[a], odds.InBest[b])
	}
	if want := (dismantle.Spread{Mean: 6, Low: 6, High: 6}); odds.Plan.Left != want || odds.Plan.Near != .5 || odds.Plan.Best != .5 {
		t.Errorf("b fares %+v, by hand it leaves a's star, 6 pairs, in all worlds and is best in half", odds.Plan)
	}
	if want := (dismantle.Spread{Mean: (6./16 + 1) / 2, Low: 6. / 16, High: 1}); odds.Plan.Share != want {
		t.Errorf("b leaves shares of %+v, by hand %+v", odds.Plan.Share, want)
	}
}

// altered draws worlds by removing and adding ties and people at random.
func altered(v *graph.View, seed uint64) func(int) *graph.View {
	return func(world int) *graph.View {
		r := rand.New(rand.NewPCG(seed, uint64(world)))
		c := graph.Change{Keep: make([]bool, v.Size()), People: r.IntN(3)}
		for tie := range c.Keep {
			c.Keep[tie] = r.Float64() < .9
		}
		for range r.IntN(6) {
			from, to := r.IntN(v.Len()), r.IntN(v.Len()+c.People)
			if from != to {
				c.Added = append(c.Added, graph.AddedTie{From: int32(from), To: int32(to), Strength: 1})
			}
		}
		return v.Altered(c)
	}
}

// TestOddsAreShares holds, by every objective: shares are from 0 to 1, a world's best team
// keeps the budget and holds only who may be in one, and who is always in a team always is.
func TestOddsAreShares(t *testing.T) {
	for seed := range uint64(60) {
		v := graphtest.View(t, graphtest.Random(seed, 24, .1))
		r := rand.New(rand.NewPCG(seed, 5))
		n := v.Len()
		o := dismantle.Options{Objective: dismantle.Objective(seed % 6), Budget: float64(1 + r.IntN(4)), Among: make([]bool, n), Effort: 500, Seed: seed}
		o.From, o.To = make([]bool, n), make([]bool, n)
		for i := range n {
			o.Among[i] = i == 0 || r.IntN(2) == 0
			o.From[i], o.To[i] = i%3 == 0, i%3 == 1
		}
		if seed%2 == 0 {
			o.Always = []int{0}
		}
		p := planOf(t, v, o)
		odds := chances(t, v, o, p, dismantle.Trial{Worlds: 12, Draw: altered(v, seed), Beside: [][]int{{1, 2}}})
		checkShares(t, seed, o, odds)
		if len(odds.Often) > int(o.Budget) || slices.ContainsFunc(odds.Often, func(i int) bool { return !o.Among[i] }) {
			t.Errorf("seed %d: %v, most often in best teams, is no team that was allowed", seed, odds.Often)
		}
		for _, near := range odds.Near {
			if len(near.Team) > int(o.Budget) || near.Shared > len(near.Team) || slices.ContainsFunc(near.Team, func(i int) bool { return !o.Among[i] }) {
				t.Errorf("seed %d: %+v is no team that was allowed", seed, near)
			}
		}
	}
}

func checkShares(t *testing.T, seed uint64, o dismantle.Options, odds dismantle.Odds) {
	t.Helper()
	share := func(x float64) bool { return x >= 0 && x <= 1+1e-12 }
	sum := 0.0
	for i, x := range odds.InBest {
		if !share(x) || x > 0 && !o.Among[i] {
			t.Errorf("seed %d: %d is in the best team of %g of the worlds; may be: %v", seed, i, x, o.Among[i])
		}
		sum += x
	}
	if sum > o.Budget+1e-9 || o.Always != nil && odds.InBest[0] != 1 {
		t.Errorf("seed %d: best teams of %g on average, a budget of %g; who is always in is in %g", seed, sum, o.Budget, odds.InBest[0])
	}
	for _, f := range append(odds.Beside, odds.Plan, odds.Random, odds.Steady) {
		if !share(f.Near) || !share(f.Best) || f.Best > f.Near || !share(f.Share.Low) || f.Share.Low > f.Share.Mean || f.Share.Mean > f.Share.High || !share(f.Share.High) || f.Left.Low > f.Left.High {
			t.Errorf("seed %d, by %s: %+v", seed, o.Objective, f)
		}
	}
}

func TestOddsDoNotDependOnCPUs(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(4, 40, .08))
	o := dismantle.Options{Among: anybody(v), Budget: 3, Seed: 7}
	p := planOf(t, v, o)
	var one dismantle.Odds
	for _, cpus := range []int{1, 2, 16} {
		before := runtime.GOMAXPROCS(cpus)
		odds := chances(t, v, o, p, dismantle.Trial{Worlds: 10, Draw: altered(v, 3)})
		runtime.GOMAXPROCS(before)
		if cpus == 1 {
			one = odds
		} else if !reflect.DeepEqual(odds, one) {
			t.Errorf("%d CPUs give other odds", cpus)
		}
	}
}

// TestNearTeams holds the near teams of a search against the view alone: each does at least
// 95 % of what the plan does, and none is the plan.
func TestNearTeams(t *testing.T) {
	some := 0
	for seed := range uint64(10) {
		v := graphtest.View(t, graphtest.Random(seed, 40, .06))
		p := planOf(t, v, dismantle.Options{Among: anybody(v), Budget: 4})
		own := slices.Sorted(slices.Values(p.Team))
		for _, near := range p.Near {
			some++
			left, err := dismantle.Measure(t.Context(), v, dismantle.Options{}, near.Team)
			if err != nil {
				t.Fatal(err)
			}
			if left != near.Left || p.Before()-left < .95*(p.Before()-p.After())-1e-6 || slices.Equal(near.Team, own) || math.Abs(float64(near.Shared)) > 4 {
				t.Errorf("seed %d: %+v leaves %g; the plan %g of %g", seed, near, left, p.After(), p.Before())
			}
		}
	}
	if some == 0 {
		t.Error("no near team was found: the test says nothing")
	}
}

func TestChancesRefuses(t *testing.T) {
	v := graphtest.View(t, "a-b b-c")
	o := dismantle.Options{Among: anybody(v), Budget: 1}
	p := planOf(t, v, o)
	same := func(int) *graph.View { return v }
	if _, err := dismantle.Chances(t.Context(), v, o, p, dismantle.Trial{Draw: same}); err == nil {
		t.Error("no worlds: want an error")
	}
	small := graphtest.View(t, "a-b")
	if _, err := dismantle.Chances(t.Context(), v, o, p, dismantle.Trial{Worlds: 1, Draw: func(int) *graph.View { return small }}); err == nil {
		t.Error("a world without c: want an error")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := dismantle.Chances(ended, v, o, p, dismantle.Trial{Worlds: 1, Draw: same}); err == nil {
		t.Error("a context that ended: want its error")
	}
}
