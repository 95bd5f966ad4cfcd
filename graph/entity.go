package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// An Entity is a person, gang, company or other thing: all its records read
// together.
type Entity struct {
	ID      EntityID
	Kind    EntityKind
	Records []Record // in their one order, at least one
}

// Implied reports whether every record only mentions the entity, so that its
// kind is an inference from the ties it stands in.
func (e *Entity) Implied() bool {
	return !slices.ContainsFunc(e.Records, func(r Record) bool { return !r.Implied })
}

// RecordID returns the ID of the entity's i-th record.
func (e *Entity) RecordID(i int) RecordID { return e.Records[i].id("entity " + string(e.ID)) }

// Name returns the name to call the entity by: its best record's, or its ID.
func (e *Entity) Name() string {
	if v := e.Value(PropName); v.Text != "" {
		return v.Text
	}
	_, identifier := e.ID.Split()
	return identifier
}

// Value returns the one value to use of a property; see [Value].
func (e *Entity) Value(name string) Value { return bestValue(e.Records, name) }

// Values returns every value of a property, best first.
func (e *Entity) Values(name string) []Value { return allValues(e.Records, name) }

// A Tie is a relation between two entities: all its records read together. Ends
// of an undirected kind stand in the order of their IDs.
type Tie struct {
	Kind     TieKind
	From, To EntityID
	Key      string // tells apart ties of one kind between the same ends; see [IdentifierKey] and [LocationKey]
	Records  []Record
}

// A TieID names a tie by its kind, ends and key.
type TieID string

// IdentifierKey returns the key of a tie that its source gives an identifier. A
// linked-to tie with no identifier takes its word for one.
func IdentifierKey(identifier string) string { return "id " + identifier }

// LocationKey returns the key of an event that is known only by where it stands.
func LocationKey(source SourceID, at Location) string {
	return "at " + string(cmp.Or(at.In, source)) + " " + at.Part + ":" + strconv.Itoa(at.Line)
}

// Identifier returns the identifier in the tie's key, or "" where it has none.
func (t *Tie) Identifier() string {
	identifier, ok := strings.CutPrefix(t.Key, "id ")
	if !ok {
		return ""
	}
	return identifier
}

// Normalise puts an undirected tie's ends in order.
func (t *Tie) Normalise() {
	if !t.Kind.Rule().Directed && t.To < t.From {
		t.From, t.To = t.To, t.From
	}
}

// ID returns the tie's ID.
func (t *Tie) ID() TieID {
	sum := sha256.Sum256([]byte(t.subject()))
	return TieID(hex.EncodeToString(sum[:16]))
}

func (t *Tie) subject() string {
	return fmt.Sprintf("tie %s\n%q\n%q\n%q", t.Kind, string(t.From), string(t.To), t.Key)
}

// RecordID returns the ID of the tie's i-th record.
func (t *Tie) RecordID(i int) RecordID { return t.Records[i].id(t.subject()) }

// Value returns the one value to use of a property; see [Value].
func (t *Tie) Value(name string) Value { return bestValue(t.Records, name) }

// Values returns every value of a property, best first.
func (t *Tie) Values(name string) []Value { return allValues(t.Records, name) }

// Word returns the source's own word for the tie, or that of its kind.
func (t *Tie) Word() string { return cmp.Or(t.Value(PropWord).Text, t.Kind.String()) }

// When returns when the tie happened or held; an end that is not known is open.
func (t *Tie) When() Date {
	if at := readDate(t.Value(PropAt).Text); at.Known() {
		return at
	}
	return readDate(t.Value(PropSince).Text).Until(readDate(t.Value(PropUntil).Text))
}

// Strength returns the tie's strength as given, and 1 where none is. A text that
// is no number cannot be: loaders refuse it.
func (t *Tie) Strength() Strength {
	text := t.Value(PropStrength).Text
	if text == "" { // most often, and an error is slow to make
		return 1
	}
	if s, err := ParseStrength(text); err == nil {
		return s
	}
	return 1
}

// Amount returns what the tie carries. The second result is false where no
// amount was given.
func (t *Tie) Amount() (Amount, bool) {
	v := t.Value(PropAmount)
	value, err := ParseDecimal(v.Text)
	if err != nil {
		return Amount{}, false
	}
	return Amount{value, v.Record.Get(PropCurrency)}, true
}

// A Strength says how strong a tie is: the more, the closer. At least 0.
type Strength float64

// A Distance says how far apart two entities are: the more, the farther.
type Distance float64

// ParseStrength reads a finite decimal number of at least 0, exponents allowed.
func ParseStrength(text string) (Strength, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x < 0 || x-x != 0 || strings.ContainsAny(text, "xX_pPnN") {
		return 0, fmt.Errorf("strength %q: want a number of at least 0, such as 1 or 2.5", text)
	}
	return Strength(x), nil
}

// Distance returns 1/s. It is infinite for a strength of 0.
func (s Strength) Distance() Distance { return Distance(1 / s) }

// Probability returns the interval of the tie's being real, from the grades of
// its records: within one voice the highest lower bound counts, independent
// voices combine. voice gives what a source counts as; see [Source.Voice].
func (t *Tie) Probability(voice func(SourceID) string) Interval {
	if len(t.Records) == 1 { // by far the most common case
		return t.Records[0].Grade.Interval()
	}
	return together(t.hear(nil, voice))
}

// Certainty returns the word for a tie of probability p.
func (t *Tie) Certainty(p Interval) Certainty {
	switch {
	case !slices.ContainsFunc(t.Records, func(r Record) bool { return r.Grade.Scheme != Ungraded }):
		return NotGraded
	case p.Lo >= .9:
		return Confirmed
	case p.Lo >= .5:
		return Tentative
	}
	return Unconfirmed
}
