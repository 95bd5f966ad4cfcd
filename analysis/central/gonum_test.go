package central_test

import (
	"fmt"
	"math"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// Gonum is the second opinion. Its conventions: betweenness counts each undirected
// pair twice and leaves zeros out; harmonic has no factor; weights are distances.
func TestAgreesWithGonum(t *testing.T) {
	for seed := range uint64(50) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			n := graphtest.Parse(t, graphtest.Random(seed, 12+int(seed), .12))
			for _, directed := range []bool{false, true} {
				v := graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
				agree(t, "betweenness", compute(t, central.MeasureBetweenness, v, central.Options{}), network.Betweenness(v), pairs(v))
				shortest := path.DijkstraAllPaths(v)
				agree(t, "weighted betweenness", compute(t, central.MeasureBetweenness, v, central.Options{Weighted: true}), network.BetweennessWeighted(v, shortest), pairs(v))
				steps := path.DijkstraAllPaths(unit{v.AsDirected()})
				agree(t, "harmonic", compute(t, central.MeasureHarmonic, v, central.Options{}), network.Harmonic(v, steps), 1)
				agree(t, "closeness", compute(t, central.MeasureCloseness, v, central.Options{}), wassermanFaust(v, steps), 1)
				agree(t, "weighted harmonic", compute(t, central.MeasureHarmonic, v, central.Options{Weighted: true}), network.Harmonic(v, shortest), 1)
				agree(t, "weighted closeness", compute(t, central.MeasureCloseness, v, central.Options{Weighted: true}), wassermanFaust(v, shortest), 1)
				agree(t, "pagerank", compute(t, central.MeasurePageRank, v, central.Options{}), network.PageRankSparse(unit{v.AsDirected()}, .85, 1e-14), 1)
				agree(t, "weighted pagerank", compute(t, central.MeasurePageRank, v, central.Options{Weighted: true}), network.PageRankSparse(strong{v.AsDirected()}, .85, 1e-14), 1)
			}
		})
	}
}

// Gonum's hubs and authorities are of unit length, and ours add up to 1.
func TestHITSAgreesWithGonum(t *testing.T) {
	for seed := range uint64(50) {
		v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(seed, 20+int(seed), .3)), graph.ViewOptions{Directed: true})
		hubs, authorities := map[int64]float64{}, map[int64]float64{}
		hubSum, authoritySum := 0., 0.
		for i, h := range network.HITS(v.AsDirected(), 1e-14) {
			hubs[i], authorities[i] = h.Hub, h.Authority
			hubSum, authoritySum = hubSum+h.Hub, authoritySum+h.Authority
		}
		agree(t, "hub", compute(t, central.MeasureHub, v, central.Options{}), hubs, hubSum)
		agree(t, "authority", compute(t, central.MeasureAuthority, v, central.Options{}), authorities, authoritySum)
	}
}

// Gonum finds one core at a time.
func TestCoreAgreesWithGonum(t *testing.T) {
	for seed := range uint64(50) {
		v := graphtest.View(t, graphtest.Random(seed, 12+int(seed), .2))
		want := map[int64]float64{}
		for k := 1; ; k++ {
			members := topo.KCore(k, v.AsUndirected())
			for _, m := range members {
				want[m.ID()] = float64(k)
			}
			if len(members) == 0 {
				break
			}
		}
		agree(t, "core", compute(t, central.MeasureCore, v, central.Options{}), want, 1)
	}
}

// wassermanFaust brings gonum's closeness, 1/Σd over those r that reach an entity, to
// the form for networks in several pieces.
func wassermanFaust(v *graph.View, shortest path.AllShortest) map[int64]float64 {
	scores := network.Closeness(v, shortest)
	for i := range scores {
		r := -1.0 // itself
		for j := range int64(v.Len()) {
			if d := shortest.Weight(j, i); !math.IsInf(d, 1) {
				r++
			}
		}
		if scores[i] *= r * r / float64(v.Len()-1); r == 0 {
			scores[i] = 0 // gonum has 1/0
		}
	}
	return scores
}

// unit hides a view's weights from gonum's PageRank, which takes weights for
// strengths where a view has distances.
type unit struct{ gonum.Directed }

// strong gives gonum strengths for weights.
type strong struct{ graph.DirectedView }

func (s strong) Weight(x, y int64) (float64, bool) {
	if tie, ok := s.TieBetween(int(x), int(y)); ok {
		return float64(s.Strength(tie)), true
	}
	return 0, x == y
}

func pairs(v *graph.View) float64 {
	if v.Directed() {
		return 1
	}
	return 2
}

func agree(t *testing.T, what string, s central.Scores, want map[int64]float64, factor float64) {
	t.Helper()
	for i, got := range s.Values {
		if w := want[int64(i)] / factor; !near(got, w) {
			t.Errorf("%s of %d = %.15g, gonum has %.15g", what, i, got, w)
		}
	}
}
