package report

import (
	"fmt"
	"io"
	"strings"
)

// A section is a part of a plan below the team: a title, a table, and lines under it.
type section struct {
	title string
	table Table
	notes []string
}

// sections are the parts that a plan has, in the order in which they are shown.
func (p Plan) sections() []section {
	var all []section
	if len(p.Waves) > 0 {
		all = append(all, p.wavesSection())
	}
	all = append(all, p.besideSection())
	if p.Odds != nil {
		all = append(all, p.Odds.sections(p)...)
	}
	if len(p.Near) > 0 {
		all = append(all, p.nearSection())
	}
	if len(p.Alternatives) > 0 {
		all = append(all, p.alternativesSection())
	}
	if p.Afterwards != nil {
		all = append(all, p.Afterwards.sections()...)
	}
	if p.Regrowth != nil {
		all = append(all, p.Regrowth.sections()...)
	}
	return all
}

func (s section) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\n%s\n", Inert(s.title)); err != nil {
		return err
	}
	if len(s.table.Columns) > 0 {
		if err := s.table.wrapped(terminal).Write(w); err != nil {
			return err
		}
	}
	for _, note := range s.notes {
		if _, err := fmt.Fprintln(w, Inert(note)); err != nil {
			return err
		}
	}
	return nil
}

const (
	terminal  = 120 // columns
	leastLast = 30  // columns of a last cell, however wide the others are
)

// wrapped returns the table with the lists in its last column, which have semicolons
// between what they list, over as many rows as they need for so many columns.
func (t Table) wrapped(columns int) Table {
	last := len(t.Columns) - 1
	room := columns
	for j := range last {
		widest := displayWidth(t.Columns[j])
		for _, row := range t.Rows {
			widest = max(widest, displayWidth(row[j]))
		}
		room -= widest + 2
	}
	rows := t.Rows
	t.Rows = nil
	for _, row := range rows {
		lines := listLines(row[last], max(room, leastLast))
		t.Rows = append(t.Rows, append(append([]string(nil), row[:last]...), lines[0]))
		for _, line := range lines[1:] {
			t.Rows = append(t.Rows, append(make([]string, last), line))
		}
	}
	return t
}

// listLines breaks a list after semicolons.
func listLines(list string, width int) []string {
	lines := []string{""}
	for item := range strings.SplitSeq(list, "; ") {
		at := len(lines) - 1
		switch joined := lines[at] + "; " + item; {
		case lines[at] == "":
			lines[at] = item
		case displayWidth(joined) > width:
			lines[at] += ";"
			lines = append(lines, item)
		default:
			lines[at] = joined
		}
	}
	return lines
}
