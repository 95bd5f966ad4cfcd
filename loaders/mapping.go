package loaders

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Mapping says how the rows of any table become entities and ties. It is YAML;
// docs/formats.md describes it.
type Mapping struct {
	Delimiter string         `yaml:"delimiter"`
	Decimal   string         `yaml:"decimal"` // "," where amounts are written 1.250,00
	Dates     string         `yaml:"dates"`   // such as DD/MM/YYYY; none: ISO 8601
	Source    mappedSource   `yaml:"source"`
	Skip      []mappedSkip   `yaml:"skip"`
	Entities  []mappedEntity `yaml:"entities"`
	Ties      []mappedTie    `yaml:"ties"`
	Neo4j     importNames    `yaml:"neo4j"`
	delimiter rune
	sum       string
}

// importNames give Neo4j's labels and types a kind, and labels a name.
type importNames struct {
	Labels map[string]graph.EntityKind `yaml:"labels"`
	Types  map[string]graph.TieKind    `yaml:"types"`
	Names  map[string]Template         `yaml:"names"`
}

type mappedSource struct {
	Title    string   `yaml:"title"`
	Supplier string   `yaml:"supplier"`
	Handling string   `yaml:"handling"`
	Origin   string   `yaml:"origin"`
	Report   Template `yaml:"report"` // the report number of each row
	Grade    Template `yaml:"grade"`
	KnownOn  Template `yaml:"known-on"`
}

type mappedSkip struct {
	Column  string  `yaml:"column"`
	Equals  *string `yaml:"equals"`
	Matches string  `yaml:"matches"`
	Empty   bool    `yaml:"empty"`

	pattern *regexp.Regexp
}

type mappedEntity struct {
	As         string              `yaml:"as"` // what ties call it
	Kind       graph.EntityKind    `yaml:"kind"`
	Namespace  string              `yaml:"namespace"`
	ID         Template            `yaml:"id"`
	Name       Template            `yaml:"name"`
	Properties map[string]Template `yaml:"properties"`
	Mention    bool                `yaml:"mention"` // no record of its own, only as an end of ties
}

type mappedTie struct {
	Kind       graph.TieKind       `yaml:"kind"`
	From       string              `yaml:"from"`
	To         string              `yaml:"to"`
	Key        Template            `yaml:"key"`
	Properties map[string]Template `yaml:"properties"`
}

// ReadMapping reads a mapping and checks all that can be checked without a table.
// The error is a *ParseError.
func ReadMapping(name string, text []byte) (*Mapping, error) {
	var m Mapping
	if err := yaml.UnmarshalWithOptions(text, &m, yaml.Strict()); err != nil {
		return nil, &ParseError{name, errorLine(err), errors.New(yaml.FormatError(err, false, false))}
	}
	sum := sha256.Sum256(text)
	m.sum = hex.EncodeToString(sum[:])
	if err := m.check(); err != nil {
		return nil, &ParseError{name, 0, err}
	}
	return &m, nil
}

// errorLine returns the line that a YAML error names.
func errorLine(err error) int {
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil {
		return located.GetToken().Position.Line
	}
	return 0
}

func (m *Mapping) check() error {
	switch m.Delimiter {
	case "":
	case "tab", "\t":
		m.delimiter = '\t'
	case ",", ";", "|":
		m.delimiter = rune(m.Delimiter[0])
	default:
		return fmt.Errorf("delimiter %q: want one of , ; | or tab", m.Delimiter)
	}
	if m.Decimal != "" && m.Decimal != "," && m.Decimal != "." {
		return fmt.Errorf("decimal %q: want a comma or a point", m.Decimal)
	}
	if _, err := readDateLayout(m.Dates); err != nil {
		return err
	}
	if !m.ofTable() && len(m.Neo4j.Labels)+len(m.Neo4j.Types)+len(m.Neo4j.Names) == 0 {
		return errors.New("it maps nothing: it needs entities, ties, or neo4j labels and types")
	}
	for i := range m.Skip {
		if err := m.Skip[i].check(); err != nil {
			return err
		}
	}
	var names []string
	for i, e := range m.Entities {
		switch {
		case e.Kind == 0 || len(e.ID.parts) == 0:
			return fmt.Errorf("entity %d needs a kind and an id", i+1)
		case e.Namespace != "" && !graph.ValidNamespace(e.Namespace):
			return fmt.Errorf("entity %d: namespace %q: want a lower-case letter, then letters, digits, dots, hyphens and underscores", i+1, e.Namespace)
		case e.As != "" && slices.Contains(names, e.As):
			return fmt.Errorf("two entities are called %q", e.As)
		}
		if err := checkConstants(e.Properties); err != nil {
			return fmt.Errorf("entity %d: %w", i+1, err)
		}
		names = append(names, e.As)
	}
	for i, t := range m.Ties {
		if t.Kind == 0 {
			return fmt.Errorf("tie %d needs a kind", i+1)
		}
		for _, end := range []string{t.From, t.To} {
			if end == "" || !slices.Contains(names, end) {
				return fmt.Errorf("tie %d: %q is the name (as:) of no entity", i+1, end)
			}
		}
		from, to := m.Entities[slices.Index(names, t.From)].Kind, m.Entities[slices.Index(names, t.To)].Kind
		if !t.Kind.Fits(from, to) {
			return fmt.Errorf("tie %d: %s does not run from %s to %s", i+1, t.Kind, from, to)
		}
		if err := checkConstants(t.Properties); err != nil {
			return fmt.Errorf("tie %d: %w", i+1, err)
		}
	}
	return nil
}

// checkConstants refuses a property that is the same for every row and cannot be one.
func checkConstants(properties map[string]Template) error {
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if t := properties[name]; len(t.columns()) == 0 {
			if _, err := graph.ReadField(name, t.text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *mappedSkip) check() error {
	conditions := 0
	for _, given := range []bool{s.Equals != nil, s.Matches != "", s.Empty} {
		if given {
			conditions++
		}
	}
	if s.Column == "" || conditions != 1 {
		return errors.New("skip: want a column and one of equals, matches and empty")
	}
	var err error
	if s.pattern, err = regexp.Compile(s.Matches); err != nil {
		return fmt.Errorf("skip: %w", err)
	}
	return nil
}

// ofTable reports whether the mapping makes facts of a table's rows.
func (m *Mapping) ofTable() bool { return len(m.Entities)+len(m.Ties) > 0 }

// columns returns the columns of the table that the mapping names.
func (m *Mapping) columns() []string {
	templates := []Template{m.Source.Report, m.Source.Grade, m.Source.KnownOn}
	for _, e := range m.Entities {
		templates = append(templates, e.ID, e.Name)
		for _, t := range e.Properties {
			templates = append(templates, t)
		}
	}
	for _, tie := range m.Ties {
		templates = append(templates, tie.Key)
		for _, t := range tie.Properties {
			templates = append(templates, t)
		}
	}
	var names []string
	for _, s := range m.Skip {
		names = append(names, s.Column)
	}
	for _, t := range templates {
		names = append(names, t.columns()...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// bind checks the mapping against a table's header, before any row is read, and
// returns how its rows become facts.
func (m *Mapping) bind(l *look, header []string) (func(*batcher, *row) *Problem, error) {
	for _, name := range m.columns() {
		if !slices.Contains(header, name) {
			return nil, fmt.Errorf("the mapping names a column %q that the table does not have; it has %s", name, strings.Join(header, ", "))
		}
	}
	s, o := m.Source, &l.options.Source
	for _, part := range []struct {
		to   *string
		text string
	}{{&o.Title, s.Title}, {&o.Supplier, s.Supplier}, {&o.Handling, s.Handling}, {&o.Origin, s.Origin}} {
		if *part.to == "" {
			*part.to = part.text
		}
	}
	layout, err := readDateLayout(m.Dates)
	if err != nil {
		return nil, err
	}
	return func(b *batcher, r *row) *Problem { return m.convert(b, r, layout) }, nil
}

// convert makes the facts of one row, all or none of them.
func (m *Mapping) convert(b *batcher, r *row, layout dateLayout) *Problem {
	for i := range m.Skip {
		if m.Skip[i].applies(r) {
			return skipped
		}
	}
	common := &row{line: r.line}
	for role, t := range map[string]Template{roleSource: m.Source.Report, roleGrade: m.Source.Grade, roleKnown: m.Source.KnownOn} {
		text := t.expand(r)
		if role == roleKnown {
			text = layout.iso(text)
		}
		common.values = append(common.values, value{role, text, t.column(r).column})
	}
	record, problem := b.record(common)
	if problem != nil {
		return problem
	}
	ids := map[string]graph.EntityID{}
	records := make([]graph.Record, len(m.Entities))
	for i, e := range m.Entities {
		id := e.ID.expand(r)
		if id == "" {
			return r.problem(e.ID.column(r), fmt.Sprintf("no identifier for %s %s", e.Kind, e.As), "skip such rows under skip: if they are no facts")
		}
		ids[e.As] = graph.NewEntityID(e.Namespace, id)
		records[i] = record
		if records[i].Fields, problem = m.fields(b, r, e.Properties, layout, false); problem != nil {
			return problem
		}
		if name := e.Name.expand(r); name != "" {
			records[i].Fields = append(records[i].Fields, graph.Field{Name: graph.PropName, Value: name})
		}
	}
	tieRecords := make([]graph.Record, len(m.Ties))
	for i, t := range m.Ties {
		tieRecords[i] = record
		if tieRecords[i].Fields, problem = m.fields(b, r, t.Properties, layout, true); problem != nil {
			return problem
		}
	}
	for i, e := range m.Entities {
		id := graph.NewEntityID(e.Namespace, e.ID.expand(r))
		if e.Mention {
			b.mentioned(id, e.Kind, records[i])
		} else if implied, known := b.known[id]; !known || implied != 0 || len(e.Properties) > 0 {
			b.entity(id, e.Kind, records[i])
		}
	}
	for i, t := range m.Ties {
		tie := graph.Tie{Kind: t.Kind, From: ids[t.From], To: ids[t.To]}
		tieRecords[i].Normalise()
		tie.Key = tieKey(t.Kind, t.Key.expand(r), &tieRecords[i])
		b.tie(tie, tieRecords[i])
	}
	return nil
}

// fields fills in properties, reading dates by the mapping's layout and numbers by
// its decimal sign.
func (m *Mapping) fields(b *batcher, r *row, templates map[string]Template, layout dateLayout, ofTie bool) ([]graph.Field, *Problem) {
	filled := &row{line: r.line}
	for name, t := range templates {
		text := t.expand(r)
		switch name {
		case graph.PropBorn, graph.PropAt, graph.PropSince, graph.PropUntil, graph.PropCustodySince, graph.PropCustodyUntil:
			text = layout.iso(text)
		case graph.PropAmount, graph.PropStrength:
			if m.Decimal == "," {
				text = strings.Replace(strings.ReplaceAll(text, ".", ""), ",", ".", 1)
			}
		}
		filled.values = append(filled.values, value{name, text, t.column(r).column})
	}
	slices.SortFunc(filled.values, func(a, b value) int { return strings.Compare(a.name, b.name) })
	return b.fields(filled, ofTie)
}

func (s *mappedSkip) applies(r *row) bool {
	text := r.get(s.Column).text
	switch {
	case s.Equals != nil:
		return text == *s.Equals
	case s.Empty:
		return text == ""
	}
	return s.pattern.MatchString(text)
}
