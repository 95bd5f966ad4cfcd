package dismantle_test

import (
	"reflect"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

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
	o.Sets[0], o.Sets[1] = o.Sets[1], o.Sets[0]
	if got, err = dismantle.Aftermath(t.Context(), v, numbers(t, v, "x"), o); err != nil || got.Routes[0].Left != 3 {
		t.Errorf("got %+v (%v); the same three pairs the other way", got.Routes, err)
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
