package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

// id is short for what most of the generator deals in.
type id = graph.EntityID

// days is how long the files of a case reach, from the first of 2023.
const days = 730

var firstDay = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)

// A town is a case while it is made.
type town struct {
	*rand.Rand
	net   graph.Network
	truth Truth

	members   []id // people of gangs, and brokers between them
	gangsOf   map[id][]id
	fronts    []front // companies that members own
	civilians []id    // everybody else
	officials []official
	bodies    []body
	companies []company // honest ones
	shops     []int     // of companies
	kin       map[id][]id
	accounts  map[id]id
	taken     map[id]bool // has a part in something planted
	each      int         // how many of each kind are planted
	planned   []int       // of officials: who is to be an umbrella, then who a shield

	numbers map[string]int
}

// A front is a company that members own.
type front struct {
	id     id
	owners []id
}

// An official decides about companies and people of a body.
type official struct {
	id   id
	body int
	rate float64 // how often in favour
}

// A body is an office: what it decides, and about whom.
type body struct {
	id    id
	form  string
	about []id
}

// A company is an honest one.
type company struct {
	id     id
	owners []id
}

// Planted returns how many of each kind are planted among so many people.
func Planted(people int) int {
	n := 3
	for size := 300; size*10 <= people; size *= 10 {
		n = n * 10 / 3
	}
	return n
}

// Options say what case is made.
type Options struct {
	People  int // half of them of gangs; at least [Fewest]
	Seed    uint64
	Favours [2]int // how many benefits of an umbrella are each followed by a decision, at least and at most; zero: ten to twelve
}

// Fewest is the smallest number of people among whom everything finds a place.
const Fewest = 300

// Generate makes a case, the same for the same options.
func Generate(o Options) Case {
	if o.Favours == ([2]int{}) {
		o.Favours = [2]int{10, 12}
	}
	people, seed := o.People, o.Seed
	t := &town{
		Rand: rand.New(rand.NewPCG(seed, 20)), gangsOf: map[id][]id{}, kin: map[id][]id{},
		accounts: map[id]id{}, taken: map[id]bool{}, numbers: map[string]int{}, each: Planted(people),
	}
	for _, s := range []string{"bank", "court", "police", "register"} {
		t.net.Sources = append(t.net.Sources, graph.Source{ID: graph.SourceID(s), Title: s})
	}
	t.gangs(people/2, seed)
	t.citizens(people - people/2)
	t.trade()
	t.ordinaryPayments()
	t.docket()
	for k := range t.each {
		t.umbrella(&t.officials[t.planned[k]], o.Favours)
		t.shield(&t.officials[t.planned[t.each+k]])
		t.cycle()
		t.fanIn()
		t.structuring()
		t.hiddenOwner()
	}
	t.fees()
	t.truth.ByChance = t.byChance()
	t.net.Normalise()
	return Case{Network: &t.net, Truth: t.truth, People: people, Seed: seed}
}

// between returns a number of a range, both ends included.
func (t *town) between(least, most int) int { return least + t.IntN(most-least+1) }

// often reports true so often.
func (t *town) often(share float64) bool { return t.Float64() < share }

func pick[T any](t *town, of []T) T { return of[t.IntN(len(of))] }

// free picks one that has no part in anything planted yet, and takes it.
func (t *town) free(of []id) id {
	for range 1000 {
		if one := pick(t, of); !t.taken[one] {
			t.taken[one] = true
			return one
		}
	}
	panic("plant: the town is too small for what is planted")
}

// entity adds one of a kind, with the next number of its letter.
func (t *town) entity(kind graph.EntityKind, letter, source string, fields ...string) id {
	t.numbers[letter]++
	one := id(fmt.Sprintf("%s%05d", letter, t.numbers[letter]))
	t.net.Entities = append(t.net.Entities, graph.Entity{ID: one, Kind: kind, Records: []graph.Record{record(source, fields)}})
	return one
}

// tie adds a tie; fields are names and values in turn.
func (t *town) tie(kind graph.TieKind, from, to id, source string, fields ...string) {
	tie := graph.Tie{Kind: kind, From: from, To: to, Records: []graph.Record{record(source, fields)}}
	tie.Normalise()
	t.net.Ties = append(t.net.Ties, tie)
}

func record(source string, fields []string) graph.Record {
	r := graph.Record{Source: graph.SourceID(source), Grade: gradeOf(source)}
	for i := 0; i < len(fields); i += 2 {
		r.Fields = append(r.Fields, graph.Field{Name: fields[i], Value: fields[i+1]})
	}
	r.Normalise()
	return r
}

// gradeOf is how far a source is trusted: registers and banks know, the police hear.
func gradeOf(source string) graph.Grade {
	if source == "police" {
		return graph.Grade{Scheme: graph.Admiralty, Text: "B2"}
	}
	return graph.Grade{Scheme: graph.Admiralty, Text: "A1"}
}

// account returns the account of somebody, opened on first use.
func (t *town) account(of id) id {
	if a := t.accounts[of]; a != "" {
		return a
	}
	a := t.entity(graph.Account, "a", "bank")
	t.tie(graph.Holds, of, a, "bank")
	t.accounts[of] = a
	return a
}

// pay adds a payment of cents between the accounts of two, on a day or at a moment in it,
// and returns its identifier.
func (t *town) pay(from, to id, cents int, at time.Time) string {
	return t.transfer(t.account(from), t.account(to), cents, at)
}

func (t *town) transfer(from, to id, cents int, at time.Time) string {
	t.numbers["t"]++
	name := fmt.Sprintf("t%07d", t.numbers["t"])
	tie := graph.Tie{Kind: graph.Pays, From: from, To: to, Key: graph.IdentifierKey(name), Records: []graph.Record{record("bank", []string{
		graph.PropAmount, fmt.Sprintf("%d.%02d", cents/100, cents%100), graph.PropCurrency, "EUR", graph.PropAt, at.Format(time.RFC3339),
	})}}
	t.net.Ties = append(t.net.Ties, tie)
	return name
}

// during returns a moment of a day within business hours.
func (t *town) during(day int) time.Time {
	return firstDay.AddDate(0, 0, day).Add(time.Duration(7*3600+t.IntN(12*3600)) * time.Second)
}

// date returns a day as text.
func date(day int) string { return firstDay.AddDate(0, 0, day).Format(time.DateOnly) }
