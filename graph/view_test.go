package graph_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func TestParallelTiesAreOne(t *testing.T) {
	n := facts(t, "account x\naccount y\npays x y 1 amount=0.10 currency=EUR grade=0.5 source=r\npays y x 2 amount=0.20 currency=EUR grade=0.5 strength=3 source=q\npays x y 3 amount=5 currency=USD")
	v := graphtest.NewView(t, n, graph.ViewOptions{Lens: graph.Money})
	if v.Size() != 1 || v.Strength(0) != 5 || v.Probability(0) != (graph.Interval{Lo: .75, Hi: 1}) {
		t.Fatalf("%d ties, strength %g, probability %v, want 1, 5 and [.75, 1] (by hand)", v.Size(), v.Strength(0), v.Probability(0))
	}
	if got := v.Totals(0).String(); got != "0.30 EUR, 5 USD" {
		t.Errorf("money %s, want 0.30 EUR, 5 USD, exactly", got)
	}
	if got := v.Evidence(0); len(got) != 3 || got[0].Identifier() != "1" || v.Certainty(0) != graph.Tentative {
		t.Errorf("%d ties as evidence, certainty %s, want 3 and tentative", len(got), v.Certainty(0))
	}
	directed := graphtest.NewView(t, n, graph.ViewOptions{Lens: graph.Money, Directed: true})
	if directed.Size() != 2 || directed.Strength(0) != 2 || directed.Totals(1).String() != "0.20 EUR" {
		t.Errorf("directed, %d ties, want 2: there and back", directed.Size())
	}
}

func TestViewOptions(t *testing.T) {
	n := facts(t, "person a born=1980\nperson b\nperson c\nperson d\nkin-of a b grade=0.2\nkin-of b c grade=0.5\nassociates-with a c")
	for _, tt := range []struct {
		name    string
		options graph.ViewOptions
		people  int
		want    string
	}{
		{"everything", graph.ViewOptions{}, 4, "a-b=1@0.2 a-c=1 b-c=1@0.5"},
		{"a grade that one just has", graph.ViewOptions{MinGrade: .2}, 4, "a-b=1@0.2 b-c=1@0.5"},
		{"a grade above", graph.ViewOptions{MinGrade: .21}, 4, "b-c=1@0.5"},
		{"connected", graph.ViewOptions{Connected: true}, 3, "a-b=1@0.2 a-c=1 b-c=1@0.5"},
		{"connected by a grade", graph.ViewOptions{Connected: true, MinGrade: .5}, 2, "b-c=1@0.5"},
		{"some entities", graph.ViewOptions{KeepEntity: func(e *graph.Entity) bool { return e.ID != "a" }}, 3, "b-c=1@0.5"},
		{"some ties", graph.ViewOptions{KeepTie: func(tie *graph.Tie, from, to *graph.Entity) bool {
			return from.Value(graph.PropBorn).Text == "1980" && to.ID == "b"
		}}, 4, "a-b=1@0.2"},
		{"a filter", graph.ViewOptions{Filter: graph.Filter{TieKinds: []graph.TieKind{graph.AssociatesWith}}}, 4, "a-c=1"},
		{"around", graph.ViewOptions{Filter: graph.Filter{Around: []graph.EntityID{"d"}, Depth: 3}}, 1, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := graphtest.NewView(t, n, tt.options)
			if got := ties(v); got != tt.want || v.Len() != tt.people {
				t.Errorf("%d people, ties %q, want %d and %q (by hand)", v.Len(), got, tt.people, tt.want)
			}
		})
	}
}

func TestViewsRefuse(t *testing.T) {
	if v, err := graph.NewView(graphtest.Parse(t, "a-b=1e308 b-c=1e308"), graph.ViewOptions{}); !errors.Is(err, graph.ErrTooStrong) || v != nil || !strings.Contains(err.Error(), "tie b - c") {
		t.Errorf("strengths that overflow: %v, %v, want an error that names the tie b - c", v, err)
	}
	if v, err := graph.NewView(graphtest.Parse(t, "a-b"), graph.ViewOptions{Filter: graph.Filter{Around: []graph.EntityID{"z"}}}); err == nil || v != nil {
		t.Errorf("around nobody: %v, %v, want an error", v, err)
	}
}

// The rows hold every tie once at each end, ascending, and agree with the list of ties.
func TestRows(t *testing.T) {
	for seed := range uint64(20) {
		n := graphtest.Parse(t, graphtest.Random(seed, 30, .15))
		for _, directed := range []bool{false, true} {
			v := graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
			ends, inEnds := 0, 0
			for i := range v.Len() {
				if at, ok := v.Index(v.ID(i)); !ok || at != i || v.Entity(i).ID != v.ID(i) {
					t.Fatalf("%s is number %d, %t, want %d", v.ID(i), at, ok, i)
				}
				to, in := v.Neighbours(i), v.InNeighbours(i)
				ends, inEnds = ends+len(to), inEnds+len(in)
				if !slices.IsSorted(to) || !slices.IsSorted(in) || len(slices.Compact(slices.Clone(to))) != len(to) || len(v.Ties(i)) != len(to) || len(v.InTies(i)) != len(in) {
					t.Fatalf("neighbours of %d are %v and %v, want each once, ascending, with a tie", i, to, in)
				}
				for k, j := range to {
					tie := int(v.Ties(i)[k])
					from, end := v.Ends(tie)
					if !directed {
						from, end = min(i, int(j)), max(i, int(j))
					}
					if got, ok := v.TieBetween(i, int(j)); !ok || got != tie || from != min(from, i) && directed || v.Neighbours(i)[k] != j || end == from {
						t.Fatalf("tie %d runs from %d to %d, want from %d to %d", tie, from, end, i, j)
					}
					if at, found := slices.BinarySearch(v.InNeighbours(int(j)), int32(i)); !found || v.InTies(int(j))[at] != int32(tie) {
						t.Fatalf("%d is no in-neighbour of %d by tie %d", i, j, tie)
					}
				}
			}
			want := v.Size()
			if !directed {
				want *= 2
			}
			if ends != want || inEnds != want {
				t.Errorf("%d and %d ends of %d ties, want %d", ends, inEnds, v.Size(), want)
			}
		}
	}
	v := graphtest.View(t, "a-b c")
	if _, ok := v.Index("z"); ok {
		t.Error("an entity that is not in the view has a number")
	}
	if _, ok := v.TieBetween(0, 2); ok {
		t.Error("two that are not tied have a tie")
	}
}

// Facts in another order, read from text, give a view of the same digest.
func TestSameFactsSameView(t *testing.T) {
	const lines = people + "uses a p\nuses b p grade=B2\nuses c p source=r\ncalls p q 1\nuses d q\nholds a x\nholds k y\nowns b k\ndirects c k\npays x y 1 strength=0.1\npays x y 2 strength=0.7\nmember-of a g\nmember-of b h\nkin-of a d grade=0.3\nassociates-with a d grade=0.7\ninvolved-in a e\ninvolved-in c e\ninvolved-in d e"
	for _, o := range []graph.ViewOptions{{}, {Directed: true}, {Lens: graph.Gangs}, {Lens: graph.Money}, {Lens: graph.Whole, Directed: true}, {Connected: true}} {
		want := graphtest.NewView(t, facts(t, lines), o)
		for seed := range uint64(20) {
			shuffled := strings.Split(lines, "\n")
			rand.New(rand.NewPCG(seed, 5)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			n := facts(t, strings.Join(shuffled, "\n"))
			if seed%2 == 1 {
				n = reread(t, n)
			}
			if v := graphtest.NewView(t, n, o); v.Digest() != want.Digest() {
				t.Fatalf("%s lens, seed %d: ties %q, want %q", o.Lens, seed, ties(v), ties(want))
			}
		}
	}
}

func reread(t *testing.T, n *graph.Network) *graph.Network {
	back := &graph.Network{}
	for line := range bytes.Lines(jsonl(t, n)) {
		if err := back.ReadLine(line); err != nil {
			t.Fatal(err)
		}
	}
	back.Normalise()
	return back
}

// Whatever an analysis can see changes the digest.
func TestDigestOfAView(t *testing.T) {
	seen := map[graph.Digest]string{}
	for name, v := range map[string]*graph.View{
		"as it is":          graphtest.View(t, "a-b b-c"),
		"another name":      graphtest.View(t, "a-b b-d"),
		"one more":          graphtest.View(t, "a-b b-c d"),
		"another tie":       graphtest.View(t, "a-b a-c"),
		"a strength":        graphtest.View(t, "a-b b-c=2"),
		"directed":          graphtest.NewView(t, graphtest.Parse(t, "a-b b-c"), graph.ViewOptions{Directed: true}),
		"graded":            graphtest.NewView(t, facts(t, "person a\nperson b\nperson c\nlinked-to a b grade=B2\nlinked-to b c"), graph.ViewOptions{}),
		"with another kind": graphtest.NewView(t, facts(t, "person a\nperson b\ngang c\nlinked-to a b\nlinked-to b c"), graph.ViewOptions{Lens: graph.Whole}),
	} {
		if other, taken := seen[v.Digest()]; taken {
			t.Errorf("%q and %q have one digest", name, other)
		}
		seen[v.Digest()] = name
	}
}
