package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
	"github.com/linchpin-graph/linchpin/report"
)

// A planned case is one of which a plan is made.
type planned struct {
	network   *graph.Network
	view      *graph.View
	safeguard *graph.Safeguard
	asked     dismantle.Options
	plan      dismantle.Plan
	report    *report.PlanBuilder
}

// safeguarded makes a view of a case and asks who of it may be in a team.
func safeguarded(t testing.TB, n *graph.Network) planned {
	t.Helper()
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	s, err := graph.NewSafeguard(n, graph.SafeguardOptions{On: day(t), Today: day(t)})
	if err != nil {
		t.Fatal(err)
	}
	return planned{network: n, view: v, safeguard: s, asked: dismantle.Options{Among: report.Eligible(v, s), Effort: 60}}
}

// solve makes the plan and its report; false where nobody may be in a team.
func (p *planned) solve(t testing.TB) bool {
	t.Helper()
	var err error
	p.plan, err = dismantle.Best(t.Context(), p.view, p.asked)
	if errors.Is(err, dismantle.ErrNobody) {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	h := report.NewHeading(p.view)
	h.Date = day(t).String()
	p.report = report.NewPlan(h, p.view, p.plan, report.PlanOptions{Asked: p.asked, On: day(t), Whole: p.network, Safeguard: p.safeguard})
	return true
}

// ask draws an objective, a budget, prices, and who is asked for of those who may be.
func (p *planned) ask(r *rand.Rand) {
	o, n := &p.asked, p.view.Len()
	o.Objective, o.Seed = []dismantle.Objective{dismantle.Pairs, dismantle.Largest, dismantle.Between}[r.IntN(3)], r.Uint64()
	o.Budget = float64(1 + r.IntN(6))
	if r.IntN(2) == 0 {
		o.Price = make([]float64, n)
		for i := range o.Price {
			o.Price[i] = .25 * float64(1+r.IntN(8))
		}
	}
	if o.Objective == dismantle.Between {
		o.From, o.To = make([]bool, n), make([]bool, n)
		for i := range n {
			o.From[i] = r.IntN(2) == 0
			o.To[i] = !o.From[i] && r.IntN(2) == 0
		}
	}
	spent := 0.0
	for i, may := range o.Among {
		price := 1.
		if o.Price != nil {
			price = o.Price[i]
		}
		if may && r.IntN(4) == 0 && spent+price <= o.Budget {
			o.Always, spent = append(o.Always, i), spent+price
		}
	}
}

// No plan ever holds an ineligible person, or names one: of 10,000 cases with random roles,
// ages and custody, by random objectives, prices and people asked for. Who is eligible is
// taken from the facts and not from what the search was told.
func TestNoPlanHoldsAnIneligiblePerson(t *testing.T) {
	cases := uint64(10_000)
	if testing.Short() {
		cases = 500
	}
	teams, ineligible := 0, 0
	for seed := range cases {
		r := rand.New(rand.NewPCG(seed, 7))
		n := random(seed)
		entangle(n, r)
		p := safeguarded(t, n)
		p.ask(r)
		if !p.solve(t) {
			continue
		}
		teams += len(p.plan.Team)
		standings := p.network.Standings(day(t))
		for i := range p.network.Entities {
			if standings[i].Withheld == graph.Eligible {
				continue
			}
			ineligible++
			id := p.network.Entities[i].ID
			at, there := p.view.Index(id)
			if there && slices.Contains(p.plan.Team, at) {
				t.Fatalf("seed %d: %s is %s and in the team", seed, id, standings[i].Withheld)
			}
		}
		for _, i := range dismantle.Ranked(p.view, p.asked, r.Perm(p.view.Len())) {
			if !p.asked.Among[i] {
				t.Fatalf("seed %d: %s is not eligible and in a ranking's team", seed, p.view.ID(i))
			}
		}
		if seed%20 == 0 {
			checkNamesNobodyElse(t, seed, p, standings)
		}
	}
	if teams < int(cases)/2 || ineligible == 0 {
		t.Errorf("%d members of teams and %d ineligible people: the test says nothing", teams, ineligible)
	}
}

// entangle ties people at random and makes some suspects, so that there are more who could
// be in a team, and few of it who could be left out.
func entangle(n *graph.Network, r *rand.Rand) {
	var people []graph.EntityID
	for i := range n.Entities {
		if n.Entities[i].Kind == graph.Person {
			people = append(people, n.Entities[i].ID)
		}
	}
	anybody := func() graph.EntityID { return people[r.IntN(len(people))] }
	for range 2 * len(people) {
		if from, to := anybody(), anybody(); from != to {
			n.Ties = append(n.Ties, graph.Tie{Kind: graph.AssociatesWith, From: from, To: to, Records: []graph.Record{{Source: graphtest.Source.ID}}})
		}
	}
	suspect := graph.Record{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: graph.PropRole, Value: "suspect"}}}
	for range 2 {
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.InvolvedIn, From: anybody(), To: "op", Records: []graph.Record{suspect}})
	}
	n.Normalise()
}

// checkNamesNobodyElse looks for the names of those who are withheld in every form of a
// report that has every part.
func checkNamesNobodyElse(t *testing.T, seed uint64, p planned, standings []graph.Standing) {
	t.Helper()
	text := planForms(t, p)
	for i, s := range standings {
		e := &p.network.Entities[i]
		if e.Kind != graph.Person || s.Withheld == graph.Eligible {
			continue
		}
		if strings.Contains(text, string(e.ID)) || strings.Contains(text, e.Name()) || s.Withheld.Shields() && strings.Contains(strings.ToLower(text), strings.ToLower(e.Name())+" ") {
			t.Fatalf("seed %d: %s is %s and named", seed, e.Name(), s.Withheld)
		}
	}
	for _, i := range p.plan.Team {
		if strings.Count(text, p.view.Entity(i).Name()) < 3 {
			t.Fatalf("seed %d: %s is in the team and missing from a form", seed, p.view.ID(i))
		}
	}
}

// inWaves puts a plan's team in one wave.
func inWaves(t *testing.T, p planned) dismantle.Schedule {
	t.Helper()
	s, err := dismantle.InWaves(t.Context(), p.view, p.asked, p.plan.Team, 1)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// planForms are all the ways a plan is written, with all that can be added to it, and the
// list drawn up from it.
func planForms(t *testing.T, p planned) string {
	t.Helper()
	b := p.report
	if len(p.plan.Team) > 0 {
		b.CutInto(inWaves(t, p))
		b.Alone(0, p.plan)
		b.Instead(p.plan.Team[0], p.plan, p.plan)
	}
	b.Compare("the same", p.plan.Team, p.plan.After())
	b.Suppose(p.plan.Team, p.plan.After())
	addParts(t, p, 2)
	var all, saved bytes.Buffer
	for _, write := range []func(io.Writer) error{b.Plan.Write, b.Plan.WriteHTML, b.Plan.Table().WriteCSV, func(w io.Writer) error { return report.WriteJSON(w, b.Plan) }} {
		if err := write(&all); err != nil {
			t.Fatal(err)
		}
	}
	if err := report.WriteJSON(&saved, b.Plan); err != nil {
		t.Fatal(err)
	}
	if len(p.plan.Team) == 0 {
		return all.String() // of which there is no list
	}
	return all.String() + forms(t, listOfPlan(t, p.network, p.asked, &saved))
}

// listOfPlan draws up the target list of a plan that was saved.
func listOfPlan(t *testing.T, n *graph.Network, asked dismantle.Options, saved io.Reader) report.TargetList {
	t.Helper()
	p := safeguarded(t, n)
	plan, err := report.ReadPlan(saved)
	if err != nil {
		t.Fatal(err)
	}
	l, err := drawUp(t, p, plan, asked)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// drawUp counts what a plan's team does and draws up the list.
func drawUp(t testing.TB, p planned, plan report.PlanFile, asked dismantle.Options) (report.TargetList, error) {
	t.Helper()
	c := report.PlanCount{Asked: asked, Team: plan.Eligible(p.view, p.safeguard)}
	var err error
	if c.Left, err = dismantle.Effect(t.Context(), p.view, asked, c.Team); err != nil {
		t.Fatal(err)
	}
	if err := plan.Check(p.view, p.network, c); err != nil {
		return report.TargetList{}, err
	}
	return report.NewPlannedList(report.NewHeading(p.view), p.view, plan, c, report.TargetOptions{Top: 100, On: day(t), Whole: p.network, Safeguard: p.safeguard}), nil
}

// Our own mistake is no way into a team either.
func TestNewPlanPanicsOnAnIneligibleMember(t *testing.T) {
	p := safeguarded(t, random(1))
	at := slices.Index(p.asked.Among, false)
	defer func() {
		if recover() == nil {
			t.Error("a plan names somebody who is not eligible")
		}
	}()
	plan := dismantle.Plan{Team: []int{at}, Left: []float64{1, 0}}
	report.NewPlan(report.NewHeading(p.view), p.view, plan, report.PlanOptions{Asked: p.asked, On: day(t), Whole: p.network, Safeguard: p.safeguard})
}

// A list from a plan keeps its order; who is protected since is left out and counted, and
// suspects is a case of five in a row, each suspected, and others.
func suspects(t testing.TB, extra ...graph.Entity) *graph.Network {
	n := graphtest.Parse(t, "a-b b-c c-d d-e")
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		rec := graph.Record{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: graph.PropRole, Value: "suspect"}}}
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.InvolvedIn, From: graph.EntityID(id), To: "op", Records: []graph.Record{rec}})
	}
	n.Entities = append(append(n.Entities, graph.Entity{ID: "op", Kind: graph.Proceeding, Records: []graph.Record{{Source: graphtest.Source.ID}}}), extra...)
	n.Normalise()
	return n
}

// that the case has changed is said.
func TestListFromAPlan(t *testing.T) {
	p := safeguarded(t, suspects(t))
	p.asked.Budget, p.asked.Effort = 2, 2000
	if !p.solve(t) {
		t.Fatal("nobody is eligible")
	}
	var saved bytes.Buffer
	if err := report.WriteJSON(&saved, p.report.Plan); err != nil {
		t.Fatal(err)
	}
	text := saved.String()
	l := listOfPlan(t, p.network, p.asked, strings.NewReader(text))
	if len(l.Targets) != 2 || l.Targets[0].ID != p.report.Plan.Team[0].ID || l.Targets[1].Score != p.plan.After() || len(l.Heading.Notes) != 0 || l.Plan.LeftOut != "0" {
		t.Errorf("%d targets, notes %q; want the plan's two and nothing to note", len(l.Targets), l.Heading.Notes)
	}
	gone := l.Targets[0].ID
	l = listOfPlan(t, suspects(t, graph.Entity{ID: gone, Kind: graph.Person, Records: []graph.Record{{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: graph.PropRole, Value: "informant"}}}}}), p.asked, strings.NewReader(text))
	if len(l.Targets) != 1 || l.Targets[0].Rank != 2 || l.Plan.LeftOut != "fewer than 5" || len(l.Heading.Notes) != 3 || strings.Contains(fmt.Sprint(l.Heading.Notes), "informant") {
		t.Errorf("%d targets, notes %q; want the second of the plan, and three notes that do not say why", len(l.Targets), l.Heading.Notes)
	}
	if alone := []int{p.plan.Team[1]}; l.Targets[0].Score != measured(t, p, alone) {
		t.Errorf("the second of the plan has %g; want what is left without that one alone", l.Targets[0].Score)
	}
	checkForged(t, p, text)
}

func measured(t *testing.T, p planned, team []int) float64 {
	t.Helper()
	left, err := dismantle.Measure(t.Context(), p.view, p.asked, team)
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// checkForged changes one thing of a plan that was saved: it is refused.
func checkForged(t *testing.T, p planned, text string) {
	t.Helper()
	first, second := p.report.Plan.Team[0], p.report.Plan.Team[1]
	digest := p.view.Digest().String()
	for _, forged := range []struct{ name, from, to, want string }{
		{"a member's figure", fmt.Sprintf(`"left": %g`, first.Left), `"left": -5`, fmt.Sprintf("%s: the plan says -5, counted in the view it is %g", first.ID, first.Left)},
		{"a figure too large", fmt.Sprintf(`"left": %g`, first.Left), `"left": 1e308`, "the plan says 1e+308"},
		{"no figure", fmt.Sprintf(`"left": %g`, first.Left), `"left": 1e999`, "no plan"},
		{"another member", `"id": "` + string(second.ID) + `"`, `"id": "a"`, "a: the plan says"},
		{"a member twice", `"id": "` + string(second.ID) + `"`, `"id": "` + string(first.ID) + `"`, "twice, as number 1 and 2"},
		{"the whole", `"before": `, `"before": 1`, "without a team"},
		{"after", `"after": `, `"after": 1`, "of its whole team"},
		{"another view", digest, strings.Repeat("0", 64), "not the one that its flags make"},
		{"a day that is none", `"date": "2024-05-01"`, `"date": "2099-13-45"`, "2099-13-45"},
		{"nobody", `"team": [`, `"team": [], "teams": [`, "nobody is in the plan's team"},
	} {
		changed := strings.Replace(text, forged.from, forged.to, 1)
		if changed == text {
			t.Fatalf("%s: %q is not in the plan", forged.name, forged.from)
		}
		plan, err := report.ReadPlan(strings.NewReader(changed))
		if err == nil {
			_, err = drawUp(t, p, plan, p.asked)
		}
		if err == nil || !strings.Contains(err.Error(), forged.want) {
			t.Errorf("%s: %v; want %q", forged.name, err, forged.want)
		}
	}
}

func TestReadPlanRefusesOtherJSON(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"team":[]}`, `{"case_digest":"x","objective":{"objective":"all"},"team":[]}`} {
		if _, err := report.ReadPlan(strings.NewReader(text)); err == nil {
			t.Errorf("%q is read as a plan", text)
		}
	}
}
