package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// ties lists a view's ties with their strengths, and lower bounds where there are any.
func ties(v *graph.View) string {
	var words []string
	for tie := range v.Size() {
		from, to := v.Ends(tie)
		word := fmt.Sprintf("%s-%s=%.4g", v.ID(from), v.ID(to), float64(v.Strength(tie)))
		if p := v.Probability(tie); p.Lo > 0 {
			word += fmt.Sprintf("@%.4g", p.Lo)
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

const people = "person a\nperson b\nperson c\nperson d\ngang g\ngang h\nphone p\nphone q\naccount x\naccount y\ncompany k\nevent e\npublic-body o\nproceeding z\nplace w\n"

// What is expected of a projection is by hand: n people who share a thing give each pair
// 1/(n-1); a call's or payment's strength is shared out among the pairs behind its ends.
func TestPeopleLens(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"direct", "kin-of a b", "a-b=1"},
		{"two share a phone", "uses a p\nuses b p", "a-b=1"},
		{"three at an event", "involved-in a e\ninvolved-in b e\ninvolved-in c e", "a-b=0.5 a-c=0.5 b-c=0.5"},
		{"a decision ties nobody", "involved-in a e role=decider\ninvolved-in b e role=concerned\ninvolved-in c e role=concerned", ""},
		{"but being there does", "involved-in a e role=decider\ninvolved-in b e role=decider;other\ninvolved-in b e\ninvolved-in c e", "b-c=1"},
		{"four share a company", "owns a k\ndirects b k\ncontrols c k\nuses d k", "a-b=0.3333 a-c=0.3333 a-d=0.3333 b-c=0.3333 b-d=0.3333 c-d=0.3333"},
		{"two hold an account", "holds a x\nholds b x", "a-b=1"},
		{"one holds it in two ways", "holds a x\nowns a x", ""},
		{"a gang is no bridge", "member-of a g\nmember-of b g", ""},
		{"nor an office", "holds-office a o\nholds-office b o", ""},
		{"nor a proceeding", "involved-in a z\ninvolved-in b z", ""},
		{"nor a place unless asked for", "located-at a w\nlocated-at b w", ""},
		{"phone calls phone", "uses a p\nuses b q\ncalls p q 1", "a-b=1"},
		{"three calls", "uses a p\nuses b q\ncalls p q 1\ncalls p q 2\ncalls q p 3", "a-b=3"},
		{"person calls phone", "uses b q\ncalls a q 1 strength=4", "a-b=4"},
		{"two behind one end", "uses a p\nuses b p\nuses c q\ncalls p q 1", "a-b=1 a-c=0.5 b-c=0.5"},
		{"calling one's own phone", "uses a p\nuses a q\ncalls p q 1", ""},
		{"account pays account", "holds a x\nholds b y\npays x y 1", "a-b=1"},
		{"a company's account", "owns a k\nholds k x\nholds b y\npays x y 1", "a-b=1"},
		{"companies that hold each other", "owns a k\nowns k k2\nowns k2 k\nholds k2 x\nholds b y\npays x y 1\ncompany k2", "a-b=1"},
		{"nobody behind an end", "holds a x\npays x y 1", ""},
		{"a phone and in person", "kin-of a b\nuses a p\nuses b p", "a-b=2"},
		{"grades of both stakes", "uses a p grade=0.5\nuses b p grade=0.5", "a-b=1@0.25"},
		{"grades of a call and both stakes", "uses a p grade=0.5\nuses b q grade=0.5\ncalls p q 1 grade=0.8", "a-b=1@0.2"},
		{"parallel ties", "kin-of a b grade=0.5 source=r\nassociates-with a b grade=0.5 source=q", "a-b=2@0.75"},
		{"parallel ties of one voice", "kin-of a b grade=0.5\nassociates-with a b grade=0.5", "a-b=2@0.5"},
		{"an end that does not fit", "kin-of a g", ""},
		{"with oneself", "linked-to a a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := graphtest.NewView(t, facts(t, people+tt.lines), graph.ViewOptions{})
			if got := ties(v); got != tt.want || v.Len() != 4 {
				t.Errorf("%d people, ties %q, want 4 and %q (by hand)", v.Len(), got, tt.want)
			}
		})
	}
}

func TestThrough(t *testing.T) {
	n := facts(t, people+"located-at a w\nlocated-at b w\nmember-of c g\nmember-of d g\nuses a p\nuses c p")
	for _, tt := range []struct {
		through []graph.EntityKind
		want    string
	}{
		{nil, "a-c=1"},
		{[]graph.EntityKind{}, ""},
		{[]graph.EntityKind{graph.Place}, "a-b=1"},
		{[]graph.EntityKind{graph.Gang, graph.Phone}, "a-c=1 c-d=1"},
	} {
		if got := ties(graphtest.NewView(t, n, graph.ViewOptions{Through: tt.through})); got != tt.want {
			t.Errorf("through %v: %q, want %q (by hand)", tt.through, got, tt.want)
		}
	}
}

func TestSharedByMany(t *testing.T) {
	n := facts(t, people+"uses a p\nuses b p\nuses c p\nuses a q\nuses b q")
	v := graphtest.NewView(t, n, graph.ViewOptions{MaxShared: 2})
	if got := ties(v); got != "a-b=1" {
		t.Errorf("ties %q, want a-b=1: the phone of three is left out", got)
	}
	if out := v.LeftOut().Shared; len(out) != 1 || out[0] != (graph.SharedByMany{ID: "p", Kind: graph.Phone, People: 3}) {
		t.Errorf("left out %+v, want phone p of 3 people", out)
	}
	if got := ties(graphtest.NewView(t, n, graph.ViewOptions{MaxShared: 3})); got != "a-b=1.5 a-c=0.5 b-c=0.5" {
		t.Errorf("ties %q, want those of both phones (by hand)", got)
	}
}

// A payment by a company of three is left out of a view of two at most, and said once
// for two payments.
func TestCrowdBehindPayments(t *testing.T) {
	n := facts(t, people+"owns a k\nowns b k\nowns c k\nholds k x\nholds d y\npays x y 1\npays x y 2")
	v := graphtest.NewView(t, n, graph.ViewOptions{MaxShared: 2, Through: []graph.EntityKind{graph.Account, graph.Company}})
	want := []graph.SharedByMany{{ID: "k", Kind: graph.Company, People: 3}, {ID: "x", Kind: graph.Account, People: 3}}
	if out := v.LeftOut().Shared; v.Size() != 0 || !slices.Equal(out, want) {
		t.Errorf("%d ties, left out %+v, want none and %+v", v.Size(), out, want)
	}
}

// Who pays whom through a company is told by the whole chain: who owns it, that it
// holds the account, the payment, and who holds the other account.
func TestEvidenceOfAChain(t *testing.T) {
	v := graphtest.NewView(t, facts(t, people+"owns a k\nholds k x\nholds b y\npays x y 1"), graph.ViewOptions{})
	var kinds []string
	for _, tie := range v.Evidence(0) {
		kinds = append(kinds, tie.Kind.String()+" "+string(tie.From)+" "+string(tie.To))
	}
	slices.Sort(kinds)
	if want := []string{"holds b y", "holds k x", "owns a k", "pays x y"}; !slices.Equal(kinds, want) {
		t.Errorf("evidence %q, want %q (by hand)", kinds, want)
	}
}

func TestLeftOut(t *testing.T) {
	v := graphtest.NewView(t, facts(t, people+"kin-of a g\nlinked-to b b\nkin-of c c\nkin-of a b"), graph.ViewOptions{})
	if out := v.LeftOut(); out.Misfits != 1 || out.SelfTies != 2 {
		t.Errorf("left out %+v, want 1 misfit and 2 ties with oneself (by hand)", out)
	}
}

// A tie of an entity with itself is no tie of a view, but those that the options ask for can be asked for.
func TestAside(t *testing.T) {
	n := facts(t, people+"owns k k share=40 grade=0.5\nlinked-to b b grade=0.9\nowns a k")
	for _, tt := range []struct {
		name    string
		options graph.ViewOptions
		want    string
	}{
		{"all", graph.ViewOptions{Lens: graph.Whole}, "linked-to b owns k"},
		{"of the money lens", graph.ViewOptions{Lens: graph.Money}, "owns k"},
		{"graded well", graph.ViewOptions{Lens: graph.Whole, MinGrade: .8}, "linked-to b"},
		{"of people", graph.ViewOptions{Lens: graph.Whole, KeepEntity: func(e *graph.Entity) bool { return e.Kind == graph.Person }}, "linked-to b"},
		{"none", graph.ViewOptions{Lens: graph.Whole, KeepTie: func(t *graph.Tie, _, _ *graph.Entity) bool { return t.From != t.To }}, ""},
	} {
		v := graphtest.NewView(t, n, tt.options)
		var words []string
		for _, tie := range v.Altered(graph.Change{}).Aside() {
			words = append(words, tie.Kind.String()+" "+string(tie.From))
		}
		if got := strings.Join(words, " "); got != tt.want || v.LeftOut().SelfTies != 2 {
			t.Errorf("%s: %q, %d left out; want %q, 2 (by hand)", tt.name, got, v.LeftOut().SelfTies, tt.want)
		}
	}
}

func TestMoneyLens(t *testing.T) {
	v := graphtest.NewView(t, facts(t, people+"holds a x\nowns a k\nholds k y\npays x y 1\nkin-of a b\nmember-of a g"), graph.ViewOptions{Lens: graph.Money})
	if got, want := ties(v), "a-k=1 a-x=1 k-y=1 x-y=1"; got != want || v.Len() != 4 {
		t.Errorf("%d entities, ties %q, want a, k, x and y and %q (by hand)", v.Len(), got, want)
	}
}

func TestGangsLens(t *testing.T) {
	for _, tt := range []struct {
		name, lines string
		directed    bool
		want        string
	}{
		{"members who know each other", "member-of a g\nmember-of b h\nkin-of a b", false, "g-h=1"},
		{"members of one gang", "member-of a g\nmember-of b g\nkin-of a b", false, ""},
		{"members who share a phone", "member-of a g\nmember-of b h\nuses a p\nuses b p", false, "g-h=1"},
		{"a member of both", "member-of a g\nmember-of a h", false, "g-h=1"},
		{"a member of both, told twice", "member-of a g 1\nmember-of a g 2\nmember-of a h", false, "g-h=1"},
		{"gangs as such", "allied-with g h", false, "g-h=1"},
		{"a gang and another's member", "protects a h\nmember-of a g", false, "g-h=1"},
		{"grades", "member-of a g grade=0.5\nmember-of b h grade=0.5\nkin-of a b grade=0.8", false, "g-h=1@0.2"},
		{"directed", "member-of a g\nmember-of b h\ncalls a b 1", true, "g-h=1"},
		{"directed, no direction in the tie", "member-of a g\nmember-of b h\nkin-of a b", true, "g-h=1 h-g=1"},
		{"directed, a member of both", "member-of a g\nmember-of a h", true, "g-h=1 h-g=1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := graphtest.NewView(t, facts(t, people+tt.lines), graph.ViewOptions{Lens: graph.Gangs, Directed: tt.directed})
			if got := ties(v); got != tt.want || v.Len() != 2 {
				t.Errorf("%d gangs, ties %q, want 2 and %q (by hand)", v.Len(), got, tt.want)
			}
		})
	}
}

func TestWholeLens(t *testing.T) {
	v := graphtest.NewView(t, facts(t, people+"member-of a g\nuses a p\nuses b p\npays x y 1"), graph.ViewOptions{Lens: graph.Whole})
	if got, want := ties(v), "a-g=1 a-p=1 b-p=1 x-y=1"; got != want || v.Len() != 15 {
		t.Errorf("%d entities, ties %q, want 15 and %q (by hand)", v.Len(), got, want)
	}
}

func TestDirectedViews(t *testing.T) {
	v := graphtest.NewView(t, facts(t, people+"calls a b 1\ncalls a b 2\ncalls b a 3\nkin-of c d\nuses a p\nuses c p"), graph.ViewOptions{Directed: true})
	if got, want := ties(v), "a-b=2 a-c=1 b-a=1 c-a=1 c-d=1 d-c=1"; got != want {
		t.Errorf("ties %q, want %q (by hand: what has no direction runs both ways)", got, want)
	}
}
