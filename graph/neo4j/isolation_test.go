package neo4j_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store/storetest"
)

// foreign is what else is in the database: nodes that look like ours, ties
// between them and to ours, and a whole other case.
const foreign = "MATCH (n) WHERE n.case IS NULL OR n.case <> $case " +
	"OPTIONAL MATCH (n)-[t]-() WHERE t.case IS NULL OR t.case <> $case " +
	"WITH n, t ORDER BY elementId(n), elementId(t) WHERE n.foreign = true OR n.case = $other " +
	"RETURN elementId(n), labels(n), properties(n), elementId(t), type(t), properties(t)"

func TestForeignDataAndOtherCasesStayUntouched(t *testing.T) {
	name, other := nameOf(t), nameOf(t)+" other"
	address, password := caseOf(t, other)
	beside := openAt(t, address, password)
	n := storetest.Network(21, 30, 60)
	for _, b := range storetest.Batches(n, "beside", 50) {
		if _, err := beside.Put(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	run(t, "CREATE (a:Person:Entity {id: 'p1', name: 'somebody', foreign: true})-[:MEMBER_OF {id: '1'}]->(:Gang {id: 'g1', foreign: true}), "+
		"(:Source {id: 'report:7/24', foreign: true}), (:Batch {key: 'k', foreign: true}), (:Case {case_number: 7, foreign: true})", nil)
	t.Cleanup(func() { run(t, "MATCH (n {foreign: true}) DETACH DELETE n", nil) })

	s := open(t, name)
	if _, err := s.Put(t.Context(), batch("harbour", harbour())); err != nil {
		t.Fatal(err)
	}
	run(t, "MATCH (a:Person {case: $case}), (b:Gang {foreign: true}) CREATE (a)-[:MEMBER_OF {foreign: true}]->(b), (a)-[:PAYS]->(a)", map[string]any{"case": name})
	parameters := map[string]any{"case": name, "other": other}
	before := run(t, foreign, parameters)
	if len(before) < 90 {
		t.Fatalf("%d rows of foreign data, want more than 90 for the test to mean something", len(before))
	}

	got, err := s.Read(t.Context(), graph.Filter{Withdrawn: true})
	want := harbour()
	want.Normalise()
	if err != nil || got.Digest() != want.Digest() {
		t.Errorf("read beside foreign data: %v\n%s", err, lines(t, got))
	}
	around, err := s.Read(t.Context(), graph.Filter{Around: []graph.EntityID{"p1"}, Depth: 4})
	if err != nil || len(around.Entities) != len(want.Entities) {
		t.Errorf("around p1: %d entities, %v, want %d", len(around.Entities), err, len(want.Entities))
	}
	if m, err := s.Find(t.Context(), "p1", 0); err != nil || len(m) != 1 || m[0].Ties != 2 {
		t.Errorf("find p1: %+v, %v, want one entity with 2 ties", m, err)
	}
	if _, err := s.Withdraw(t.Context(), graph.Withdrawal{Source: report}); err != nil {
		t.Error(err)
	}
	if err := s.WriteScores(t.Context(), "degree", []graph.EntityID{"p1"}, []float64{2}); err != nil {
		t.Error(err)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check beside foreign data: %v, %v", faults, err)
	}
	if after := run(t, foreign, parameters); !reflect.DeepEqual(after, before) {
		t.Errorf("foreign data was changed: %d rows, want %d as before", len(after), len(before))
	}
	if got, err := beside.Read(t.Context(), graph.Filter{Withdrawn: true}); err != nil || got.Digest() != n.Digest() {
		t.Errorf("the other case: %v, or another digest", err)
	}
}

func TestCypherInDataStaysData(t *testing.T) {
	hostile := []string{
		"x`}) DETACH DELETE n //", "a' OR 1=1 //", "$case", "case", "id", "records", "hash", "linchpin_degree", "name`", "", " ", "`", "\\u0060",
		"}) MATCH (n) DETACH DELETE n //", "data_case", "amount_value", strings.Repeat("ü", 300), "1st", "日本", "a\nb",
	}
	name := nameOf(t) + " ') MATCH (n) DETACH DELETE n //"
	s := open(t, name)
	var n graph.Network
	for i, text := range hostile {
		id := graph.NewEntityID("", fmt.Sprint(i, text))
		var fields []string
		for _, property := range hostile {
			fields = append(fields, property, text+"!")
		}
		n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: graph.Person, Records: []graph.Record{say(i+1, append(fields, graph.PropName, text)...)}})
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.LinkedTo, From: id, To: n.Entities[0].ID, Key: graph.IdentifierKey(text), Records: []graph.Record{say(i+1, append(fields, graph.PropWord, text)...)}})
	}
	if _, err := s.Put(t.Context(), batch("hostile`", n)); err != nil {
		t.Fatal(err)
	}
	n.Normalise()
	got, err := s.Read(t.Context(), graph.Filter{})
	if err != nil || got.Digest() != n.Digest() {
		t.Fatalf("read: %v\n%s\nwant\n%s", err, lines(t, got), lines(t, &n))
	}
	for _, text := range hostile[:4] {
		if m, err := s.Find(t.Context(), text, 0); err != nil || len(m) == 0 {
			t.Errorf("find %q: %v, %v", text, m, err)
		}
	}
	if err := s.WriteScores(t.Context(), "x` = 1 //", []graph.EntityID{n.Entities[0].ID}, []float64{math.Inf(1)}); err != nil {
		t.Error(err)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
	rows := run(t, "MATCH (e:Person {case: $case}) RETURN count(e), count(e.data_case), count(e.data_records)", map[string]any{"case": name})
	if want := []any{int64(len(hostile)), int64(len(hostile)), int64(len(hostile))}; !reflect.DeepEqual(rows[0], want) {
		t.Errorf("nodes, and those with the data's own case and records: %v, want %v", rows[0], want)
	}
}
