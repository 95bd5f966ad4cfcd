package main

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// The same seed makes the same case, another another.
func TestSameSeedSameCase(t *testing.T) {
	a, b, other := Generate(Options{People: 300, Seed: 7}), Generate(Options{People: 300, Seed: 7}), Generate(Options{People: 300, Seed: 8})
	if a.Network.Digest() != b.Network.Digest() || inJSON(t, a.Truth) != inJSON(t, b.Truth) {
		t.Error("one seed made two cases")
	}
	if a.Network.Digest() == other.Network.Digest() {
		t.Error("two seeds made one case")
	}
	if a, b := a.Thin(.1, 1), b.Thin(.1, 1); a.Network.Digest() != b.Network.Digest() {
		t.Error("one seed left out other ties")
	}
}

func inJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What the truth says stands in the case: every entity and payment that it names.
func TestTruthIsInTheCase(t *testing.T) {
	c := Generate(Options{People: 300, Seed: 1})
	payments := map[string]*graph.Tie{}
	for i := range c.Network.Ties {
		if t := &c.Network.Ties[i]; t.Kind == graph.Pays {
			payments[t.Identifier()] = t
		}
	}
	has := func(what string, ids ...graph.EntityID) {
		for _, id := range ids {
			if c.Network.Entity(id) == nil {
				t.Errorf("%s: no entity %s", what, id)
			}
		}
	}
	if want := Planted(300); len(c.Truth.Umbrellas) != want || len(c.Truth.Shields) != want || len(c.Truth.Owners) != want {
		t.Errorf("want %d of each kind: %+v", want, c.Truth)
	}
	for _, u := range c.Truth.Umbrellas {
		has("umbrella", append(append(u.For, u.Official), u.Decisions...)...)
		if len(u.Decisions) < 8 || len(u.Payments) < len(u.Decisions)-1 {
			t.Errorf("umbrella %+v", u)
		}
	}
	for _, s := range c.Truth.Shields {
		has("shield", s.Chain...)
		for i, one := range s.Chain[1:] {
			if !slices.ContainsFunc(c.Network.Ties, func(t graph.Tie) bool {
				return t.From == one && t.To == s.Chain[i] || t.To == one && t.From == s.Chain[i]
			}) {
				t.Errorf("shield %v: nothing ties %s and %s", s.Chain, s.Chain[i], one)
			}
		}
	}
	for _, cycle := range c.Truth.Cycles {
		for i, p := range cycle.Payments {
			next := cycle.Accounts[(i+1)%len(cycle.Accounts)]
			if t1 := payments[p]; t1 == nil || t1.From != cycle.Accounts[i] || t1.To != next {
				t.Errorf("cycle %v: payment %s is %+v", cycle.Accounts, p, t1)
			} else if i > 0 && t1.When().Earliest <= payments[cycle.Payments[i-1]].When().Latest {
				t.Errorf("cycle %v: payment %s is not after the one before", cycle.Accounts, p)
			}
		}
	}
	for _, f := range c.Truth.FanIns {
		for i, p := range f.Payments {
			if t1 := payments[p]; t1 == nil || t1.From != f.Payers[i] || t1.To != f.Account {
				t.Errorf("fan-in %s: payment %s is %+v", f.Account, p, t1)
			}
		}
	}
	for _, s := range c.Truth.Structuring {
		for _, p := range s.Payments {
			amount, ok := payments[p].Amount()
			if value := amount.Value.Float(); !ok || value >= float64(s.Threshold) || value < .9*float64(s.Threshold) {
				t.Errorf("structuring into %s: payment %s of %v", s.Account, p, amount)
			}
		}
	}
	for _, o := range c.Truth.Owners {
		has("owner", append(o.Companies, o.Owner)...)
	}
}
