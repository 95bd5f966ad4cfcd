package central_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// The fast kernels on networks that need several passes, with leaves, several pieces
// and entities alone, against a search written as plainly as the definitions.
func TestKernelsAgreeWithThePlainDefinitions(t *testing.T) {
	networks := map[string]string{"shared": shared(1, 60), "shared by few": shared(2, 20), "shared by many": shared(3, 200)}
	for seed, p := range map[uint64]float64{1: .0009, 2: .0012, 3: .002, 4: .006} {
		networks[fmt.Sprint("random ", seed)] = graphtest.Random(seed, 1100, p)
	}
	for name, text := range networks {
		v := graphtest.View(t, text)
		want := plainly(v)
		for _, tt := range []struct {
			measure central.Measure
			want    []float64
		}{
			{central.MeasureBetweenness, want.betweenness}, {central.MeasureCloseness, want.closeness}, {central.MeasureHarmonic, want.harmonic},
		} {
			got, err := central.Compute(t.Context(), tt.measure, v, central.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for i, x := range got.Values {
				if math.Abs(x-tt.want[i]) > 1e-9*max(1, math.Abs(tt.want[i])) {
					t.Fatalf("%s: %s of %s = %v, want %v", name, tt.measure, v.ID(i), x, tt.want[i])
				}
			}
		}
	}
}

// Every route through an entity comes by one of its ties and leaves by another, and
// every route from or to it takes one: its ties' betweenness adds up to twice its own,
// and to the number of those in reach.
func TestTiesCarryWhatTheirEndsDo(t *testing.T) {
	for name, text := range map[string]string{"shared": shared(1, 60), "random": graphtest.Random(2, 1100, .0012)} {
		v := graphtest.View(t, text)
		for _, o := range []central.Options{{}, {Weighted: true}} {
			ties, err := central.TieBetweenness(t.Context(), v, o)
			if err != nil {
				t.Fatal(err)
			}
			entities, reached := compute(t, central.MeasureBetweenness, v, o), reach(v)
			for i := range v.Len() {
				sum := 0.0
				for _, tie := range v.Ties(i) {
					sum += ties[tie]
				}
				if want := 2*entities.Values[i] + float64(reached[i]); math.Abs(sum-want) > 1e-9*max(1, want) {
					t.Fatalf("%s, weighted %v: the ties of %s carry %v, want %v", name, o.Weighted, v.ID(i), sum, want)
				}
			}
		}
	}
}

// reach counts the others in reach of each entity.
func reach(v *graph.View) []int {
	reached := make([]int, v.Len())
	for i := range reached {
		seen, order := make([]bool, v.Len()), []int32{int32(i)}
		seen[i] = true
		for at := 0; at < len(order); at++ {
			for _, j := range v.Neighbours(int(order[at])) {
				if !seen[j] {
					seen[j] = true
					order = append(order, j)
				}
			}
		}
		reached[i] = len(order) - 1
	}
	return reached
}

// shared is a network of people of whom two and two share up to three things, that are
// tied to nobody else; some things hang on each other in chains.
func shared(seed uint64, people int) string {
	random := rand.New(rand.NewPCG(seed, 5))
	text := &strings.Builder{}
	for thing := range 5 * people {
		i := random.IntN(people)
		j := (i + 1 + random.IntN(3)) % people
		if random.IntN(8) == 0 {
			j = (i + 1 + random.IntN(people-1)) % people
		}
		switch thing % 5 {
		case 0:
			fmt.Fprintf(text, " p%d-p%d", i, j)
		case 1:
			fmt.Fprintf(text, " p%d-c%d c%d-d%d d%d-p%d", i, thing, thing, thing, thing, j)
		default:
			for k := range 1 + random.IntN(3) {
				fmt.Fprintf(text, " p%d-t%d.%d t%d.%d-p%d", i, thing, k, thing, k, j)
			}
		}
	}
	return text.String()
}

type plain struct{ betweenness, closeness, harmonic []float64 }

// plainly takes three measures of an undirected view by their definitions.
func plainly(v *graph.View) plain {
	n := v.Len()
	p := plain{make([]float64, n), make([]float64, n), make([]float64, n)}
	for s := range n {
		distance, sigma, order := make([]int, n), make([]float64, n), []int{s}
		for i := range distance {
			distance[i] = -1
		}
		distance[s], sigma[s] = 0, 1
		far := 0
		for at := 0; at < len(order); at++ {
			for _, j := range v.Neighbours(order[at]) {
				if distance[j] < 0 {
					distance[j] = distance[order[at]] + 1
					order = append(order, int(j))
					far += distance[j]
					p.harmonic[s] += 1 / float64(distance[j])
				}
				if distance[j] == distance[order[at]]+1 {
					sigma[j] += sigma[order[at]]
				}
			}
		}
		if reached := float64(len(order) - 1); reached > 0 {
			p.closeness[s] = reached / float64(n-1) * (reached / float64(far))
		}
		delta := make([]float64, n)
		for at := len(order) - 1; at > 0; at-- {
			i := order[at]
			for _, j := range v.Neighbours(i) {
				if distance[j] == distance[i]-1 {
					delta[j] += sigma[j] / sigma[i] * (1 + delta[i])
				}
			}
			p.betweenness[i] += delta[i] / 2
		}
	}
	return p
}
