package loaders

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A cell is one field of a table's row and the column it begins in, from 1.
type cell struct {
	text   string
	column int
}

// maxQuotedLines is how many lines a quoted field may run over. A stray quote
// otherwise swallows the rest of a file.
const maxQuotedLines = 100

// records splits lines into the rows of a table, by RFC 4180 and a delimiter. A quote
// within an unquoted field is a character as any other.
type records struct {
	lines     *lines
	delimiter rune
	width     int // fields of the header; 0 until it is read
}

// A record is one row: its cells, or why it is none.
type record struct {
	line   int // its first physical line
	cells  []cell
	reason string
	hint   string
	blank  bool
}

// next returns the next row, or false at the end. A row that cannot be read, or has
// more or fewer fields than the header, has a reason; reading goes on with the line
// after its first.
func (r *records) next() (record, bool, error) {
	first, ok, err := r.lines.next()
	if !ok || err != nil {
		return record{}, false, err
	}
	row := record{line: first.number}
	switch {
	case first.tooLong:
		row.reason = fmt.Sprintf("the line is longer than %d bytes", maxLine)
		return row, true, nil
	case strings.TrimSpace(first.text) == "":
		row.blank = true
		return row, true, nil
	}
	cells, open := splitRow(first.text, r.delimiter)
	var ahead []line
	text := first.text
	for open && len(ahead) < maxQuotedLines {
		next, ok, err := r.lines.next()
		if err != nil {
			return record{}, false, err
		}
		if !ok || next.tooLong {
			break
		}
		ahead = append(ahead, next)
		text += "\n" + next.text
		if strings.Contains(next.text, `"`) {
			cells, open = splitRow(text, r.delimiter)
		}
	}
	switch {
	case open && (first.last || len(ahead) > 0 && ahead[len(ahead)-1].last):
		row.reason, row.hint = "a quote is opened and the file ends before it is closed", "the file may be cut off"
	case open:
		row.reason, row.hint = "a quote is opened and never closed", `write "" for a quote within a quoted field`
	case !utf8.ValidString(text):
		row.reason, row.hint = "it is not valid UTF-8", "export the file again as UTF-8, or say --encoding"
	case strings.ContainsRune(text, 0):
		row.reason = "it holds a NUL character"
	case r.width > 0 && len(cells) != r.width:
		row.reason = fmt.Sprintf("%d fields, the header has %d", len(cells), r.width)
		row.hint = "quote fields that hold the delimiter"
	default:
		row.cells = cells
		return row, true, nil
	}
	r.lines.giveBack(ahead)
	return row, true, nil
}

// splitRow splits a row into its cells. open says that it ends within quotes.
func splitRow(text string, delimiter rune) (cells []cell, open bool) {
	column, width := 1, utf8.RuneLen(delimiter)
	for {
		c, rest := cell{column: column}, ""
		if strings.HasPrefix(text, `"`) {
			if c.text, rest, open = quoted(text[1:], delimiter); open {
				return append(cells, c), true
			}
		} else if i := strings.IndexRune(text, delimiter); i >= 0 {
			c.text, rest = text[:i], text[i:]
		} else {
			c.text, rest = text, ""
		}
		cells = append(cells, c)
		if rest == "" {
			return cells, false
		}
		column += utf8.RuneCountInString(text[:len(text)-len(rest)]) + 1
		text = rest[width:]
	}
}

// quoted reads a field behind its opening quote: up to a quote that a delimiter or
// the end follows. Doubled quotes are one; any other quote stands for itself.
func quoted(text string, delimiter rune) (field, rest string, open bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			b.WriteString(text)
			return b.String(), "", true
		}
		b.WriteString(text[:i])
		text = text[i+1:]
		switch {
		case strings.HasPrefix(text, `"`):
			b.WriteByte('"')
			text = text[1:]
		case text == "" || strings.HasPrefix(text, string(delimiter)):
			return b.String(), text, false
		default:
			b.WriteByte('"')
		}
	}
}
