package dismantle_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// A plan of one step is no worse than any lawful team that is known, and takes none that is
// not lawful.
func TestNoWorseThanAKnownTeam(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(3, 600, .006)) // more than a proof is tried for
	r := rand.New(rand.NewPCG(1, 1))
	for _, objective := range []dismantle.Objective{dismantle.Pairs, dismantle.Largest, dismantle.Reach} {
		o := dismantle.Options{Objective: objective, Budget: 30, Among: slices.Repeat([]bool{true}, v.Len()), Effort: 1}
		o.Among[0] = false
		best, err := dismantle.Best(t.Context(), v, dismantle.Options{Objective: objective, Budget: 30, Among: o.Among, Effort: 1 << 16})
		if err != nil {
			t.Fatal(err)
		}
		o.Known = [][]int{r.Perm(v.Len())[:30], best.Team, r.Perm(v.Len())[:400], {0}}
		p, err := dismantle.Best(t.Context(), v, o)
		if err != nil {
			t.Fatal(err)
		}
		if worse := p.After() > best.After(); objective == dismantle.Reach && p.After() < best.After() || objective != dismantle.Reach && worse {
			t.Errorf("%s: %g by a plan, %g by a team that was known", objective, p.After(), best.After())
		}
		if p.Price > 30 || slices.Contains(p.Team, 0) {
			t.Errorf("%s: a team of %g, %v", objective, p.Price, p.Team)
		}
	}
}

// A search whose time is over at once still spends its budget, on who has most ties.
func TestNoTimeIsNoReasonForATinyTeam(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(4, 600, .01))
	among := slices.Repeat([]bool{true}, v.Len())
	ended, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, o := range []dismantle.Options{
		{Objective: dismantle.Pairs, Budget: 40, Among: among},
		{Objective: dismantle.Largest, Budget: 40, Among: among, Always: []int{5, 6}},
		{Objective: dismantle.Pairs, Budget: 40, Among: among, Price: slices.Repeat([]float64{1, 2, .5}, v.Len()/3)},
	} {
		p, err := dismantle.Best(ended, v, o)
		if err != nil {
			t.Fatal(err)
		}
		if p.Price < o.Budget-2 || p.Price > o.Budget || p.After() >= p.Before() {
			t.Errorf("%d people for %g of %g leave %g of %g", len(p.Team), p.Price, o.Budget, p.After(), p.Before())
		}
	}
}
