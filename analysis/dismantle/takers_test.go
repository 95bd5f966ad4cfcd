package dismantle_test

import (
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestRegrowFirstTaker is by hand: h is the only one like x, and takes over all its three
// ties; k is the only one like y, and takes over its one.
func TestRegrowFirstTaker(t *testing.T) {
	n := graphtest.Parse(t, "x-a x-b x-c y-d h k")
	join(n, "reds", "", "x", "h")
	join(n, "blues", "", "y", "k")
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	r := regrow(t, v, numbers(t, v, "x", "y"), dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness, Rate: 1, Among: everybody(v),
		Likeness: dismantle.Likeness{Gang: 1}})
	h, k := numbers(t, v, "h")[0], numbers(t, v, "k")[0]
	if want := []dismantle.Taker{{Entity: h, First: 1, Ties: 3}, {Entity: k, First: 0, Ties: 1}}; !slices.Equal(r.Takers, want) {
		t.Errorf("got %+v, by hand %+v", r.Takers, want)
	}
}

// TestRegrowNamesWhoMayBe holds that nobody else is named, and that they are counted.
func TestRegrowNamesWhoMayBe(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(3, 30, .1))
	team := []int{1, 2, 3}
	among := make([]bool, v.Len())
	for i := range among {
		among[i] = i%2 == 0
	}
	r := regrow(t, v, team, dismantle.RegrowthOptions{Among: among})
	if len(r.Takers) == 0 || r.Withheld == 0 {
		t.Fatalf("%d named, %d withheld: want some of both", len(r.Takers), r.Withheld)
	}
	for _, who := range r.Takers {
		if !among[who.Entity] {
			t.Errorf("%s is named, who may not be", v.ID(who.Entity))
		}
	}
	if r = regrow(t, v, team, dismantle.RegrowthOptions{}); len(r.Takers) > 0 || r.Withheld == 0 {
		t.Errorf("without anybody who may be named: %d named, %d withheld", len(r.Takers), r.Withheld)
	}
}
