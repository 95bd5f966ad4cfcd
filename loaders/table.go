package loaders

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

const sampleRows = 20 // rows looked at to tell delimiters apart

var delimiters = []rune{',', ';', '\t', '|'}

// sampleLines returns the first lines of a file that have something in them.
func (l *look) sampleLines() ([]line, error) {
	text, _ := l.text()
	reader := newLines(text)
	var sample []line
	for len(sample) < sampleRows {
		next, ok, err := reader.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if strings.TrimSpace(next.text) != "" {
			sample = append(sample, next)
		}
	}
	return sample, nil
}

// chooseFormat tells what sort of file it is, and a table's delimiter.
func (l *look) chooseFormat() error {
	sample, err := l.sampleLines()
	if err != nil {
		return fmt.Errorf("%s: %w", l.in.Name, err)
	}
	l.format = l.options.Format
	if m := l.options.Mapping; m != nil && m.ofTable() {
		l.format = "mapped"
	}
	if len(sample) == 0 {
		return &ParseError{l.in.Name, 0, errors.New("it is empty")}
	}
	first := strings.TrimSpace(sample[0].text)
	if l.format == "" && slices.ContainsFunc(sample, isBODS) {
		l.format = "bods"
	}
	if l.format == "" && (strings.HasPrefix(first, "{") || strings.HasSuffix(strings.ToLower(l.in.Name), ".jsonl")) {
		l.format = "jsonl"
	}
	if l.format == "jsonl" || l.format == "bods" {
		return nil
	}
	if err := l.chooseDelimiter(sample); err != nil {
		return err
	}
	if l.format == "" {
		l.format, err = l.tableFormat(sample)
	}
	return err
}

// isBODS reports whether a line gives the identifier of a statement of ownership.
func isBODS(l line) bool {
	return strings.Contains(l.text, `"statementId"`) || strings.Contains(l.text, `"statementID"`)
}

// recognised counts the header's names that mean something to the reader.
func (l *look) recognised(header []cell) int {
	n := 0
	for _, c := range header {
		name := trim(c.text)
		_, known := columnNames[foldName(name)]
		if m := l.options.Mapping; m != nil {
			known = slices.Contains(m.columns(), name)
		}
		if known || isImportColumn(name) {
			n++
		}
	}
	return n
}

// chooseDelimiter takes the one delimiter by which the header can be recognised, or
// else by which all the first rows have as many fields. It refuses to guess between
// two.
func (l *look) chooseDelimiter(sample []line) error {
	if l.options.Delimiter != 0 {
		return nil
	}
	if m := l.options.Mapping; m != nil && m.delimiter != 0 {
		l.options.Delimiter = m.delimiter
		return nil
	}
	var known, even []rune
	for _, d := range delimiters {
		header, _ := splitRow(sample[0].text, d)
		if len(header) < 2 {
			continue
		}
		if l.recognised(header) >= 2 {
			known = append(known, d)
		}
		if !slices.ContainsFunc(sample, func(s line) bool { cells, _ := splitRow(s.text, d); return len(cells) != len(header) }) {
			even = append(even, d)
		}
	}
	switch {
	case len(known) == 1:
		l.options.Delimiter = known[0]
	case len(known) == 0 && len(even) == 1:
		l.options.Delimiter = even[0]
	case len(known) == 0 && len(even) == 0 && l.isWordList(sample):
		l.options.Delimiter = ' '
	case len(known) == 0 && len(even) == 0 && l.recognised([]cell{{text: sample[0].text}}) == 1:
		l.options.Delimiter = ','
	default:
		return &ParseError{l.in.Name, sample[0].number, errors.New("its delimiter is ambiguous; say it with --delimiter ',' or ';' or tab or '|'")}
	}
	if l.options.Delimiter != ',' {
		l.notes = append(l.notes, "delimiter: "+delimiterName(l.options.Delimiter)+", by the first rows")
	}
	return nil
}

func delimiterName(d rune) string {
	switch d {
	case '\t':
		return "tab"
	case ' ':
		return "blanks"
	}
	return fmt.Sprintf("%q", string(d))
}

// isWordList reports whether every row is two words, or two and a number.
func (l *look) isWordList(sample []line) bool {
	return !slices.ContainsFunc(sample, func(s line) bool { return !isEdge(strings.Fields(s.text)) })
}

// isEdge reports whether cells are a tie of a list: two ends, and a number where
// there is a third.
func isEdge(cells []string) bool {
	if len(cells) != 2 && len(cells) != 3 {
		return false
	}
	if len(cells) == 3 {
		_, err := graph.ParseStrength(trim(cells[2]))
		return err == nil
	}
	return true
}

// tableFormat tells a table by its header.
func (l *look) tableFormat(sample []line) (string, error) {
	cells, _ := splitRow(sample[0].text, l.options.Delimiter)
	has := func(role string) bool {
		return slices.ContainsFunc(cells, func(c cell) bool { return columnNames[foldName(c.text)] == role })
	}
	switch {
	case slices.ContainsFunc(cells, func(c cell) bool { return isImportColumn(trim(c.text)) }):
		return "neo4j", nil
	case has(roleFrom) && has(roleTo), has(roleID):
		return "csv", nil
	case l.isEdgeList(sample):
		l.notes = append(l.notes, "header: none; read as a list of ties")
		return "edges", nil
	}
	return "", &ParseError{l.in.Name, sample[0].number, errors.New("none of its columns says what it is: a table of entities has id, one of ties from and to; write a mapping to start from with: linchpin map FILE")}
}

// isEdgeList reports whether all first rows are ties with numbers in them: a header
// of words could be taken for two people.
func (l *look) isEdgeList(sample []line) bool {
	return !slices.ContainsFunc(sample, func(s line) bool {
		var cells []string
		if l.options.Delimiter == ' ' {
			cells = strings.Fields(s.text)
		} else {
			split, _ := splitRow(s.text, l.options.Delimiter)
			for _, c := range split {
				cells = append(cells, c.text)
			}
		}
		if !isEdge(cells) {
			return true
		}
		if len(cells) == 3 {
			return false
		}
		_, err1 := graph.ParseStrength(trim(cells[0]))
		_, err2 := graph.ParseStrength(trim(cells[1]))
		return err1 != nil || err2 != nil
	})
}

// tableRows reads the rows of a table.
type tableRows struct {
	look    *look
	report  *Report
	records *records
	count   *counter
	columns []string // what each is read as; "" for none
	convert func(b *batcher, r *row) *Problem
}

func newTableRows(l *look, report *Report) (*tableRows, error) {
	text, count := l.text()
	t := &tableRows{look: l, report: report, count: count, records: &records{lines: newLines(text), delimiter: l.options.Delimiter}}
	if l.format == "edges" {
		t.columns, t.convert = []string{roleFrom, roleTo, graph.PropStrength}, (*batcher).tieRow
		return t, nil
	}
	for {
		header, ok, err := t.records.next()
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %w", l.in.Name, err)
		case !ok:
			return nil, &ParseError{l.in.Name, 0, errors.New("it has no header")}
		case header.blank:
			continue
		case header.reason != "":
			return nil, &ParseError{l.in.Name, header.line, fmt.Errorf("its header cannot be read: %s", header.reason)}
		}
		t.records.width = len(header.cells)
		return t, t.readHeader(header)
	}
}

// readHeader decides what each column is read as.
func (t *tableRows) readHeader(header record) error {
	names := make([]string, len(header.cells))
	for i, c := range header.cells {
		names[i] = trim(c.text)
	}
	if i, j := firstDouble(names); j > 0 {
		return &ParseError{t.look.in.Name, header.line, fmt.Errorf("columns %d and %d are both named %q", i+1, j+1, names[i])}
	}
	if t.look.format != "mapped" { // a mapping names what it takes
		if err := t.look.checkSensitive(header.line, names, t.report); err != nil {
			return err
		}
	}
	var err error
	switch t.look.format {
	case "mapped":
		t.columns = names
		t.convert, err = t.look.options.Mapping.bind(t.look, names)
	case "neo4j":
		t.columns, t.convert, err = importColumns(names, t.look.options)
	default:
		for _, name := range names {
			column := foldName(name)
			if known, ok := columnNames[column]; ok {
				column = known
			}
			t.columns = append(t.columns, column)
		}
		t.convert = (*batcher).entityRow
		if slices.Contains(t.columns, roleFrom) && slices.Contains(t.columns, roleTo) {
			t.convert = (*batcher).tieRow
		}
	}
	if err != nil {
		return &ParseError{t.look.in.Name, header.line, err}
	}
	return nil
}

func firstDouble(names []string) (int, int) {
	for j, name := range names {
		if i := slices.Index(names, name); i < j && name != "" {
			return i, j
		}
	}
	return 0, 0
}

func (t *tableRows) offset() int64 { return t.count.n }

func (t *tableRows) next(b *batcher) (bool, error) {
	read, ok, err := t.records.next()
	if err != nil {
		return false, fmt.Errorf("%s: %w", t.look.in.Name, err)
	}
	if !ok || read.blank {
		return ok, nil
	}
	t.report.Rows++
	if read.reason != "" {
		t.report.bad(Problem{Line: read.line, Reason: read.reason, Hint: read.hint})
		return true, nil
	}
	if t.records.delimiter == ' ' {
		read.cells = joinBlanks(read.cells)
	}
	r := &row{line: read.line}
	for i, c := range read.cells {
		if i < len(t.columns) && t.columns[i] != "" {
			r.values = append(r.values, value{t.columns[i], c.text, c.column})
		}
	}
	if t.look.format == "edges" && (len(read.cells) < 2 || len(read.cells) > 3) {
		t.report.bad(Problem{Line: read.line, Reason: fmt.Sprintf("%d fields, a tie has two ends and perhaps a strength", len(read.cells))})
		return true, nil
	}
	switch problem := t.convert(b, r); problem {
	case nil:
		t.report.Loaded++
	case skipped:
		t.report.Skipped++
	default:
		t.report.bad(*problem)
	}
	return true, nil
}

// skipped is what a mapping returns for a row that it leaves out on purpose.
var skipped = &Problem{Reason: "skipped"}

// joinBlanks drops the empty cells between several blanks.
func joinBlanks(cells []cell) []cell {
	return slices.DeleteFunc(cells, func(c cell) bool { return c.text == "" })
}
