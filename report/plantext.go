package report

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
)

// watches reports whether the team is one to watch and not one to remove.
func (p Plan) watches() bool { return p.Objective.Objective == dismantle.Reach }

// effect is the column of what a team leaves, or sees.
func (p Plan) effect() string {
	if p.watches() {
		return "SEEN"
	}
	return "LEFT"
}

// after is what the team leaves, or sees, as a share.
func (p Plan) after() float64 {
	if p.whole() <= 0 { // nothing, or untold
		return 0
	}
	return p.After / p.whole()
}

// whole is what shares are of.
func (p Plan) whole() float64 {
	if p.watches() {
		return float64(p.Heading.Entities)
	}
	return p.Before
}

// share is what is left of what there was, or what is seen of what there is.
func (p Plan) share(x float64) string {
	if p.whole() <= 0 { // nothing, or untold
		return ""
	}
	return strconv.FormatFloat(100*x/p.whole(), 'f', 1, 64) + " %"
}

// countText writes a number of pairs or people in full.
func countText(x float64) string {
	return strconv.FormatFloat(math.Round(100*x)/100, 'f', -1, 64)
}

// Table returns the team as a table, one row each.
func (p Plan) Table() Table {
	t := Table{Columns: []string{"ORDER"}, Numeric: []bool{true}}
	add := func(numeric bool, columns ...string) {
		for _, c := range columns {
			t.Columns, t.Numeric = append(t.Columns, c), append(t.Numeric, numeric)
		}
	}
	if len(p.Waves) > 0 {
		add(true, "WAVE")
	}
	add(false, "ID", "NAME")
	if p.Priced {
		add(true, "PRICE")
	}
	add(true, p.effect(), "SHARE")
	if p.Odds != nil {
		add(true, "IN BEST TEAM")
		add(false, "SURE")
	}
	add(false, "CUSTODY", "GANGS", "BASIS", "STRONGEST TIES", "MARKS")
	for _, m := range p.Team {
		t.Rows = append(t.Rows, p.row(m))
	}
	return t
}

func (p Plan) row(m PlanMember) []string {
	row := []string{strconv.Itoa(m.Order)}
	if len(p.Waves) > 0 {
		row = append(row, strconv.Itoa(m.Wave))
	}
	row = append(row, string(m.ID), m.Name)
	if p.Priced {
		row = append(row, scoreText(m.Price))
	}
	var basis, ties []string
	for _, b := range m.Basis {
		basis = append(basis, b.text())
	}
	for _, s := range m.Ties {
		ties = append(ties, s.text())
	}
	row = append(row, countText(m.Left), p.share(m.Left))
	if m.Odds != nil {
		row = append(row, percent(m.Odds.InBest), m.Odds.Class.String())
	} else if p.Odds != nil { // whom somebody asked for is in every team
		row = append(row, "as asked", "")
	}
	return append(row, m.Custody, strings.Join(m.Gangs, "; "), strings.Join(basis, "; "), strings.Join(ties, "; "), strings.Join(p.marks(m), "; "))
}

// marks are a member's, and that the member was asked for.
func (p Plan) marks(m PlanMember) []string {
	if !m.Must {
		return m.Marks
	}
	return append([]string{"in any team, as asked"}, m.Marks...)
}

func (p Plan) besideSection() section {
	t := Table{Columns: []string{"TEAM", "PRICE", p.effect(), "SHARE", "PEOPLE"}, Numeric: []bool{false, true, true, true}}
	add := func(o OtherTeam) {
		price, people := scoreText(o.Price), namesOf(o.Team)
		if o.Over {
			price += " (over budget)"
		}
		if o.Most > 0 || len(o.Team) == 0 && o.Price == 0 {
			price, people = "", fmt.Sprintf("from %s to %s", countText(o.Least), countText(o.Most))
		}
		t.Rows = append(t.Rows, []string{o.Name, price, countText(o.Left), p.share(o.Left), people})
	}
	plan := OtherTeam{Name: "this plan", Price: p.Price, Left: p.After}
	for _, m := range p.Team {
		plan.Team = append(plan.Team, Member{m.ID, m.Name})
	}
	if len(plan.Team) > 0 {
		add(plan)
	}
	if p.WhatIf != nil {
		add(*p.WhatIf)
	}
	for _, o := range p.Beside {
		add(o)
	}
	return section{title: "Beside other teams", table: t}
}

func (p Plan) alternativesSection() section {
	t := Table{Columns: []string{"WITHOUT", "PRICE", p.effect(), "SHARE", "HOW GOOD", "SHARED", "TEAM"}, Numeric: []bool{false, true, true, true, false, true}}
	for _, a := range p.Alternatives {
		people, good := namesOf(a.Team), howGood(a.Proven)
		if len(a.Team) == 0 {
			people, good = "there is nobody else", ""
		}
		t.Rows = append(t.Rows, []string{a.Without.Name, scoreText(a.Price), countText(a.Left), p.share(a.Left), good, strconv.Itoa(a.Shared), people})
	}
	return section{title: "Where one of them cannot be reached", table: t, notes: []string{"Each row is the best team found without that one; SHARED is how many of the plan are in it."}}
}

func namesOf(members []Member) string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.Name
	}
	return strings.Join(names, "; ")
}

// lines are the head of the plan.
func (p Plan) lines() [][2]string {
	about := p.Objective.Objective.String() + ": " + p.Objective.About
	if p.Objective.From != nil {
		about += fmt.Sprintf("; from %s (%s) to %s (%s)", p.Objective.From.Set, p.Objective.From.People, p.Objective.To.Set, p.Objective.To.People)
	}
	price := fmt.Sprintf("%d of at most %s people", len(p.Team), countText(p.Budget))
	if p.Priced {
		price = fmt.Sprintf("%s for %s of at most %s", peopleText(len(p.Team)), scoreText(p.Price), scoreText(p.Budget))
	}
	lines := append(p.Heading.lines(), [2]string{"counted", about}, [2]string{"effect", p.effectText()}, [2]string{"team", price}, [2]string{"how good", p.proof()})
	if p.Odds != nil {
		lines = append(lines, p.Odds.line(p))
	}
	if p.Regrowth != nil {
		lines = append(lines, p.Regrowth.line())
	}
	return append(lines, [2]string{"withheld", p.Withheld + " people of this view could not be chosen: only who is suspect or convicted in some record can be, and never one whom a role, age or an open question protects"})
}

// effectText is what the team leaves, or sees.
func (p Plan) effectText() string {
	text, left := fmt.Sprintf("%s before, %s after", countText(p.Before), countText(p.After)), " left"
	if p.watches() {
		text, left = fmt.Sprintf("%s of %s in reach", countText(p.After), p.Heading.Entities), ""
	}
	if share := p.share(p.After); share != "" {
		text += ": " + share + left
	}
	return text
}

func peopleText(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

// proof says how good the plan is known to be.
func (p Plan) proof() string {
	switch {
	case len(p.Team) == 0 && p.Proven:
		return "nobody is in the team, and no team that was allowed does more"
	case len(p.Team) == 0:
		return "nobody is in the team"
	case p.Proven && p.watches():
		return "proven best: no team that was allowed sees more"
	case p.Proven:
		return "proven best: no team that was allowed leaves less"
	case p.watches():
		return fmt.Sprintf("best found, gap at most %.1f %%: no team sees more than %s", 100*p.Gap, countText(p.Bound))
	}
	return fmt.Sprintf("best found, gap at most %.1f %% of what there was: no team leaves less than %s", 100*p.Gap, countText(p.Bound))
}

// Write writes the plan for a terminal.
func (p Plan) Write(w io.Writer) error {
	if err := writeLines(w, p.Heading.Title, p.lines()); err != nil {
		return err
	}
	if err := p.writeTeam(w); err != nil {
		return err
	}
	for _, s := range p.sections() {
		if err := s.write(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\n%d of %s eligible people. %s\n", len(p.Team), p.Eligible, p.Heading.Lead)
	return err
}

// writeTeam writes who is in the team, and under the table what each one's place rests on.
func (p Plan) writeTeam(w io.Writer) error {
	table := p.Table().before("BASIS") // the rest is too wide for a terminal
	if err := table.Write(w); err != nil {
		return err
	}
	for _, m := range p.Team {
		var lines []string
		for _, b := range m.Basis {
			lines = append(lines, b.text())
		}
		for _, line := range append(lines, p.marks(m)...) {
			if _, err := fmt.Fprintln(w, Inert(fmt.Sprintf("  %s: %s", m.ID, line))); err != nil {
				return err
			}
		}
	}
	return nil
}
