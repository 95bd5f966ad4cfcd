package report_test

import (
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// reviewed makes two suspects who pay each other, a with one day of review and b with
// another.
func reviewed(t *testing.T, a, b string) *graph.Network {
	t.Helper()
	n := graphtest.Parse(t, "a-b")
	n.Ties[0].Kind = graph.Pays // a record of conduct
	back := n.Ties[0]
	back.From, back.To = back.To, back.From
	n.Ties = append(n.Ties, back)
	n.Normalise()
	for i, review := range []string{a, b} {
		r := &n.Entities[i].Records[0]
		r.Fields = []graph.Field{{Name: graph.PropRole, Value: "suspect"}, {Name: "review-date", Value: review}}
		r.Normalise()
	}
	return n
}

// The list is of 2024-05-01.
func TestReview(t *testing.T) {
	for review, want := range map[string]string{
		"":                     "no review date",
		"2024-04-30":           "review overdue since 2024-04-30",
		"2023":                 "review overdue since 2023",
		"2024-05-01":           "", // today is in time
		"2024":                 "", // and so is some day of this year
		"2029-05-01":           "",
		"2029-05-02":           "review more than five years ahead, 2029-05-02",
		"when Anna Ahn agrees": "review date cannot be read",
	} {
		l := list(t, reviewed(t, review, "2025"), 5)
		if len(l.Targets) != 2 || l.Targets[0].ID != "a" || len(l.Targets[1].Marks) > 0 {
			t.Fatalf("%+v, want a and b, and b without a mark", l)
		}
		if got := strings.Join(l.Targets[0].Marks, "; "); got != want {
			t.Errorf("review %q is marked %q, want %q", review, got, want)
		}
		if want != "" && strings.Count(forms(t, l), want) != 4 {
			t.Errorf("review %q: not every form of the list says %q once", review, want)
		}
	}
	if marks := list(t, reviewed(t, "", ""), 5).Targets[0].Marks; len(marks) > 0 {
		t.Errorf("a case without days of review is reminded of them: %q", marks)
	}
}
