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

// Nobody dearer than the budget is in a team, however far prices are apart, and a budget that
// pays for everybody many times over is no other than one that pays once.
func TestPricesFarApart(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d d-e e-f f-a b-g g-h")
	among := slices.Repeat([]bool{true}, v.Len())
	prices := func(first, others float64) []float64 {
		p := slices.Repeat([]float64{others}, v.Len())
		p[0] = first
		return p
	}
	for _, c := range []struct {
		budget float64
		price  []float64
	}{{1e19, prices(1, 1)}, {1e300, prices(1, 1)}, {4, prices(1e-20, 1e-20)}, {2, prices(1e16, 1)}, {1e16, prices(1e16, 1)}, {2e16, prices(1e16, 1)}, {1.7e308, prices(1.7e308, 1e308)}} {
		p, err := dismantle.Best(t.Context(), v, dismantle.Options{Budget: c.budget, Price: c.price, Among: among, Effort: 1000})
		if err != nil || p.After() >= p.Before() || p.Price > c.budget || c.price[0] > c.budget && slices.Contains(p.Team, 0) {
			t.Errorf("budget %g, prices %g: team %v for %g leaves %g of %g, %v", c.budget, c.price, p.Team, p.Price, p.After(), p.Before(), err)
		}
	}
}
