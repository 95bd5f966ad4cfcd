package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A Table is rows under columns. Numeric columns are set to the right.
type Table struct {
	Columns []string
	Numeric []bool // by column; none where shorter
	Rows    [][]string
}

// Write writes the table for a terminal. What a terminal would obey, or show in
// another order, is written as an escape.
func (t Table) Write(w io.Writer) error {
	rows := append([][]string{t.Columns}, t.Rows...)
	widths := make([]int, len(t.Columns))
	shown := make([][]string, len(rows))
	for i, row := range rows {
		shown[i] = make([]string, len(row))
		for j, cell := range row {
			shown[i][j] = Inert(strings.ReplaceAll(cell, "\n", " / "))
			widths[j] = max(widths[j], displayWidth(shown[i][j]))
		}
	}
	var out strings.Builder
	for _, row := range shown {
		var line strings.Builder
		for j, cell := range row {
			gap := strings.Repeat(" ", widths[j]-displayWidth(cell))
			if j < len(t.Numeric) && t.Numeric[j] {
				line.WriteString(gap + cell)
			} else {
				line.WriteString(cell + gap)
			}
			line.WriteString("  ")
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// Inert returns a text in which nothing can change what a terminal does or the order
// it shows: control and direction characters are written as escapes.
func Inert(text string) string {
	var out strings.Builder
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			fmt.Fprintf(&out, `\u%04x`, r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// before returns the table without a column and those that follow it.
func (t Table) before(column string) Table {
	shown := slices.Index(t.Columns, column)
	t.Columns, t.Rows = t.Columns[:shown], slices.Clone(t.Rows)
	for i, row := range t.Rows {
		t.Rows[i] = row[:shown]
	}
	return t
}

// displayWidth returns how many columns of a terminal a text takes.
func displayWidth(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case width.LookupRune(r).Kind() == width.EastAsianWide || width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// WriteCSV writes the table as RFC 4180 for spreadsheets: a cell of text that one
// would take for a formula gets an apostrophe before it; [Unescape] takes it off.
// Control and direction characters are written as escapes, line ends as they are.
func (t Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Columns); err != nil {
		return err
	}
	for _, row := range t.Rows {
		safe := make([]string, len(row))
		for j, cell := range row {
			if safe[j] = cell; j >= len(t.Numeric) || !t.Numeric[j] {
				safe[j] = Escape(strings.ReplaceAll(Inert(cell), `\u000a`, "\n"))
			}
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Escape puts an apostrophe before a text that a spreadsheet would take for a
// formula, and before one that begins with an apostrophe, so that it can be undone.
func Escape(cell string) string {
	if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune("=+-@\t\r'＝＋－＠", first) { // some spreadsheets take the wide ones for the narrow
		return "'" + cell
	}
	return cell
}

// Unescape undoes Escape.
func Unescape(cell string) string { return strings.TrimPrefix(cell, "'") }

// WriteJSON writes any result as indented JSON.
func WriteJSON(w io.Writer, result any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(result)
}

func writeLines(w io.Writer, title string, lines [][2]string) error {
	var out strings.Builder
	out.WriteString(Inert(title) + "\n")
	for _, line := range lines {
		fmt.Fprintf(&out, "  %-12s %s\n", line[0], Inert(line[1]))
	}
	_, err := io.WriteString(w, out.String())
	return err
}
