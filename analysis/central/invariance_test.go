package central_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// Who is called what does not change who is central.
func TestNamesDoNotMatter(t *testing.T) {
	const people = 30
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 2))
		renamed := random.Perm(people)
		pairs, other := "", ""
		for i := range people {
			pairs, other = fmt.Sprintf("%s p%02d", pairs, i), fmt.Sprintf("%s p%02d", other, renamed[i])
			for j := range i {
				if j == i-1 || random.Float64() < .08 { // a chain keeps it in one component, for eigenvector
					strength := 1 << random.IntN(4)
					pairs += fmt.Sprintf(" p%02d-p%02d=%d", i, j, strength)
					other += fmt.Sprintf(" p%02d-p%02d=%d", renamed[j], renamed[i], strength)
				}
			}
		}
		v, w := graphtest.View(t, pairs), graphtest.View(t, other)
		for _, m := range measuresOf(t, v) {
			for _, o := range []central.Options{{}, {Weighted: true}} {
				s, r := compute(t, m, v, o), compute(t, m, w, o)
				for i := range people {
					if !near(s.Values[i], r.Values[renamed[i]]) {
						t.Errorf("seed %d: %s of p%02d is %.15g, and %.15g under the name p%02d", seed, m, i, s.Values[i], r.Values[renamed[i]], renamed[i])
					}
				}
			}
		}
	}
}

// The same view gives the same bits on 1, 2 and 16 CPUs: a network of several passes and
// portions, with strengths and without.
func TestSameBitsOnAnyNumberOfCPUs(t *testing.T) {
	n := graphtest.Parse(t, graphtest.Random(1, 400, .008))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, directed := range []bool{false, true} {
		v := graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
		for _, m := range measuresOf(t, v) {
			if m == central.MeasureEigenvector && directed {
				continue // these ties all run from the smaller name, and a network without a cycle has no such vector
			}
			for _, o := range []central.Options{{}, {Weighted: true}} {
				runtime.GOMAXPROCS(1)
				one := compute(t, m, v, o)
				for _, cpus := range []int{2, 16} {
					runtime.GOMAXPROCS(cpus)
					if !reflect.DeepEqual(compute(t, m, v, o), one) {
						t.Errorf("%s, directed %v, weighted %v, differs between 1 and %d CPUs", m, directed, o.Weighted, cpus)
					}
				}
			}
		}
	}
}

// So do ties, sets, roles, samples and who is close to some.
func TestSameBitsOfTiesSetsAndSamples(t *testing.T) {
	n := graphtest.Parse(t, graphtest.Random(2, 300, .01))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, directed := range []bool{false, true} {
		v := graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
		runtime.GOMAXPROCS(1)
		one := besides(t, v)
		for _, cpus := range []int{2, 16} {
			runtime.GOMAXPROCS(cpus)
			if !reflect.DeepEqual(besides(t, v), one) {
				t.Errorf("directed %v: another answer on %d CPUs than on one", directed, cpus)
			}
		}
	}
}

// besides is what a view answers besides its plain measures.
func besides(t *testing.T, v *graph.View) (all []any) {
	t.Helper()
	for _, o := range []central.Options{{}, {Weighted: true}} {
		ties, err := central.TieBetweenness(t.Context(), v, o)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, ties)
	}
	group, err := central.Group(t.Context(), v, []int{0, v.Len() / 2, v.Len() - 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	groups := make([]int32, v.Len())
	for i := range groups {
		groups[i] = int32(i%4) - 1
	}
	return append(all, group, central.Blocks(v), central.Bridges(v), compute(t, central.MeasureBrokerage, v, central.Options{Groups: groups}),
		compute(t, central.MeasurePageRank, v, central.Options{Near: []int{3, 5}}), compute(t, central.MeasureBetweenness, v, central.Options{Sample: 50, Seed: 7}))
}
