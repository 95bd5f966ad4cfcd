package loaders

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/linchpin-graph/linchpin/graph"
)

// ReadListing reads a bare list of ties, from and to and perhaps a strength, straight
// into a listing, for networks too large to be kept as facts: 10 million ties take a few
// seconds and half a gigabyte. It reads what [Load] reads as formats csv and edges, and
// refuses what a listing cannot hold: other columns, and quoted cells of several lines.
// A row that cannot be read is an error, as with Options.Strict. Of the other options
// Namespace, Encoding, Delimiter, Source, Grade and Progress are heeded.
func ReadListing(ctx context.Context, in Input, o Options) (*graph.Listing, error) {
	l, err := sniff(ctx, in, o)
	if err != nil {
		return nil, err
	}
	if l.format != "csv" && l.format != "edges" {
		return nil, &ParseError{in.Name, 0, fmt.Errorf("it is %s and no bare list of ties; load it into a case", l.format)}
	}
	source := o.Source
	source.ID, source.SHA256 = graph.FileSource(l.sum), hex.EncodeToString(l.sum[:])
	if source.Title == "" {
		source.Title = filepath.Base(in.Name)
	}
	text, count := l.text()
	r := &listReader{look: l, text: bufio.NewReaderSize(text, maxLine), columns: [3]int{0, 1, 2}, list: &graph.Listing{Source: source, Grade: o.Grade}}
	if err := r.read(ctx, count); err != nil {
		return nil, err
	}
	r.list.IDs = r.names.sort(o.Namespace, r.list)
	return r.list, nil
}

// A listReader reads rows into a listing whose ends are numbers of names.
type listReader struct {
	look     *look
	text     *bufio.Reader
	columns  [3]int // where from, to and strength are
	names    names
	list     *graph.Listing
	line     int
	cells    [][]byte // of the row at hand
	needsRow bool     // the header is yet to come
	width    int      // of the header; 0: there is none
}

func (r *listReader) fail(format string, values ...any) error {
	return &ParseError{r.look.in.Name, r.line, fmt.Errorf(format, values...)}
}

func (r *listReader) read(ctx context.Context, count *counter) error {
	r.needsRow = r.look.format == "csv"
	for {
		if r.line&0xffff == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress := r.look.options.Progress; progress != nil {
				progress(len(r.list.From), count.n)
			}
		}
		text, err := r.text.ReadSlice('\n')
		r.line++
		switch {
		case err == nil:
		case errors.Is(err, bufio.ErrBufferFull):
			return r.fail("the line is longer than %d bytes", maxLine)
		case !errors.Is(err, io.EOF):
			return fmt.Errorf("%s: %w", r.look.in.Name, err)
		}
		if len(text) > 0 {
			if err := r.row(bytes.TrimRight(text, "\r\n")); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}

// row reads one line.
func (r *listReader) row(text []byte) error {
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return nil
	case !utf8.Valid(text):
		return r.fail("it is not valid UTF-8; export the file again as UTF-8, or say --encoding")
	case bytes.IndexByte(text, 0) >= 0:
		return r.fail("it holds a NUL character")
	}
	if err := r.split(text); err != nil {
		return err
	}
	switch {
	case r.needsRow:
		r.needsRow = false
		return r.header()
	case r.width > 0 && len(r.cells) != r.width:
		return r.fail("%d fields where the header has %d", len(r.cells), r.width)
	case len(r.cells) != 2 && len(r.cells) != 3:
		return r.fail("%d fields, a tie has two ends and perhaps a strength", len(r.cells))
	}
	from, to := r.cells[r.columns[0]], r.cells[r.columns[1]]
	if len(from) == 0 || len(to) == 0 {
		return r.fail("an end is missing; a tie needs both its ends")
	}
	l := r.list
	if err := r.strength(); err != nil {
		return err
	}
	l.From = append(l.From, r.names.number(from, l))
	l.To = append(l.To, r.names.number(to, l))
	l.Line = append(l.Line, int32(r.line))
	return nil
}

// split cuts a line into cells without blanks around them.
func (r *listReader) split(text []byte) error {
	r.cells = r.cells[:0]
	delimiter := r.look.options.Delimiter
	if bytes.IndexByte(text, '"') >= 0 {
		cells, open := splitRow(string(text), delimiter)
		if open {
			return r.fail("a quoted cell does not end in this line; load the file into a case")
		}
		for _, c := range cells {
			r.cell([]byte(c.text))
		}
		return nil
	}
	for {
		i := bytes.IndexByte(text, byte(delimiter))
		if i < 0 {
			r.cell(text)
			return nil
		}
		r.cell(text[:i])
		text = text[i+1:]
	}
}

// cell takes a cell; between blanks that delimit a list without a header there is none.
func (r *listReader) cell(text []byte) {
	if len(text) > 0 || r.look.options.Delimiter != ' ' || r.look.format == "csv" {
		r.cells = append(r.cells, bytes.TrimSpace(text))
	}
}

func (r *listReader) header() error {
	r.columns, r.width = [3]int{-1, -1, -1}, len(r.cells)
	for at, cell := range r.cells {
		switch name := columnNames[foldName(string(cell))]; name {
		case roleFrom:
			r.columns[0] = at
		case roleTo:
			r.columns[1] = at
		case graph.PropStrength:
			r.columns[2] = at
		default:
			return r.fail("column %q would be lost: a bare list of ties has from, to and strength; load the file into a case", cell)
		}
	}
	if r.columns[0] < 0 || r.columns[1] < 0 || len(r.cells) > 3 {
		return r.fail("want the columns from and to, once each")
	}
	return nil
}

// strength reads the third cell. A listing has strengths from the first row that gives
// one.
func (r *listReader) strength() error {
	at, l := r.columns[2], r.list
	if at < 0 || at >= len(r.cells) || len(r.cells[at]) == 0 {
		if l.Strength != nil {
			l.Strength = append(l.Strength, 1)
		}
		return nil
	}
	s, err := graph.ParseStrength(string(r.cells[at]))
	if err != nil {
		return r.fail("%v", err)
	}
	if l.Strength == nil {
		l.Strength = make([]graph.Strength, len(l.From), cap(l.From))
		for i := range l.Strength {
			l.Strength[i] = 1
		}
	}
	l.Strength = append(l.Strength, s)
	return nil
}

// names numbers identifiers. As long as all are whole numbers each is its own number, and
// after that they are numbered by who comes first.
type names struct {
	seen   []bool // of each whole number whether it is a name; nil once there is a text
	byText map[string]int32
	texts  []string
}

// highest is below which whole numbers are kept as numbers, in a table of as many places.
const highest = 1 << 24

// number returns the number of a name; the rows before it are numbered anew where it is
// the first text.
func (n *names) number(name []byte, before *graph.Listing) int32 {
	if n.byText == nil {
		if value, ok := wholeNumber(name); ok {
			if int(value) >= len(n.seen) {
				n.seen = append(n.seen, make([]bool, int(value)+1-len(n.seen))...)
			}
			n.seen[value] = true
			return value
		}
		n.toTexts(before)
	}
	if at, ok := n.byText[string(name)]; ok {
		return at
	}
	return n.add(string(name))
}

func (n *names) add(text string) int32 {
	at := int32(len(n.texts))
	n.texts = append(n.texts, text)
	n.byText[text] = at
	return at
}

// toTexts takes the names for texts from now on.
func (n *names) toTexts(l *graph.Listing) {
	n.byText = map[string]int32{}
	at := make([]int32, len(n.seen))
	for value, seen := range n.seen {
		if seen {
			at[value] = n.add(strconv.Itoa(value))
		}
	}
	n.seen = nil
	renumber(l, at)
}

func renumber(l *graph.Listing, number []int32) {
	for row := range l.From {
		l.From[row] = number[l.From[row]]
	}
	for row := range l.To {
		l.To[row] = number[l.To[row]]
	}
}

// wholeNumber reads a number that is written as numbers are: no sign, no leading zero.
func wholeNumber(text []byte) (int32, bool) {
	if len(text) > 8 || len(text) == 0 || text[0] == '0' && len(text) > 1 {
		return 0, false
	}
	value := int32(0)
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		value = value*10 + int32(c-'0')
	}
	return value, value < highest
}

// sort returns the names as IDs, ascending, and numbers the ends of the rows by them.
func (n *names) sort(namespace string, l *graph.Listing) []graph.EntityID {
	if n.byText != nil {
		return n.sortTexts(namespace, l)
	}
	var keys []uint64
	for value, seen := range n.seen {
		if seen {
			keys = append(keys, textOrder(value)<<32|uint64(value))
		}
	}
	slices.Sort(keys)
	if namespace != "" {
		namespace += ":"
	}
	var text []byte // of all, one after another
	ends, place := make([]int, len(keys)), make([]int32, len(n.seen))
	for at, key := range keys {
		value := uint32(key)
		place[value] = int32(at)
		text = strconv.AppendUint(append(text, namespace...), uint64(value), 10)
		ends[at] = len(text)
	}
	renumber(l, place)
	ids, whole, from := make([]graph.EntityID, len(keys)), string(text), 0
	for at, to := range ends {
		ids[at] = graph.EntityID(whole[from:to])
		from = to
	}
	return ids
}

func (n *names) sortTexts(namespace string, l *graph.Listing) []graph.EntityID {
	all, order := make([]graph.EntityID, len(n.texts)), make([]int32, len(n.texts))
	for number, text := range n.texts {
		all[number], order[number] = graph.NewEntityID(namespace, text), int32(number)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(all[a], all[b]) })
	ids, place := make([]graph.EntityID, len(all)), make([]int32, len(all))
	for at, number := range order {
		ids[at], place[number] = all[number], int32(at)
	}
	renumber(l, place)
	return ids
}

// textOrder is a number that orders whole numbers below highest as their texts are
// ordered: by their digits from the left, and then the shorter first.
func textOrder(value int) uint64 {
	digits := uint64(1)
	for rest := value; rest >= 10; rest /= 10 {
		digits++
	}
	scaled := uint64(value)
	for range 8 - digits {
		scaled *= 10
	}
	return scaled<<4 | digits
}
