package loaders

import (
	"fmt"
	"slices"
)

// A ParseError says why a file cannot be read as its format, and where.
type ParseError struct {
	File string // as the caller named it
	Line int    // from 1; 0 where it concerns the whole file
	Err  error
}

// Error returns file, line and cause.
func (e *ParseError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

// Unwrap returns the cause.
func (e *ParseError) Unwrap() error { return e.Err }

// A Problem is one row that was not loaded, or one value that wants a look.
type Problem struct {
	Line, Column int // from 1; a column of 0 is the whole row
	Reason       string
	Hint         string
}

// String returns "line:column: reason (hint)".
func (p Problem) String() string {
	text := fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Reason)
	if p.Column == 0 {
		text = fmt.Sprintf("%d: %s", p.Line, p.Reason)
	}
	if p.Hint != "" {
		text += " (" + p.Hint + ")"
	}
	return text
}

const maxListed = 1000 // problems kept of each sort; all are counted

// A Report says what became of every row: Rows = Loaded + BadRows + Skipped.
type Report struct {
	File     string
	Format   string // what the file was read as
	Rows     int    // with something in them, the header left out
	Loaded   int
	BadRows  int
	Skipped  int // by the mapping's conditions
	Bad      []Problem
	Warned   int // values that want a look
	Warnings []Problem
	Implied  int      // entities that are only mentioned, as ends of ties
	Notes    []string // what was recognised or guessed of the file as a whole
}

func (r *Report) bad(p Problem) {
	r.BadRows++
	if len(r.Bad) < maxListed {
		r.Bad = append(r.Bad, p)
	}
}

func (r *Report) warn(p Problem) {
	r.Warned++
	if len(r.Warnings) < maxListed {
		r.Warnings = append(r.Warnings, p)
	}
}

func (r *Report) note(format string, values ...any) {
	if text := fmt.Sprintf(format, values...); !slices.Contains(r.Notes, text) {
		r.Notes = append(r.Notes, text)
	}
}
