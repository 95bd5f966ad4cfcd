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
		cmp.Compare(b.Record.Known.Earliest, a.Record.Known.Earliest),
		strings.Compare(a.Text, b.Text))
}

func bestValue(records []Record, name string) Value {
	if len(records) == 1 { // by far the most common case, with nothing to weigh
		return Value{Text: records[0].Get(name), Record: &records[0]}
	}
	if values := allValues(records, name); len(values) > 0 {
		return values[0]
	}
	return Value{}
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
