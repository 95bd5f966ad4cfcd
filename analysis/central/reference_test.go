package central_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/topo"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// reference is a file of measures by networkx and igraph: undirected, simple,
// weights ignored.
type reference struct {
	N           int                `json:"n"`
	M           int                `json:"m"`
	Degree      map[string]float64 `json:"degree"`
	Betweenness map[string]float64 `json:"betweenness_raw"`
	Closeness   map[string]float64 `json:"closeness_wf"`
	Harmonic    map[string]float64 `json:"harmonic"`
	PageRank    map[string]float64 `json:"pagerank"`
	Eigenvector map[string]float64 `json:"eigenvector_lcc"`
	Core        map[string]float64 `json:"core"`
	Cutpoints   []string           `json:"articulation_points"`
	Bridges     int                `json:"bridges"`

	Efficiency float64 `json:"global_efficiency"`
	PathLength float64 `json:"avg_path_lcc"`
	Clustering float64 `json:"avg_clustering_zero"`
	Triangles  float64 `json:"triangles"`

	ByDegree      []attack `json:"attack_degree"`
	ByBetweenness []attack `json:"attack_betweenness"`
}

// An attack is one step of taking out who scores most in what is left.
type attack struct {
	Removed    string `json:"removed"`
	Largest    int    `json:"lcc"`
	Components int    `json:"components"`
	Ties       int    `json:"ties"` // how many shared the highest score
}

func readReference(t *testing.T, name string) (*graph.Network, reference) {
	t.Helper()
	n := graphtest.Reference(t, name)
	text, err := os.ReadFile(filepath.Join(graphtest.Shared, "reference", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var want reference
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	return n, want
}

func TestReferenceNetworks(t *testing.T) {
	for _, name := range graphtest.References() {
		t.Run(name, func(t *testing.T) {
			n, want := readReference(t, name)
			v := graphtest.NewView(t, n, graph.ViewOptions{})
			if v.Len() != want.N || v.Size() != want.M {
				t.Fatalf("%d entities and %d ties, want %d and %d", v.Len(), v.Size(), want.N, want.M)
			}
			for m, values := range map[central.Measure]map[string]float64{
				central.MeasureDegree: want.Degree, central.MeasureBetweenness: want.Betweenness, central.MeasureCloseness: want.Closeness,
				central.MeasureHarmonic: want.Harmonic, central.MeasureEigenvector: want.Eigenvector, central.MeasurePageRank: want.PageRank,
				central.MeasureCore: want.Core,
			} {
				if len(values) == 0 {
					t.Errorf("no reference values of %s", m)
				}
				s := compute(t, m, v, central.Options{})
				check(t, v, s, values, "networkx 2.8.8, igraph")
				checkOrder(t, v, s, values)
			}
			cut := compute(t, central.MeasureCut, v, central.Options{})
			for i, x := range cut.Values {
				if isCutpoint := slices.Contains(want.Cutpoints, string(v.ID(i))); (x > 0) != isCutpoint {
					t.Errorf("%s parts %g pairs; networkx: cutpoint %v", v.ID(i), x, isCutpoint)
				}
			}
			if got := len(central.Bridges(v)); got != want.Bridges {
				t.Errorf("%d bridges, want %d (networkx 2.8.8)", got, want.Bridges)
			}
		})
	}
}

// checkOrder compares the ranks: of two whose reference values differ by more than
// rounding, the higher one's rank is the better.
func checkOrder(t *testing.T, v *graph.View, s central.Scores, want map[string]float64) {
	t.Helper()
	ranks, order := s.Ranks(), s.Order()
	value := func(i int) float64 { return want[string(v.ID(i))] }
	for k, j := range order[1:] {
		if i := order[k]; value(j) > value(i) && !near(value(j), value(i)) || ranks[j] < ranks[i] {
			t.Errorf("%s: %s is ranked %d and %s %d, want the other order (networkx 2.8.8)", s.Measure, v.ID(i), ranks[i], v.ID(j), ranks[j])
		}
	}
}

// Figures of whole networks that follow from those of their entities: efficiency from
// harmonic, the mean path from closeness, clustering from effective size d - 2t/d, with t
// ties among d neighbours.
func TestReferenceFiguresOfWholeNetworks(t *testing.T) {
	for _, name := range graphtest.References() {
		t.Run(name, func(t *testing.T) {
			network, want := readReference(t, name)
			v := graphtest.NewView(t, network, graph.ViewOptions{})
			n := float64(v.Len())
			core := compute(t, central.MeasureEigenvector, v, central.Options{}).Values // above 0 in the largest component alone
			harmonic, closeness := compute(t, central.MeasureHarmonic, v, central.Options{}).Values, compute(t, central.MeasureCloseness, v, central.Options{}).Values
			size := compute(t, central.MeasureEffectiveSize, v, central.Options{}).Values
			efficiency, far, members, clustering, triangles := 0., 0., 0., 0., 0.
			for _, x := range core {
				if x > 0 {
					members++
				}
			}
			for i := range v.Len() {
				efficiency += harmonic[i] / (n * (n - 1))
				if core[i] > 0 {
					far += (members - 1) * (members - 1) / ((n - 1) * closeness[i])
				}
				if d := float64(len(v.Neighbours(i))); d > 1 {
					clustering += (d - size[i]) / (d - 1) / n
					triangles += d * (d - size[i]) / 6
				}
			}
			for what, x := range map[string][2]float64{
				"efficiency": {efficiency, want.Efficiency}, "mean path": {far / (members * (members - 1)), want.PathLength},
				"clustering": {clustering, want.Clustering}, "triangles": {triangles, want.Triangles},
			} {
				if !near(x[0], x[1]) {
					t.Errorf("%s %.12g, want %.12g (networkx 2.8.8)", what, x[0], x[1])
				}
			}
		})
	}
}

// Who scores most is taken out, again and again: each has the highest score of what is
// left, and shares it with as many as networkx found.
func TestReferenceAttacks(t *testing.T) {
	for _, name := range graphtest.References() {
		t.Run(name, func(t *testing.T) {
			n, want := readReference(t, name)
			for m, steps := range map[central.Measure][]attack{central.MeasureDegree: want.ByDegree, central.MeasureBetweenness: want.ByBetweenness} {
				gone := map[graph.EntityID]bool{}
				options := graph.ViewOptions{KeepEntity: func(e *graph.Entity) bool { return !gone[e.ID] }}
				v := graphtest.NewView(t, n, options)
				for _, step := range steps[1:] {
					checkFirst(t, v, m, step)
					gone[graph.NewEntityID("", step.Removed)] = true
					v = graphtest.NewView(t, n, options)
					if largest, components := pieces(v); largest != step.Largest || components != step.Components {
						t.Errorf("%s: without %s and those before, %d components and %d in the largest, want %d and %d", m, step.Removed, components, largest, step.Components, step.Largest)
					}
				}
			}
		})
	}
}

func checkFirst(t *testing.T, v *graph.View, m central.Measure, step attack) {
	t.Helper()
	ranks := compute(t, m, v, central.Options{}).Ranks()
	shared := 0
	for _, rank := range ranks {
		if rank == 1 {
			shared++
		}
	}
	i, ok := v.Index(graph.NewEntityID("", step.Removed))
	if !ok || ranks[i] != 1 || shared != step.Ties {
		t.Errorf("%s: %s in the view: %t; %d share the first rank, want it and %d (networkx 2.8.8)", m, step.Removed, ok, shared, step.Ties)
	}
}

// pieces counts the components and the entities of the largest.
func pieces(v *graph.View) (largest, components int) {
	all := topo.ConnectedComponents(v.AsUndirected())
	for _, members := range all {
		largest = max(largest, len(members))
	}
	return largest, len(all)
}

// Figures of the alliances of criminal organisations and of the phases of a drug
// network, as published with the data.
func TestPublishedFigures(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Reference(t, "crimenet_alliance"), graph.ViewOptions{})
	most := func(m central.Measure) (top float64, who int) {
		for _, x := range compute(t, m, v, central.Options{}).Values {
			if x > top {
				top, who = x, 0
			}
			if x == top {
				who++
			}
		}
		return top, who
	}
	if k, who := most(central.MeasureCore); k != 8 || who != 22 {
		t.Errorf("highest core %g with %d organisations, want 8 with 22", k, who)
	}
	n := float64(v.Len())
	if b, _ := most(central.MeasureBetweenness); math.Abs(b/((n-1)*(n-2)/2)-.187749) > 5e-7 {
		t.Errorf("maximum betweenness %g, want .187749", b/((n-1)*(n-2)/2))
	}
	if p, _ := most(central.MeasurePageRank); math.Abs(p-.027264) > 5e-7 {
		t.Errorf("maximum PageRank %g, want .027264", p)
	}
}

func TestTopBrokerOfEachPhase(t *testing.T) {
	phases := graphtest.Phases(t)
	want := []string{"N1", "N1", "N1", "N1", "N1", "N1", "N1", "N1", "N3", "N1", "N41"}
	if len(phases) != len(want) {
		t.Fatalf("%d phases, want %d", len(phases), len(want))
	}
	for k, n := range phases {
		for _, directed := range []bool{false, true} {
			v := graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
			top := string(v.ID(compute(t, central.MeasureBetweenness, v, central.Options{}).Order()[0]))
			if directed && k == 10 && top != "N12" || !directed && top != want[k] {
				t.Errorf("phase %d, directed %v: %s first, want %s (N12 directed in the eleventh)", k+1, directed, top, want[k])
			}
		}
	}
}
