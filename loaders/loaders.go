package loaders

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"

	"github.com/linchpin-graph/linchpin/graph"
)

// An Input is a file to read. It is read twice: once to learn its hash and
// encoding, once for its rows.
type Input struct {
	Name string // as a person named it
	Data io.ReaderAt
	Size int64
}

// Options say how a file is to be read. The zero value reads what the file itself
// says.
type Options struct {
	Format         string // one of Formats; "": by content
	Mapping        *Mapping
	Namespace      string           // of identifiers that name none
	Kind           graph.EntityKind // of entities that state none; 0: person
	TieKind        graph.TieKind    // of ties that state none; 0: associates-with
	Delimiter      rune             // 0: by content
	Encoding       string           // "": by content; see docs/formats.md
	Source         graph.Source     // what is known of the file as a source; its ID, title and hash are filled in
	Grade          graph.Grade      // of rows that have none
	Known          graph.Date       // when rows that do not say it became known
	AllowSensitive bool             // load columns on religion, ethnicity, politics, health and the like
	Strict         bool             // load nothing where a row is bad
	BatchSize      int              // facts of a batch; 0: 50,000
	Progress       func(rows int, bytes int64)
}

// A Format is a way of writing facts that can be read.
type Format struct{ Name, About string }

// Formats returns the formats, by which Options.Format and the formats command
// name them.
func Formats() []Format {
	return []Format{
		{"csv", "table with conventional columns: id, kind, name, ... for entities; from, to, kind, ... for ties"},
		{"neo4j", "Neo4j import table: :ID, :LABEL, :START_ID, :END_ID, :TYPE and typed columns"},
		{"edges", "list of ties without a header: from, to and a strength where given"},
		{"mapped", "any table, by a mapping (linchpin map writes one to start from)"},
		{"bods", "Beneficial Ownership Data Standard 0.4: statements of who owns and controls companies, as JSON"},
		{"jsonl", "linchpin's own JSON Lines, which carry everything; or a flat object a line with conventional names"},
	}
}

// Load reads a file and hands its facts over in batches, the last of which is marked.
// A row that cannot be read is reported and left out; with Options.Strict nothing is
// handed over then. The error is a *ParseError where the file as a whole cannot be
// read; then, too, nothing was handed over but what came before the place it names.
func Load(ctx context.Context, in Input, o Options, put func(*graph.Batch) error) (*Report, error) {
	look, err := sniff(ctx, in, o)
	if err != nil {
		return nil, err
	}
	if o.Strict {
		report, err := look.load(ctx, func(*graph.Batch) error { return nil })
		if err != nil {
			return nil, err
		}
		if report.BadRows > 0 {
			return report, &ParseError{in.Name, report.Bad[0].Line, fmt.Errorf("%d of %d rows cannot be read, so none is loaded; the first: %s", report.BadRows, report.Rows, report.Bad[0].Reason)}
		}
	}
	return look.load(ctx, put)
}

// load reads the rows once.
func (l *look) load(ctx context.Context, put func(*graph.Batch) error) (*Report, error) {
	report := &Report{File: l.in.Name, Format: l.format, Notes: append([]string(nil), l.notes...)}
	b := newBatcher(l, report, put)
	rows, err := l.rows(report)
	if err != nil {
		return nil, err
	}
	for {
		if report.Rows&1023 == 0 {
			if err := ctx.Err(); err != nil {
				return report, err
			}
			if l.options.Progress != nil {
				l.options.Progress(report.Rows, rows.offset())
			}
		}
		more, err := rows.next(b)
		if err != nil {
			return report, err
		}
		if !more {
			break
		}
		if err := b.flushFull(); err != nil {
			return report, err
		}
	}
	return report, b.finish()
}

// A rowReader turns the next row into facts. It reports a row that it cannot read
// and returns false after the last.
type rowReader interface {
	next(b *batcher) (bool, error)
	offset() int64
}

func (l *look) rows(report *Report) (rowReader, error) {
	switch l.format {
	case "jsonl":
		return newJSONLines(l, report), nil
	case "bods":
		return newBODS(l, report), nil
	}
	return newTableRows(l, report)
}

const defaultBatchSize = 50_000

// A batcher gathers facts and hands them over when there are enough.
type batcher struct {
	look     *look
	report   *Report
	put      func(*graph.Batch) error
	size     int
	facts    graph.Network
	part     int
	load     string                              // key of the whole load
	source   graph.SourceID                      // the file
	told     map[graph.SourceID]bool             // sources already handed over
	known    map[graph.EntityID]graph.EntityKind // entities that a record was made of: the kind that their mentions imply, or 0
	folded   map[string]graph.EntityID           // by identifier without case and blanks
	ownFacts bool                                // facts came with sources of their own; the file is only their carrier
}

func newBatcher(l *look, report *Report, put func(*graph.Batch) error) *batcher {
	b := &batcher{look: l, report: report, put: put, size: l.options.BatchSize, source: graph.FileSource(l.sum),
		told: map[graph.SourceID]bool{}, known: map[graph.EntityID]graph.EntityKind{}, folded: map[string]graph.EntityID{}}
	if b.size == 0 {
		b.size = defaultBatchSize
	}
	o := l.options
	key := sha256.Sum256(fmt.Appendf(nil, "%x %s %q %v %v %q %q %v %v %v %v %d", l.sum, l.format, o.Namespace, o.Kind, o.TieKind, o.Delimiter, l.encoding, o.Source, o.Grade, o.Known, l.mappingSum(), b.size))
	b.load = hex.EncodeToString(key[:])
	return b
}

func (l *look) mappingSum() string {
	if l.options.Mapping == nil {
		return ""
	}
	return l.options.Mapping.sum
}

// describe hands a source over once.
func (b *batcher) describe(s graph.Source) {
	if !b.told[s.ID] {
		b.told[s.ID] = true
		b.facts.Sources = append(b.facts.Sources, s)
	}
}

func (b *batcher) fileSource() graph.Source {
	s := b.look.options.Source
	s.ID, s.SHA256 = b.source, hex.EncodeToString(b.look.sum[:])
	if s.Title == "" {
		s.Title = filepath.Base(b.look.in.Name)
	}
	return s
}

func (b *batcher) entity(id graph.EntityID, kind graph.EntityKind, r graph.Record) {
	r.Normalise()
	b.known[id] = 0
	b.facts.Entities = append(b.facts.Entities, graph.Entity{ID: id, Kind: kind, Records: []graph.Record{r}})
}

// mentioned makes a record of an entity that a tie names, once for each file, and again where
// a later tie says more of its kind.
func (b *batcher) mentioned(id graph.EntityID, kind graph.EntityKind, r graph.Record) {
	had, ok := b.known[id]
	switch {
	case !ok:
		b.report.Implied++
	case had == 0 || graph.JoinKinds(had, true, kind, true) == had:
		return
	}
	b.entity(id, kind, graph.Record{Source: r.Source, Location: r.Location, Grade: r.Grade, Known: r.Known, Implied: true})
	b.known[id] = kind
}

func (b *batcher) tie(t graph.Tie, r graph.Record) {
	r.Normalise()
	t.Records = []graph.Record{r}
	t.Normalise()
	b.facts.Ties = append(b.facts.Ties, t)
}

func (b *batcher) flushFull() error {
	if len(b.facts.Entities)+len(b.facts.Ties) < b.size {
		return nil
	}
	return b.flush(false)
}

// finish hands over what is left and marks the load as complete.
func (b *batcher) finish() error {
	if b.look.options.Progress != nil {
		b.look.options.Progress(b.report.Rows, b.look.in.Size)
	}
	return b.flush(true)
}

func (b *batcher) flush(last bool) error {
	if !b.ownFacts { // a case's own export says where everything comes from
		b.describe(b.fileSource())
	}
	b.part++
	key := sha256.Sum256(fmt.Appendf(nil, "%s %d", b.load, b.part))
	batch := &graph.Batch{Key: hex.EncodeToString(key[:]), Load: b.load, Part: b.part, Last: last, Title: b.look.in.Name, Facts: b.facts}
	b.facts = graph.Network{}
	return b.put(batch)
}
