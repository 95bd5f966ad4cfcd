package graph

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// The names of properties that the program reads. Any other is kept as given.
const (
	PropName         = "name"
	PropAlias        = "alias"
	PropBorn         = "born"
	PropMinor        = "minor" // "true" or "yes": the source says the person is under eighteen
	PropRole         = "role"  // in a proceeding or gang when on a tie; the source's own word when on a person
	PropCustody      = "custody"
	PropCustodySince = "custody-since"
	PropCustodyUntil = "custody-until"
	PropClass        = "class"
	PropStatus       = "status"
	PropHandling     = "handling"

	PropAt       = "at"    // when an event happened
	PropSince    = "since" // when a state began
	PropUntil    = "until" // when a state ended
	PropStrength = "strength"
	PropAmount   = "amount"
	PropCurrency = "currency"
	PropMeans    = "means"
	PropForm     = "form"    // of protection; on a decider's tie, what was decided about
	PropOutcome  = "outcome" // of a decision, on the decider's tie
	PropTitle    = "title"
	PropLevel    = "level" // of an office or public body: how high it is, the source's own word; so is its rank
	PropRank     = "rank"
	PropShare    = "share"
	PropWord     = "word" // the source's own word for a tie
)

// A Field is one property a record gives: a name and a value, both text.
type Field struct{ Name, Value string }

// A SourceID names a source within a case.
type SourceID string

// FileSource returns the ID of a file, given its SHA-256.
func FileSource(sum [sha256.Size]byte) SourceID {
	return SourceID("file:" + hex.EncodeToString(sum[:16]))
}

// ReportSource returns the ID of a report, statement or other source that is
// known by a number or name and not by its bytes.
func ReportSource(number string) SourceID { return SourceID("report:" + number) }

// A Source is where records come from.
type Source struct {
	ID       SourceID
	Title    string // a file's name or a report's number
	SHA256   string // of a file, in hex
	Supplier string // who gave it
	Supplied Date   // when
	Handling string // how it may be handled, in the supplier's words
	Origin   string // sources of one origin are one voice; the ID where empty
}

// Voice returns what the source counts as when independent sources are combined.
func (s Source) Voice() string { return cmp.Or(s.Origin, string(s.ID)) }

// MergeSource joins two descriptions of one source. Where both say something and
// differ, the smaller text stands, so that the order does not matter.
func MergeSource(a, b Source) Source {
	pick := func(x, y string) string {
		if x == "" || y != "" && y < x {
			return y
		}
		return x
	}
	a.Title, a.SHA256, a.Supplier = pick(a.Title, b.Title), pick(a.SHA256, b.SHA256), pick(a.Supplier, b.Supplier)
	a.Handling, a.Origin = pick(a.Handling, b.Handling), pick(a.Origin, b.Origin)
	if pick(a.Supplied.String(), b.Supplied.String()) != a.Supplied.String() {
		a.Supplied = b.Supplied
	}
	return a
}

// A Location is where in a source a record stands.
type Location struct {
	In   SourceID // the file that was read, where the source itself is another
	Part string   // sheet or path within the file
	Line int      // from 1; 0 where lines mean nothing
}

// String returns "part:line" with what is known of it.
func (l Location) String() string {
	if l.Line == 0 {
		return l.Part
	}
	return strings.TrimPrefix(l.Part+":"+strconv.Itoa(l.Line), ":")
}

// A Record is what one source says, once, about one entity or tie. Fields are
// sorted by name and value.
type Record struct {
	Source   SourceID
	Location Location
	Grade    Grade
	Known    Date // when it became known; the zero Date is "always"
	Implied  bool // the source only mentions the entity, as an end of a tie
	Fields   []Field
}

// A RecordID names a record by its content and its subject.
type RecordID string

// Normalise puts the record into its one form: fields sorted, doubles and empty
// ones dropped. Loaders and stores call it; readers may rely on it.
func (r *Record) Normalise() {
	r.Fields = slices.DeleteFunc(r.Fields, func(f Field) bool { return f.Value == "" })
	slices.SortFunc(r.Fields, compareFields)
	r.Fields = slices.Compact(r.Fields)
}

func compareFields(a, b Field) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value))
}

// Get returns the record's first value of a name, or "".
func (r *Record) Get(name string) string {
	i, _ := slices.BinarySearchFunc(r.Fields, Field{Name: name}, compareFields)
	if i < len(r.Fields) && r.Fields[i].Name == name {
		return r.Fields[i].Value
	}
	return ""
}

// id returns the record's ID given its subject's key.
func (r *Record) id(subject string) RecordID {
	h := sha256.New()
	h.Write([]byte(subject))
	h.Write([]byte{'\n'})
	h.Write(appendRecord(nil, r))
	return RecordID(hex.EncodeToString(h.Sum(nil)[:16]))
}

// compareRecords orders records by source, place and content.
func compareRecords(a, b Record) int {
	if c := strings.Compare(string(a.Source), string(b.Source)); c != 0 {
		return c
	}
	if c := compareLocations(a.Location, b.Location); c != 0 {
		return c
	}
	return bytes.Compare(appendRecord(nil, &a), appendRecord(nil, &b))
}

func compareLocations(a, b Location) int {
	return cmp.Or(strings.Compare(string(a.In), string(b.In)), strings.Compare(a.Part, b.Part), cmp.Compare(a.Line, b.Line))
}

// sortRecords puts records into their one order and drops doubles.
func sortRecords(records []Record) []Record {
	if len(records) < 2 {
		return records
	}
	slices.SortFunc(records, compareRecords)
	return slices.CompactFunc(records, func(a, b Record) bool { return compareRecords(a, b) == 0 })
}

// A Withdrawal takes back a record, or everything a source said, from a date on.
// It is a fact of its own: what was known before stays readable as known then.
type Withdrawal struct {
	Record RecordID // or
	Source SourceID
	On     Date
	Reason string
	By     string
}
