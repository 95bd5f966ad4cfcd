package report

import (
	"fmt"
	"io"
	"strings"
)

// WriteHTML writes the plan as a page.
func (p Plan) WriteHTML(w io.Writer) error {
	data := htmlPlan{Plan: p, Lines: inertLines(p.lines())}
	for _, m := range p.Team {
		data.Team = append(data.Team, p.htmlMember(m))
	}
	for _, s := range p.sections() {
		data.Sections = append(data.Sections, newHTMLSection(s))
	}
	return writePage(w, "plan.gohtml", data)
}

// htmlPlan and what it holds are what the page shows, with controls made inert.
type htmlPlan struct {
	Plan
	Lines    [][2]string
	Team     []htmlTarget
	Sections []htmlSection
}

type htmlSection struct {
	Title   string
	Columns []string
	Rows    [][]htmlCell
	Notes   []string
}

type htmlCell struct {
	Text    string
	Numeric bool
}

// htmlMember is a member as one of a target list is shown.
func (p Plan) htmlMember(m PlanMember) htmlTarget {
	h := newHTMLTarget(Target{Rank: m.Order, ID: m.ID, Name: m.Name, Custody: m.Custody, Gangs: m.Gangs, Basis: m.Basis, Ties: m.Ties, Marks: p.marks(m)})
	h.ScoreName, h.ScoreText = strings.ToLower(p.effect()), countText(m.Left)
	if share := p.share(m.Left); share != "" {
		h.ScoreText += ", " + share
	}
	var place []string
	if m.Wave > 0 {
		place = append(place, fmt.Sprintf("wave %d", m.Wave))
	}
	if p.Priced {
		place = append(place, "price "+scoreText(m.Price))
	}
	if m.Odds != nil {
		place = append(place, fmt.Sprintf("in the best team of %s of worlds: %s", percent(m.Odds.InBest), m.Odds.Class))
	}
	h.PlaceText = strings.Join(place, "; ")
	return h
}

func newHTMLSection(s section) htmlSection {
	h := htmlSection{Title: Inert(s.title), Columns: s.table.Columns}
	for _, row := range s.table.Rows {
		var cells []htmlCell
		for j, cell := range row {
			cells = append(cells, htmlCell{Inert(cell), j < len(s.table.Numeric) && s.table.Numeric[j]})
		}
		h.Rows = append(h.Rows, cells)
	}
	for _, note := range s.notes {
		h.Notes = append(h.Notes, Inert(note))
	}
	return h
}
