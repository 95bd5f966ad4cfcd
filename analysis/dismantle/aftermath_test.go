package dismantle_test

import (
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
		if names(v, []int{c.First.Entity})[0] != want.first || c.First.Betweenness != want.betweenness || c.First.Ties != want.ties {
			t.Errorf("component %d: first is %v with %g, %d ties; by hand %+v", k, names(v, []int{c.First.Entity}), c.First.Betweenness, c.First.Ties, want)
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
			if first := names(v, []int{got.Components[0].First.Entity})[0]; first != test.want {
				t.Errorf("first is %s, want %s", first, test.want)
			}
		})
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

// TestAftermathNames is by hand: of the path a-b-c-d-e, c is first (4 pairs), then b (3);
// of those who may be named b is, and in the pair nobody.
func TestAftermathNames(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d d-e f-g x-a x-f")
	among := set(t, v, "", "b", "e").Members
	got, err := dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), dismantle.AftermathOptions{Among: among})
	if err != nil {
		t.Fatal(err)
	}
	b := dismantle.Position{Entity: numbers(t, v, "b")[0], Betweenness: 3, Ties: 2}
	if c := got.Components[0]; c.Named != b || c.First.Betweenness != 4 {
		t.Errorf("got %+v; by hand b is the first who may be named: %+v", c, b)
	}
	if c := got.Components[1]; c.Named.Entity != -1 {
		t.Errorf("got %+v; by hand nobody of f and g may be named", c)
	}
}
