package report

import (
	"fmt"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A veil tells of the facts of a view without naming anybody whom a role or age protects.
type veil struct {
	view     *graph.View
	redactor *Redactor
}

// hides reports whether an entity must not be named.
func (n veil) hides(id graph.EntityID) bool {
	e := n.view.Facts().Entity(id)
	return e != nil && n.redactor.Hides(e)
}

// name returns an entity's name, or that it is not named.
func (n veil) name(id graph.EntityID) string {
	e := n.view.Facts().Entity(id)
	switch {
	case !n.hides(id):
		return nameOf(n.view.Facts(), id)
	case e.Kind == graph.Person:
		return notNamed
	}
	article := "a"
	if strings.ContainsRune("aeiou", rune(e.Kind.String()[0])) {
		article = "an"
	}
	return fmt.Sprintf("%s %s not named here", article, e.Kind)
}

func (n veil) member(id graph.EntityID) Member {
	if n.hides(id) {
		return Member{Name: n.name(id)}
	}
	return Member{id, n.name(id)}
}

// text returns a text of a record, or nothing where it names somebody protected.
func (n veil) text(text string) string { return n.redactor.Text(text, "") }

// says is a tie in words.
func (n veil) says(t *graph.Tie) string {
	says := fmt.Sprintf("%s %s %s", n.name(t.From), n.redactor.Text(t.Word(), t.Kind.String()), n.name(t.To))
	if a, ok := t.Amount(); ok {
		says += " " + a.String()
	}
	return says
}

// records lists the records of ties, in their order.
func (n veil) records(ties ...*graph.Tie) []EvidenceText {
	all := []EvidenceText{}
	for _, t := range ties {
		for i := range t.Records {
			r := &t.Records[i]
			title := n.redactor.Text(n.view.Facts().Source(r.Source).Title, "a source not named here")
			all = append(all, EvidenceText{n.says(t) + n.saidOfProtection(t, r), t.When().String(), title, r.Location.String(), r.Grade.String(), t.RecordID(i), t.When()})
		}
	}
	return all
}
