package groups_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// reference is what a file of measures by networkx says of a whole network.
type reference struct {
	Components    int     `json:"components"`
	Isolates      int     `json:"isolates"`
	Largest       int     `json:"lcc_n"`
	LargestTies   int     `json:"lcc_m"`
	Density       float64 `json:"density"`
	Transitivity  float64 `json:"transitivity"`
	Assortativity float64 `json:"degree_assortativity"`
}

func TestReferenceNetworks(t *testing.T) {
	for _, name := range graphtest.References() {
		t.Run(name, func(t *testing.T) {
			v := graphtest.NewView(t, graphtest.Reference(t, name), graph.ViewOptions{})
			text, err := os.ReadFile(filepath.Join(graphtest.Shared, "reference", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var want reference
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			members := groups.Components(v).Members()
			got := reference{Components: len(members), Density: groups.Cohesions(v, [][]int32{everybody(v)})[0].Density, Transitivity: groups.Transitivity(v), Assortativity: groups.Assortativity(v)}
			for _, c := range groups.Cohesions(v, members) {
				if c.Size == 1 {
					got.Isolates++
				}
				if c.Size > got.Largest {
					got.Largest, got.LargestTies = c.Size, c.Ties
				}
			}
			for _, x := range []*reference{&got, &want} { // sums in another order
				x.Density, x.Transitivity, x.Assortativity = rounded(x.Density), rounded(x.Transitivity), rounded(x.Assortativity)
			}
			if got != want {
				t.Errorf("%+v, want %+v (networkx 2.8.8)", got, want)
			}
		})
	}
}

func rounded(x float64) float64 { return math.Round(x*1e12) / 1e12 }

func everybody(v *graph.View) []int32 {
	all := make([]int32, v.Len())
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// The clustering within a group of everybody is the transitivity, by another way of
// counting; a kite's is 3·11/57 (by networkx 3.6.1, and by hand from its degrees).
func TestTransitivity(t *testing.T) {
	if got := groups.Transitivity(graphtest.View(t, graphtest.Kite)); math.Abs(got-33./57) > 1e-15 {
		t.Errorf("transitivity of the kite %g, want %g", got, 33./57)
	}
	if got := groups.Transitivity(graphtest.View(t, "a-b c")); got != 0 {
		t.Errorf("transitivity %g where no ties meet, want 0", got)
	}
	for seed := range uint64(20) {
		for _, directed := range []bool{false, true} {
			v := view(t, seed, 40, .15, directed)
			want := groups.Cohesions(v, [][]int32{everybody(v)})[0].Clustering
			if got := groups.Transitivity(v); math.Abs(got-want) > 1e-12 {
				t.Errorf("seed %d, directed %t: transitivity %g, want %g", seed, directed, got, want)
			}
		}
	}
}
