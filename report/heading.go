package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// Lead stands on every list and diagram.
const Lead = "Lead, not evidence. Positions in the recorded network; no finding of guilt."

// A Heading is what every result carries: what was asked, of what, by which version.
type Heading struct {
	Title    string       `json:"title"`
	Asked    string       `json:"asked"` // in one line of plain words, with what holds where nobody said otherwise
	Case     string       `json:"case"`
	Purpose  string       `json:"purpose,omitempty"`
	Reason   string       `json:"reason,omitempty"`
	Date     string       `json:"date"`
	KnownOn  string       `json:"as_known_on,omitempty"`
	Lens     string       `json:"lens"`
	Filter   string       `json:"filter,omitempty"`
	Directed bool         `json:"directed"`
	Digest   graph.Digest `json:"digest"` // of the facts read
	View     graph.Digest `json:"view"`   // of the view made of them
	Entities Count        `json:"entities"`
	Ties     Count        `json:"ties"`
	Undated  int          `json:"records_without_known_on"`
	Handling []string     `json:"handling"` // marks of handling, each with how many sources bear it
	Program  string       `json:"program"`
	Notes    []string     `json:"notes"`
	Lead     string       `json:"lead"`
}

// NewHeading describes a view; the caller fills in what only it knows: title, what was
// asked, case, purpose, date, filter and program.
func NewHeading(v *graph.View) Heading {
	h := Heading{
		Lens: v.Options().Lens.String(), KnownOn: v.Options().Filter.KnownOn.String(), Directed: v.Directed(), Digest: v.Facts().Digest(), View: v.Digest(),
		Entities: Count(v.Len()), Ties: Count(v.Size()), Undated: v.Facts().Counts().Undated, Handling: []string{}, Notes: []string{}, Lead: Lead,
	}
	h.Handling = append(h.Handling, handling(v.Facts().Sources)...)
	out := v.LeftOut()
	if out.SelfTies > 0 {
		h.Notes = append(h.Notes, selfTiesNote(out.SelfTies))
	}
	if out.Misfits > 0 {
		h.Notes = append(h.Notes, "left out: "+counted(out.Misfits, "tie")+" whose ends do not fit the kind; linchpin check lists them")
	}
	if out.Disputed > 0 {
		h.Notes = append(h.Notes, counted(out.Disputed, "tie")+" with records of different strength; of each the one counts whose grade has the highest lower bound, then the latest known, then the smallest text; where they are to add up, load them as events (--tie-kind meets) or with an identifier each")
	}
	for _, s := range out.Shared {
		h.Notes = append(h.Notes, fmt.Sprintf("%s %s is shared by %d people and ties none of them", s.Kind, s.ID, s.People))
	}
	return h
}

func selfTiesNote(left int) string {
	return fmt.Sprintf("%d ties of an entity with itself are left out", left)
}

// handling returns each mark of handling once, and on how many sources it is. Which
// ones is not said: that would tell who speaks to an officer in confidence.
func handling(sources []graph.Source) []string {
	count := map[string]int{}
	for _, s := range sources {
		if s.Handling != "" {
			count[s.Handling]++
		}
	}
	marks := slices.Sorted(maps.Keys(count))
	for i, mark := range marks {
		marks[i] = mark + " (1 source)"
		if n := count[mark]; n > 1 {
			marks[i] = fmt.Sprintf("%s (%d sources)", mark, n)
		}
	}
	return marks
}

// Redacted returns the heading for what names nobody whom a redactor knows.
func (h Heading) Redacted(r *Redactor) Heading {
	h.Handling, h.Notes = slices.Clone(h.Handling), slices.Clone(h.Notes)
	h.redact(r, r)
	return h
}

// redact keeps the names of protected people out of what people have written, and those of
// everybody who could not be on a list out of the filter that somebody typed.
func (h *Heading) redact(r, typed *Redactor) {
	h.Asked = r.Text(h.Asked, "a question that is not shown here")
	h.Filter = typed.Text(h.Filter, "a filter that is not shown here")
	h.Asked = r.Text(h.Asked, "options that are not shown here")
	for i, mark := range h.Handling {
		h.Handling[i] = r.Text(mark, "see the sources")
	}
	for i, note := range h.Notes {
		h.Notes[i] = r.Text(note, "a note that is not shown here")
	}
}

// Size says how many entities and ties the view has.
func (h Heading) Size() string {
	return h.Entities.of("entity", "entities") + ", " + h.Ties.of("tie", "ties")
}

// lines returns the heading as lines for people.
func (h Heading) lines() [][2]string {
	lines := [][2]string{{"case", h.Case}, {"date", h.Date}}
	add := func(name, text string) {
		if text != "" {
			lines = append(lines, [2]string{name, text})
		}
	}
	add("purpose", h.Purpose)
	add("reason", h.Reason)
	add("asked", h.Asked)
	add("as known on", h.KnownOn)
	direction := "undirected"
	if h.Directed {
		direction = "directed"
	}
	add("view", fmt.Sprintf("%s, %s: %s", h.Lens, direction, h.Size()))
	add("only", h.Filter)
	add("data", fmt.Sprintf("digest %s; %d records do not say when they became known", h.Digest.Short(), h.Undated))
	add("handling", strings.Join(h.Handling, "; "))
	for _, note := range h.Notes {
		add("note", note)
	}
	add("made by", h.Program)
	return lines
}
