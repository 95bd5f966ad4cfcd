package graph

import (
	"fmt"
	"slices"
	"strings"
)

// An EntityKind says what sort of thing an entity is.
type EntityKind uint8

// The kinds of entity. Their order is part of the case format.
const (
	Person EntityKind = iota + 1
	Gang
	Company
	PublicBody
	Account
	Phone
	Vehicle
	Property
	Place
	Event
	Proceeding
)

// A TieKind says what a tie means.
type TieKind uint8

// The kinds of tie.
const (
	MemberOf TieKind = iota + 1
	AssociatesWith
	KinOf
	Meets
	Calls
	HoldsOffice
	Protects
	Pays
	Owns
	Controls
	Directs
	Holds
	Uses
	InvolvedIn
	LocatedAt
	AlliedWith
	RivalOf
	LinkedTo
)

// entityNames is indexed by EntityKind.
var entityNames = [...]string{"", "person", "gang", "company", "public-body", "account", "phone", "vehicle", "property", "place", "event", "proceeding"}

// A KindSet is a set of entity kinds.
type KindSet uint16

// Kinds returns the set of the given kinds.
func Kinds(kinds ...EntityKind) KindSet {
	var s KindSet
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Has reports whether k is in the set.
func (s KindSet) Has(k EntityKind) bool { return s&(1<<k) != 0 }

// First returns the first kind of the set in the order of the constants, or 0.
func (s KindSet) First() EntityKind {
	for k := Person; k <= Proceeding; k++ {
		if s.Has(k) {
			return k
		}
	}
	return 0
}

// vague lists the kinds that an end is taken to have where several fit its tie, the vaguest
// first: payments and acquaintance are of people where nobody says otherwise, what is owned is
// a company. The other kinds are implied only by ties that ask for them, or by somebody's word.
var vague = [...]EntityKind{Person, Company, Phone, Event, Place}

// Likeliest returns the kind of the set that is meant where nobody says which, or 0.
func (s KindSet) Likeliest() EntityKind {
	for _, k := range vague {
		if s.Has(k) {
			return k
		}
	}
	return s.First()
}

// vagueness is 0 for a kind that is implied only where it is meant.
func (k EntityKind) vagueness() int {
	if i := slices.Index(vague[:], k); i >= 0 {
		return len(vague) - i
	}
	return 0
}

// A TieRule is a row of the vocabulary: what a kind of tie means to everything
// that reads it.
type TieRule struct {
	Name     string
	Directed bool // the two ends differ in part; an undirected tie has its smaller ID first
	State    bool // holds over a time and is one tie however often it is told; otherwise each happening is a tie of its own
	Money    bool // carries amounts
	From, To KindSet
}

var (
	anything = Kinds(Person, Gang, Company, PublicBody, Account, Phone, Vehicle, Property, Place, Event, Proceeding)
	party    = Kinds(Person, Gang, Company, PublicBody)
	payer    = party | Kinds(Account)
	caller   = Kinds(Person, Phone)
	asset    = Kinds(Company, Account, Phone, Vehicle, Property, Place)
)

// vocabulary is the one table of tie kinds, indexed by TieKind.
var vocabulary = [...]TieRule{
	{},
	{"member-of", true, true, false, party, Kinds(Gang)},
	{"associates-with", false, true, false, party, party},
	{"kin-of", false, true, false, Kinds(Person), Kinds(Person)},
	{"meets", false, false, false, Kinds(Person), Kinds(Person)},
	{"calls", true, false, false, caller, caller},
	{"holds-office", true, true, false, Kinds(Person), Kinds(PublicBody)},
	{"protects", true, true, false, party, party},
	{"pays", true, false, true, payer, payer},
	{"owns", true, true, false, party, asset},
	{"controls", true, true, false, party, asset | Kinds(Gang)},
	{"directs", true, true, false, Kinds(Person, Company), Kinds(Company)},
	{"holds", true, true, false, party, Kinds(Account)},
	{"uses", true, true, false, party, asset},
	{"involved-in", true, true, false, anything &^ Kinds(Event, Proceeding), Kinds(Event, Proceeding)},
	{"located-at", true, true, false, anything, Kinds(Place, Property)},
	{"allied-with", false, true, false, Kinds(Gang), Kinds(Gang)},
	{"rival-of", false, true, false, Kinds(Gang), Kinds(Gang)},
	{"linked-to", true, true, false, anything, anything},
}

// EntityKinds returns every kind of entity, in order.
func EntityKinds() []EntityKind {
	kinds := make([]EntityKind, 0, len(entityNames)-1)
	for k := Person; int(k) < len(entityNames); k++ {
		kinds = append(kinds, k)
	}
	return kinds
}

// TieKinds returns every kind of tie, in order.
func TieKinds() []TieKind {
	kinds := make([]TieKind, 0, len(vocabulary)-1)
	for k := MemberOf; int(k) < len(vocabulary); k++ {
		kinds = append(kinds, k)
	}
	return kinds
}

// Valid reports whether k is one of the constants.
func (k EntityKind) Valid() bool { return k > 0 && int(k) < len(entityNames) }

// Valid reports whether k is one of the constants.
func (k TieKind) Valid() bool { return k > 0 && int(k) < len(vocabulary) }

// String returns the word for the kind, such as "public-body".
func (k EntityKind) String() string {
	if !k.Valid() {
		return fmt.Sprintf("entity-kind(%d)", uint8(k))
	}
	return entityNames[k]
}

// String returns the word for the kind, such as "member-of".
func (k TieKind) String() string {
	if !k.Valid() {
		return fmt.Sprintf("tie-kind(%d)", uint8(k))
	}
	return vocabulary[k].Name
}

// Rule returns the vocabulary's row for the kind. It panics for a kind that is
// not one of the constants.
func (k TieKind) Rule() TieRule {
	if !k.Valid() {
		panic("graph: no rule for " + k.String())
	}
	return vocabulary[k]
}

// Fits reports whether a tie of this kind may run from one kind to another.
func (k TieKind) Fits(from, to EntityKind) bool {
	rule := k.Rule()
	return rule.From.Has(from) && rule.To.Has(to) || !rule.Directed && rule.From.Has(to) && rule.To.Has(from)
}

// ParseEntityKind reads a kind's word, in any case and with blanks or
// underscores for hyphens.
func ParseEntityKind(text string) (EntityKind, error) {
	if i := slices.Index(entityNames[1:], foldWord(text)); i >= 0 {
		return EntityKind(i + 1), nil
	}
	return 0, fmt.Errorf("unknown kind of entity %q: want one of %s", text, strings.Join(entityNames[1:], ", "))
}

// ParseTieKind reads a kind's word, in any case and with blanks or underscores
// for hyphens.
func ParseTieKind(text string) (TieKind, error) {
	word := foldWord(text)
	names := make([]string, 0, len(vocabulary)-1)
	for _, k := range TieKinds() {
		if vocabulary[k].Name == word {
			return k, nil
		}
		names = append(names, vocabulary[k].Name)
	}
	return 0, fmt.Errorf("unknown kind of tie %q: want one of %s", text, strings.Join(names, ", "))
}

// foldWord brings a word of the vocabulary to its one spelling.
func foldWord(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '\t' || r == '\u00a0'
	}), "-")
}

// MarshalText returns the kind's word.
func (k EntityKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// MarshalText returns the kind's word.
func (k TieKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the kind's word.
func (k *EntityKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseEntityKind(string(text))
	return err
}

// UnmarshalText reads the kind's word.
func (k *TieKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseTieKind(string(text))
	return err
}

// String returns the kinds' words, or "anything".
func (s KindSet) String() string {
	if s == anything {
		return "anything"
	}
	var words []string
	for _, k := range EntityKinds() {
		if s.Has(k) {
			words = append(words, k.String())
		}
	}
	return strings.Join(words, "/")
}
