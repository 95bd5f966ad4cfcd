package report_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
	"github.com/linchpin-graph/linchpin/report"
)

// addParts adds how sure a plan is, what it leaves and how the network grows back, in few
// worlds and runs.
func addParts(t *testing.T, p planned, runs int) {
	t.Helper()
	if len(p.plan.Team) == 0 {
		return
	}
	b, ctx := p.report, t.Context()
	drawn := certainty.Options{Worlds: 2 * runs, Seed: p.asked.Seed}
	odds, err := dismantle.Chances(ctx, p.view, p.asked, p.plan, dismantle.Trial{Worlds: drawn.Worlds, Draw: certainty.Worlds(p.view, drawn), Beside: [][]int{p.plan.Team}})
	if err != nil {
		t.Fatal(err)
	}
	b.HowSure(odds, drawn, []string{"the same"})
	teams := append([]report.NamedTeam{{Name: "this plan", Team: p.plan.Team}}, b.ListNear(odds.Near)...)
	sets := []dismantle.Set{{Name: "these", Members: make([]bool, p.view.Len())}, {Name: "others", Members: make([]bool, p.view.Len())}}
	for i := range p.view.Len() {
		sets[i%2].Members[i] = true
	}
	left, err := dismantle.Aftermath(ctx, p.view, p.plan.Team, dismantle.AftermathOptions{Among: p.asked.Among, Sets: sets})
	if err != nil {
		t.Fatal(err)
	}
	b.Afterwards(left, sets)
	o := dismantle.RegrowthOptions{Count: p.asked, Months: 2, Runs: runs, Among: p.asked.Among}
	var plans [][]int
	for _, team := range teams {
		plans = append(plans, team.Team)
	}
	plans = append(plans, dismantle.Drawn(p.view, p.asked, 2)...)
	compared, err := dismantle.Lasting(ctx, p.view, plans, o)
	if err != nil {
		t.Fatal(err)
	}
	b.GrowsBack(compared, teams, 2, o, false)
}

// suspected makes people of a network suspects.
func suspected(n *graph.Network, people ...graph.EntityID) *graph.Network {
	n.Entities = append(n.Entities, graph.Entity{ID: "op", Kind: graph.Proceeding, Records: []graph.Record{{Source: graphtest.Source.ID}}})
	for _, id := range people {
		rec := graph.Record{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: graph.PropRole, Value: "suspect"}}}
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.InvolvedIn, From: id, To: "op", Records: []graph.Record{rec}})
	}
	n.Normalise()
	return n
}

// TestPlanParts is by hand: of the path a-b-c-d-e, in which a, b and c are suspects, c leaves
// a-b and d-e, 2 of 10 pairs. Of d-e nobody may be named. c's contacts b and d no longer
// reach each other.
func TestPlanParts(t *testing.T) {
	p := safeguarded(t, suspected(graphtest.Parse(t, "a-b b-c c-d d-e"), "a", "b", "c"))
	p.asked.Budget, p.asked.Effort = 1, 2000
	if !p.solve(t) {
		t.Fatal("nobody is eligible")
	}
	addParts(t, p, 10)
	after := p.report.Plan.Afterwards
	if len(after.Components) != 2 || after.Alone != 0 || after.Detours != (report.PlanDetours{Pairs: 1}) {
		t.Fatalf("got %+v; by hand two pairs, and one pair of contacts that is cut", after)
	}
	if first, other := after.Components[0], after.Components[1]; first.First == nil || first.First.ID != "a" || first.Before || other.First != nil || !other.Before {
		t.Errorf("first %+v and %+v; by hand a, and of d and e nobody who may be named", first, other)
	}
	routes := after.Routes[0] // a, c, e are these; b, d the others
	if routes.Before != 6 || routes.Left != 2 || routes.Longer != 0 || len(routes.Shortest) != 1 || !slices.Equal(routes.Shortest[0].Way, []string{"a", "b"}) {
		t.Errorf("routes %+v; by hand a-b and e-d of 6 are left, and of e-d nobody may be named", routes)
	}
	back := p.report.Plan.Regrowth
	if back.DayOne != .8 || back.Lost != 2 || len(back.Mechanisms) != 4 || len(back.Mechanisms[0].Months) != 3 || back.Mechanisms[0].Months[0].Share.Mean != .2 {
		t.Errorf("got %+v; by hand 8 of 10 pairs are missing on day one, 2 ties lost, by four mechanisms", back)
	}
	for k, plan := range back.Plans {
		mean := 0.
		for _, lasting := range plan.ByMechanism {
			mean += lasting / 4
		}
		if plan.Mean-mean > 1e-12 || mean-plan.Mean > 1e-12 || plan.Least != slices.Min(plan.ByMechanism) || plan.ByMechanism[plan.LeastBy] != plan.Least || k > 0 && plan.Mean > back.Plans[k-1].Mean {
			t.Errorf("place %d: %+v does not add up, or is out of order", k+1, plan)
		}
	}
	if last := back.Plans[len(back.Plans)-1]; last.Name != "mean of 2 random eligible teams" || last.Team != nil {
		t.Errorf("the last is %+v; want the mean of two random teams, without names", last)
	}
	var text bytes.Buffer
	if err := p.report.Plan.Write(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"with 10 % of ties and 2 % of people unrecorded", "\n   2  a                          0.0     1      1       1\n   2  not named here                            1       1\n", "\n   1       1  a - b\n", "\n    0  20.0 %  20.0 to 20.0 %"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text lacks %q:\n%s", want, text.String())
		}
	}
}

// TestAPlanThatFitsTheRecord is by hand: c leaves .2 of what is recorded. Where the interval
// over worlds begins above that, the text says so.
func TestAPlanThatFitsTheRecord(t *testing.T) {
	for low, want := range map[float64]bool{.1: false, .2: false, .3: true} {
		p := safeguarded(t, suspected(graphtest.Parse(t, "a-b b-c c-d d-e"), "a", "b", "c"))
		p.asked.Budget, p.asked.Effort = 1, 2000
		if !p.solve(t) {
			t.Fatal("nobody is eligible")
		}
		fare := dismantle.Fare{Share: dismantle.Spread{Mean: .5, Low: low, High: .9}}
		p.report.HowSure(dismantle.Odds{Worlds: 10, InBest: make([]float64, p.view.Len()), Plan: fare}, certainty.Options{}, nil)
		var text bytes.Buffer
		if err := p.report.Plan.Write(&text); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(text.String(), "On what is recorded this team does more"); got != want {
			t.Errorf("from %g on: said %v, want %v", low, got, want)
		}
	}
}
