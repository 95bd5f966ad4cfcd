package groups_test

import (
	"cmp"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func view(t *testing.T, seed uint64, n int, p float64, directed bool) *graph.View {
	t.Helper()
	network := graphtest.Parse(t, graphtest.Random(seed, n, p))
	for i := range network.Ties {
		if directed && i%2 == 0 {
			network.Ties[i].Kind = graph.Pays
			network.Ties[i].From, network.Ties[i].To = network.Ties[i].To, network.Ties[i].From
		}
	}
	network.Normalise()
	return graphtest.NewView(t, network, graph.ViewOptions{Directed: directed})
}

// sets brings lists of gonum's nodes into the order that ours have.
func sets[N interface{ ID() int64 }](lists [][]N) [][]int32 {
	var all [][]int32
	for _, list := range lists {
		var set []int32
		for _, n := range list {
			set = append(set, int32(n.ID()))
		}
		slices.Sort(set)
		all = append(all, set)
	}
	slices.SortFunc(all, func(a, b []int32) int { return cmp.Or(cmp.Compare(len(b), len(a)), slices.Compare(a, b)) })
	return all
}

// Gonum is the second opinion on pieces and cliques.
func TestAgreesWithGonum(t *testing.T) {
	for seed := range uint64(40) {
		n := 5 + int(seed)
		for _, directed := range []bool{false, true} {
			v := view(t, seed, n, 1.5/float64(n), directed)
			if got, want := groups.StrongComponents(v).Members(), sets(topo.TarjanSCC(v.AsDirected())); !reflect.DeepEqual(got, want) {
				t.Errorf("seed %d, directed %t: strong components %v, want %v", seed, directed, got, want)
			}
		}
		v := view(t, seed, n, 1.5/float64(n), false)
		if got, want := groups.Components(v).Members(), sets(topo.ConnectedComponents(v.AsUndirected())); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: components %v, want %v", seed, got, want)
		}
		dense := view(t, seed, n, .4, false)
		got, err := groups.Cliques(t.Context(), dense, 1, 1e6)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(got, func(a, b []int32) int { return cmp.Or(cmp.Compare(len(b), len(a)), slices.Compare(a, b)) })
		if want := sets(topo.BronKerbosch(dense.AsUndirected())); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: cliques %v, want %v", seed, got, want)
		}
	}
}

func TestTooManyCliques(t *testing.T) {
	v := view(t, 1, 30, .4, false)
	if _, err := groups.Cliques(t.Context(), v, 1, 5); err != groups.ErrTooManyCliques(5) {
		t.Errorf("error %v, want that there are more than 5", err)
	}
}

// Palla et al. 2005 by its definition: two k-cliques are neighbours where they share k-1.
func TestPercolationByDefinition(t *testing.T) {
	for seed := range uint64(15) {
		v := view(t, seed, 14, .35, false)
		tied := func(a, b int32) bool { _, ok := v.TieBetween(int(a), int(b)); return ok }
		for k := 2; k <= 4; k++ {
			var cliques [][]int32
			var pick func(from int32, set []int32)
			pick = func(from int32, set []int32) {
				if len(set) == k {
					cliques = append(cliques, slices.Clone(set))
					return
				}
				for i := from; int(i) < v.Len(); i++ {
					if !slices.ContainsFunc(set, func(j int32) bool { return !tied(i, j) }) {
						pick(i+1, append(slices.Clone(set), i))
					}
				}
			}
			pick(0, nil)
			var want [][]int32
			for len(cliques) > 0 {
				reached := [][]int32{cliques[0]}
				cliques = cliques[1:]
				for at := 0; at < len(reached); at++ {
					cliques = slices.DeleteFunc(cliques, func(c []int32) bool {
						shared := 0
						for _, i := range c {
							if slices.Contains(reached[at], i) {
								shared++
							}
						}
						if shared == k-1 {
							reached = append(reached, c)
						}
						return shared == k-1
					})
				}
				all := slices.Concat(reached...)
				slices.Sort(all)
				want = append(want, slices.Compact(all))
			}
			got, err := groups.Percolation(t.Context(), v, k, 1e6)
			if err != nil {
				t.Fatal(err)
			}
			for _, all := range [][][]int32{got, want} {
				slices.SortFunc(all, slices.Compare)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("seed %d, k %d: %v, want %v", seed, k, got, want)
			}
		}
	}
}

// karate is Zachary's club. J. Anthropological Research 33 (1977), figure 3.
const karate = "a01-a02 a01-a03 a01-a04 a01-a05 a01-a06 a01-a07 a01-a08 a01-a09 a01-a11 a01-a12 a01-a13 a01-a14 a01-a18 a01-a20 a01-a22 a01-a32 " +
	"a02-a03 a02-a04 a02-a08 a02-a14 a02-a18 a02-a20 a02-a22 a02-a31 a03-a04 a03-a08 a03-a09 a03-a10 a03-a14 a03-a28 a03-a29 a03-a33 " +
	"a04-a08 a04-a13 a04-a14 a05-a07 a05-a11 a06-a07 a06-a11 a06-a17 a07-a17 a09-a31 a09-a33 a09-a34 a10-a34 a14-a34 a15-a33 a15-a34 " +
	"a16-a33 a16-a34 a19-a33 a19-a34 a20-a34 a21-a33 a21-a34 a23-a33 a23-a34 a24-a26 a24-a28 a24-a30 a24-a33 a24-a34 a25-a26 a25-a28 a25-a32 " +
	"a26-a32 a27-a30 a27-a34 a28-a34 a29-a32 a29-a34 a30-a33 a30-a34 a31-a33 a31-a34 a32-a33 a32-a34 a33-a34"

// The largest modularity of the club is .4198 (U. Brandes et al., "On modularity
// clustering", IEEE TKDE 20 (2008), table 1: 0.431 is of another version; G. Agarwal and D.
// Kempe 2008 prove 0.4198 for this one).
func TestKarate(t *testing.T) {
	v := graphtest.View(t, karate)
	if v.Len() != 34 || v.Size() != 78 {
		t.Fatalf("%d people and %d ties, want 34 and 78", v.Len(), v.Size())
	}
	best := 0.
	for seed := range uint64(10) {
		c, err := groups.Leiden(t.Context(), v, groups.LeidenOptions{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		if c.Quality < .415 {
			t.Errorf("seed %d: modularity %.5f, want at least .415", seed, c.Quality)
		}
		best = max(best, c.Quality)
	}
	if math.Abs(best-.41979) > 1e-5 {
		t.Errorf("the best modularity of ten seeds is %.5f, want .41979", best)
	}
}

// Six cliques of five in a ring are six communities.
func TestRingOfCliques(t *testing.T) {
	pairs := ""
	for c := range 6 {
		for i := range 5 {
			for j := range i {
				pairs += string(rune('a'+c)) + string(rune('0'+i)) + "-" + string(rune('a'+c)) + string(rune('0'+j)) + " "
			}
		}
		pairs += string(rune('a'+c)) + "0-" + string(rune('a'+(c+1)%6)) + "1 "
	}
	v := graphtest.View(t, pairs)
	for _, q := range []groups.Quality{groups.Modularity, groups.CPM} {
		c, err := groups.Leiden(t.Context(), v, groups.LeidenOptions{Quality: q})
		if err != nil {
			t.Fatal(err)
		}
		for i := range v.Len() {
			if c.Partition.Count() != 6 || c.Partition[i] != int32(i/5) {
				t.Fatalf("%s: %v, want six groups of five", q, c.Partition)
			}
		}
	}
}

// By hand: a leaf of a star of three gains 1-γ/2 or less by its centre, so from a
// resolution of 2 on everybody is best alone, and at 1 nobody.
func TestLeavesAloneOrNot(t *testing.T) {
	v := graphtest.View(t, "a-b a-c a-d")
	for resolution, want := range map[float64]int{1: 1, 3: 4} {
		c, err := groups.Leiden(t.Context(), v, groups.LeidenOptions{Resolution: resolution})
		if err != nil || c.Partition.Count() != want {
			t.Errorf("resolution %g: %v and error %v, want %d groups", resolution, c.Partition, err, want)
		}
	}
}

// Of random views: every community is in one piece, the quality is gonum's, no worse than
// gonum's Louvain by much, and the same on any number of CPUs.
func TestLeiden(t *testing.T) {
	ours, theirs := 0., 0.
	for seed := range uint64(30) {
		for _, directed := range []bool{false, true} {
			v := view(t, seed, 60, .06, directed)
			for _, o := range []groups.LeidenOptions{{Seed: seed}, {Weighted: true, Resolution: 2}, {Quality: groups.CPM, Resolution: .2}} {
				c, err := groups.Leiden(t.Context(), v, o)
				if err != nil {
					t.Fatal(err)
				}
				for k, x := range groups.Cohesions(v, c.Partition.Members()) {
					if x.Pieces != 1 {
						t.Errorf("seed %d: community %d is in %d pieces", seed, k, x.Pieces)
					}
				}
				before := runtime.GOMAXPROCS(1)
				again, _ := groups.Leiden(t.Context(), v, o)
				runtime.GOMAXPROCS(before)
				if !reflect.DeepEqual(c, again) || c.Quality != groups.QualityOf(v, c.Partition, o) {
					t.Errorf("seed %d: another answer the second time, or quality %g for %g", seed, c.Quality, groups.QualityOf(v, c.Partition, o))
				}
			}
			if directed {
				continue
			}
			c, _ := groups.Leiden(t.Context(), v, groups.LeidenOptions{Seed: seed})
			plain := simple.NewWeightedUndirectedGraph(0, 0)
			for i := range v.Len() {
				plain.AddNode(simple.Node(i))
			}
			for tie := range v.Size() {
				from, to := v.Ends(tie)
				plain.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(from), T: simple.Node(to), W: 1})
			}
			var lists [][]gonum.Node
			for _, members := range c.Partition.Members() {
				var list []gonum.Node
				for _, i := range members {
					list = append(list, simple.Node(i))
				}
				lists = append(lists, list)
			}
			if q := community.Q(plain, lists, 1); math.Abs(q-c.Quality) > 1e-9 {
				t.Errorf("seed %d: modularity %g, by gonum %g", seed, c.Quality, q)
			}
			ours, theirs = ours+c.Quality, theirs+louvain(t, v, groups.LeidenOptions{Seed: seed}).Quality
		}
	}
	if ours < theirs {
		t.Errorf("modularity adds up to %g, by Louvain to %g", ours, theirs)
	}
}

// The figures of scikit-learn's documentation of both scores, and their limits.
func TestAgreement(t *testing.T) {
	for _, tt := range []struct {
		a, b     []int32
		nmi, ari float64
	}{
		{[]int32{0, 0, 1, 1}, []int32{0, 0, 1, 2}, .8, .5714285714285714},
		{[]int32{0, 0, 1, 1}, []int32{1, 1, 0, 0}, 1, 1},
		{[]int32{0, 0, 1, 1}, []int32{0, 1, 0, 1}, 0, -.5},
		{[]int32{0, 0, 0, 0}, []int32{0, 1, 2, 3}, 0, 0},
		{[]int32{0, 0, 0}, []int32{3, 3, 3}, 1, 1},
		{[]int32{0, 0, 1, 1, -1, 4}, []int32{0, 0, 1, 2, 5, -1}, .8, .5714285714285714},
	} {
		if got := groups.Agreement(tt.a, tt.b); math.Abs(got.NMI-tt.nmi) > 1e-12 || math.Abs(got.ARI-tt.ari) > 1e-12 {
			t.Errorf("%v and %v: %+v, want %g and %g", tt.a, tt.b, got, tt.nmi, tt.ari)
		}
	}
}

func TestCohesion(t *testing.T) {
	v := graphtest.View(t, "a-b a-c a-d d-x x-y x-z y-z")
	got := groups.Cohesions(v, [][]int32{{0, 1, 2, 3}, {4, 5, 6}, {1, 2}})
	want := []groups.Cohesion{
		{Size: 4, Ties: 3, Density: .5, Centralisation: 1, Pieces: 1, Outside: 1, Conductance: 1. / 7},
		{Size: 3, Ties: 3, Density: 1, Clustering: 1, Pieces: 1, Outside: 1, Conductance: 1. / 7},
		{Size: 2, Pieces: 2, Outside: 2, Conductance: 1},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The alliances of the CRIMENET project: figures of its authors' data by networkx.
func TestAlliances(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Reference(t, "crimenet_alliance"), graph.ViewOptions{})
	if members := groups.Components(v).Members(); v.Len() != 1517 || len(members[0]) != 1292 {
		t.Errorf("the largest of %d has %d, want 1292 of 1517", v.Len(), len(members[0]))
	}
	if c := groups.Transitivity(v); math.Abs(c-.0906) > 5e-5 {
		t.Errorf("transitivity %.4f, want .0906", c)
	}
	if a := groups.Assortativity(v); math.Abs(a+.1236) > 5e-5 {
		t.Errorf("degree assortativity %.4f, want -.1236", a)
	}
}
