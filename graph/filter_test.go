package graph_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// facts are those of lines, as graphtest reads them.
func facts(t testing.TB, lines string) *graph.Network {
	t.Helper()
	return graphtest.Facts(t, lines)
}

// shown lists a network's entities, and its ties by their ends.
func shown(n *graph.Network) string {
	var words []string
	for i := range n.Entities {
		words = append(words, string(n.Entities[i].ID))
	}
	for i := range n.Ties {
		words = append(words, string(n.Ties[i].From+"-"+n.Ties[i].To))
	}
	return strings.Join(words, " ")
}

const filtered = `
person a
person b
person c known=2024-03
person d
gang g source=grey
kin-of a b known=2023
associates-with b c since=2020 until=2021
associates-with c d since=2022
member-of d g source=grey
`

// What is expected of a filter is by hand, from the facts above.
func TestFilters(t *testing.T) {
	for _, tt := range []struct {
		name   string
		filter graph.Filter
		want   string
	}{
		{"everything", graph.Filter{}, "a b c d g a-b b-c c-d d-g"},
		{"kinds of entity", graph.Filter{EntityKinds: []graph.EntityKind{graph.Person}}, "a b c d a-b b-c c-d"},
		{"kinds of tie", graph.Filter{TieKinds: []graph.TieKind{graph.KinOf}}, "a b c d g a-b"},
		{"window before all dated", graph.Filter{Window: date(t, "2019")}, "a b c d g a-b d-g"},
		{"window on one", graph.Filter{Window: date(t, "2021-06")}, "a b c d g a-b b-c d-g"},
		{"window on an open end", graph.Filter{Window: date(t, "2030")}, "a b c d g a-b c-d d-g"},
		{"known on a day before", graph.Filter{KnownOn: date(t, "2023-06-01")}, "a b d g d-g"},
		{"known on the last day it may be", graph.Filter{KnownOn: date(t, "2023-12-31")}, "a b d g a-b d-g"},
		{"known on a day within the month", graph.Filter{KnownOn: date(t, "2024-03-30")}, "a b d g a-b d-g"},
		{"known after", graph.Filter{KnownOn: date(t, "2024-03-31")}, "a b c d g a-b b-c c-d d-g"},
		{"around, depth 0", graph.Filter{Around: []graph.EntityID{"b"}}, "b"},
		{"around, depth 1", graph.Filter{Around: []graph.EntityID{"b"}, Depth: 1}, "a b c a-b b-c"},
		{"around, depth 2", graph.Filter{Around: []graph.EntityID{"b"}, Depth: 2}, "a b c d a-b b-c c-d"},
		{"around two", graph.Filter{Around: []graph.EntityID{"a", "g"}, Depth: 1}, "a b d g a-b d-g"},
		{"around follows only what is kept", graph.Filter{Around: []graph.EntityID{"a"}, Depth: 9, TieKinds: []graph.TieKind{graph.KinOf}}, "a b a-b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := facts(t, filtered)
			before := n.Digest()
			part, err := tt.filter.Apply(n)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(part); got != tt.want {
				t.Errorf("kept %s, want %s", got, tt.want)
			}
			if n.Digest() != before {
				t.Error("the network that was filtered has changed")
			}
		})
	}
}

func TestAroundNobody(t *testing.T) {
	for _, f := range []graph.Filter{{Around: []graph.EntityID{"nobody"}}, {Around: []graph.EntityID{"g"}, EntityKinds: []graph.EntityKind{graph.Person}}} {
		if part, err := f.Apply(facts(t, filtered)); !errors.Is(err, graph.ErrUnknownEntity) || part != nil {
			t.Errorf("around %s: %v and %v, want no network and ErrUnknownEntity", f.Around, part, err)
		}
	}
}

func TestWithdrawals(t *testing.T) {
	n := facts(t, "person a\nperson b\nperson b source=grey name=Bo\nkin-of a b\nkin-of a b source=grey\nperson e source=scan")
	n.Entities[2].Records[0].Location.In = "grey" // what scan says was read in grey
	record := n.Ties[0].RecordID(slices.IndexFunc(n.Ties[0].Records, func(r graph.Record) bool { return r.Source == "s" }))
	n.Withdrawals = []graph.Withdrawal{{Record: record, On: date(t, "2024-02-01"), Reason: "retracted"}, {Source: "grey", On: date(t, "2024-03"), Reason: "forged"}}
	n.Normalise()
	for _, tt := range []struct {
		name               string
		filter             graph.Filter
		want               string
		records, withdrawn int // of the tie, and withdrawals that have been made
	}{
		{"now", graph.Filter{}, "a b", 0, 2},
		{"kept for a copy", graph.Filter{Withdrawn: true}, "a b e a-b", 2, 2},
		{"known before both", graph.Filter{KnownOn: date(t, "2024-01-31")}, "a b e a-b", 2, 0},
		{"known after the first", graph.Filter{KnownOn: date(t, "2024-02-01")}, "a b e a-b", 1, 1},
		{"known from the first day the second may be", graph.Filter{KnownOn: date(t, "2024-03-01")}, "a b", 0, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			part, err := tt.filter.Apply(n)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(part); got != tt.want || len(part.Withdrawals) != tt.withdrawn {
				t.Errorf("kept %s and %d withdrawals, want %s and %d (by hand)", got, len(part.Withdrawals), tt.want, tt.withdrawn)
			}
			for i := range part.Ties {
				if got := len(part.Ties[i].Records); got != tt.records {
					t.Errorf("the tie has %d records, want %d (by hand)", got, tt.records)
				}
			}
		})
	}
}

func TestSourcesOfAPart(t *testing.T) {
	n := facts(t, filtered)
	n.Sources = []graph.Source{{ID: "grey"}, {ID: "s"}, {ID: "unused"}}
	part, err := graph.Filter{EntityKinds: []graph.EntityKind{graph.Gang}}.Apply(n)
	if err != nil || len(part.Sources) != 1 || part.Sources[0].ID != "grey" {
		t.Errorf("sources %v, %v, want grey alone: the gang rests on it", part.Sources, err)
	}
}
