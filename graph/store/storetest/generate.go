package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// awkward are texts that a store could take for something else.
var awkward = []string{
	"Robert'); DROP TABLE entity;--", "' OR '1'='1", "%", "_", `"quoted"`, "x`}) DETACH DELETE n //", "NEAR(a b) OR * AND NOT ^",
	"Łukasz Żółć", "Иван Петров", "王小明", "José", "a\tb", "line\nbreak", "\u202egnimaN", "$param", "{json: true}", "\\backslash\\",
}

// Network makes a network of every kind of entity, tie, grade and date from a seed.
func Network(seed uint64, entities, ties int) *graph.Network {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 2))}
	n := &graph.Network{Sources: []graph.Source{
		{ID: graph.FileSource(sha256.Sum256([]byte("one"))), Title: "one.csv", SHA256: "00", Supplier: "registry"},
		{ID: graph.ReportSource("INF-1"), Title: "INF-1", Handling: "P", Origin: "informant"},
		{ID: graph.ReportSource("INF-2"), Title: "INF-2", Origin: "informant"},
	}}
	for i := range entities {
		kind := graph.EntityKinds()[i%len(graph.EntityKinds())]
		e := graph.Entity{ID: graph.NewEntityID([]string{"", "bank"}[g.IntN(2)], fmt.Sprintf("e%d", i)), Kind: kind}
		for range 1 + g.IntN(3) {
			r := g.record(n)
			r.Fields = append(r.Fields, graph.Field{Name: graph.PropName, Value: g.text(i)})
			r.Normalise()
			e.Records = append(e.Records, r)
		}
		n.Entities = append(n.Entities, e)
	}
	for i := range ties {
		t := graph.Tie{Kind: graph.TieKinds()[i%len(graph.TieKinds())], From: n.Entities[g.IntN(entities)].ID, To: n.Entities[g.IntN(entities)].ID}
		if !t.Kind.Rule().State {
			t.Key = graph.IdentifierKey(fmt.Sprint("tx", i))
		}
		for range 1 + g.IntN(2) {
			r := g.record(n)
			r.Fields = append(r.Fields, graph.Field{Name: graph.PropStrength, Value: fmt.Sprint(1 + g.IntN(9))}, graph.Field{Name: graph.PropAt, Value: g.date().String()})
			if t.Kind.Rule().Money {
				r.Fields = append(r.Fields, graph.Field{Name: graph.PropAmount, Value: fmt.Sprintf("%d.%02d", g.IntN(1e6), g.IntN(100))}, graph.Field{Name: graph.PropCurrency, Value: "EUR"})
			}
			r.Normalise()
			t.Records = append(t.Records, r)
		}
		t.Normalise()
		n.Ties = append(n.Ties, t)
	}
	n.Normalise()
	return n
}

type generator struct{ *rand.Rand }

func (g *generator) text(i int) string {
	if g.IntN(3) == 0 {
		return awkward[g.IntN(len(awkward))]
	}
	return fmt.Sprint("Name ", i)
}

func (g *generator) date() graph.Date {
	texts := []string{"2023", "2023-05", "2023-05-17", "2024-02-29", "2024-02-29T21:04:00Z", "2023-01/2023-06", "../2024-01", "2024-06/.."}
	d, err := graph.ParseDate(texts[g.IntN(len(texts))])
	if err != nil {
		panic("storetest: " + err.Error())
	}
	return d
}

func (g *generator) record(n *graph.Network) graph.Record {
	grades := []string{"", "B2", "F6", "1AP", "B21", "confirmed", "tentative", "unconfirmed", "0.7", "0.5-0.8"}
	grade, err := graph.ParseGrade(grades[g.IntN(len(grades))])
	if err != nil {
		panic("storetest: " + err.Error())
	}
	r := graph.Record{Source: n.Sources[g.IntN(len(n.Sources))].ID, Grade: grade, Location: graph.Location{Line: 1 + g.IntN(1000)}}
	if g.IntN(2) == 0 {
		r.Known = g.date()
	}
	if g.IntN(3) == 0 {
		r.Location.In, r.Location.Part = n.Sources[0].ID, "Sheet 1"
	}
	r.Fields = append(r.Fields, graph.Field{Name: "remark", Value: awkward[g.IntN(len(awkward))]}, graph.Field{Name: awkward[g.IntN(len(awkward))], Value: "v"})
	return r
}

// Batches cuts a network into batches of one load: entities first, so that every
// tie finds its ends.
func Batches(n *graph.Network, load string, size int) []*graph.Batch {
	parts := []graph.Network{{Sources: n.Sources}}
	for from := 0; from < len(n.Entities); from += size {
		parts = append(parts, graph.Network{Entities: n.Entities[from:min(from+size, len(n.Entities))]})
	}
	for from := 0; from < len(n.Ties); from += size {
		parts = append(parts, graph.Network{Ties: n.Ties[from:min(from+size, len(n.Ties))]})
	}
	if len(n.Withdrawals) > 0 {
		parts = append(parts, graph.Network{Withdrawals: n.Withdrawals})
	}
	batches := make([]*graph.Batch, len(parts))
	for i := range parts {
		key := sha256.Sum256(fmt.Appendf(nil, "%s %d", load, i))
		batches[i] = &graph.Batch{Key: hex.EncodeToString(key[:]), Load: load, Part: i + 1, Last: i == len(parts)-1, Title: load + ".csv", Facts: parts[i]}
	}
	return batches
}
