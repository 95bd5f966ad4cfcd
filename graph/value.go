package graph

import (
	"cmp"
	"slices"
	"strings"
)

// A Value is one value of a property with the record that gives it. Where one is
// needed of several, the record with the highest lower bound of its grade
// decides, then the latest known, then the smallest text; Conflict says that
// another record gives another value. Nothing is dropped: Values has them all.
type Value struct {
	Text     string
	Record   *Record
	Conflict bool
}

func allValues(records []Record, name string) []Value {
	var values []Value
	for i := range records {
		for _, f := range records[i].Fields {
			if f.Name == name {
				values = append(values, Value{Text: f.Value, Record: &records[i]})
			}
		}
	}
	if len(values) < 2 {
		return values
	}
	slices.SortStableFunc(values, compareValues)
	for i := range values {
		values[i].Conflict = slices.ContainsFunc(values, func(v Value) bool { return v.Text != values[i].Text })
	}
	return values
}

func compareValues(a, b Value) int {
	return cmp.Or(
		cmp.Compare(b.Record.Grade.Interval().Lo, a.Record.Grade.Interval().Lo),
		cmp.Compare(b.Record.knownSince(), a.Record.knownSince()),
		strings.Compare(a.Text, b.Text))
}

// knownSince returns when the record became known; what is undated always was.
func (r *Record) knownSince() int64 {
	if !r.Known.Known() {
		return openEarliest
	}
	return r.Known.Earliest
}

func bestValue(records []Record, name string) Value {
	if len(records) == 1 { // by far the most common case, with no grades to weigh
		return records[0].value(name)
	}
	if values := allValues(records, name); len(values) > 0 {
		return values[0]
	}
	return Value{}
}

// value returns the record's first value of a name, as bestValue does.
func (r *Record) value(name string) Value {
	i, _ := slices.BinarySearchFunc(r.Fields, Field{Name: name}, compareFields)
	if i == len(r.Fields) || r.Fields[i].Name != name {
		return Value{}
	}
	return Value{r.Fields[i].Value, r, i+1 < len(r.Fields) && r.Fields[i+1].Name == name}
}

// singular are the properties of which an entity has one, so that two values
// are two opinions. Others, such as aliases and roles, add up.
var singular = []string{PropName, PropBorn, PropMinor, PropClass}

// A Disagreement is a property of one entity of which records say different
// things: a name that may be two people's, a birth date that one source has
// wrong.
type Disagreement struct {
	Entity   EntityID
	Property string
	Values   []Value // best first, at least two texts
}

// Disagreements returns what the entity's records disagree on.
func (e *Entity) Disagreements() []Disagreement {
	var found []Disagreement
	for _, name := range singular {
		if values := e.Values(name); len(values) > 1 && values[0].Conflict {
			found = append(found, Disagreement{e.ID, name, values})
		}
	}
	return found
}
