package central_test

import (
	"math"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// The fast kernels on networks that need several passes, with leaves, several pieces
// and entities alone, against a search written as plainly as the definitions.
func TestKernelsAgreeWithThePlainDefinitions(t *testing.T) {
	for seed, p := range map[uint64]float64{1: .0009, 2: .0012, 3: .002, 4: .006} {
		v := graphtest.View(t, graphtest.Random(seed, 1100, p))
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
					t.Fatalf("seed %d: %s of %s = %v, want %v", seed, tt.measure, v.ID(i), x, tt.want[i])
				}
			}
		}
	}
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
