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
