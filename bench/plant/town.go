package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

// A town is a made-up case: people with accounts, households, employers, landlords, shops, gangs, public bodies and
// what officials decided, over two years. What is planted in it is in truth.
type town struct {
	random *rand.Rand
	facts  graph.Network
	truth  truth

	people    []graph.EntityID
	officials []official
	firms     []graph.EntityID // ordinary companies, that employ, sell and apply
	gangs     []gang
	next      int // number of the next thing
}

// An official holds an office and decides, favourably so often.
type official struct {
	id   graph.EntityID
	body graph.EntityID
	rate float64
}

// A gang has members, of whom the first leads it, and a company of one of them.
type gang struct {
	id      graph.EntityID
	members []graph.EntityID
	front   graph.EntityID
}

const (
	days        = 730 // that the case covers
	source      = graph.SourceID("report:town")
	perGang     = 100 // people for each gang
	gangSize    = 8
	perOfficial = 25
	perFirm     = 15
	perBody     = 5 // officials
	household   = 4
)

var began = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)

// build makes a town of so many people with everything planted, the same for a size and seed.
func build(people int, seed uint64) *town {
	t := &town{random: rand.New(rand.NewPCG(seed, uint64(people)))}
	t.facts.Sources = []graph.Source{{ID: source, Title: "town"}}
	t.settle(people)
	t.live()
	t.plantUmbrellas()
	t.plantProtectors()
	t.plantCycles()
	t.plantFanIns()
	t.plantStructuring()
	t.plantHidden()
	t.facts.Normalise()
	return t
}

// settle makes the people, companies, bodies, offices and gangs.
func (t *town) settle(people int) {
	for i := range people {
		id := t.entity("p", graph.Person)
		t.people = append(t.people, id)
		t.account(id)
		if i%household > 0 {
			t.tie(graph.KinOf, id, t.people[i-i%household])
		}
	}
	for range max(8, people/perFirm) {
		firm := t.entity("f", graph.Company)
		t.firms = append(t.firms, firm)
		t.account(firm)
		t.tie(graph.Owns, t.anybody(), firm, "share", "100")
	}
	var body graph.EntityID
	for k := range max(10, people/perOfficial) {
		if k%perBody == 0 {
			body = t.entity("b", graph.PublicBody)
			t.account(body)
		}
		one := official{t.people[k*household], body, .1 + .85*t.random.Float64()}
		t.tie(graph.HoldsOffice, one.id, body)
		t.officials = append(t.officials, one)
	}
	for k := range max(3, people/perGang) {
		g := gang{id: t.entity("g", graph.Gang), front: t.entity("f", graph.Company)}
		t.account(g.front)
		for m := range gangSize {
			id := t.people[len(t.people)-1-(k*gangSize+m)*household]
			g.members = append(g.members, id)
			t.tie(graph.MemberOf, id, g.id)
		}
		t.tie(graph.Owns, g.members[0], g.front, "share", "100")
		t.gangs = append(t.gangs, g)
	}
}

// live makes two years of wages, rents, shopping, invoices, calls and decisions.
func (t *town) live() {
	landlords := t.firms[:max(1, len(t.firms)/20)]
	for i, id := range t.people {
		employer := t.firms[t.random.IntN(len(t.firms))]
		if i%household == 0 && i/household < len(t.officials) {
			employer = t.officials[i/household].body
		}
		landlord, wage, rent := landlords[t.random.IntN(len(landlords))], 1800+t.random.IntN(1500), 500+10*t.random.IntN(60)
		for month := range days / 30 {
			if t.random.IntN(3) > 0 { // the bank disclosed two months of three
				t.pay(employer, id, wage, 30*month+26)
				t.pay(id, landlord, rent, 30*month+2)
			}
			t.pay(id, t.firms[t.random.IntN(len(t.firms))], 20+t.random.IntN(300), 30*month+t.random.IntN(30))
		}
		for range 3 {
			t.tie(graph.Meets, id, t.people[(i+1+t.random.IntN(40))%len(t.people)], "at", on(t.random.IntN(days)))
		}
	}
	for _, firm := range t.firms {
		for range 24 {
			t.pay(firm, t.firms[t.random.IntN(len(t.firms))], 500+t.random.IntN(9000), t.random.IntN(days))
		}
	}
	for _, one := range t.officials {
		for range 40 {
			t.decide(one, t.firms[t.random.IntN(len(t.firms))], t.random.Float64() < one.rate, t.random.IntN(days))
		}
		for range t.random.IntN(3) { // somebody pays them for something else, and has applied as well
			firm := t.firms[t.random.IntN(len(t.firms))]
			for range 1 + t.random.IntN(6) {
				t.pay(firm, one.id, 100+t.random.IntN(900), t.random.IntN(days))
				t.decide(one, firm, t.random.Float64() < one.rate, t.random.IntN(days))
			}
		}
	}
}

func (t *town) anybody() graph.EntityID { return t.people[t.random.IntN(len(t.people))] }

func (t *town) entity(prefix string, kind graph.EntityKind) graph.EntityID {
	t.next++
	id := graph.EntityID(prefix + strconv.Itoa(t.next))
	t.facts.Entities = append(t.facts.Entities, graph.Entity{ID: id, Kind: kind, Records: []graph.Record{t.record()}})
	return id
}

// account opens an account for somebody; its name is the holder's.
func (t *town) account(holder graph.EntityID) {
	id := accountOf(holder)
	t.facts.Entities = append(t.facts.Entities, graph.Entity{ID: id, Kind: graph.Account, Records: []graph.Record{t.record()}})
	t.tie(graph.Holds, holder, id)
}

func accountOf(holder graph.EntityID) graph.EntityID { return "acc-" + holder }

// pay books a payment between the accounts of two, and returns its identifier.
func (t *town) pay(from, to graph.EntityID, amount, day int) graph.TieID {
	t.next++
	return t.tie(graph.Pays, accountOf(from), accountOf(to), "amount", strconv.Itoa(amount), "currency", "EUR", "at", on(day), "key", strconv.Itoa(t.next))
}

// decide lets an official decide about a company.
func (t *town) decide(one official, about graph.EntityID, favourable bool, day int) graph.EntityID {
	event, outcome := t.entity("e", graph.Event), "unfavourable"
	if favourable {
		outcome = "favourable"
	}
	t.tie(graph.InvolvedIn, one.id, event, "role", "decider", "form", "licence", "outcome", outcome, "at", on(day))
	t.tie(graph.InvolvedIn, about, event, "role", "concerned")
	return event
}

// tie records a tie with properties, given as names and values.
func (t *town) tie(kind graph.TieKind, from, to graph.EntityID, fields ...string) graph.TieID {
	one := graph.Tie{Kind: kind, From: from, To: to}
	r := t.record()
	for k := 0; k < len(fields); k += 2 {
		if fields[k] == "key" {
			one.Key = graph.IdentifierKey(fields[k+1])
			continue
		}
		r.Fields = append(r.Fields, graph.Field{Name: fields[k], Value: fields[k+1]})
	}
	if one.Key == "" && !kind.Rule().State {
		t.next++
		one.Key = graph.IdentifierKey(strconv.Itoa(t.next))
	}
	r.Normalise()
	one.Records = []graph.Record{r}
	one.Normalise()
	t.facts.Ties = append(t.facts.Ties, one)
	return one.ID()
}

var certain = func() graph.Grade {
	g, err := graph.ParseGrade("A1")
	if err != nil {
		panic(err) // the text above is one
	}
	return g
}()

func (t *town) record() graph.Record { return graph.Record{Source: source, Grade: certain} }

func on(day int) string {
	return began.AddDate(0, 0, min(max(day, 0), days)).Format(time.DateOnly)
}

// without returns the facts with each tie left out with a chance.
func without(n *graph.Network, share float64, seed uint64) *graph.Network {
	r := rand.New(rand.NewPCG(seed, 77))
	kept := &graph.Network{Sources: n.Sources, Entities: n.Entities}
	for _, tie := range n.Ties {
		if r.Float64() >= share {
			kept.Ties = append(kept.Ties, tie)
		}
	}
	return kept
}

func (t *town) String() string {
	c := t.facts.Counts()
	return fmt.Sprintf("%d people, %d entities, %d ties", len(t.people), c.Entities, c.Ties)
}
