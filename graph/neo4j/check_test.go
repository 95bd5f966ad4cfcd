package neo4j_test

import (
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

func TestCheckFindsWhatOtherHandsDid(t *testing.T) {
	for _, c := range []struct{ name, damage, want string }{
		{"record changed", "MATCH (e:Person {case: $case, id: 'p1'}) SET e.records = [replace(e.records[0], 'Zed', 'Zak')]", "hash is not"},
		{"record unreadable", "MATCH (e:Person {case: $case, id: 'p1'}) SET e.records = ['{']", "cannot be read"},
		{"record without a list", "MATCH (e:Person {case: $case, id: 'p1'}) REMOVE e.records", "cannot be read"},
		{"name changed", "MATCH (e:Person {case: $case, id: 'p1'}) SET e.name = 'Another'", "property name"},
		{"amount changed", "MATCH (:Account {case: $case})-[t:PAYS]->() SET t.amount = '1.00'", "property amount"},
		{"kind changed", "MATCH (e:Gang {case: $case}) SET e.kind = 'company'", "has not the label Company"},
		{"entity taken away", "MATCH (e:Account {case: $case, id: 'a2'}) DETACH DELETE e", "sum of all hashes"},
		{"tie taken away", "MATCH (:Entity {case: $case})-[t:HOLDS]->() DELETE t", "sum of all hashes"},
		{"tie turned round", "MATCH (a {case: $case})-[t:PAYS]->(b) WITH a, b, t, properties(t) AS p DELETE t CREATE (b)-[n:PAYS]->(a) SET n = p", "property id"},
		{"entity added", "CREATE (:Entity:Person {case: $case, id: 'p9', kind: 'person', records: ['{\"source\":\"report:x\"}']})", "sum of all hashes"},
		{"source changed", "MATCH (s:Source {case: $case}) SET s.supplier = 'nobody'", "not described as it was put"},
		{"batch taken away", "MATCH (b:Batch {case: $case}) DELETE b", "0 batches where 1"},
		{"log cut off", "MATCH (a:Audit {case: $case, number: 2}) DELETE a", "ends at entry 1 and 2 were written"},
		{"log changed", "MATCH (a:Audit {case: $case, number: 1}) SET a.entry = replace(a.entry, 'ann', 'bob')", "entry 1 was changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := nameOf(t)
			s := open(t, name)
			if _, err := s.Put(t.Context(), batch("harbour", harbour())); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if _, err := s.AppendAudit(t.Context(), store.Entry{Who: "ann", Verb: "load"}); err != nil {
					t.Fatal(err)
				}
			}
			if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
				t.Fatalf("before: %v, %v", faults, err)
			}
			run(t, c.damage, map[string]any{"case": name})
			faults, err := s.Check(t.Context())
			found := false
			for _, f := range faults {
				found = found || strings.Contains(f.What, c.want)
			}
			if err != nil || !found {
				t.Errorf("faults %+v, %v, want one with %q", faults, err, c.want)
			}
		})
	}
}

func TestWithdrawnValuesAreNotShown(t *testing.T) {
	name := nameOf(t)
	s := open(t, name)
	put := func(key string, facts graph.Network) {
		t.Helper()
		if _, err := s.Put(t.Context(), batch(key, facts)); err != nil {
			t.Fatal(err)
		}
	}
	put("harbour", harbour())
	second := graph.Record{Source: "report:8/24", Fields: []graph.Field{{Name: graph.PropName, Value: "Zoe Sample"}}}
	put("second", graph.Network{Entities: []graph.Entity{{ID: "p1", Kind: graph.Person, Records: []graph.Record{second}}}})
	if _, err := s.Withdraw(t.Context(), graph.Withdrawal{Source: report, Reason: "retracted"}); err != nil {
		t.Fatal(err)
	}
	rows := run(t, "MATCH (p:Person {case: $case}) RETURN p.name, p.alias, p.withdrawn", map[string]any{"case": name})
	if len(rows) != 1 || rows[0][0] != "Zoe Sample" || rows[0][1] != nil || rows[0][2] != nil {
		t.Errorf("the person shows %v, want the name of the source that stands and no alias", rows)
	}
	rows = run(t, "MATCH (:Account {case: $case})-[t:PAYS]->() RETURN t.amount, t.amount_value, t.withdrawn", map[string]any{"case": name})
	if len(rows) != 1 || rows[0][0] != nil || rows[0][1] != nil || rows[0][2] != true {
		t.Errorf("the payment shows %v, want nothing but that it is withdrawn", rows)
	}
	if m, err := s.Find(t.Context(), "Zed", 0); err != nil || len(m) != 0 {
		t.Errorf("find a withdrawn alias: %v, %v", m, err)
	}
	put("third", graph.Network{Entities: []graph.Entity{{ID: "g1", Kind: graph.Gang, Records: []graph.Record{say(9, "name", "Still withdrawn")}}}})
	rows = run(t, "MATCH (g:Gang {case: $case}) RETURN g.name, g.withdrawn", map[string]any{"case": name})
	if len(rows) != 1 || rows[0][0] != "g1" || rows[0][1] != true {
		t.Errorf("a new record of the withdrawn source shows %v, want g1, withdrawn", rows)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

func TestScores(t *testing.T) {
	name := nameOf(t)
	s := open(t, name)
	if _, err := s.Put(t.Context(), batch("harbour", harbour())); err != nil {
		t.Fatal(err)
	}
	for _, scores := range [][]float64{{7, 3}, {1.5}} {
		if err := s.WriteScores(t.Context(), "betweenness", []graph.EntityID{"p1", "g1"}[:len(scores)], scores); err != nil {
			t.Fatal(err)
		}
	}
	rows := run(t, "MATCH (e:Entity {case: $case}) WHERE e.linchpin_betweenness IS NOT NULL RETURN e.id, e.linchpin_betweenness", map[string]any{"case": name})
	if len(rows) != 1 || rows[0][0] != "p1" || rows[0][1] != 1.5 {
		t.Errorf("scores %v, want p1 alone with 1.5: a second call replaces the first", rows)
	}
	rows = run(t, "MATCH (c:LinchpinCase {case: $case}) RETURN c.linchpin_betweenness_at IS NOT NULL, c.linchpin_betweenness_facts = c.tally", map[string]any{"case": name})
	if len(rows) != 1 || rows[0][0] != true || rows[0][1] != true {
		t.Errorf("the case says of its scores %v, want when and of which facts", rows)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
	if err := s.WriteScores(t.Context(), "degree", []graph.EntityID{"p1", "nobody"}, []float64{1, 2}); err == nil {
		t.Error("a score of nobody was written")
	}
}
