package dismantle_test

import (
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// A budget that pays for nobody leaves a team of nobody, and all as it was.
func TestBudgetForNobody(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d")
	among := slices.Repeat([]bool{true}, v.Len())
	for _, objective := range []dismantle.Objective{dismantle.Pairs, dismantle.Largest, dismantle.Distance, dismantle.Within} {
		p, err := dismantle.Best(t.Context(), v, dismantle.Options{Objective: objective, Budget: 1, Price: []float64{2, 2, 2, 2}, Among: among})
		if err != nil || len(p.Team) > 0 || p.After() != p.Before() {
			t.Errorf("%s: team %v leaves %g of %g, %v; want nobody", objective, p.Team, p.After(), p.Before(), err)
		}
	}
}
