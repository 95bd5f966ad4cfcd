package dismantle

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// wavesQuestion draws a network, a team of it of so many, and how it is counted.
func wavesQuestion(t *testing.T, seed uint64, k int) (*graph.View, Options, []int) {
	r := rand.New(rand.NewPCG(seed, 12))
	n := 3*k + r.IntN(12)
	v := graphtest.View(t, graphtest.Random(seed, n, 3/float64(n)))
	o := Options{Objective: Objective(seed % 6), From: make([]bool, v.Len()), To: make([]bool, v.Len())}
	for i := range v.Len() {
		o.From[i], o.To[i] = i%3 == 0, i%3 == 1
		if seed/6%2 == 1 {
			o.Price = append(o.Price, float64(1+r.IntN(6))/2)
		}
	}
	return v, o, r.Perm(v.Len())[:min(k, v.Len())]
}

// afterWaves measures an order after each of n waves, of which each may cost a share of the
// whole price and what those before did not spend. Shares are counted in halves, in which
// all prices are whole.
func afterWaves(t *testing.T, v *graph.View, o Options, order []int, n int) (left []float64) {
	t.Helper()
	halves := func(team []int) (sum int) {
		for _, i := range team {
			sum += int(2 * o.priceOf(i))
		}
		return sum
	}
	for w := 1; w <= n; w++ {
		k := 0
		for k < len(order) && n*halves(order[:k+1]) <= w*halves(order) {
			k++
		}
		x, err := Measure(t.Context(), v, o, order[:k])
		if err != nil {
			t.Fatal(err)
		}
		left = append(left, x)
	}
	return left
}

func sumOf(values []float64) (sum float64) {
	for _, x := range values {
		sum += x
	}
	return sum
}

// orders calls a function with all orders of a team.
func orders(team []int, from int, each func([]int)) {
	if from == len(team) {
		each(team)
	}
	for k := from; k < len(team); k++ {
		team[from], team[k] = team[k], team[from]
		orders(team, from+1, each)
		team[from], team[k] = team[k], team[from]
	}
}

// Of teams of up to five no order leaves less after its waves, by any objective, with and
// without prices: all orders are measured.
func TestInWavesAgreesWithEveryOrder(t *testing.T) {
	for seed := range uint64(72) {
		v, o, team := wavesQuestion(t, seed, 2+int(seed)%4)
		n := 1 + int(seed/12)%len(team)
		s, err := InWaves(t.Context(), v, o, team, n)
		if err != nil {
			t.Fatal(err)
		}
		sign := 1.
		if o.Objective == Reach {
			sign = -1
		}
		least := math.Inf(1)
		orders(slices.Clone(team), 0, func(order []int) { least = min(least, sign*sumOf(afterWaves(t, v, o, order, n))) })
		left := afterWaves(t, v, o, s.Team, n)
		if got := sign * sumOf(left); math.Abs(got-least) > 1e-9*(1+math.Abs(least)) || !s.Proven {
			t.Errorf("seed %d, %s in %d waves: %v adds up to %g (proven: %t), want %g, the least of all orders", seed, o.Objective, n, s.Team, got, s.Proven, least)
		}
		checkSchedule(t, seed, team, s, left)
	}
}

// checkSchedule compares a schedule with the team that was asked about and with what was
// measured after each wave.
func checkSchedule(t *testing.T, seed uint64, team []int, s Schedule, left []float64) {
	t.Helper()
	if !slices.Equal(slices.Sorted(slices.Values(s.Team)), slices.Sorted(slices.Values(team))) {
		t.Fatalf("seed %d: %v in order is %v", seed, team, s.Team)
	}
	if len(s.Ends) != len(left) || s.Ends[len(s.Ends)-1] != len(team) || !slices.IsSorted(s.Ends) {
		t.Fatalf("seed %d: %d waves of %d end at %v", seed, len(left), len(team), s.Ends)
	}
	for w, end := range s.Ends {
		if math.Abs(s.Left[end]-left[w]) > 1e-9*(1+left[w]) {
			t.Errorf("seed %d: %g is left after wave %d, want %g, as measured", seed, s.Left[end], w+1, left[w])
		}
	}
}

// Of more members the order is as lawful, leaves no more than that of a plan, and hardly
// more than the best where that is known.
func TestInWavesOfLargerTeams(t *testing.T) {
	far, known := 0., 0.
	for seed := range uint64(36) {
		v, o, team := wavesQuestion(t, seed, 12+8*int(seed%3/2))
		n := 2 + int(seed)%4
		q := questionOf(v, &o)
		q.choice = slices.Sorted(slices.Values(indices(team)))
		s := q.scheduler(t.Context(), q.choice, q.price, n)
		sum := func(order []int32) float64 {
			sum := 0.
			for _, end := range s.ends(order) {
				sum += s.left(order[:end])
			}
			return sum
		}
		before := q.inOrder(q.choice)
		after := s.improve(t.Context(), before)
		if sum(after) > sum(before)+1e-9 {
			t.Errorf("seed %d: %g after it was made better, %g before", seed, sum(after), sum(before))
		}
		if s.provable() && o.Objective != Reach {
			best := sum(s.best())
			if sum(after) < best-1e-9 {
				t.Errorf("seed %d: %g, less than the best, %g", seed, sum(after), best)
			}
			far, known = far+sum(after)-best, known+best
			continue
		}
		found, err := InWaves(t.Context(), v, o, team, n)
		if err != nil {
			t.Fatal(err)
		}
		checkSchedule(t, seed, team, found, afterWaves(t, v, o, found.Team, n))
	}
	if known == 0 || far > .01*known {
		t.Errorf("all orders together leave %g more than %g, the least: want at most 1 %%", far, known)
	}
}

func TestInWavesByHand(t *testing.T) {
	const twoStars = "a-a1 a-a2 a-a3 b-b1 b-b2 b-b3 a-b" // a, a1, a2, a3, b, b1, b2, b3
	for _, test := range []struct {
		name  string
		team  []int
		price []float64
		n     int
		want  Schedule
	}{
		{"who does most goes first", []int{1, 0}, nil, 2, Schedule{[]int{0, 1}, []float64{28, 6, 6}, []int{1, 2}, true}},
		{"one wave", []int{1, 0}, nil, 1, Schedule{[]int{0, 1}, []float64{28, 6, 6}, []int{2}, true}},
		{"a wave takes no more than its share", []int{1, 0, 4}, nil, 2, Schedule{[]int{4, 0, 1}, []float64{28, 6, 0, 0}, []int{1, 3}, true}},
		{"who costs more than a share waits, and a wave may have nobody", []int{0, 1, 4}, []float64{5, 1, 1, 1, 1, 1, 1, 1}, 3, Schedule{[]int{4, 1, 0}, []float64{28, 6, 3, 0}, []int{2, 2, 3}, true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := InWaves(t.Context(), graphtest.View(t, twoStars), Options{Price: test.price}, test.team, test.n)
			if err != nil || fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Errorf("got %v (%v), want %v, by hand", got, err, test.want)
			}
		})
	}
}

func TestInWavesEndsWithItsContext(t *testing.T) {
	v, o, team := wavesQuestion(t, 0, 20)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := InWaves(ctx, v, o, team, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
