package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
)

// A TargetList is people to whom lawful steps may be put before those who decide:
// only who is suspect or convicted in a record, and nobody whom a role, age or an
// open question protects.
type TargetList struct {
	Heading  Heading      `json:"heading"`
	Measure  *MeasureText `json:"measure,omitempty"`
	Plan     *PlanSource  `json:"plan,omitempty"` // in place of a measure
	Targets  []Target     `json:"targets"`
	Sure     *Sureness    `json:"certainty,omitempty"`
	Eligible Count        `json:"eligible"` // people who could be on the list
	Withheld string       `json:"withheld"` // how many people of the view cannot, whatever their score; "fewer than 5" says no more
}

// A Target is one person on a list, with everything the place on it rests on.
type Target struct {
	Rank    int            `json:"rank"`           // among the eligible
	Wave    int            `json:"wave,omitempty"` // of a plan in waves
	Shared  bool           `json:"shared"`
	ID      graph.EntityID `json:"id"`
	Name    string         `json:"name"`
	Score   float64        `json:"score"`
	Place   *Place         `json:"certainty,omitempty"`
	Custody string         `json:"custody"`
	Gangs   []string       `json:"gangs"`
	Basis   []Basis        `json:"basis"`
	Ties    []StrongTie    `json:"strongest_ties"`
	Marks   []string       `json:"marks"`
}

// A Basis is a record by which a person is suspect or convicted.
type Basis struct {
	Role       string         `json:"role"`
	Proceeding string         `json:"proceeding,omitempty"` // none: the source's own word
	Record     graph.RecordID `json:"record"`
	Source     string         `json:"source"`
	Place      string         `json:"place"`
	Grade      string         `json:"grade"`
}

// A StrongTie is one of a target's strongest ties to those who may be named.
type StrongTie struct {
	With      string   `json:"with"`
	Kinds     []string `json:"kinds"`
	Strength  float64  `json:"strength"`
	Certainty string   `json:"certainty"`
	Sources   []string `json:"sources"` // title and grade
}

// TargetOptions say how a list is drawn up.
type TargetOptions struct {
	Top       int              // how many; more where the last share a rank
	On        graph.Date       // the day that decides who is in custody
	Whole     *graph.Network   // the whole case, of which the view is a part
	Safeguard *graph.Safeguard // of the whole case
	Sure      *certainty.Ranks // among the eligible; nil: not said
}

const strongestTies = 5 // shown of each target

// NewTargetList draws up a list from a view and scores of it.
func NewTargetList(h Heading, v *graph.View, scores central.Scores, o TargetOptions) TargetList {
	l := TargetList{Heading: h, Measure: &measureTexts([]central.Scores{scores})[0], Targets: []Target{}}
	b := newTargetBuilder(v, o)
	l.Heading.redact(b.redactor, b.typed)
	may := l.count(v, o)
	eligible := slices.DeleteFunc(scores.Order(), func(i int) bool { return !may[i] })
	if o.Sure != nil {
		l.Sure = newSureness(*o.Sure)
	}
	among := scores.Of(eligible)
	if among.Draws > 0 {
		l.Heading.Notes = append(l.Heading.Notes, sampleNote(among, o.Top, v.Len()))
	}
	ranks := among.Ranks()
	for k, i := range eligible {
		if ranks[k] > o.Top {
			break
		}
		t := b.target(i)
		t.Rank, t.Score = ranks[k], scores.Values[i]
		if o.Sure != nil {
			t.Place = newPlace(o.Sure.Places[i])
		}
		t.Shared = k > 0 && ranks[k-1] == ranks[k] || k+1 < len(ranks) && ranks[k+1] == ranks[k]
		l.Targets = append(l.Targets, t)
	}
	l.explain(o)
	l.veil()
	return l
}

// explain notes what a reader might otherwise wonder about.
func (l *TargetList) explain(o TargetOptions) {
	switch {
	case l.Eligible == 0:
		l.Heading.Notes = append(l.Heading.Notes, NobodyEligible)
	case l.Eligible < Count(o.Top) && l.Withheld == few:
		l.Heading.Notes = append(l.Heading.Notes, fmt.Sprintf("%d were asked for; fewer are eligible", o.Top))
	case l.Eligible < Count(o.Top):
		l.Heading.Notes = append(l.Heading.Notes, fmt.Sprintf("%d were asked for; %s", o.Top, EligibleText(int(l.Eligible))))
	case len(l.Targets) > o.Top:
		l.Heading.Notes = append(l.Heading.Notes, fmt.Sprintf("%d are listed, because the last share a rank", len(l.Targets)))
	}
}

// veil leaves untold what could tell how many are withheld, where these are few: the most
// that a score can be follows from the size of the view.
func (l *TargetList) veil() {
	if l.Withheld == few && l.Measure != nil {
		l.Measure.Max = 0
	}
	l.Heading.veil(l.Withheld, &l.Eligible)
}

// A targetBuilder knows the standing and gangs of a view's people.
type targetBuilder struct {
	view     *graph.View
	options  TargetOptions
	redactor *Redactor
	typed    *Redactor // of what somebody typed
	gangs    map[graph.EntityID][]string
	reviews  bool // somebody in the case has a day of review
}

func newTargetBuilder(v *graph.View, o TargetOptions) *targetBuilder {
	b := &targetBuilder{v, o, NewRedactor(o.Whole, o.Safeguard), newTypedRedactor(o.Whole, o.Safeguard), map[graph.EntityID][]string{}, usesReviews(o.Whole)}
	facts := v.Facts()
	for i := range facts.Ties {
		t := &facts.Ties[i]
		gang := facts.Entity(t.To)
		if t.Kind != graph.MemberOf || gang.Kind != graph.Gang {
			continue
		}
		text := b.redactor.Text(gang.Name(), "a gang not named here")
		if role := b.redactor.Text(t.Value(graph.PropRole).Text, ""); role != "" {
			text += " (" + role + ")"
		}
		b.gangs[t.From] = append(b.gangs[t.From], text)
	}
	return b
}

func (b *targetBuilder) standing(i int) graph.Standing {
	return b.options.Safeguard.Standing(b.view.ID(i))
}

// target describes one person; rank and score are the list's.
func (b *targetBuilder) target(i int) Target {
	e := b.view.Entity(i)
	custody, _ := e.Custody(b.options.On)
	t := Target{ID: e.ID, Name: e.Name(), Custody: custody, Gangs: b.gangs[e.ID], Ties: b.ties(i), Marks: []string{}}
	if t.Gangs == nil {
		t.Gangs = []string{}
	}
	roles := b.standing(i).Basis()
	for _, r := range roles {
		if !saysAgain(r, roles) {
			t.Basis = append(t.Basis, b.basis(r))
		}
	}
	if len(e.Disagreements()) > 0 {
		t.Marks = append(t.Marks, "sources disagree on "+e.Disagreements()[0].Property)
	}
	if h := e.Value(graph.PropHandling).Text; h != "" {
		t.Marks = append(t.Marks, "handling: "+b.redactor.Text(h, "see the record"))
	}
	if mark := reviewMark(e, b.options.On, b.reviews); mark != "" {
		t.Marks = append(t.Marks, mark)
	}
	return t
}

func (b *targetBuilder) basis(r graph.RoleRecord) Basis {
	basis := Basis{Role: r.Role.String(), Record: r.ID, Source: b.source(r.Record), Place: r.Record.Location.String(), Grade: gradeText(r.Record.Grade)}
	if r.Proceeding != "" {
		basis.Proceeding = string(r.Proceeding)
		if e := b.options.Whole.Entity(r.Proceeding); e != nil {
			basis.Proceeding = e.Name()
		}
		basis.Proceeding = b.redactor.Text(basis.Proceeding, "a proceeding not named here")
	}
	return basis
}

// saysAgain reports whether a role in a source's own word is the one that the same row gives
// in a proceeding.
func saysAgain(word graph.RoleRecord, all []graph.RoleRecord) bool {
	row := word.Record.Location
	return word.Proceeding == "" && row.Line > 0 && slices.ContainsFunc(all, func(r graph.RoleRecord) bool {
		return r.Proceeding != "" && r.Role == word.Role && r.Record.Source == word.Record.Source && r.Record.Location == row
	})
}

// source names a record's source, unless that would name somebody protected.
func (b *targetBuilder) source(r *graph.Record) string {
	return b.redactor.Text(b.options.Whole.Source(r.Source).Title, "a source not named here")
}

func gradeText(g graph.Grade) string {
	if g.Scheme == graph.Ungraded {
		return "ungraded"
	}
	return g.Text
}

// ties returns a person's strongest ties, the strongest first, to those who are
// eligible themselves or no private persons; of ties to others nothing is said.
func (b *targetBuilder) ties(i int) []StrongTie {
	v := b.view
	var order []int // of the neighbours
	for k, other := range v.Neighbours(i) {
		if b.mayBeNamed(int(other)) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(v.Strength(int(v.Ties(i)[y])), v.Strength(int(v.Ties(i)[x])))
	})
	ties := []StrongTie{}
	for _, k := range order[:min(strongestTies, len(order))] {
		tie, other := int(v.Ties(i)[k]), int(v.Neighbours(i)[k])
		s := StrongTie{With: v.Entity(other).Name(), Strength: float64(v.Strength(tie)), Certainty: v.Certainty(tie).String()}
		for _, fact := range v.Evidence(tie) {
			if !slices.Contains(s.Kinds, fact.Kind.String()) {
				s.Kinds = append(s.Kinds, fact.Kind.String())
			}
			for r := range fact.Records {
				if text := b.source(&fact.Records[r]) + " " + gradeText(fact.Records[r].Grade); !slices.Contains(s.Sources, text) {
					s.Sources = append(s.Sources, text)
				}
			}
		}
		slices.Sort(s.Kinds)
		slices.Sort(s.Sources)
		ties = append(ties, s)
	}
	return ties
}

func (b *targetBuilder) mayBeNamed(i int) bool {
	e := b.view.Entity(i)
	if e.Kind == graph.Person {
		return b.standing(i).Withheld == graph.Eligible
	}
	return !b.redactor.Names(e.Name())
}

// Table returns the list as a table, one row a target.
func (l TargetList) Table() Table {
	t := Table{
		Columns: []string{"RANK", "ID", "NAME", l.ScoreName()},
		Numeric: []bool{true, false, false, true},
	}
	waves := l.Plan != nil && l.Plan.Waves > 0
	if waves {
		t.Columns, t.Numeric = slices.Insert(t.Columns, 1, "WAVE"), slices.Insert(t.Numeric, 1, true)
	}
	if l.Sure != nil {
		t.Columns, t.Numeric = append(t.Columns, l.Sure.columns()...), append(t.Numeric, true, true, false)
	}
	t.Columns = append(t.Columns, "CUSTODY", "GANGS", "BASIS", "STRONGEST TIES", "MARKS")
	for _, x := range l.Targets {
		var basis, ties []string
		for _, b := range x.Basis {
			basis = append(basis, b.text())
		}
		for _, s := range x.Ties {
			ties = append(ties, s.text())
		}
		row := []string{rankText(x.Rank, x.Shared), string(x.ID), x.Name, l.scoreText(x)}
		if waves {
			row = slices.Insert(row, 1, strconv.Itoa(x.Wave))
		}
		if x.Place != nil {
			row = append(row, x.Place.cells()...)
		}
		t.Rows = append(t.Rows, append(row, x.Custody,
			strings.Join(x.Gangs, "; "), strings.Join(basis, "; "), strings.Join(ties, "; "), strings.Join(x.Marks, "; ")))
	}
	return t
}

func (b Basis) text() string {
	where := "by " + b.Source
	if b.Proceeding != "" {
		where = "in " + b.Proceeding + ", " + where
	}
	if b.Place != "" {
		where += ":" + b.Place
	}
	word := "suspected"
	if b.Role == graph.Convicted.String() {
		word = "convicted"
	}
	return word + " " + where + ", " + b.Grade
}

func (s StrongTie) text() string {
	return fmt.Sprintf("%s (%s, strength %s, %s)", s.With, strings.Join(s.Kinds, ", "), scoreText(s.Strength), s.Certainty)
}

// ScoreName is what the score of a target is.
func (l TargetList) ScoreName() string {
	switch {
	case l.Plan != nil && l.Plan.watches():
		return "seen by plan"
	case l.Plan != nil:
		return "left by plan"
	}
	return l.Measure.Measure.String()
}

// scoreText is a target's score: what a plan leaves is counted, and written in full.
func (l TargetList) scoreText(t Target) string {
	if l.Plan != nil {
		return countText(t.Score)
	}
	return scoreText(t.Score)
}

// lines are the head of the list.
func (l TargetList) lines() [][2]string {
	order := ""
	if l.Plan != nil {
		order = l.Plan.text()
	} else {
		order = l.Measure.text()
	}
	lines := append(l.Heading.lines(), [2]string{"ordered by", order})
	if l.Sure != nil {
		lines = append(lines, l.Sure.line())
	}
	return lines
}

// Write writes the list for a terminal.
func (l TargetList) Write(w io.Writer) error {
	lines := append(l.lines(),
		[2]string{"withheld", l.Withheld + " people of this view cannot be on a list, whatever their score"})
	if err := writeLines(w, l.Heading.Title, lines); err != nil {
		return err
	}
	table := l.Table().before("STRONGEST TIES") // the rest is too wide for a terminal
	if err := table.Write(w); err != nil {
		return err
	}
	for _, x := range l.Targets {
		if len(x.Marks) > 0 {
			if _, err := fmt.Fprintln(w, Inert(fmt.Sprintf("  %s: %s", x.ID, strings.Join(x.Marks, "; ")))); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintf(w, "%d of %s. %s\n", len(l.Targets), l.Eligible.of("eligible person", "eligible people"), l.Heading.Lead)
	return err
}
