package graph_test

import (
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

func TestEveryKindHasItsWord(t *testing.T) {
	if e, k := len(graph.EntityKinds()), len(graph.TieKinds()); e != 11 || k != 18 {
		t.Errorf("%d kinds of entity and %d of tie, want 11 and 18", e, k)
	}
	for _, k := range graph.EntityKinds() {
		for _, word := range []string{k.String(), strings.ToUpper(k.String()), strings.ReplaceAll(k.String(), "-", "_"), " " + strings.ReplaceAll(k.String(), "-", " ")} {
			if got, err := graph.ParseEntityKind(word); err != nil || got != k {
				t.Errorf("%q reads as %s, %v, want %s", word, got, err, k)
			}
		}
	}
	for _, k := range graph.TieKinds() {
		for _, word := range []string{k.String(), strings.ToUpper(k.String()), strings.ReplaceAll(k.String(), "-", "_"), strings.ReplaceAll(k.String(), "-", "\u00a0")} {
			if got, err := graph.ParseTieKind(word); err != nil || got != k {
				t.Errorf("%q reads as %s, %v, want %s", word, got, err, k)
			}
		}
	}
}

// Every row of the vocabulary is whole, and an undirected kind has alike ends.
func TestEveryTieKindHasARule(t *testing.T) {
	for _, k := range graph.TieKinds() {
		rule := k.Rule()
		if rule.Name == "" || rule.From == 0 || rule.To == 0 {
			t.Errorf("%s has no name or no ends: %+v", k, rule)
		}
		if !rule.Directed && rule.From != rule.To {
			t.Errorf("%s has no direction and ends that differ", k)
		}
		if !k.Fits(rule.From.First(), rule.To.First()) {
			t.Errorf("%s does not fit its own ends", k)
		}
		if rule.Money != (k == graph.Pays) {
			t.Errorf("%s carries money: %t", k, rule.Money)
		}
	}
	for _, k := range []graph.TieKind{graph.Pays, graph.Calls, graph.Meets} {
		if k.Rule().State {
			t.Errorf("%s is a state, want an event", k)
		}
	}
}

func TestFits(t *testing.T) {
	for _, tt := range []struct {
		kind     graph.TieKind
		from, to graph.EntityKind
		want     bool
	}{
		{graph.MemberOf, graph.Person, graph.Gang, true},
		{graph.MemberOf, graph.Gang, graph.Person, false},
		{graph.KinOf, graph.Person, graph.Company, false},
		{graph.Pays, graph.Account, graph.Account, true},
		{graph.Pays, graph.Phone, graph.Account, false},
		{graph.InvolvedIn, graph.Person, graph.Proceeding, true},
		{graph.InvolvedIn, graph.Event, graph.Proceeding, false},
		{graph.LinkedTo, graph.Event, graph.Vehicle, true},
	} {
		if got := tt.kind.Fits(tt.from, tt.to); got != tt.want {
			t.Errorf("%s from %s to %s fits: %t, want %t (the vocabulary)", tt.kind, tt.from, tt.to, got, tt.want)
		}
	}
}

func TestUnknownKinds(t *testing.T) {
	if _, err := graph.ParseTieKind("befriends"); err == nil || !strings.Contains(err.Error(), "associates-with") {
		t.Errorf("error %v, want one that lists the kinds of tie", err)
	}
	if _, err := graph.ParseEntityKind(""); err == nil || !strings.Contains(err.Error(), "public-body") {
		t.Errorf("error %v, want one that lists the kinds of entity", err)
	}
	if graph.TieKind(0).Valid() || graph.TieKind(99).Valid() || graph.EntityKind(0).Valid() || graph.EntityKind(99).Valid() {
		t.Error("a kind that is none of the constants counts as valid")
	}
}

func TestLenses(t *testing.T) {
	for _, want := range []graph.Lens{graph.People, graph.Money, graph.Gangs, graph.Whole} {
		var got graph.Lens
		if err := got.UnmarshalText([]byte(strings.ToUpper(want.String()))); err != nil || got != want {
			t.Errorf("lens %s reads back as %s, %v", want, got, err)
		}
	}
	var l graph.Lens
	if err := l.UnmarshalText([]byte("persons")); err == nil || !strings.Contains(err.Error(), "people, money, gangs, whole") {
		t.Errorf("error %v, want one that lists the lenses", err)
	}
}
