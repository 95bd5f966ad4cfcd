package central_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// routesBetween lists every shortest route from one entity to another.
func routesBetween(v *graph.View, from, to int) [][]int {
	routes := [][]int{{from}}
	for range v.Len() {
		var longer, done [][]int
		for _, r := range routes {
			for _, j := range v.Neighbours(r[len(r)-1]) {
				if slices.Contains(r, int(j)) {
					continue
				}
				next := append(slices.Clone(r), int(j))
				longer = append(longer, next)
				if int(j) == to {
					done = append(done, next)
				}
			}
		}
		if len(done) > 0 || len(longer) == 0 {
			return done
		}
		routes = longer
	}
	return nil
}

// Groups of up to five, against every shortest route listed one by one.
func TestGroupByDefinition(t *testing.T) {
	for seed := range uint64(30) {
		for _, directed := range []bool{false, true} {
			v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(seed, 12, .22)), graph.ViewOptions{Directed: directed})
			set := rand.New(rand.NewPCG(seed, 4)).Perm(v.Len())[:1+seed%5]
			got, err := central.Group(t.Context(), v, set, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := central.GroupScore{Others: v.Len() - len(set)}
			want.Pairs = float64(want.Others * (want.Others - 1))
			reached, far := 0., 0.
			for s := range v.Len() {
				if slices.Contains(set, s) {
					continue
				}
				nearest := 0
				for _, to := range set {
					if r := routesBetween(v, s, to); len(r) > 0 && (nearest == 0 || len(r[0])-1 < nearest) {
						nearest = len(r[0]) - 1
					}
				}
				if nearest > 0 {
					reached, far = reached+1, far+float64(nearest)
				}
				if nearest == 1 {
					want.Degree++
				}
				for to := range v.Len() {
					if to == s || slices.Contains(set, to) {
						continue
					}
					routes, through := routesBetween(v, s, to), 0
					for _, r := range routes {
						if slices.ContainsFunc(r, func(i int) bool { return slices.Contains(set, i) }) {
							through++
						}
					}
					if through > 0 {
						want.Betweenness += float64(through) / float64(len(routes))
					}
				}
			}
			if reached > 0 {
				want.Closeness = reached / float64(want.Others) * reached / far
			}
			if !directed {
				want.Betweenness, want.Pairs = want.Betweenness/2, want.Pairs/2
			}
			if got.Others != want.Others || got.Pairs != want.Pairs || got.Degree != want.Degree || !near(got.Closeness, want.Closeness) || !near(got.Betweenness, want.Betweenness) {
				t.Errorf("seed %d, set %v: %+v, want %+v", seed, set, got, want)
			}
		}
	}
}

// A group of one has that one's betweenness and closeness in a connected network.
func TestGroupOfOne(t *testing.T) {
	v := graphtest.View(t, graphtest.Kite)
	between, closeness := compute(t, central.MeasureBetweenness, v, central.Options{}), compute(t, central.MeasureCloseness, v, central.Options{})
	for i := range v.Len() {
		g, err := central.Group(t.Context(), v, []int{i}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !near(g.Betweenness, between.Values[i]) || !near(g.Closeness, closeness.Values[i]) || int(g.Degree) != len(v.Neighbours(i)) {
			t.Errorf("%s: %+v, want betweenness %g and closeness %g", v.ID(i), g, between.Values[i], closeness.Values[i])
		}
	}
}

// Sets of every sort on networks that need several passes, with blocks, spans and pieces,
// against routes counted source by source: all of them, and those that avoid the set.
func TestGroupAgreesWithRoutesCountedPlainly(t *testing.T) {
	networks := map[string]string{"shared": shared(1, 60), "shared by few": shared(2, 20), "random": graphtest.Random(1, 700, .002), "dense": graphtest.Random(4, 300, .02)}
	for name, text := range networks {
		for _, directed := range []bool{false, true} {
			v := graphtest.NewView(t, graphtest.Parse(t, text), graph.ViewOptions{Directed: directed})
			for seed := range uint64(5) {
				set := rand.New(rand.NewPCG(seed, 9)).Perm(v.Len())[:1+3*seed*seed]
				if seed == 4 { // those with two neighbours are searched in another way
					set = slices.DeleteFunc(set, func(i int) bool { return len(v.Neighbours(i)) != 2 })
				}
				told, of := 0, 0
				got, err := central.Group(t.Context(), v, set, func(d, n int) { told, of = d, n })
				if err != nil {
					t.Fatal(err)
				}
				if told != of {
					t.Errorf("%s, seed %d: progress ends at %d of %d", name, seed, told, of)
				}
				if want := throughPlainly(v, set); math.Abs(got.Betweenness-want) > 1e-9*max(1, want) {
					t.Errorf("%s, directed %t, seed %d: %v, want %v", name, directed, seed, got.Betweenness, want)
				}
			}
		}
	}
}

// throughPlainly adds up the shares of routes between others that pass through a set.
func throughPlainly(v *graph.View, set []int) float64 {
	n, sum := v.Len(), 0.0
	for s := range n {
		if slices.Contains(set, s) {
			continue
		}
		distance, all, off, order := make([]int, n), make([]float64, n), make([]float64, n), []int{s}
		distance[s], all[s], off[s] = 1, 1, 1
		for at := 0; at < len(order); at++ {
			i := order[at]
			if slices.Contains(set, i) {
				off[i] = 0
			} else {
				sum += 1 - off[i]/all[i]
			}
			for _, j := range v.Neighbours(i) {
				if distance[j] == 0 {
					distance[j] = distance[i] + 1
					order = append(order, int(j))
				}
				if distance[j] == distance[i]+1 {
					all[j] += all[i]
					off[j] += off[i]
				}
			}
		}
	}
	if !v.Directed() {
		sum /= 2
	}
	return sum
}
