package graphtest

import (
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// Facts makes a network from lines of "kind id", "kind from to" and, after these,
// properties "name=value"; "source", "grade" and "known" are the record's own. A third
// name is the identifier of the tie. Several lines on one thing are several records.
func Facts(t testing.TB, lines string) *graph.Network {
	t.Helper()
	n := &graph.Network{}
	for line := range strings.Lines(lines) {
		var words []string
		r := graph.Record{Source: "s"}
		for _, word := range strings.Fields(line) {
			name, value, field := strings.Cut(word, "=")
			switch {
			case !field:
				words = append(words, word)
			case name == "source":
				r.Source = graph.SourceID(value)
			case name == "grade":
				r.Grade = read(t, graph.ParseGrade, value)
			case name == "known":
				r.Known = read(t, graph.ParseDate, value)
			default:
				r.Fields = append(r.Fields, graph.Field{Name: name, Value: value})
			}
		}
		r.Normalise()
		switch len(words) {
		case 0:
		case 2:
			kind := read(t, graph.ParseEntityKind, words[0])
			n.Entities = append(n.Entities, graph.Entity{ID: graph.EntityID(words[1]), Kind: kind, Records: []graph.Record{r}})
		default:
			kind := read(t, graph.ParseTieKind, words[0])
			tie := graph.Tie{Kind: kind, From: graph.EntityID(words[1]), To: graph.EntityID(words[2]), Records: []graph.Record{r}}
			if len(words) > 3 {
				tie.Key = graph.IdentifierKey(words[3])
			}
			tie.Normalise()
			n.Ties = append(n.Ties, tie)
		}
	}
	n.Normalise()
	return n
}

func read[T any](t testing.TB, parse func(string) (T, error), text string) T {
	t.Helper()
	value, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return value
}
