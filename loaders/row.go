package loaders

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/linchpin-graph/linchpin/graph"
)

// A value is a cell by what it is read as: a role or a property.
type value struct {
	name   string
	text   string
	column int
}

// A row is one line of a table, or one object, by names.
type row struct {
	line   int
	values []value
}

// get returns the first value of a name, with blanks taken off both ends.
func (r *row) get(name string) value {
	for _, v := range r.values {
		if v.name == name {
			v.text = trim(v.text)
			return v
		}
	}
	return value{name: name}
}

// trim takes blanks of every sort off both ends.
func trim(text string) string { return strings.TrimFunc(text, unicode.IsSpace) }

// roles are the names that are no properties.
var roles = map[string]bool{roleID: true, roleKind: true, roleFrom: true, roleTo: true, roleNamespace: true, roleGrade: true, roleSource: true, roleKnown: true, roleProceeding: true}

// problem makes a Problem of one of the row's values.
func (r *row) problem(v value, reason, hint string) *Problem {
	return &Problem{Line: r.line, Column: v.column, Reason: reason, Hint: hint}
}

// record makes the record that the row's common columns describe; a nil problem
// means that they could be read.
func (b *batcher) record(r *row) (graph.Record, *Problem) {
	o := b.look.options
	record := graph.Record{Source: b.source, Location: graph.Location{Line: r.line}, Grade: o.Grade, Known: o.Known}
	if v := r.get(roleGrade); v.text != "" {
		grade, err := graph.ParseGrade(v.text)
		if err != nil {
			return record, r.problem(v, err.Error(), "")
		}
		record.Grade = grade
	}
	if v := r.get(roleKnown); v.text != "" {
		known, err := graph.ParseDate(v.text)
		if err != nil {
			return record, r.problem(v, err.Error(), "")
		}
		record.Known = known
	}
	if v := r.get(roleSource); v.text != "" {
		record.Source, record.Location.In = graph.ReportSource(v.text), b.source
		from := o.Source // reports in one file come by the same way, and of one origin they are one voice
		b.describe(graph.Source{ID: record.Source, Title: v.text, Supplier: from.Supplier, Handling: from.Handling, Origin: from.Origin})
	}
	return record, nil
}

// fields reads the row's properties. A value that cannot be what its property asks
// for spoils a tie's row; an entity keeps it as text, with a warning, and it is read
// as unknown.
func (b *batcher) fields(r *row, ofTie bool) ([]graph.Field, *Problem) {
	var fields []graph.Field
	for _, v := range r.values {
		text := trim(v.text)
		if roles[v.name] || text == "" {
			continue
		}
		parts := []string{text}
		if v.name == graph.PropAlias {
			parts = strings.Split(text, ";")
		}
		for _, part := range parts {
			read, err := graph.ReadField(v.name, part)
			if err != nil && ofTie {
				return nil, r.problem(v, err.Error(), "")
			}
			if err != nil {
				b.report.warn(*r.problem(v, err.Error(), "kept as text and read as unknown"))
			}
			fields = append(fields, graph.Field{Name: v.name, Value: read})
		}
		if roundedNumber.MatchString(text) && !ofTie {
			b.report.warn(*r.problem(v, fmt.Sprintf("%s %q looks like a number that a spreadsheet rounded", v.name, text), "its digits are lost; export the column as text"))
		}
	}
	return fields, nil
}

// roundedNumber is how spreadsheets write long numbers.
var roundedNumber = regexp.MustCompile(`^\d[.,]\d+[eE]\+\d+$`)

// entityRow turns a row with an identifier into an entity, and into its part in a
// proceeding where it names one.
func (b *batcher) entityRow(r *row) *Problem {
	id := r.get(roleID)
	if id.text == "" {
		return r.problem(id, "no identifier", "every entity needs one of its own")
	}
	kind, problem := b.kindOf(r)
	if problem != nil {
		return problem
	}
	record, problem := b.record(r)
	if problem != nil {
		return problem
	}
	entity, problem := b.identify(r, id)
	if problem != nil {
		return problem
	}
	if record.Fields, problem = b.fields(r, false); problem != nil {
		return problem
	}
	if proceeding := r.get(roleProceeding); proceeding.text != "" {
		role := record
		role.Fields = []graph.Field{{Name: graph.PropRole, Value: r.get(graph.PropRole).text}}
		to := graph.NewEntityID(b.look.options.Namespace, proceeding.text)
		b.entity(entity, kind, record)
		b.mentioned(to, graph.Proceeding, role)
		b.tie(graph.Tie{Kind: graph.InvolvedIn, From: entity, To: to}, role)
		return nil
	}
	b.entity(entity, kind, record)
	return nil
}

func (b *batcher) kindOf(r *row) (graph.EntityKind, *Problem) {
	kind := b.look.options.Kind
	if kind == 0 {
		kind = graph.Person
	}
	v := r.get(roleKind)
	if v.text == "" {
		b.report.note("kind: rows that name none are read as %s", kind)
		return kind, nil
	}
	read, err := readEntityKind(v.text)
	if err != nil {
		return 0, r.problem(v, err.Error(), "")
	}
	if read == 0 {
		b.report.note("kind: %q says nothing and is read as %s", v.text, kind)
		return kind, nil
	}
	return read, nil
}

// identify makes the ID of an identifier, and warns of one that differs from another
// in the file by case or blanks alone.
func (b *batcher) identify(r *row, v value) (graph.EntityID, *Problem) {
	namespace := b.look.options.Namespace
	if n := r.get(roleNamespace); n.text != "" {
		if namespace = n.text; !graph.ValidNamespace(namespace) {
			return "", r.problem(n, fmt.Sprintf("namespace %q: want a lower-case letter, then letters, digits, dots, hyphens and underscores", namespace), "")
		}
	}
	id := graph.NewEntityID(namespace, v.text)
	b.warnOfVariant(r, v, id)
	return id, nil
}

func (b *batcher) warnOfVariant(r *row, v value, id graph.EntityID) {
	folded := strings.ToLower(string(id))
	first, seen := b.folded[folded]
	if !seen {
		b.folded[folded] = id
	} else if first != id {
		b.report.warn(*r.problem(v, fmt.Sprintf("identifier %q differs from %q by case alone", id, first), "they are two entities"))
	}
	for _, raw := range r.values {
		if raw.name == v.name && raw.column == v.column && raw.text != v.text {
			b.report.warn(*r.problem(v, fmt.Sprintf("identifier %q has blanks around it", raw.text), fmt.Sprintf("read as %q", v.text)))
		}
	}
}

// tieRow turns a row with two ends into a tie, and mentions its ends.
func (b *batcher) tieRow(r *row) *Problem {
	from, to := r.get(roleFrom), r.get(roleTo)
	for _, end := range []value{from, to} {
		if end.text == "" {
			return r.problem(end, fmt.Sprintf("no %s", end.name), "a tie needs both its ends")
		}
	}
	record, problem := b.record(r)
	if problem != nil {
		return problem
	}
	if record.Fields, problem = b.fields(r, true); problem != nil {
		return problem
	}
	tie := graph.Tie{Kind: b.look.options.TieKind}
	if v := r.get(roleKind); v.text != "" {
		var own string
		if tie.Kind, own = readTieKind(v.text); own != "" {
			record.Fields = append(record.Fields, graph.Field{Name: graph.PropWord, Value: own})
			b.report.note("kind: %q is none of the kinds of tie; read as linked-to, its word kept", own)
		}
	} else if tie.Kind == 0 {
		tie.Kind = graph.AssociatesWith
		b.report.note("kind: ties that name none are read as %s", tie.Kind)
	}
	if r.get(graph.PropStrength).text == "" {
		b.report.note("strength: ties without one count as 1")
	}
	if tie.From, problem = b.identify(r, from); problem != nil {
		return problem
	}
	if tie.To, problem = b.identify(r, to); problem != nil {
		return problem
	}
	b.addTie(tie, record, r.get(roleID).text)
	return nil
}

// addTie gives a tie its key and adds it with its ends.
func (b *batcher) addTie(tie graph.Tie, record graph.Record, identifier string) {
	record.Normalise()
	tie.Key = tieKey(tie.Kind, identifier, &record)
	rule := tie.Kind.Rule()
	b.end(tie.Kind, tie.From, rule.From, record)
	b.end(tie.Kind, tie.To, rule.To, record)
	b.tie(tie, record)
}

// end mentions an end of a tie, and says where its kind is a guess that may well be wrong.
func (b *batcher) end(tie graph.TieKind, id graph.EntityID, fits graph.KindSet, record graph.Record) {
	kind := b.endKind(tie, fits)
	if _, known := b.known[id]; !known && kind != b.look.options.Kind && fits != graph.Kinds(kind) && (fits.Has(graph.Account) || fits.Has(graph.Phone)) {
		b.report.note("kind: an end of %s that no row describes, and no other tie tells the kind of, is read as %s; it may be %s: say --kind", tie, kind, fits&^graph.Kinds(kind))
	}
	b.mentioned(id, kind, record)
}

// tieKey tells a tie apart from others of its kind between the same ends: by its
// identifier; an event without one by its place in the source; linked-to by its word.
func tieKey(kind graph.TieKind, identifier string, r *graph.Record) string {
	switch {
	case identifier != "":
		return graph.IdentifierKey(identifier)
	case !kind.Rule().State:
		return graph.LocationKey(r.Source, r.Location)
	case kind == graph.LinkedTo && r.Get(graph.PropWord) != "":
		return graph.IdentifierKey(r.Get(graph.PropWord))
	}
	return ""
}

// endKind returns the kind that an end of a tie is taken to have where nothing says
// it: the one asked for if it fits, otherwise the likeliest that does.
func (b *batcher) endKind(tie graph.TieKind, fits graph.KindSet) graph.EntityKind {
	switch kind := b.look.options.Kind; {
	case kind != 0 && fits.Has(kind):
		return kind
	case tie == graph.Uses && fits.Has(graph.Phone): // a company is owned and directed
		return graph.Phone
	}
	return fits.Likeliest()
}
