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

// The bounds hold for everybody at once in 95 of 100 samples, here in 38 of forty or more;
// the mean of many samples comes to the score.
func TestSampleKeepsItsBounds(t *testing.T) {
	for _, directed := range []bool{false, true} {
		v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(5, 400, .01)), graph.ViewOptions{Directed: directed})
		exact := compute(t, central.MeasureBetweenness, v, central.Options{})
		mean := make([]float64, v.Len())
		const samples, draws = 40, 3000
		missed := 0
		for seed := range uint64(samples) {
			s, miss := compute(t, central.MeasureBetweenness, v, central.Options{Sample: draws, Seed: seed}), 0
			for i, x := range s.Values {
				mean[i] += x / samples
				if s.Low[i] < 0 || s.Low[i] > x || x > s.High[i] || s.High[i] > s.Max {
					t.Fatalf("%s is %g, within %g and %g of at most %g", v.ID(i), x, s.Low[i], s.High[i], s.Max)
				}
				if exact.Values[i] < s.Low[i]*(1-1e-9) || exact.Values[i] > s.High[i]*(1+1e-9) {
					miss = 1
				}
			}
			missed += miss
		}
		if missed > 2 {
			t.Errorf("directed %t: %d of %d samples miss somebody", directed, missed, samples)
		}
		for i, x := range mean {
			// the standard error of a mean of shares is at most that of as many throws of a coin
			pairs := float64(v.Len() * (v.Len() - 1))
			if !directed {
				pairs /= 2
			}
			if off := 5*math.Sqrt(exact.Values[i]*pairs/samples/draws) + 1e-9; math.Abs(x-exact.Values[i]) > off {
				t.Errorf("directed %t: %s is %g on the mean, and truly %g, which is more than %g off", directed, v.ID(i), x, exact.Values[i], off)
			}
		}
	}
}

// On a path of three all routes between others are one: the middle lies on a third of all
// pairs'. Who cannot lie between others has 0 and no doubt.
func TestSampleOfAPath(t *testing.T) {
	s := compute(t, central.MeasureBetweenness, graphtest.View(t, "a-b b-c"), central.Options{Sample: 30_000})
	if math.Abs(s.Values[1]-1) > .05 || s.High[0] != 0 || s.Values[2] != 0 || s.Draws != 30_000 {
		t.Errorf("%+v", s)
	}
	if places, draws := s.Told(3); places != 1 || !math.IsInf(draws, 1) {
		t.Errorf("%d places told, %g draws for the next; want 1, and none for two that are equal", places, draws)
	}
}

// A sample of few tells no place from the others, one of many does, and as many as the
// first said about would.
func TestToldSaysHowManyDraws(t *testing.T) {
	v := graphtest.View(t, graphtest.Kite)
	few := compute(t, central.MeasureBetweenness, v, central.Options{Sample: 100})
	places, draws := few.Told(5)
	if places != 0 || draws <= 100 {
		t.Fatalf("%d places told by 100 draws, %g for one more", places, draws)
	}
	many := compute(t, central.MeasureBetweenness, v, central.Options{Sample: 100_000})
	if places, _ := many.Told(5); places == 0 {
		t.Errorf("100,000 draws tell no place: %v", many.Values)
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
