package central_test

import (
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
			got, err := central.Group(t.Context(), v, set)
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
		g, err := central.Group(t.Context(), v, []int{i})
		if err != nil {
			t.Fatal(err)
		}
		if !near(g.Betweenness, between.Values[i]) || !near(g.Closeness, closeness.Values[i]) || int(g.Degree) != len(v.Neighbours(i)) {
			t.Errorf("%s: %+v, want betweenness %g and closeness %g", v.ID(i), g, between.Values[i], closeness.Values[i])
		}
	}
}
