package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
	"github.com/linchpin-graph/linchpin/report"
)

// pictured is a random case: people of random roles, things tied to them and to each other,
// and sources, gangs and proceedings with people's names in theirs. Every name and identifier
// is found nowhere else.
func pictured(seed uint64) *graph.Network {
	r := rand.New(rand.NewPCG(seed, 5))
	n := &graph.Network{Sources: []graph.Source{graphtest.Source}}
	record := func(pairs ...string) graph.Record {
		rec := graph.Record{Source: graphtest.Source.ID}
		for k := 0; k < len(pairs); k += 2 {
			rec.Fields = append(rec.Fields, graph.Field{Name: pairs[k], Value: pairs[k+1]})
		}
		rec.Normalise()
		return rec
	}
	const people = 9
	anybody := func() int { return r.IntN(people) }
	roles := []string{"", "", "suspect", "convicted", "victim", "witness", "informant", "other"}
	add := func(id string, kind graph.EntityKind, pairs ...string) {
		n.Entities = append(n.Entities, graph.Entity{ID: graph.EntityID(id), Kind: kind, Records: []graph.Record{record(pairs...)}})
	}
	tie := func(kind graph.TieKind, from, to string) {
		if from != to {
			n.Ties = append(n.Ties, graph.Tie{Kind: kind, From: graph.EntityID(from), To: graph.EntityID(to), Records: []graph.Record{record("amount", "12.50 EUR")}})
		}
	}
	for i := range people {
		id := fmt.Sprintf("pid%dx", i)
		add(id, graph.Person, graph.PropName, fmt.Sprintf("Name%dy Family%dz", i, i), graph.PropAlias, fmt.Sprintf("the Alias%dq", i), graph.PropRole, roles[r.IntN(len(roles))], "born", "1980")
		tie(graph.Meets, id, fmt.Sprintf("pid%dx", anybody()))
		if r.IntN(2) == 0 {
			tie(graph.InvolvedIn, id, "op")
		}
		if r.IntN(2) == 0 {
			tie(graph.MemberOf, id, "gang")
		}
	}
	add("op", graph.Proceeding, graph.PropName, fmt.Sprintf("Murder of Name%dy", anybody()))
	add("gang", graph.Gang, graph.PropName, fmt.Sprintf("The family%dz boys", anybody()))
	things := []graph.EntityKind{graph.Company, graph.Account, graph.Phone, graph.Vehicle, graph.Property, graph.Place, graph.Event}
	for i := range 16 {
		kind := things[r.IntN(len(things))]
		id, name := fmt.Sprintf("thing%dk", i), fmt.Sprintf("Label%dv", i)
		if r.IntN(4) == 0 {
			name += fmt.Sprintf(" Alias%dq", anybody())
		}
		add(id, kind, graph.PropName, name)
		for range r.IntN(3) {
			by := graph.Uses
			if kind == graph.Event {
				by = graph.InvolvedIn
			}
			tie(by, fmt.Sprintf("pid%dx", anybody()), id)
		}
		other := fmt.Sprintf("thing%dk", r.IntN(16))
		tie([]graph.TieKind{graph.Pays, graph.Calls, graph.Holds, graph.LocatedAt, graph.Owns, graph.LinkedTo}[r.IntN(6)], id, other)
	}
	for i := range n.Ties {
		n.Ties[i].Normalise()
	}
	n.Normalise()
	return n
}

// pictureOf draws the plan of a case as text, and says who of it could be on a list.
func pictureOf(t *testing.T, n *graph.Network, lens graph.Lens) (text string, safeguard *graph.Safeguard, v *graph.View) {
	t.Helper()
	on, err := graph.ParseDate("2024-05-01")
	if err != nil {
		t.Fatal(err)
	}
	if safeguard, err = graph.NewSafeguard(n, graph.SafeguardOptions{On: on, Today: on}); err != nil {
		t.Fatal(err)
	}
	v = graphtest.NewView(t, n, graph.ViewOptions{Lens: lens})
	spread, err := central.Betweenness(t.Context(), v, central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	q := &planQuestion{dismantleOptions: &dismantleOptions{}, view: v, safeguarded: safeguarded{n, safeguard}, may: report.Eligible(v, safeguard), rankings: []central.Scores{spread}}
	plan := dismantle.Plan{Left: []float64{9}}
	for i, may := range q.may {
		if may && len(plan.Team) < 2 {
			plan.Team, plan.Left = append(plan.Team, i), append(plan.Left, 1)
		}
	}
	h := report.NewHeading(v)
	h.Filter, h.Asked, h.Digest = `id in ["pid1x"]`, "without Name2y; thing3k", graph.Digest{}
	h.Notes = append(h.Notes, "phone thing4k is shared by 40 people and ties none of them", "a note of thing5k")
	b := report.NewPlan(h, v, plan, report.PlanOptions{On: on, Whole: n, Safeguard: safeguard})
	before, after := q.panels(plan, b.Plan)
	return before.Caption + before.Chart.DOT("fdp") + after.Caption + after.Chart.DOT("fdp"), safeguard, v
}

// In no drawing of a plan, in any lens, is anything by which somebody could be known who
// could not be on a list; and who a role protects looks as one of whom nothing is recorded.
func TestPlanPictureTellsNobody(t *testing.T) {
	const cases = 60
	named, hidden, changed := 0, 0, 0
	for seed := range uint64(cases) {
		for _, lens := range []graph.Lens{graph.People, graph.Money, graph.Gangs, graph.Whole} {
			n := pictured(seed)
			text, safeguard, _ := pictureOf(t, n, lens)
			low := strings.ToLower(text)
			hung := map[graph.EntityID]bool{}
			for _, tie := range n.Ties {
				for _, ends := range [2][2]graph.EntityID{{tie.From, tie.To}, {tie.To, tie.From}} {
					if n.Entity(ends[0]).Kind == graph.Person && safeguard.Standing(ends[0]).Withheld != graph.Eligible {
						hung[ends[1]] = true
					}
				}
			}
			for i := range n.Entities {
				e := &n.Entities[i]
				person := e.Kind == graph.Person
				if person && safeguard.Standing(e.ID).Withheld == graph.Eligible {
					named += strings.Count(text, e.Name())
					continue
				}
				if !person && (!hung[e.ID] || e.Kind == graph.Gang) {
					continue
				}
				hidden++
				words := append(strings.Fields(strings.ToLower(e.Name())), string(e.ID))
				switch {
				case person:
					words = append(words, strings.TrimPrefix(e.Value(graph.PropAlias).Text, "the "))
				case e.Kind == graph.Proceeding:
					words = []string{"murder"}
				default: // the rest may be the name of somebody who may be named
					words = []string{words[0], string(e.ID)}
				}
				for _, word := range words {
					if strings.Contains(low, strings.ToLower(word)) {
						t.Fatalf("seed %d, %s lens: %q of %s is in the drawing\n%s", seed, lens, word, e.ID, text)
					}
				}
			}
			for i := range n.Entities {
				e := &n.Entities[i]
				if e.Kind != graph.Person || safeguard.Standing(e.ID).Withheld != graph.NoRoleRecorded {
					continue
				}
				changed++
				for _, role := range []string{"victim", "witness", "informant"} {
					m := pictured(seed)
					m.Entities[i].Records[0].Fields = append(m.Entities[i].Records[0].Fields, graph.Field{Name: graph.PropRole, Value: role})
					m.Entities[i].Records[0].Normalise()
					other, safeguard, _ := pictureOf(t, m, lens)
					if safeguard.Standing(e.ID).Withheld != graph.Protected {
						t.Fatalf("seed %d: %s is not protected by role %s", seed, e.ID, role)
					}
					if other != text {
						t.Fatalf("seed %d, %s lens: the drawing tells that %s is a %s", seed, lens, e.ID, role)
					}
				}
			}
		}
	}
	if named == 0 || hidden == 0 || changed == 0 {
		t.Errorf("%d named, %d hidden, %d changed: the test says nothing", named, hidden, changed)
	}
}
