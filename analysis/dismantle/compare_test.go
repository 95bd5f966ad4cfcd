package dismantle_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestLastingOrdersPlans is by hand: without a rate, damage lasts as on day one under every
// mechanism. Of the path a-b-c-d-e, c leaves 2 of 10 pairs, b 3 and a 6.
func TestLastingOrdersPlans(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d d-e")
	got, err := dismantle.Lasting(t.Context(), v, [][]int{{0}, {1}, {2}}, dismantle.RegrowthOptions{Rate: -1, Runs: 2})
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []struct {
		plan   int
		damage float64
	}{{2, .8}, {1, .7}, {0, .4}} {
		if c := got[k]; c.Plan != want.plan || c.DayOne != want.damage || !near(c.Mean, want.damage) || !near(c.Least, want.damage) || len(c.ByMechanism) != 4 {
			t.Errorf("place %d: %+v, by hand plan %d with %g on day one and for good", k+1, c, want.plan, want.damage)
		}
	}
}

func near(a, b float64) bool { return a-b < 1e-12 && b-a < 1e-12 }

// TestLastingByMechanism removes the centre of a star, by hand. Nobody left has a tie, or
// is like the centre in anything, so by degree and likeness the damage lasts; by chance
// they find each other.
func TestLastingByMechanism(t *testing.T) {
	v := graphtest.View(t, "x-a x-b x-c x-d")
	centre := numbers(t, v, "x")
	got, err := dismantle.Lasting(t.Context(), v, [][]int{centre}, dismantle.RegrowthOptions{Rate: 1})
	if err != nil {
		t.Fatal(err)
	}
	c, lasting := got[0], lastingOf(got[0])
	if c.DayOne != 1 || lasting[dismantle.ByLikeness] != 1 || lasting[dismantle.ByDegree] != 1 || lasting[dismantle.ByChance] > .6 {
		t.Errorf("got %+v; by hand all is missing on day one, and for good where nobody is like x or has a tie", c)
	}
	if c.Least != slices.Min(lasting) || lasting[c.LeastBy] != c.Least {
		t.Errorf("the least of %v is not %g by %s", lasting, c.Least, c.LeastBy)
	}
}

// lastingOf are a plan's lasting damages, by mechanism.
func lastingOf(c dismantle.Comparison) (lasting []float64) {
	for _, r := range c.ByMechanism {
		lasting = append(lasting, r.Lasting)
	}
	return lasting
}

// TestLastingOfOneIsRegrow holds figures of a comparison against those of its plan alone.
func TestLastingOfOneIsRegrow(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(8, 30, .08))
	o := dismantle.RegrowthOptions{Runs: 20, Months: 6, Seed: 4}
	plans := [][]int{{1, 2}, {3, 4, 5}}
	got, err := dismantle.Lasting(t.Context(), v, plans, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range got {
		var want []dismantle.Regrowth
		for _, o.Mechanism = range dismantle.Mechanisms() {
			want = append(want, regrow(t, v, plans[c.Plan], o))
		}
		if !reflect.DeepEqual(c.ByMechanism, want) {
			t.Errorf("plan %d: %v, alone %v", c.Plan, c.ByMechanism, want)
		}
	}
}

func TestLastingRefuses(t *testing.T) {
	v := graphtest.View(t, "a-b")
	if _, err := dismantle.Lasting(t.Context(), v, [][]int{{0}, {9}}, dismantle.RegrowthOptions{}); err == nil || !strings.Contains(err.Error(), "entity 9") {
		t.Errorf("a stranger: %v", err)
	}
}

// TestLastingOnMontagna logs how two teams of five fare: those with most ties, and the one
// that leaves fewest pairs.
func TestLastingOnMontagna(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Reference(t, "montagna_meetings"), graph.ViewOptions{Connected: true})
	best, err := dismantle.Best(t.Context(), v, dismantle.Options{Budget: 5, Among: everybody(v), Effort: 1 << 16})
	if err != nil {
		t.Fatal(err)
	}
	got, err := dismantle.Lasting(t.Context(), v, [][]int{mostTies(v, 5), best.Team}, dismantle.RegrowthOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range got {
		t.Logf("plan %d: day one %.3f, lasting by mechanism %.3f, mean %.3f, least %.3f (%s)", c.Plan, c.DayOne, lastingOf(c), c.Mean, c.Least, c.LeastBy)
	}
	if got[0].Plan != 1 {
		t.Errorf("most ties last longer than the best team: %+v", got)
	}
}
