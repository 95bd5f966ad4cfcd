package loaders

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// bodsStatements reads statements of the Beneficial Ownership Data Standard, version 0.4: a JSON
// array of them, one, or one after another. A record is what all its statements say, so that they
// are held in memory and read in order of their dates.
//
// Source: Open Ownership, Beneficial Ownership Data Standard 0.4, schema reference.
type bodsStatements struct {
	look   *look
	report *Report
	count  *counter
	all    []bodsStatement
	read   bool
	at     int
	kinds  map[string]graph.EntityKind // by record
	open   map[string]bodsInterest     // interests of the relationship at hand that no statement has ended, by key
}

// A bodsStatement is what is read of a statement.
type bodsStatement struct {
	StatementID   string      `json:"statementId"`
	StatementType string      `json:"statementType"` // of versions before 0.4
	StatementDate string      `json:"statementDate"`
	RecordID      string      `json:"recordId"`
	RecordType    string      `json:"recordType"`
	RecordStatus  string      `json:"recordStatus"`
	Details       bodsDetails `json:"recordDetails"`

	line int
	err  error // why it cannot be read
}

type bodsDetails struct {
	Name           string   `json:"name"`
	AlternateNames []string `json:"alternateNames"`
	EntityType     struct {
		Type    string `json:"type"`
		Subtype string `json:"subtype"`
	} `json:"entityType"`
	Identifiers []struct {
		Scheme string `json:"scheme"`
		ID     string `json:"id"`
	} `json:"identifiers"`
	FoundingDate    string `json:"foundingDate"`
	DissolutionDate string `json:"dissolutionDate"`

	PersonType string `json:"personType"`
	Names      []struct {
		Type     string `json:"type"`
		FullName string `json:"fullName"`
	} `json:"names"`
	BirthDate         string `json:"birthDate"`
	PoliticalExposure struct {
		Status string `json:"status"`
	} `json:"politicalExposure"`

	Subject         bodsParty      `json:"subject"`
	InterestedParty bodsParty      `json:"interestedParty"`
	Interests       []bodsInterest `json:"interests"`
}

// A bodsParty is the record of one who has an interest or in whom one is had, or why it is
// not given.
type bodsParty struct{ record, reason string }

// UnmarshalJSON reads a record's identifier or an object with a reason.
func (p *bodsParty) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &p.record)
	}
	var why struct{ Reason, Description string }
	if err := json.Unmarshal(text, &why); err != nil {
		return err
	}
	p.reason = strings.TrimSuffix(why.Reason+": "+why.Description, ": ")
	return nil
}

// A bodsInterest is one interest of a relationship.
type bodsInterest struct {
	Type       string    `json:"type"`
	Directness string    `json:"directOrIndirect"`
	Beneficial bool      `json:"beneficialOwnershipOrControl"`
	Share      bodsShare `json:"share"`
	StartDate  string    `json:"startDate"`
	EndDate    string    `json:"endDate"`
}

// key tells interests of one relationship apart.
func (i *bodsInterest) key() string {
	return strings.TrimRight(cmp.Or(i.Type, "unknown")+" "+i.Directness+" "+i.StartDate, " ")
}

// A bodsShare is a share in per cent, exact or between bounds.
type bodsShare struct {
	Exact            *json.Number `json:"exact"`
	Minimum          *json.Number `json:"minimum"`
	Maximum          *json.Number `json:"maximum"`
	ExclusiveMinimum *json.Number `json:"exclusiveMinimum"`
	ExclusiveMaximum *json.Number `json:"exclusiveMaximum"`
}

// text is the share as linchpin writes it: 40, 25-50, >25-50.
func (s bodsShare) text() string {
	number := func(n *json.Number) string {
		if n == nil {
			return ""
		}
		return n.String()
	}
	if s.Exact != nil {
		return number(s.Exact)
	}
	least, above, most := number(s.Minimum), "", cmp.Or(number(s.Maximum), number(s.ExclusiveMaximum))
	if least == "" && s.ExclusiveMinimum != nil {
		least, above = number(s.ExclusiveMinimum), ">"
	}
	if least == "" && most == "" {
		return ""
	}
	return above + cmp.Or(least, "0") + "-" + cmp.Or(most, "100")
}

// check finds a share that cannot be one.
func (s bodsShare) check() error {
	least, most := 0., 100.
	for _, bound := range []struct {
		number *json.Number
		to     *float64
	}{{s.Minimum, &least}, {s.ExclusiveMinimum, &least}, {s.Maximum, &most}, {s.ExclusiveMaximum, &most}, {s.Exact, &least}, {s.Exact, &most}} {
		if bound.number == nil {
			continue
		}
		x, err := bound.number.Float64()
		if err != nil || x < 0 || x > 100 {
			return fmt.Errorf("share %s: want per cent from 0 to 100", bound.number)
		}
		*bound.to = x
	}
	if least > most {
		return fmt.Errorf("share from %g to %g: the least is above the most", least, most)
	}
	return nil
}

func newBODS(l *look, report *Report) *bodsStatements {
	return &bodsStatements{look: l, report: report, kinds: map[string]graph.EntityKind{}}
}

func (s *bodsStatements) offset() int64 {
	if s.count == nil {
		return 0
	}
	return s.count.n
}

// next turns the next statement into facts; all are read before the first.
func (s *bodsStatements) next(b *batcher) (bool, error) {
	if !s.read {
		if err := s.readAll(); err != nil {
			return false, err
		}
		s.read = true
	}
	if s.at == len(s.all) {
		return false, nil
	}
	one := &s.all[s.at]
	if s.at == 0 || s.all[s.at-1].RecordID != one.RecordID {
		s.open = map[string]bodsInterest{}
	}
	s.at++
	s.report.Rows++
	if err := s.convert(b, one); err != nil {
		reason := err.Error()
		if one.StatementID != "" && !strings.ContainsRune(one.StatementID, 0) { // a file may be one line
			reason = "statement " + one.StatementID + ": " + reason
		}
		s.report.bad(Problem{Line: one.line, Reason: reason, Hint: hintOf(err)})
		return true, nil
	}
	s.report.Loaded++
	return true, nil
}

// errOldBODS is wrapped by the error of a statement before version 0.4.
var errOldBODS = errors.New("it is a statement of version 0.3 or before")

func hintOf(err error) string {
	if errors.Is(err, errOldBODS) {
		return "convert it to version 0.4"
	}
	return "see the schema of the Beneficial Ownership Data Standard 0.4"
}

// readAll reads every statement and puts those of a record in order of their dates.
func (s *bodsStatements) readAll() error {
	text, count := s.look.text()
	s.count = count
	places := &lineFinder{r: text}
	d := json.NewDecoder(places)
	broken := func(err error) error {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			err = errors.New("the file ends in the middle of a statement; it may be cut off")
		}
		return &ParseError{s.look.in.Name, places.line(d.InputOffset()), err}
	}
	array, err := places.opensArray(d)
	if err != nil {
		return broken(err)
	}
	for array && d.More() || !array {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			if !array && errors.Is(err, io.EOF) {
				break
			}
			return broken(err)
		}
		one := bodsStatement{line: places.line(d.InputOffset() - int64(len(raw)))}
		if err := json.Unmarshal(raw, &one); err != nil {
			one.err = unreadable(err)
		}
		if kind, ok := one.entityKind(); ok {
			s.kinds[one.RecordID] = kind
		}
		s.all = append(s.all, one)
	}
	if array {
		if _, err := d.Token(); err != nil {
			return broken(err)
		}
	}
	slices.SortStableFunc(s.all, func(a, b bodsStatement) int {
		return cmp.Or(strings.Compare(a.RecordID, b.RecordID), strings.Compare(a.StatementDate, b.StatementDate))
	})
	return nil
}

// unreadable says in the words of the file why a statement cannot be read.
func unreadable(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return fmt.Errorf("it is no statement: %s is a %s, which it cannot be", wrong.Field, wrong.Value)
	}
	return fmt.Errorf("it is no statement: %w", err)
}

// A lineFinder notes where lines end in what is read through it.
type lineFinder struct {
	r    io.Reader
	n    int64
	ends []int64
}

func (f *lineFinder) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			f.ends = append(f.ends, f.n+int64(i))
		}
	}
	f.n += int64(n)
	return n, err
}

// line returns the line, from 1, that a place is in.
func (f *lineFinder) line(at int64) int {
	return 1 + sort.Search(len(f.ends), func(i int) bool { return f.ends[i] >= at })
}

// opensArray takes the bracket of an array, where there is one.
func (f *lineFinder) opensArray(d *json.Decoder) (bool, error) {
	if !d.More() && f.n == 0 {
		return false, io.ErrUnexpectedEOF
	}
	ahead, err := io.ReadAll(io.LimitReader(d.Buffered(), 1))
	if err != nil || len(ahead) == 0 || ahead[0] != '[' {
		return false, err
	}
	_, err = d.Token()
	return true, err
}

// convert makes facts of a statement.
func (s *bodsStatements) convert(b *batcher, one *bodsStatement) error {
	switch {
	case one.err != nil:
		return one.err
	case one.RecordType == "" && one.StatementType != "":
		return fmt.Errorf("%w (%s)", errOldBODS, one.StatementType)
	case one.RecordID == "" || strings.ContainsRune(one.RecordID, 0):
		return errors.New("it has no recordId")
	}
	record, err := s.record(b, one)
	if err != nil {
		return err
	}
	switch one.RecordType {
	case "person", "entity":
		kind, ok := one.entityKind()
		if !ok {
			return fmt.Errorf("entityType %q: want one of %s", one.Details.EntityType.Type, strings.Join(bodsEntityTypes, ", "))
		}
		if record.Fields, err = one.fields(); err != nil {
			return err
		}
		b.entity(s.id(one.RecordID), kind, record)
		return nil
	case "relationship":
		return s.relationship(b, one, record)
	}
	return fmt.Errorf("recordType %q: want person, entity or relationship", one.RecordType)
}

func (s *bodsStatements) id(record string) graph.EntityID {
	return graph.NewEntityID(s.look.options.Namespace, record)
}

// record is that of a statement, without what it says.
func (s *bodsStatements) record(b *batcher, one *bodsStatement) (graph.Record, error) {
	r := graph.Record{Source: b.source, Location: graph.Location{Part: one.StatementID, Line: one.line}, Grade: s.look.options.Grade, Known: s.look.options.Known}
	if strings.ContainsRune(one.StatementID, 0) {
		return r, errors.New("its statementId holds a NUL character")
	}
	if one.StatementDate != "" {
		known, err := graph.ParseDate(one.StatementDate)
		if err != nil {
			return r, fmt.Errorf("statementDate: %w", err)
		}
		r.Known = known
	}
	return r, nil
}

var bodsEntityTypes = []string{"registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody"}

// entityKind returns what a statement is about, where it is about a person or an entity.
func (one *bodsStatement) entityKind() (graph.EntityKind, bool) {
	switch {
	case one.RecordType == "person":
		return graph.Person, true
	case one.RecordType != "entity":
		return 0, false
	}
	switch t := one.Details.EntityType.Type; t {
	case "state", "stateBody":
		return graph.PublicBody, true
	default:
		return graph.Company, slices.Contains(bodsEntityTypes, t)
	}
}

// fields are what a statement says of a person or entity.
func (one *bodsStatement) fields() (fields []graph.Field, err error) {
	d := &one.Details
	add := func(name, value string) {
		value = strings.TrimSpace(value)
		if strings.ContainsRune(value, 0) {
			err = fmt.Errorf("%s holds a NUL character", name)
		}
		if value != "" {
			fields = append(fields, graph.Field{Name: name, Value: value})
		}
	}
	add(graph.PropName, d.Name)
	for _, name := range d.AlternateNames {
		add(graph.PropAlias, name)
	}
	for k, name := range d.Names {
		property := graph.PropAlias
		if k == 0 {
			property = graph.PropName
		}
		add(property, name.FullName)
	}
	for _, i := range d.Identifiers {
		add("register-number", strings.Trim(i.Scheme+" "+i.ID, " "))
	}
	add("entity-type", strings.TrimSuffix(d.EntityType.Type+", "+d.EntityType.Subtype, ", "))
	add("person-type", d.PersonType)
	add("pep", d.PoliticalExposure.Status) // an office held, and no opinion
	add("founded", d.FoundingDate)
	add("dissolved", d.DissolutionDate)
	if one.RecordStatus == "closed" {
		add("record-closed", one.StatementDate)
	}
	if d.BirthDate != "" {
		born, wrong := graph.ReadField(graph.PropBorn, d.BirthDate)
		if wrong != nil {
			return nil, fmt.Errorf("birthDate: %w", wrong)
		}
		add(graph.PropBorn, born)
	}
	return fields, err
}
