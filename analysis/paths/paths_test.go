package paths_test

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// graded makes a random view whose ties have strengths, grades and days.
func graded(t *testing.T, seed uint64, directed bool) *graph.View {
	t.Helper()
	n := graphtest.Parse(t, graphtest.Random(seed, 9, .3))
	r := rand.New(rand.NewPCG(seed, 31))
	for i := range n.Ties {
		tie := &n.Ties[i]
		tie.Kind = graph.Meets
		if directed {
			tie.Kind = graph.Calls
			if r.IntN(2) == 0 {
				tie.From, tie.To = tie.To, tie.From
			}
		}
		record := &tie.Records[0]
		if r.IntN(4) > 0 {
			grade, err := graph.ParseGrade([]string{"A1", "B2", "C3", "0.5"}[r.IntN(4)])
			if err != nil {
				t.Fatal(err)
			}
			record.Grade = grade
		}
		if r.IntN(4) > 0 {
			record.Fields = append(record.Fields, graph.Field{Name: graph.PropAt, Value: fmt.Sprintf("2024-01-%02d", 1+r.IntN(28))})
		}
		record.Normalise()
	}
	n.Normalise()
	return graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
}

// simple lists every path that passes nobody twice.
func simple(v *graph.View, from, to int, avoid []int) (all [][]int) {
	var walk func(path []int)
	walk = func(path []int) {
		last := path[len(path)-1]
		if last == to {
			all = append(all, slices.Clone(path))
			return
		}
		for _, j := range v.Neighbours(last) {
			if !slices.Contains(path, int(j)) && !slices.Contains(avoid, int(j)) {
				walk(append(slices.Clip(path), int(j)))
			}
		}
	}
	walk([]int{from})
	return all
}

// lengthOf measures a path by its definition.
func lengthOf(v *graph.View, path []int, m paths.Measure) float64 {
	sum := 0.
	for k := range path[1:] {
		tie, _ := v.TieBetween(path[k], path[k+1])
		switch m {
		case paths.Ties:
			sum++
		case paths.Distance:
			sum += 1 / float64(v.Strength(tie))
		default:
			p := v.Probability(tie)
			if v.Certainty(tie) == graph.NotGraded {
				p = graph.Interval{Lo: 0, Hi: 1}
			}
			sum -= math.Log((p.Lo + p.Hi) / 2)
		}
	}
	return sum
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// All shortest, and the k shortest, against every path there is.
func TestByListingEveryPath(t *testing.T) {
	for seed := range uint64(40) {
		for _, directed := range []bool{false, true} {
			v := graded(t, seed, directed)
			from, to, avoid := 0, v.Len()-1, []int{1 + int(seed)%7}
			for _, m := range []paths.Measure{paths.Ties, paths.Distance, paths.Probability} {
				every := simple(v, from, to, avoid)
				slices.SortFunc(every, func(a, b []int) int {
					if x, y := lengthOf(v, a, m), lengthOf(v, b, m); !near(x, y) {
						return cmp.Compare(x, y)
					}
					if m == paths.Probability && len(a) != len(b) { // of equally likely ones those with fewer ties
						return len(a) - len(b)
					}
					return slices.Compare(a, b)
				})
				o := paths.Options{Measure: m, Avoid: avoid}
				got, of, err := paths.Shortest(t.Context(), v, from, to, o)
				if len(every) == 0 {
					if !errors.Is(err, paths.ErrNoPath) {
						t.Errorf("seed %d: %v, want ErrNoPath", seed, err)
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				best := lengthOf(v, every[0], m)
				want := slices.DeleteFunc(slices.Clone(every), func(p []int) bool { return !near(lengthOf(v, p, m), best) })
				if m == paths.Probability { // of equally likely ones those with the fewest ties
					fewest := len(slices.MinFunc(want, func(a, b []int) int { return len(a) - len(b) }))
					want = slices.DeleteFunc(want, func(p []int) bool { return len(p) > fewest })
				}
				if len(got) != len(want) || int(of) != len(want) {
					t.Errorf("seed %d, %s: %d paths of %g, want %d", seed, m, len(got), of, len(want))
					continue
				}
				for k, p := range got {
					if !slices.Equal(p.Entities, want[k]) || !near(p.Length, best) || len(p.Ties) != len(p.Entities)-1 {
						t.Errorf("seed %d, %s: %+v, want %v of %g", seed, m, p, want[k], best)
					}
				}
				for k, p := range got {
					if !slices.Equal(p.Entities, want[k]) {
						t.Errorf("seed %d, %s: the %dth passes %v, want %v", seed, m, k+1, p.Entities, want[k])
					}
				}
				ks, err := paths.KShortest(t.Context(), v, from, to, 6, o)
				if err != nil {
					t.Fatal(err)
				}
				if len(ks) != min(6, len(every)) {
					t.Fatalf("seed %d, %s: %d paths, want %d", seed, m, len(ks), min(6, len(every)))
				}
				for k, p := range ks {
					if !slices.Equal(p.Entities, every[k]) || !near(p.Length, lengthOf(v, every[k], m)) {
						t.Errorf("seed %d, %s: the %dth passes %v and is %g long, want %v and %g", seed, m, k+1, p.Entities, p.Length, every[k], lengthOf(v, every[k], m))
					}
				}
			}
		}
	}
}

func TestThrough(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d a-d b-x x-c")
	index := func(name graph.EntityID) int { i, _ := v.Index(name); return i }
	got, of, err := paths.Shortest(t.Context(), v, index("a"), index("d"), paths.Options{Through: []int{index("x")}})
	if err != nil || of != 1 || len(got) != 1 || got[0].Length != 4 || got[0].Entities[2] != index("x") {
		t.Errorf("%+v of %g, %v: want a b x c d", got, of, err)
	}
	if _, err := paths.KShortest(t.Context(), v, 0, 1, 2, paths.Options{Through: []int{2}}); err == nil {
		t.Error("the k shortest are made to pass somebody")
	}
}

// The earliest arrival against every path in order of time.
func TestEarliestByListing(t *testing.T) {
	found := 0
	for seed := range uint64(80) {
		for _, directed := range []bool{false, true} {
			v := graded(t, seed, directed)
			from, to, avoid := 0, v.Len()-1, []int{1 + int(seed)%7}
			day, err := graph.ParseDate("2024-01-08")
			if err != nil {
				t.Fatal(err)
			}
			best, ok := int64(math.MaxInt64), false
			for _, p := range simple(v, from, to, avoid) {
				at, possible := day.Earliest, true
				for k := range p[1:] {
					tie, _ := v.TieBetween(p[k], p[k+1])
					first, any := int64(math.MaxInt64), false
					for _, e := range v.Evidence(tie) {
						if when := e.When(); when.Known() && when.Latest >= at {
							first, any = min(first, max(at, when.Earliest)), true
						}
					}
					if at, possible = first, possible && any; !possible {
						break
					}
				}
				if possible {
					best, ok = min(best, at), true
				}
			}
			got, undated, err := paths.Earliest(t.Context(), v, from, to, paths.Options{After: day, Avoid: avoid})
			if ok != (err == nil) {
				t.Errorf("seed %d, directed %t: error %v, and a path is there: %t", seed, directed, err, ok)
				continue
			}
			without := 0
			for tie := range v.Size() {
				if !slices.ContainsFunc(v.Evidence(tie), func(e *graph.Tie) bool { return e.When().Known() }) {
					without++
				}
			}
			if undated != without {
				t.Errorf("seed %d: %d ties without a date, want %d", seed, undated, without)
			}
			if !ok {
				continue
			}
			found++
			if last := got.Moments[len(got.Moments)-1]; last != best || !slices.IsSorted(got.Moments) {
				t.Errorf("seed %d: arrives at %v, want %d", seed, got.Moments, best)
			}
		}
	}
	if found < 30 {
		t.Errorf("%d paths were found, want more to have been tried", found)
	}
}

// A tip-off does not travel back in time.
func TestNoWayBack(t *testing.T) {
	n := graphtest.Parse(t, "a-b b-c")
	for i, day := range []string{"2024-02-01", "2024-01-01"} {
		n.Ties[i].Kind = graph.Meets
		n.Ties[i].Records[0].Fields = []graph.Field{{Name: graph.PropAt, Value: day}}
	}
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	if p, _, err := paths.Earliest(t.Context(), v, 0, 2, paths.Options{}); !errors.Is(err, paths.ErrNoPath) {
		t.Errorf("from a to c: %+v, %v, want no path", p, err)
	}
	if p, _, err := paths.Earliest(t.Context(), v, 2, 0, paths.Options{}); err != nil || !reflect.DeepEqual(p.Entities, []int{2, 1, 0}) {
		t.Errorf("from c to a: %+v, %v", p, err)
	}
}

// Gonum finds the same paths, one search at a time.
func TestAgreesWithGonum(t *testing.T) {
	for seed := range uint64(30) {
		for _, directed := range []bool{false, true} {
			v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(seed, 25, .12)), graph.ViewOptions{Directed: directed})
			all := path.DijkstraAllPaths(v)
			for from := range v.Len() {
				to := (from + 1 + int(seed)%20) % v.Len()
				want, length := all.AllBetween(int64(from), int64(to))
				got, of, err := paths.Shortest(t.Context(), v, from, to, paths.Options{Measure: paths.Distance})
				if len(want) != int(of) || errors.Is(err, paths.ErrNoPath) != (len(want) == 0) {
					t.Errorf("seed %d, directed %t: %g paths from %d to %d and error %v, want %d", seed, directed, of, from, to, err, len(want))
					continue
				}
				slices.SortFunc(want, func(a, b []gonum.Node) int {
					return slices.CompareFunc(a, b, func(x, y gonum.Node) int { return int(x.ID() - y.ID()) })
				})
				for k, p := range got {
					for at, i := range p.Entities {
						if p.Length != length || int64(i) != want[k][at].ID() {
							t.Errorf("seed %d, directed %t: path %v of %g, want %v of %g", seed, directed, p.Entities, p.Length, want[k], length)
						}
					}
				}
			}
		}
	}
}

// The same paths on 1, 2 and 16 CPUs.
func TestSameBitsOnAnyNumberOfCPUs(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var one []any
	for _, cpus := range []int{1, 2, 16} {
		runtime.GOMAXPROCS(cpus)
		var all []any
		for seed := range uint64(10) {
			v := graded(t, seed, seed%2 == 1)
			for _, m := range []paths.Measure{paths.Ties, paths.Distance, paths.Probability} {
				found, of, _ := paths.Shortest(t.Context(), v, 0, v.Len()-1, paths.Options{Measure: m})
				several, _ := paths.KShortest(t.Context(), v, 0, v.Len()-1, 5, paths.Options{Measure: m})
				all = append(all, found, of, several)
			}
			timed, undated, _ := paths.Earliest(t.Context(), v, 0, v.Len()-1, paths.Options{})
			all = append(all, timed, undated)
		}
		if cpus == 1 {
			one = all
		} else if !reflect.DeepEqual(all, one) {
			t.Errorf("other paths on %d CPUs than on one", cpus)
		}
	}
}

// A tie that a path goes along twice is one tie, which is real or is not.
func TestRealOfTiesGoneAlongTwice(t *testing.T) {
	half, err := graph.ParseGrade("0.5")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		kind     graph.TieKind
		back     bool // there is a tie from w to y too, of its own
		directed bool
		want     float64 // by hand
	}{
		{name: "undirected", kind: graph.Meets, want: .125},
		{name: "directed view of ties without a direction", kind: graph.Meets, directed: true, want: .125},
		{name: "a call each way, two ties", kind: graph.Calls, back: true, directed: true, want: .0625},
		{name: "a call each way by one source, undirected: one voice says the tie", kind: graph.Calls, back: true, want: .125},
	} {
		t.Run(c.name, func(t *testing.T) {
			pairs := "x-y y-z y-w"
			if c.back {
				pairs += " w-y"
			}
			n := graphtest.Parse(t, pairs)
			for i := range n.Ties {
				n.Ties[i].Kind = c.kind
				n.Ties[i].Records[0].Grade = half
			}
			n.Normalise()
			v := graphtest.NewView(t, n, graph.ViewOptions{Directed: c.directed})
			index := func(name graph.EntityID) int { i, _ := v.Index(name); return i }
			got, _, err := paths.Shortest(t.Context(), v, index("x"), index("z"), paths.Options{Through: []int{index("w")}})
			if err != nil {
				t.Fatal(err)
			}
			if want := (graph.Interval{Lo: c.want, Hi: c.want}); got[0].Real != want || got[0].Length != 4 {
				t.Errorf("x y w y z is %g long and real with %v, want 4 and %v", got[0].Length, got[0].Real, want)
			}
		})
	}
}
