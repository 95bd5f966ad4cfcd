package neo4j_test

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

const report = graph.SourceID("report:7/24")

// say returns a record of the report that gives name and value in turn.
func say(line int, fields ...string) graph.Record {
	r := graph.Record{Source: report, Location: graph.Location{Line: line}}
	for i := 0; i+1 < len(fields); i += 2 {
		r.Fields = append(r.Fields, graph.Field{Name: fields[i], Value: fields[i+1]})
	}
	r.Normalise()
	return r
}

// batch returns the facts as the only part of a load.
func batch(key string, facts graph.Network) *graph.Batch {
	sum := sha256.Sum256([]byte(key))
	return &graph.Batch{Key: hex.EncodeToString(sum[:]), Load: key, Part: 1, Last: true, Title: key + ".csv", Facts: facts}
}

// harbour is a small network with something of everything.
func harbour() graph.Network {
	paid := graph.Tie{Kind: graph.Pays, From: "a1", To: "a2", Key: graph.IdentifierKey("t1")}
	paid.Records = []graph.Record{say(5, "amount", "1250.00", "currency", "EUR", "at", "2024-05-17", "Zweck", "Fracht")}
	return graph.Network{
		Sources: []graph.Source{{ID: report, Title: "7/24", Supplier: "harbour office"}},
		Entities: []graph.Entity{
			{ID: "p1", Kind: graph.Person, Records: []graph.Record{say(1, "name", "Zoë Example", "alias", "Zed", "custody-since", "2024")}},
			{ID: "g1", Kind: graph.Gang, Records: []graph.Record{say(2, "name", "Quay Nine")}},
			{ID: "a1", Kind: graph.Account, Records: []graph.Record{say(3)}},
			{ID: "a2", Kind: graph.Account, Records: []graph.Record{say(4)}},
		},
		Ties: []graph.Tie{
			{Kind: graph.MemberOf, From: "p1", To: "g1", Records: []graph.Record{say(1, "role", "driver")}},
			{Kind: graph.Holds, From: "p1", To: "a1", Records: []graph.Record{say(3)}},
			paid,
		},
	}
}

func TestLabelsTypesAndPropertiesAreThoseAnAnalystExpects(t *testing.T) {
	name := nameOf(t)
	s := open(t, name)
	if _, err := s.Put(t.Context(), batch("harbour", harbour())); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query string
		want  []any
	}{
		{"MATCH (p:Person {case: $case})-[:MEMBER_OF {role: 'driver'}]->(g:Gang) RETURN p.name, p.alias, g.name", []any{"Zoë Example", "Zed", "Quay Nine"}},
		{"MATCH (a:Account {case: $case})-[t:PAYS]->(b:Account) RETURN a.id, b.id, t.amount, t.amount_value, t.currency, t.at, t.Zweck",
			[]any{"a1", "a2", "1250.00", 1250., "EUR", "2024-05-17", "Fracht"}},
		{"MATCH (p:Person {case: $case, id: 'p1'}) RETURN p.custody_since, p.kind, labels(p)", []any{"2024", "person", []any{"Entity", "Person"}}},
	} {
		rows := run(t, c.query, map[string]any{"case": name})
		if len(rows) != 1 || !reflect.DeepEqual(rows[0], c.want) {
			t.Errorf("%s:\ngot  %v\nwant %v", c.query, rows, c.want)
		}
	}
	n, err := s.Read(t.Context(), graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	want := harbour()
	want.Normalise()
	if n.Digest() != want.Digest() {
		t.Errorf("read\n%s\nwant\n%s", lines(t, n), lines(t, &want))
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

func lines(t *testing.T, n *graph.Network) string {
	var b strings.Builder
	if err := n.WriteJSONL(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
