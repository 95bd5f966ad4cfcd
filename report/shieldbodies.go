package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// A BodyText is a public body whose officials may shield the gang that was asked for.
type BodyText struct {
	Body      Member         `json:"body"`
	Levels    []string       `json:"levels"`    // of the body, as records word them
	Officials []BodyOfficial `json:"officials"` // the highest score first
}

// A BodyOfficial is an office there, and who holds or held it.
type BodyOfficial struct {
	Official Member   `json:"official"`
	Title    string   `json:"title,omitempty"`
	Levels   []string `json:"levels"` // of the office, as records word them
	When     string   `json:"when,omitempty"`
	Score    float64  `json:"score"`
	ByRecord bool     `json:"by_record"` // of protection
	ByChains bool     `json:"by_chains"`
	ByMember bool     `json:"by_membership"`
}

// levels are what records say of how high an office or body is, each with the property that says so. Nothing is read
// out of titles.
func (n veil) levels(values func(property string) []graph.Value) []string {
	all := []string{}
	for _, property := range []string{graph.PropLevel, graph.PropRank} {
		for _, word := range n.add(nil, values(property)) {
			all = append(all, property+" "+word)
		}
	}
	return all
}

// office describes an office.
func (n veil) office(o *graph.Tie) OfficeText {
	t := OfficeText{Title: n.text(o.Value(graph.PropTitle).Text), Levels: n.levels(o.Values), Body: n.member(o.To), BodyLevels: []string{}, When: o.When().String()}
	if body := n.view.Facts().Entity(o.To); body != nil {
		t.BodyLevels = n.levels(body.Values)
	}
	return t
}

// text is the office in one line.
func (o OfficeText) text() string {
	text := strings.TrimPrefix(o.Title+leveled(o.Levels)+", "+o.Body.Name, ", ")
	return strings.TrimSpace(text) + leveled(o.BodyLevels)
}

// leveled is what is recorded of a level, in brackets.
func leveled(levels []string) string {
	if len(levels) == 0 {
		return ""
	}
	return " (" + strings.Join(levels, ", ") + ")"
}

// bodiesOf sorts officials who may shield one gang by the bodies of their offices, in the order of the highest score of each.
func bodiesOf(officials []OfficialText) []BodyText {
	all := []BodyText{}
	for _, o := range officials {
		for _, office := range o.Offices {
			at := slices.IndexFunc(all, func(b BodyText) bool { return b.Body == office.Body })
			if at < 0 {
				at = len(all)
				all = append(all, BodyText{Body: office.Body, Levels: office.BodyLevels})
			}
			one := BodyOfficial{Official: o.Official, Title: office.Title, Levels: office.Levels, When: office.When, Score: o.Score}
			for _, g := range o.Gangs {
				one.ByMember = one.ByMember || g.Member
				for _, p := range g.Parts {
					one.ByRecord = one.ByRecord || p.Channel == protection.Recorded
					one.ByChains = one.ByChains || p.Channel != protection.Recorded
				}
			}
			all[at].Officials = append(all[at].Officials, one)
		}
	}
	return all
}

// by says by what sort of evidence.
func (o BodyOfficial) by() string {
	var all []string
	for _, one := range []struct {
		word string
		so   bool
	}{{"record", o.ByRecord}, {"chains", o.ByChains}, {"membership", o.ByMember}} {
		if one.so {
			all = append(all, one.word)
		}
	}
	return strings.Join(all, ", ")
}

// writeBodies writes who may shield the gang that was asked for, by body and how far up.
func (r Shields) writeBodies(w io.Writer) error {
	if len(r.Bodies) == 0 {
		return nil
	}
	t := Table{Columns: []string{"BODY", "HOW FAR UP", "OFFICE", "OFFICIAL", "SCORE", "BY"}, Numeric: []bool{4: true, 5: false}}
	none := true
	for _, b := range r.Bodies {
		for _, o := range b.Officials {
			levels := "not recorded"
			if len(o.Levels)+len(b.Levels) > 0 {
				levels, none = strings.Join(slices.Concat(o.Levels, b.Levels), ", "), false
			}
			t.Rows = append(t.Rows, []string{b.Body.Name, levels, o.Title, o.Official.Name, thousandths(o.Score), o.by()})
		}
	}
	if _, err := fmt.Fprintf(w, "\nWho may shield %s, by body\n", Inert(r.gangName)); err != nil {
		return err
	}
	if err := t.Write(w); err != nil {
		return err
	}
	about := "HOW FAR UP: level and rank of the office and of the body, as records word them; nothing is read out of titles."
	if none {
		about = "HOW FAR UP: no record gives a level or rank of these offices or bodies, and none is read out of titles."
	}
	_, err := fmt.Fprintln(w, about)
	return err
}

// withoutMembers reports whether no tie of a view makes anybody a member of a gang.
func withoutMembers(v *graph.View, gang graph.EntityID) bool {
	i, there := v.Index(gang)
	if !there {
		return false
	}
	for _, tie := range v.Ties(i) {
		for _, t := range v.Evidence(int(tie)) {
			if t.Kind == graph.MemberOf && t.To == gang {
				return false
			}
		}
	}
	return true
}
