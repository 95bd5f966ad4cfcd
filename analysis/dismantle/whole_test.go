package dismantle_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// wholes are the objectives that are no sums over pieces.
var wholes = []dismantle.Objective{dismantle.Distance, dismantle.Within, dismantle.Reach}

// plain counts an objective by its definition: from the distances of all two, each found
// by a search of its own.
func plain(v *graph.View, o *dismantle.Options, team []int) float64 {
	ties := o.Ties
	if ties == 0 {
		ties = dismantle.DefaultTies
	}
	pairs, seen := make([]int, v.Len()), map[int]bool{}
	for s := range v.Len() {
		for t, d := range distances(v, s, team, o.Objective != dismantle.Reach) {
			if s < t {
				pairs[d]++
			}
			if d <= ties && slices.Contains(team, s) {
				seen[t] = true
			}
		}
	}
	if o.Objective == dismantle.Reach {
		return float64(len(seen))
	}
	sum := 0.0
	for d, count := range pairs {
		switch {
		case d == 0:
		case o.Objective == dismantle.Distance:
			sum += float64(count) / float64(d)
		case d <= ties:
			sum += float64(count)
		}
	}
	return sum
}

// distances searches from one entity, round a team where that is removed.
func distances(v *graph.View, s int, team []int, removed bool) map[int]int {
	if removed && slices.Contains(team, s) {
		return nil
	}
	distance := map[int]int{s: 0}
	for queue := []int{s}; len(queue) > 0; queue = queue[1:] {
		for _, j := range v.Neighbours(queue[0]) {
			if _, met := distance[int(j)]; !met && !(removed && slices.Contains(team, int(j))) {
				distance[int(j)] = distance[queue[0]] + 1
				queue = append(queue, int(j))
			}
		}
	}
	return distance
}

// optimum goes through all teams that the options allow.
func optimum(v *graph.View, o *dismantle.Options) float64 {
	best := math.Inf(1)
	for set := range uint(1) << v.Len() {
		var team []int
		price, allowed := 0.0, true
		for rest := set; rest != 0; rest &= rest - 1 {
			i := bits.TrailingZeros(rest)
			team = append(team, i)
			allowed = allowed && o.Among[i]
			if price++; o.Price != nil {
				price += o.Price[i] - 1
			}
		}
		for _, i := range o.Always {
			allowed = allowed && set>>i&1 == 1
		}
		if !allowed || price > o.Budget {
			continue
		}
		x := plain(v, o, team)
		if o.Objective == dismantle.Reach {
			x = -x
		}
		best = min(best, x)
	}
	return math.Abs(best)
}

// question draws a network of up to 11 people and what is asked of it.
func question(t *testing.T, seed uint64) (*graph.View, dismantle.Options) {
	r := rand.New(rand.NewPCG(seed, 7))
	n := 3 + r.IntN(9)
	v := graphtest.View(t, graphtest.Random(seed, n, .1+.3*r.Float64()))
	o := dismantle.Options{Budget: float64(1 + r.IntN(3)), Ties: r.IntN(4), Among: make([]bool, n)}
	for i := range o.Among {
		o.Among[i] = seed%3 == 0 || r.IntN(3) > 0
	}
	o.Among[r.IntN(n)] = true
	if seed%2 == 1 {
		o.Budget *= 2
		for range n {
			o.Price = append(o.Price, float64(2+r.IntN(9))/4)
		}
	}
	for i, may := range o.Among {
		if may && seed%5 == 4 && (o.Price == nil || o.Price[i] <= o.Budget) {
			o.Always = []int{i}
			break
		}
	}
	return v, o
}

// TestSmallQuestionsAreProven compares with an enumeration of all teams.
func TestSmallQuestionsAreProven(t *testing.T) {
	for seed := range uint64(300) {
		v, o := question(t, seed)
		for _, o.Objective = range wholes {
			p, err := dismantle.Best(t.Context(), v, o)
			if err != nil {
				t.Fatal(err)
			}
			want := optimum(v, &o)
			if p.After() != want || !p.Proven || p.Bound != want || p.Gap() != 0 {
				t.Errorf("%d %s: %g (proven %t, bound %g), an enumeration says %g", seed, o.Objective, p.After(), p.Proven, p.Bound, want)
			}
			for k, left := range p.Left {
				if got := plain(v, &o, p.Team[:k]); got != left {
					t.Errorf("%d %s: the first %d leave %g, by definition %g", seed, o.Objective, k, left, got)
				}
			}
		}
	}
}

// TestBoundsHold stops the search at once: what is found is lawful, and the bound is one.
func TestBoundsHold(t *testing.T) {
	for seed := range uint64(300) {
		v, o := question(t, seed)
		for _, o.Objective = range wholes {
			for _, o.Effort = range []int{1, 20, 60, 200} {
				p, err := dismantle.Best(t.Context(), v, o)
				if err != nil {
					t.Fatal(err)
				}
				want := optimum(v, &o)
				if worse := p.After() > want; p.Gap() < 0 || p.Price > o.Budget || p.Proven && p.After() != want ||
					o.Objective == dismantle.Reach && p.Bound < want || o.Objective != dismantle.Reach && (p.Bound > want || p.After() < want && !worse) {
					t.Errorf("%d %s, %d steps: %+v, the best is %g", seed, o.Objective, o.Effort, p, want)
				}
			}
		}
	}
}

func TestWholesByHand(t *testing.T) {
	const star, path = "hub-a hub-b hub-c hub-d", "a-b b-c c-d d-e e-f f-g"
	for _, test := range []struct {
		name, pairs string
		objective   dismantle.Objective
		ties        int
		budget      float64
		team        []string
		left        []float64
		source      string
	}{
		{"star", star, dismantle.Distance, 0, 1, []string{"hub"}, []float64{4 + 6./2, 0}, "by hand"},
		{"star", star, dismantle.Within, 1, 1, []string{"hub"}, []float64{4, 0}, "by hand"},
		{"star", star, dismantle.Reach, 1, 1, []string{"hub"}, []float64{0, 5}, "by hand"},
		{"path", path, dismantle.Distance, 0, 1, []string{"d"}, []float64{6 + 5./2 + 4./3 + 3./4 + 2./5 + 1./6, 4 + 2./2}, "by hand"},
		{"path", path, dismantle.Within, 2, 2, nil, []float64{11, 6, 2}, "by hand: b, then e or f"},
		{"path", path, dismantle.Reach, 1, 3, nil, []float64{0, 3, 6, 7}, "by hand: three each, at most seven"},
		{"kite", graphtest.Kite, dismantle.Reach, 1, 2, nil, []float64{0, 7, 10}, "by hand: diane and all but heather, ike, jane; then all with ike"},
	} {
		t.Run(test.name+"/"+test.objective.String(), func(t *testing.T) {
			v := graphtest.View(t, test.pairs)
			among := make([]bool, v.Len())
			for i := range among {
				among[i] = true
			}
			p, err := dismantle.Best(t.Context(), v, dismantle.Options{Objective: test.objective, Budget: test.budget, Among: among, Ties: test.ties})
			if err != nil {
				t.Fatal(err)
			}
			if !p.Proven || !reflect.DeepEqual(p.Left, test.left) {
				t.Errorf("left %v (proven %t), want %v: %s", p.Left, p.Proven, test.left, test.source)
			}
			for k, name := range test.team {
				if id := graph.NewEntityID("", name); v.ID(p.Team[k]) != id {
					t.Errorf("%d. is %s, want %s: %s", k+1, v.ID(p.Team[k]), id, test.source)
				}
			}
		})
	}
}

// TestFragmentationByDistance: Borgatti's DF is 1 - 2 Σ 1/d over n(n-1), of a network in
// pieces as of a connected one.
func TestFragmentationByDistance(t *testing.T) {
	for _, test := range []struct {
		name, pairs, source string
		want                float64
	}{
		{"clique", "a-b b-c c-a", "Borgatti 2006, equation 9: all are adjacent", 0},
		{"nobody tied", "a b c", "Borgatti 2006, equation 9: all are isolates", 1},
		{"star", "hub-a hub-b hub-c hub-d", "by hand: 4 pairs at 1, 6 at 2", 1 - 7./10},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := graphtest.View(t, test.pairs)
			x, err := dismantle.Measure(t.Context(), v, dismantle.Options{Objective: dismantle.Distance}, nil)
			if err != nil {
				t.Fatal(err)
			}
			n := float64(v.Len())
			if got := 1 - 2*x/(n*(n-1)); math.Abs(got-test.want) > 1e-15 {
				t.Errorf("%g, want %g: %s", got, test.want, test.source)
			}
		})
	}
}

// larger is a network of 150 people, some with one tie, and not everybody eligible.
func larger(t *testing.T) (*graph.View, dismantle.Options) {
	v := graphtest.View(t, graphtest.Random(3, 150, .018))
	o := dismantle.Options{Budget: 6, Among: make([]bool, v.Len())}
	for i := range o.Among {
		o.Among[i] = i%7 != 0
		o.Price = append(o.Price, 1+float64(i%4)/2)
	}
	return v, o
}

func TestSamePlanOnAnyNumberOfCPUs(t *testing.T) {
	v, o := larger(t)
	o.Effort = 20000
	for _, o.Objective = range wholes {
		var plans []dismantle.Plan
		for _, cpus := range []int{1, 2, 7} {
			before := runtime.GOMAXPROCS(cpus)
			p, err := dismantle.Best(t.Context(), v, o)
			runtime.GOMAXPROCS(before)
			if err != nil {
				t.Fatal(err)
			}
			plans = append(plans, p)
			if !reflect.DeepEqual(p, plans[0]) {
				t.Errorf("%s on %d CPUs: %+v, on one %+v", o.Objective, cpus, p, plans[0])
			}
		}
		if got := plain(v, &o, plans[0].Team); got != plans[0].After() {
			t.Errorf("%s: %g, by definition %g", o.Objective, plans[0].After(), got)
		}
	}
}

// TestMeasureCountsByDefinition does so with random teams, in which somebody may come twice.
func TestMeasureCountsByDefinition(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 2))
		n := 1 + r.IntN(200)
		v := graphtest.View(t, graphtest.Random(seed, n, min(1, (.5+2*r.Float64())/float64(n))))
		var team []int
		for range r.IntN(6) {
			team = append(team, r.IntN(n))
		}
		for _, objective := range wholes {
			o := dismantle.Options{Objective: objective, Ties: r.IntN(6)}
			got, err := dismantle.Measure(t.Context(), v, o, team)
			if want := plain(v, &o, team); err != nil || got != want {
				t.Errorf("%d %s: %g, %v, by definition %g", seed, objective, got, err, want)
			}
		}
	}
}

func TestEndsOfTheSearch(t *testing.T) {
	v, o := larger(t)
	for _, o.Objective = range wholes {
		t.Run(fmt.Sprint(o.Objective), func(t *testing.T) {
			cancelled, cancel := context.WithCancel(t.Context())
			cancel()
			if p, err := dismantle.Best(cancelled, v, o); !errors.Is(err, context.Canceled) || !reflect.DeepEqual(p, dismantle.Plan{}) {
				t.Errorf("cancelled: %+v, %v", p, err)
			}
			for _, limit := range []time.Duration{0, time.Millisecond, 50 * time.Millisecond} {
				timed, cancel := context.WithTimeout(t.Context(), limit)
				p, err := dismantle.Best(timed, v, o)
				cancel()
				if err != nil || p.Price > o.Budget || p.Gap() < 0 || p.Gap() > 1 {
					t.Errorf("%v: %+v, %v", limit, p, err)
				}
			}
		})
	}
}
