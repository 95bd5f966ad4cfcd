package loaders

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Rows are the rows of a small table whose columns have no conventional names.
type Rows struct {
	Delimiter rune
	Rows      []Row
}

// A Row is one row with something in it: its cells, without blanks around them.
type Row struct {
	Line  int // from 1
	Cells []string
}

// ReadRows reads a table as [Load] would, whatever a spreadsheet wrote it as, but gives its
// columns no meaning. The delimiter is a semicolon, tab or bar where the first row has
// one, otherwise a comma. A row that cannot be read is a *ParseError. Of the options
// Delimiter and Encoding are heeded.
func ReadRows(ctx context.Context, in Input, o Options) (Rows, error) {
	l, err := sniffText(ctx, in, o)
	if err != nil {
		return Rows{}, err
	}
	sample, err := l.sampleLines()
	if err != nil {
		return Rows{}, fmt.Errorf("%s: %w", in.Name, err)
	}
	if len(sample) == 0 {
		return Rows{}, &ParseError{in.Name, 0, errors.New("it is empty")}
	}
	rows := Rows{Delimiter: o.Delimiter}
	if rows.Delimiter == 0 {
		rows.Delimiter = ','
		if at := strings.IndexAny(sample[0].text, ";\t|"); at >= 0 {
			rows.Delimiter = rune(sample[0].text[at])
		}
	}
	text, _ := l.text()
	table := &records{lines: newLines(text), delimiter: rows.Delimiter}
	for {
		read, ok, err := table.next()
		switch {
		case err != nil:
			return Rows{}, fmt.Errorf("%s: %w", in.Name, err)
		case !ok:
			return rows, nil
		case read.reason != "":
			return Rows{}, &ParseError{in.Name, read.line, errors.New(read.reason)}
		case !read.blank:
			row := Row{Line: read.line}
			for _, c := range read.cells {
				row.Cells = append(row.Cells, trim(c.text))
			}
			rows.Rows = append(rows.Rows, row)
		}
	}
}
