package graph_test

import (
	"math"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// Gonum's own graphs, filled with the ties of a view, are the second opinion on the
// view as a gonum graph.
func ownUndirected(v *graph.View) *simple.WeightedUndirectedGraph {
	g := simple.NewWeightedUndirectedGraph(0, math.Inf(1))
	fill(v, g)
	return g
}

func ownDirected(v *graph.View) *simple.WeightedDirectedGraph {
	g := simple.NewWeightedDirectedGraph(0, math.Inf(1))
	fill(v, g)
	return g
}

func fill(v *graph.View, g interface {
	gonum.NodeAdder
	gonum.WeightedEdgeAdder
}) {
	for i := range v.Len() {
		g.AddNode(simple.Node(i))
	}
	for tie := range v.Size() {
		from, to := v.Ends(tie)
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(from), T: simple.Node(to), W: float64(v.Strength(tie).Distance())})
	}
}

func components(g gonum.Undirected) [][]int64 {
	var parts [][]int64
	for _, part := range topo.ConnectedComponents(g) {
		var ids []int64
		for _, n := range part {
			ids = append(ids, n.ID())
		}
		slices.Sort(ids)
		parts = append(parts, ids)
	}
	slices.SortFunc(parts, slices.Compare)
	return parts
}

func TestGonumOnUndirectedViews(t *testing.T) {
	for seed := range uint64(20) {
		v := graphtest.View(t, graphtest.Random(seed, 40, .05))
		own := ownUndirected(v)
		if got, want := components(v.AsUndirected()), components(own); !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("seed %d: components %v, want %v", seed, got, want)
		}
		for from := range v.Len() {
			got, want := path.DijkstraFrom(v.Node(int64(from)), v), path.DijkstraFrom(simple.Node(from), own)
			for to := range int64(v.Len()) {
				if got.WeightTo(to) != want.WeightTo(to) {
					t.Fatalf("seed %d: from %d to %d is %g, want %g", seed, from, to, got.WeightTo(to), want.WeightTo(to))
				}
			}
		}
		whole := make([]gonum.Node, v.Len())
		for i := range whole {
			whole[i] = v.Node(int64(i))
		}
		if got, want := community.Q(v.AsUndirected(), [][]gonum.Node{whole[:20], whole[20:]}, 1), community.Q(own, [][]gonum.Node{whole[:20], whole[20:]}, 1); math.Abs(got-want) > 1e-12 {
			t.Errorf("seed %d: modularity %g, want %g", seed, got, want)
		}
	}
}

func TestGonumOnDirectedViews(t *testing.T) {
	for seed := range uint64(20) {
		v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(seed, 40, .08)), graph.ViewOptions{Directed: true})
		own := ownDirected(v)
		if got, want := len(topo.TarjanSCC(v.AsDirected())), len(topo.TarjanSCC(own)); got != want {
			t.Errorf("seed %d: %d strong components, want %d", seed, got, want)
		}
		got, want := network.PageRank(v.AsDirected(), .85, 1e-12), network.PageRank(own, .85, 1e-12)
		for id, w := range want {
			if math.Abs(got[id]-w) > 1e-9 {
				t.Errorf("seed %d: PageRank of %d is %g, want %g", seed, id, got[id], w)
			}
		}
	}
}

// An undirected view as a directed graph has each tie in both directions.
func TestUndirectedViewAsDirected(t *testing.T) {
	d := graphtest.View(t, "a-b=4 b-c c-d d-a e").AsDirected()
	if !d.HasEdgeFromTo(0, 1) || !d.HasEdgeFromTo(1, 0) || d.HasEdgeFromTo(0, 2) || d.To(0).Len() != 2 {
		t.Error("ties of an undirected view do not run both ways")
	}
	if got := len(topo.TarjanSCC(d)); got != 2 {
		t.Errorf("%d strong components, want 2: the circle, and e (by hand)", got)
	}
}

func TestGonumManners(t *testing.T) {
	v := graphtest.View(t, "a-b=4 b-c d")
	if w, ok := v.Weight(0, 1); w != .25 || !ok {
		t.Errorf("weight %g, %t, want 1/4: a distance", w, ok)
	}
	if w, ok := v.Weight(2, 2); w != 0 || !ok {
		t.Errorf("weight to oneself %g, %t, want 0", w, ok)
	}
	if w, ok := v.Weight(0, 2); !math.IsInf(w, 1) || ok {
		t.Errorf("weight without a tie %g, %t, want infinite and none", w, ok)
	}
	if v.Edge(0, 2) != nil || v.WeightedEdge(0, 99) != nil || v.Edge(-1, 0) != nil || v.Node(99) != nil || v.Node(-1) != nil {
		t.Error("what is not in the view is not nil")
	}
	if v.From(3) != gonum.Empty || v.From(99) != gonum.Empty || v.AsDirected().To(99) != gonum.Empty {
		t.Error("who has no neighbours has some")
	}
	if e := v.AsUndirected().EdgeBetween(1, 0); e.From().ID() != 1 || e.To().ID() != 0 || e.ReversedEdge().From().ID() != 0 {
		t.Error("a tie does not run as it was asked for")
	}
	walk := v.Nodes()
	for round := range 2 {
		count := 0
		for walk.Next() {
			if walk.Node().ID() != int64(count) || walk.Len() != v.Len()-count-1 {
				t.Errorf("round %d: entity %d with %d to come, want %d and %d", round, walk.Node().ID(), walk.Len(), count, v.Len()-count-1)
			}
			count++
		}
		if count != v.Len() || walk.Next() || walk.Len() != 0 {
			t.Errorf("round %d: %d entities, want %d and then no more", round, count, v.Len())
		}
		walk.Reset()
	}
	defer func() {
		if recover() == nil {
			t.Error("a directed view passes for an undirected graph")
		}
	}()
	graphtest.NewView(t, graphtest.Parse(t, "a-b"), graph.ViewOptions{Directed: true}).AsUndirected()
}
