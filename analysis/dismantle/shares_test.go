package dismantle_test

import (
	"math"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestRegrowGangs is by hand: x of the reds holds three of them. Of two blues b1-b2 and a
// lone red, without x, the blues have all the pairs.
func TestRegrowGangs(t *testing.T) {
	n := graphtest.Parse(t, "x-r1 x-r2 b1-b2")
	join(n, "reds", "", "x", "r1", "r2")
	join(n, "blues", "", "b1", "b2")
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	r := regrow(t, v, numbers(t, v, "x"), dismantle.RegrowthOptions{Rate: -1})
	blues, reds := r.Gangs[0], r.Gangs[1]
	for _, test := range []struct {
		name      string
		got, want dismantle.Hold
	}{
		{"blues before", blues.Before, dismantle.Hold{Largest: 0, Pairs: .25}},
		{"reds before", reds.Before, dismantle.Hold{Largest: 1, Pairs: .75}},
		{"blues after", blues.After, dismantle.Hold{Largest: 1, Pairs: 1}},
		{"reds after", reds.After, dismantle.Hold{}},
		{"blues at the end", blues.End, dismantle.Hold{Largest: 1, Pairs: 1}},
	} {
		got := dismantle.Hold{Largest: math.Round(test.got.Largest*1e12) / 1e12, Pairs: math.Round(test.got.Pairs*1e12) / 1e12}
		if got != test.want {
			t.Errorf("%s: %+v, by hand %+v", test.name, test.got, test.want)
		}
	}
}
