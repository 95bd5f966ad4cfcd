package central_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// The bound holds for everybody at once in 95 of 100 draws; it is wide, so that none of
// forty may miss it. The mean of many draws comes to the score.
func TestSampleKeepsItsBound(t *testing.T) {
	for _, directed := range []bool{false, true} {
		v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(5, 400, .01)), graph.ViewOptions{Directed: directed})
		exact := compute(t, central.MeasureBetweenness, v, central.Options{})
		mean := make([]float64, v.Len())
		const draws = 40
		for seed := range uint64(draws) {
			s := compute(t, central.MeasureBetweenness, v, central.Options{Sample: 200, Seed: seed})
			for i, x := range s.Values {
				if mean[i] += x / draws; math.Abs(x-exact.Values[i]) > s.Error[i] {
					t.Errorf("seed %d: %s is %g ± %g, and truly %g", seed, v.ID(i), x, s.Error[i], exact.Values[i])
				}
			}
		}
		for i, x := range mean {
			if math.Abs(x-exact.Values[i]) > .1*exact.Values[i]+30 {
				t.Errorf("directed %t: %s is %g on the mean, and truly %g", directed, v.ID(i), x, exact.Values[i])
			}
		}
		if s := compute(t, central.MeasureBetweenness, v, central.Options{Sample: 400}); s.Error != nil || !near(s.Values[0], exact.Values[0]) {
			t.Error("a sample of everybody is an estimate")
		}
	}
}

// Ties by gonum, which counts each pair of an undirected network twice; and all ties
// together carry every route's length.
func TestTieBetweenness(t *testing.T) {
	for seed := range uint64(20) {
		for _, directed := range []bool{false, true} {
			for _, weighted := range []bool{false, true} {
				v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(seed, 25, .12)), graph.ViewOptions{Directed: directed})
				got, err := central.TieBetweenness(t.Context(), v, central.Options{Weighted: weighted})
				if err != nil {
					t.Fatal(err)
				}
				want := network.EdgeBetweenness(v)
				if weighted {
					want = network.EdgeBetweennessWeighted(v, path.DijkstraAllPaths(v))
				}
				for tie, x := range got {
					from, to := v.Ends(tie)
					w := want[[2]int64{int64(from), int64(to)}]
					if !directed {
						w = (w + want[[2]int64{int64(to), int64(from)}]) / 2
					}
					if !near(x, w) {
						t.Errorf("seed %d, directed %t, weighted %t: %s-%s carries %.12g, want %.12g", seed, directed, weighted, v.ID(from), v.ID(to), x, w)
					}
				}
			}
		}
	}
}

// A walker who starts anew at one entity: 2 ends, one tie, closed form
// x = .15/(1-.85²), y = .85x.
func TestNear(t *testing.T) {
	v := graphtest.View(t, "a-b")
	s := compute(t, central.MeasurePageRank, v, central.Options{Near: []int{0}})
	if x := .15 / (1 - .85*.85); !near(s.Values[0], x) || !near(s.Values[1], .85*x) {
		t.Errorf("%v, want %g and %g", s.Values, x, .85*x)
	}
}

// The centre of a two-mode star reaches the maximum, and the share is of the other mode.
func TestTwoMode(t *testing.T) {
	n := graphtest.Parse(t, "dance-ann dance-bea dance-cis fete-cis")
	for i := range n.Entities {
		if name := string(n.Entities[i].ID); name == "dance" || name == "fete" {
			n.Entities[i].Kind = graph.Event
		}
	}
	for i := range n.Ties {
		n.Ties[i].Kind = graph.LinkedTo
	}
	v := graphtest.NewView(t, n, graph.ViewOptions{Lens: graph.Whole})
	// networkx 3.6.1: bipartite.degree_centrality, bipartite.betweenness_centrality
	check(t, v, compute(t, central.MeasureTwoModeDegree, v, central.Options{}), map[string]float64{"ann": .5, "cis": 1, "dance": 1, "fete": 1. / 3}, "networkx")
	check(t, v, compute(t, central.MeasureTwoModeBetweenness, v, central.Options{}), map[string]float64{"ann": 0, "bea": 0, "cis": .75, "dance": 1, "fete": 0}, "networkx")
	if _, err := central.TwoModeDegree(t.Context(), graphtest.View(t, "a-b"), central.Options{}); err == nil {
		t.Error("two people are tied, and it is taken for a two-mode network")
	}
}
