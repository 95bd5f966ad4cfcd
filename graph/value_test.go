package graph_test

import (
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

func TestValuesThatDisagree(t *testing.T) {
	for _, tt := range []struct {
		name, lines, want string
		conflict          bool
	}{
		{"none", "person a", "", false},
		{"one", "person a born=1980", "1980", false},
		{"the higher lower bound", "person a born=1980 grade=C3\nperson a born=1990 grade=B2 source=r", "1990", true},
		{"a grade before none", "person a born=1980 known=2025\nperson a born=1990 grade=B2 known=2020", "1990", true},
		{"then the latest known", "person a born=1980 known=2020\nperson a born=1990 known=2024", "1990", true},
		{"dated before undated", "person a born=1990\nperson a born=1991 known=1965", "1991", true},
		{"then the smallest text", "person a born=1990\nperson a born=1980 source=r", "1980", true},
		{"two that agree", "person a born=1980\nperson a born=1980 source=r", "1980", false},
		{"one that says two things", "person a born=1990 born=1980", "1980", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := facts(t, tt.lines).Entity("a")
			v := e.Value(graph.PropBorn)
			if v.Text != tt.want || v.Conflict != tt.conflict {
				t.Errorf("%q, conflict %t, want %q, %t (by the rule of values)", v.Text, v.Conflict, tt.want, tt.conflict)
			}
			if (v.Record == nil) != (tt.want == "") {
				t.Errorf("record %v, want one where there is a value", v.Record)
			}
			if got := len(e.Disagreements()) > 0; got != tt.conflict {
				t.Errorf("disagreements: %t, want %t", got, tt.conflict)
			}
		})
	}
}

func TestNames(t *testing.T) {
	n := facts(t, "person a name=Ann\nperson bank:7\nperson c name=Cy\nperson c name=Cyril grade=A1")
	for id, want := range map[graph.EntityID]string{"a": "Ann", "bank:7": "7", "c": "Cyril"} {
		if got := n.Entity(id).Name(); got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
}

func TestAliasesAreNoDisagreement(t *testing.T) {
	if d := facts(t, "person a alias=X\nperson a alias=Y").Entity("a").Disagreements(); len(d) != 0 {
		t.Errorf("%v, want none: somebody may have many aliases", d)
	}
}

func TestWhatATieSays(t *testing.T) {
	n := facts(t, "account x\naccount y\npays x y 1 amount=1250.00 currency=EUR at=2024-05\npays x y 2 amount=lots\nlinked-to x y friend word=FRIEND strength=2.5 since=2020")
	pays, odd, linked := &n.Ties[0], &n.Ties[1], &n.Ties[2]
	if a, ok := pays.Amount(); !ok || a.String() != "1250.00 EUR" || pays.When().String() != "2024-05" || pays.Strength() != 1 || pays.Identifier() != "1" {
		t.Errorf("payment of %s, %t, on %s, strength %g, identifier %q; want 1250.00 EUR in 2024-05, strength 1, identifier 1", a, ok, pays.When(), pays.Strength(), pays.Identifier())
	}
	if a, ok := odd.Amount(); ok {
		t.Errorf("amount %s, want none: lots is no number", a)
	}
	if linked.Word() != "FRIEND" || linked.Strength() != 2.5 || linked.When().String() != "2020-01-01T00:00:00Z/.." || pays.Word() != "pays" {
		t.Errorf("word %q, strength %g, when %s; want FRIEND, 2.5, from 2020", linked.Word(), linked.Strength(), linked.When())
	}
}

func TestStrengths(t *testing.T) {
	for text, want := range map[string]graph.Strength{"0": 0, "2.5": 2.5, "1e3": 1000, "5e-324": 5e-324} {
		if got, err := graph.ParseStrength(text); err != nil || got != want {
			t.Errorf("%q reads as %g, %v, want %g", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "NaN", "Inf", "+inf", "1e309", "0x10", "1_000", "many"} {
		if got, err := graph.ParseStrength(text); err == nil {
			t.Errorf("%q reads as %g, want an error", text, got)
		}
	}
	if d := graph.Strength(4).Distance(); d != .25 {
		t.Errorf("the distance of strength 4 is %g, want 1/4", d)
	}
}
