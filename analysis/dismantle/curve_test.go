package dismantle_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"runtime"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// areaUnder is Simpson's rule as it is taught: over pairs of intervals, and, where one
// interval is left, by the parabola through the last three points.
func areaUnder(y []float64) float64 {
	n := len(y)
	switch {
	case n < 2:
		return 0
	case n == 2:
		return (y[0] + y[1]) / 2
	case n%2 == 0:
		return areaUnder(y[:n-1]) + (5*y[n-1]+8*y[n-2]-y[n-3])/12
	}
	sum := 0.0
	for k := 0; k+2 < n; k += 2 {
		sum += (y[k] + 4*y[k+1] + y[k+2]) / 3
	}
	return sum
}

// sizesLeft counts the largest component, as a share, after each removal of an order until
// it first is below a stop.
func sizesLeft(t *testing.T, v *graph.View, order []int, stop float64) []float64 {
	var left []float64
	for k := range order {
		x, err := dismantle.Measure(t.Context(), v, dismantle.Options{Objective: dismantle.Largest}, order[:k+1])
		if err != nil {
			t.Fatal(err)
		}
		left = append(left, x/float64(v.Len()))
		if left[k] < stop {
			break
		}
	}
	return left
}

// leastArea goes through all orders of who may be removed.
func leastArea(t *testing.T, v *graph.View, among []bool, stop float64) float64 {
	largest := make([]float64, 1<<v.Len())
	for set := range largest {
		var team []int
		for i := range v.Len() {
			if set>>i&1 == 1 {
				team = append(team, i)
			}
		}
		var err error
		if largest[set], err = dismantle.Measure(t.Context(), v, dismantle.Options{Objective: dismantle.Largest}, team); err != nil {
			t.Fatal(err)
		}
	}
	best := math.Inf(1)
	var left []float64
	var extend func(set int)
	extend = func(set int) {
		ended := true
		for i := range v.Len() {
			if !among[i] || set>>i&1 == 1 {
				continue
			}
			ended = false
			left = append(left, largest[set|1<<i]/float64(v.Len()))
			if left[len(left)-1] < stop {
				best = min(best, areaUnder(left))
			} else {
				extend(set | 1<<i)
			}
			left = left[:len(left)-1]
		}
		if ended {
			best = min(best, areaUnder(left))
		}
	}
	extend(0)
	return best
}

// TestCurveOfSmallNetworks compares with an enumeration of all orders.
func TestCurveOfSmallNetworks(t *testing.T) {
	for seed := range uint64(60) {
		n := 2 + int(seed%6)
		v := graphtest.View(t, graphtest.Random(seed, n, .25+float64(seed%4)/8))
		o := dismantle.CurveOptions{Among: everybody(v), Stop: []float64{.1, .3, .5}[seed%3], Seed: seed}
		o.Among[int(seed)%n] = seed%5 != 0
		got, err := dismantle.Curve(t.Context(), v, o)
		if err != nil {
			t.Fatal(err)
		}
		left := sizesLeft(t, v, got.Order, o.Stop)
		if want := leastArea(t, v, o.Among, o.Stop); math.Abs(got.Area-want) > 1e-9 || math.Abs(areaUnder(left)-want) > 1e-9 || len(left) != len(got.Order) {
			t.Errorf("seed %d: an area of %g, counted again %g, an enumeration says %g", seed, got.Area, areaUnder(left), want)
		}
	}
}

// TestCurveByHand: three stars in a row; each removal of a centre leaves the others.
func TestCurveByHand(t *testing.T) {
	v := graphtest.View(t, "x-a x-b x-c x-y y-d y-e y-f y-z z-g z-h z-i")
	got, err := dismantle.Curve(t.Context(), v, dismantle.CurveOptions{Among: everybody(v), Stop: .15})
	if err != nil {
		t.Fatal(err)
	}
	if want := numbers(t, v, "y", "x", "z"); got.Order[0] != want[0] || len(got.Order) != 3 || !reflect.DeepEqual(got.Left, []int{4, 4, 1}) {
		t.Errorf("%+v, by hand y first, then the other two", got)
	}
	if want := (4 + 4*4 + 1) / 3. / 12; math.Abs(got.Area-want) > 1e-12 {
		t.Errorf("an area of %g, by hand %g", got.Area, want)
	}
}

// TestCurveIsLawful holds sequences of larger networks against a plain count, and against
// their own promise: nobody ineligible, the same on any number of CPUs.
func TestCurveIsLawful(t *testing.T) {
	v, from := larger(t)
	o := dismantle.CurveOptions{Among: from.Among, Stop: .05, Effort: 2, Seed: 3}
	var first dismantle.Sequence
	for _, cpus := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cpus)
		got, err := dismantle.Curve(t.Context(), v, o)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if first.Order == nil {
			first = got
		}
		if !reflect.DeepEqual(got, first) {
			t.Errorf("%d CPUs: %+v, before %+v", cpus, got, first)
		}
	}
	seen := make([]bool, v.Len())
	for _, i := range first.Order {
		if seen[i] || !o.Among[i] {
			t.Errorf("%d comes twice or may not be removed", i)
		}
		seen[i] = true
	}
	left := sizesLeft(t, v, first.Order, o.Stop)
	for k, x := range left {
		if x*float64(v.Len()) != float64(first.Left[k]) {
			t.Errorf("after %d removals %d are said to be left, a plain count says %g", k+1, first.Left[k], x*float64(v.Len()))
		}
	}
	if math.Abs(areaUnder(left)-first.Area) > 1e-9 {
		t.Errorf("an area of %g, counted again %g", first.Area, areaUnder(left))
	}
}

func TestCurveEndsInTime(t *testing.T) {
	v, o := larger(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := dismantle.Curve(cancelled, v, dismantle.CurveOptions{Among: o.Among}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for _, limit := range []time.Duration{0, time.Millisecond, 50 * time.Millisecond} {
		timed, cancel := context.WithTimeout(t.Context(), limit)
		got, err := dismantle.Curve(timed, v, dismantle.CurveOptions{Among: o.Among})
		cancel()
		if err != nil || len(got.Order) == 0 {
			t.Errorf("%v: %+v, %v", limit, got, err)
		}
	}
}

func TestCurveRefuses(t *testing.T) {
	v := graphtest.View(t, "a-b b-c")
	for _, test := range []struct {
		o    dismantle.CurveOptions
		want string
	}{
		{dismantle.CurveOptions{}, "nobody of the view may be in a team"},
		{dismantle.CurveOptions{Among: make([]bool, 2)}, "among says something of 2 entities: the view has 3"},
		{dismantle.CurveOptions{Among: everybody(v), Stop: 2}, "a stop of 2: want a share above 0, up to 1"},
	} {
		if _, err := dismantle.Curve(t.Context(), v, test.o); err == nil || err.Error() != test.want {
			t.Errorf("%+v: %v, want %s", test.o, err, test.want)
		}
	}
}
