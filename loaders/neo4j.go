package loaders

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// importColumn is a column of a Neo4j import table: a name, a type after a colon, and
// for identifiers an id space in brackets.
var importColumn = regexp.MustCompile(`^([^:]*):([A-Za-z_]+(?:\[\])?)(?:\(([^)]*)\))?(?:\{[^}]*\})?$`)

// importTypes are the types a column can have. All are read as text; arrays become
// several values.
var importTypes = []string{"int", "long", "float", "double", "boolean", "byte", "short", "char", "string", "point", "date", "localtime", "time", "localdatetime", "datetime", "duration"}

// isImportColumn reports whether a column's name is one of Neo4j's own.
func isImportColumn(name string) bool {
	m := importColumn.FindStringSubmatch(name)
	return m != nil && slices.Contains([]string{"ID", "LABEL", "START_ID", "END_ID", "TYPE"}, m[2])
}

// an importHeader is what the columns of a Neo4j import table say beside their values.
type importHeader struct {
	names  importNames
	spaces map[string]string // by role: the namespace of its identifiers
	arrays map[string]bool   // columns of several values
}

// importColumns decides what each column is read as, and how rows become facts.
func importColumns(columns []string, o Options) ([]string, func(*batcher, *row) *Problem, error) {
	h := &importHeader{spaces: map[string]string{}, arrays: map[string]bool{}}
	if o.Mapping != nil {
		h.names = o.Mapping.Neo4j
	}
	read := make([]string, len(columns))
	for i, column := range columns {
		name, kind, space := column, "", ""
		if m := importColumn.FindStringSubmatch(column); m != nil {
			name, kind, space = m[1], m[2], m[3]
		}
		base := strings.TrimSuffix(kind, "[]")
		switch {
		case kind == "ID":
			read[i] = roleID
		case kind == "START_ID":
			read[i] = roleFrom
		case kind == "END_ID":
			read[i] = roleTo
		case kind == "LABEL" || kind == "TYPE":
			read[i] = roleKind
		case kind == "IGNORE":
			continue
		case kind == "" || slices.Contains(importTypes, strings.ToLower(base)):
			read[i] = importProperty(name)
			h.arrays[read[i]] = strings.HasSuffix(kind, "[]")
		default:
			return nil, nil, fmt.Errorf("column %q: unknown type %q", column, kind)
		}
		if space != "" {
			if space = foldName(space); !graph.ValidNamespace(space) {
				return nil, nil, fmt.Errorf("column %q: the id space cannot be a namespace", column)
			}
			h.spaces[read[i]] = space
		}
	}
	if slices.Contains(read, roleFrom) && slices.Contains(read, roleTo) {
		return read, h.tie, nil
	}
	if !slices.Contains(read, roleID) {
		return nil, nil, fmt.Errorf("a table of nodes needs :ID, one of relationships :START_ID and :END_ID")
	}
	return read, h.entity, nil
}

// importProperty keeps a property apart from the columns that mean something to a
// conventional table: Neo4j's id and type are properties.
func importProperty(name string) string {
	folded := foldName(name)
	if known, ok := columnNames[folded]; ok {
		folded = known
	}
	if roles[folded] {
		return "neo4j-" + folded
	}
	return folded
}

func (h *importHeader) split(r *row) {
	var values []value
	for _, v := range r.values {
		if !h.arrays[v.name] {
			values = append(values, v)
			continue
		}
		for part := range strings.SplitSeq(v.text, ";") {
			values = append(values, value{v.name, part, v.column})
		}
	}
	r.values = values
}

func (h *importHeader) entity(b *batcher, r *row) *Problem {
	h.split(r)
	if space := h.spaces[roleID]; space != "" {
		r.values = append(r.values, value{name: roleNamespace, text: space})
	}
	labels := r.get(roleKind)
	kind, word, err := h.names.entityKind(labels.text)
	if err != nil {
		return r.problem(labels, err.Error(), "say what it is under neo4j: labels: in a mapping")
	}
	r.set(roleKind, kind.String())
	if template, ok := h.names.Names[word]; ok {
		r.set(graph.PropName, template.expand(r))
	}
	r.values = append(r.values, value{name: "label", text: labels.text, column: labels.column})
	return b.entityRow(r)
}

func (h *importHeader) tie(b *batcher, r *row) *Problem {
	h.split(r)
	record, problem := b.record(r)
	if problem != nil {
		return problem
	}
	if record.Fields, problem = b.fields(r, true); problem != nil {
		return problem
	}
	word := r.get(roleKind)
	if word.text == "" {
		return r.problem(word, "no type", "")
	}
	kind, named := h.names.Types[word.text]
	if !named {
		kind, _ = readTieKind(word.text)
	}
	record.Fields = append(record.Fields, graph.Field{Name: graph.PropWord, Value: word.text})
	tie := graph.Tie{Kind: kind}
	for _, end := range []struct {
		role string
		id   *graph.EntityID
	}{{roleFrom, &tie.From}, {roleTo, &tie.To}} {
		v := r.get(end.role)
		if v.text == "" {
			return r.problem(v, "no "+end.role, "a relationship needs both its ends")
		}
		namespace := b.look.options.Namespace
		if space := h.spaces[end.role]; space != "" {
			namespace = space
		}
		*end.id = graph.NewEntityID(namespace, v.text)
	}
	identifier := "" // an event is a tie for each row; a state is one for each type
	if kind.Rule().State {
		identifier = word.text
	}
	b.addTie(tie, record, identifier)
	return nil
}

// set replaces a row's value of a name.
func (r *row) set(name, text string) {
	for i := range r.values {
		if r.values[i].name == name {
			r.values[i].text = text
			return
		}
	}
	r.values = append(r.values, value{name: name, text: text})
}

// entityKind reads a node's labels, one of which must be known.
func (n importNames) entityKind(labels string) (graph.EntityKind, string, error) {
	if labels == "" {
		return graph.Person, "", nil
	}
	for label := range strings.SplitSeq(labels, ";") {
		label = trim(label)
		if kind, ok := n.Labels[label]; ok {
			return kind, label, nil
		}
		if kind, err := readEntityKind(label); err == nil && kind != 0 {
			return kind, label, nil
		}
	}
	return 0, "", fmt.Errorf("unknown label %q", labels)
}
