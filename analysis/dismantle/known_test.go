package dismantle_test

import (
	"math/rand/v2"
	"slices"
	"testing"

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
