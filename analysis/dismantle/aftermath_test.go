package dismantle_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// numbers returns the numbers of people of a view.
func numbers(t *testing.T, v *graph.View, names ...string) []int {
	t.Helper()
	all := []int{}
	for _, name := range names {
		i, ok := v.Index(graph.NewEntityID("", name))
		if !ok {
			t.Fatalf("the view has no %s", name)
		}
		all = append(all, i)
	}
	return all
}

// set returns a named set of people of a view.
func set(t *testing.T, v *graph.View, name string, members ...string) dismantle.Set {
	s := dismantle.Set{Name: name, Members: make([]bool, v.Len())}
	for _, i := range numbers(t, v, members...) {
		s.Members[i] = true
	}
	return s
}

// names returns the identifiers of numbers of a view.
func names(v *graph.View, numbers []int) []string {
	all := []string{}
	for _, i := range numbers {
		_, identifier := v.ID(i).Split()
		all = append(all, identifier)
	}
	return all
}

// join adds members to a gang, each with a role.
func join(n *graph.Network, gang, role string, members ...string) {
	id := graph.NewEntityID("", gang)
	n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: graph.Gang, Records: []graph.Record{{Source: graphtest.Source.ID}}})
	for _, m := range members {
		r := graph.Record{Source: graphtest.Source.ID}
		if role != "" {
			r.Fields = []graph.Field{{Name: graph.PropRole, Value: role}}
		}
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.MemberOf, From: graph.NewEntityID("", m), To: id, Records: []graph.Record{r}})
	}
	n.Normalise()
}

// TestAftermathComponents is by hand: x holds a path a-b-c-d-e, a pair f-g and h together.
func TestAftermathComponents(t *testing.T) {
	n := graphtest.Parse(t, "a-b b-c c-d d-e f-g x-a x-f x-h")
	join(n, "reds", "", "a", "b", "f", "x")
	join(n, "blues", "", "c", "g")
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	o := dismantle.AftermathOptions{Sets: []dismantle.Set{set(t, v, "officials", "e", "g", "x")}}
	got, err := dismantle.Aftermath(t.Context(), v, numbers(t, v, "x", "x"), o)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []struct {
		members, officials []string
		gangs              []dismantle.GangInside
		first              string
		betweenness        float64
		ties               int
	}{
		{[]string{"a", "b", "c", "d", "e"}, []string{"e"}, []dismantle.GangInside{{ID: "reds", Members: 2}, {ID: "blues", Members: 1}}, "c", 4, 2},
		{[]string{"f", "g"}, []string{"g"}, []dismantle.GangInside{{ID: "blues", Members: 1}, {ID: "reds", Members: 1}}, "f", 0, 1},
		{[]string{"h"}, []string{}, nil, "h", 0, 0},
	} {
		c := got.Components[k]
		for i := range want.gangs {
			want.gangs[i].ID = graph.NewEntityID("", string(want.gangs[i].ID))
		}
		if !slices.Equal(names(v, c.Members), want.members) || !slices.Equal(names(v, c.Sets[0]), want.officials) || !slices.Equal(c.Gangs, want.gangs) {
			t.Errorf("component %d: got %v with officials %v, gangs %v; by hand %+v", k, names(v, c.Members), names(v, c.Sets[0]), c.Gangs, want)
		}
		if names(v, []int{c.First})[0] != want.first || c.Betweenness != want.betweenness || c.Ties != want.ties {
			t.Errorf("component %d: first is %v with %g, %d ties; by hand %+v", k, names(v, []int{c.First}), c.Betweenness, c.Ties, want)
		}
	}
	if len(got.Components) != 3 {
		t.Errorf("got %d components, by hand 3", len(got.Components))
	}
}

// TestAftermathFirst decides between equals, by hand.
func TestAftermathFirst(t *testing.T) {
	for _, test := range []struct{ name, pairs, want string }{
		{"a and f are each on 6 ways, f has 3 ties and a has 2", "a-c a-f b-c d-e d-f e-f x-a", "f"},
		{"all of a clique are alike, so by ID", "x-e e-f e-g f-g e-h f-h g-h", "e"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := graphtest.View(t, test.pairs)
			got, err := dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), dismantle.AftermathOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if first := names(v, []int{got.Components[0].First})[0]; first != test.want {
				t.Errorf("first is %s, want %s", first, test.want)
			}
		})
	}
}

// TestAftermathRoutes is by hand: m1 and m2 are money, o1 and o2 officials. Without x, m1
// reaches o1 by p and q, where it was two ties, and m2 keeps its tie to o2.
func TestAftermathRoutes(t *testing.T) {
	v := graphtest.View(t, "m1-x x-o1 m1-p p-q q-o1 m2-o2 x-m2 lone")
	o := dismantle.AftermathOptions{Sets: []dismantle.Set{set(t, v, "money", "m1", "m2", "lone"), set(t, v, "officials", "o1", "o2")}}
	got, err := dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), o)
	if err != nil {
		t.Fatal(err)
	}
	r := got.Routes[0]
	if r.From != "money" || r.To != "officials" || r.Before != 4 || r.Left != 2 || r.Longer != 1 {
		t.Errorf("got %+v; by hand 4 pairs before, 2 left, 1 of them longer", r)
	}
	var ways [][]string
	for _, way := range r.Shortest {
		ways = append(ways, names(v, way.Entities))
	}
	if want := [][]string{{"m2", "o2"}, {"m1", "p", "q", "o1"}}; !reflect.DeepEqual(ways, want) {
		t.Errorf("got %v, by hand %v", ways, want)
	}
	if r.Shortest[1].Length != 3 || r.Shortest[1].Before != 2 {
		t.Errorf("the way round has %g ties and had %d; by hand 3 and 2", r.Shortest[1].Length, r.Shortest[1].Before)
	}
	// x's contacts are m1, o1 and m2: of the three pairs m1-o1 is left, three ties apart.
	if want := (dismantle.Detours{Pairs: 3, Left: 1, Ties: 3}); got.Detours != want {
		t.Errorf("detours %+v, by hand %+v", got.Detours, want)
	}
	o.Routes = 1
	if got, err = dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), o); err != nil || len(got.Routes[0].Shortest) != 1 || got.Routes[0].Left != 2 {
		t.Errorf("of one route: %+v, %v", got.Routes, err)
	}
}

// TestAftermathSetsOverlap is by hand: a pair of whom both are in both sets is one pair.
func TestAftermathSetsOverlap(t *testing.T) {
	v := graphtest.View(t, "a-b b-c x-a")
	o := dismantle.AftermathOptions{Sets: []dismantle.Set{set(t, v, "one", "a", "b"), set(t, v, "two", "a", "b", "c"), set(t, v, "three")}}
	got, err := dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), o)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Routes) != 3 || got.Routes[0].Left != 3 || got.Routes[1].Left != 0 || got.Routes[1].To != "three" {
		t.Errorf("got %+v; by hand three pairs (a-b, a-c, b-c) between the first two sets", got.Routes)
	}
}

// TestAftermathOfDirections is by hand: routes follow ties, components do not.
func TestAftermathOfDirections(t *testing.T) {
	n := graphtest.Parse(t, "a-b c-b x-a")
	for i := range n.Ties {
		n.Ties[i].Kind = graph.Calls
	}
	v := graphtest.NewView(t, n, graph.ViewOptions{Directed: true})
	o := dismantle.AftermathOptions{Sets: []dismantle.Set{set(t, v, "from", "a", "c"), set(t, v, "to", "b", "c")}}
	got, err := dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), o)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Components) != 1 || got.Routes[0].Left != 2 {
		t.Errorf("got %+v; by hand one component, and routes a-b and c-b but none from a to c", got)
	}
}

func TestAftermathRefuses(t *testing.T) {
	v := graphtest.View(t, "a-b")
	if _, err := dismantle.Aftermath(t.Context(), v, []int{2}, dismantle.AftermathOptions{}); err == nil || err.Error() != "entity 2: the view has 2" {
		t.Errorf("a stranger in the team: %v", err)
	}
	o := dismantle.AftermathOptions{Sets: []dismantle.Set{{Name: "money"}}}
	if _, err := dismantle.Aftermath(t.Context(), v, nil, o); err == nil || err.Error() != `set "money" says something of 0 entities: the view has 2` {
		t.Errorf("a set of nothing: %v", err)
	}
}

// TestAftermathAgreesWithMeasure holds components of random networks against the measures.
func TestAftermathAgreesWithMeasure(t *testing.T) {
	for seed := range uint64(40) {
		v := graphtest.View(t, graphtest.Random(seed, 30, .07))
		team := []int{int(seed) % 30, int(seed*7+3) % 30, int(seed*11+5) % 30}
		got, err := dismantle.Aftermath(t.Context(), v, team, dismantle.AftermathOptions{})
		if err != nil {
			t.Fatal(err)
		}
		pairs, held := 0, 0
		for _, c := range got.Components {
			pairs += len(c.Members) * (len(c.Members) - 1) / 2
			held += len(c.Members)
			if slices.ContainsFunc(c.Members, func(i int) bool { return slices.Contains(team, i) }) {
				t.Errorf("seed %d: one removed is in what is left", seed)
			}
		}
		want, err := dismantle.Measure(t.Context(), v, dismantle.Options{}, team)
		if err != nil || float64(pairs) != want {
			t.Errorf("seed %d: components hold %d pairs, Measure %g (%v)", seed, pairs, want, err)
		}
	}
}
