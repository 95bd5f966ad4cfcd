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

// Budgets and prices beyond any whole number are no reason to fail: who costs more than the budget is in no team, and a
// budget for everybody takes whoever helps.
func TestExtremeBudgets(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d d-e")
	among := slices.Repeat([]bool{true}, v.Len())
	for _, tt := range []struct {
		budget float64
		price  []float64
		left   float64 // by hand: without b and d nothing is tied
	}{
		{1e19, nil, 0}, {1e300, nil, 0}, {4, slices.Repeat([]float64{1e-20}, 5), 0},
		{2, []float64{1, 1e16, 1, 1, 1}, 1}, // b is too dear; without c and d, a and b are still tied
	} {
		p, err := dismantle.Best(t.Context(), v, dismantle.Options{Budget: tt.budget, Price: tt.price, Among: among})
		if err != nil || p.After() != tt.left {
			t.Errorf("budget %g, prices %v: %v, leaves %g, want %g", tt.budget, tt.price, err, p.After(), tt.left)
		}
	}
}
