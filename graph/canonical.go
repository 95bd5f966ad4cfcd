package graph

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf8"
)

// The canonical form of facts is JSON Lines: one line for each source, entity,
// tie and withdrawal, keys in a fixed order, nothing that is empty. Sorted as
// [Network] says, the lines are the text of a case's digest; they are also the
// program's own exchange format and what stores keep of a record.

// appendRecord appends the canonical JSON of a record.
func appendRecord(b []byte, r *Record) []byte {
	b = appendText(append(b, `{"source":`...), string(r.Source))
	b = appendMember(b, "in", string(r.Location.In))
	b = appendMember(b, "part", r.Location.Part)
	if r.Location.Line != 0 {
		b = strconv.AppendInt(append(b, `,"line":`...), int64(r.Location.Line), 10)
	}
	b = appendMember(b, "grade", r.Grade.String())
	b = appendMember(b, "known", r.Known.String())
	if r.Implied {
		b = append(b, `,"implied":true`...)
	}
	for i, f := range r.Fields {
		if i == 0 {
			b = append(b, `,"fields":[[`...)
		} else {
			b = append(b, `],[`...)
		}
		b = appendText(append(appendText(b, f.Name), ','), f.Value)
	}
	if len(r.Fields) > 0 {
		b = append(b, `]]`...)
	}
	return append(b, '}')
}

func appendMember(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	b = append(append(append(b, ',', '"'), name...), '"', ':')
	return appendText(b, text)
}

// appendText appends a JSON string with as few escapes as JSON allows.
func appendText(b []byte, text string) []byte {
	const hexDigits = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

func appendRecords(b []byte, records []Record) []byte {
	b = append(b, `,"records":[`...)
	for i := range records {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendRecord(b, &records[i])
	}
	return append(b, "]}}\n"...)
}

// AppendJSON appends the entity's canonical line.
func (e *Entity) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"entity":{"id":`...), string(e.ID))
	b = appendMember(b, "kind", e.Kind.String())
	return appendRecords(b, e.Records)
}

// AppendJSON appends the tie's canonical line.
func (t *Tie) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"tie":{"kind":`...), t.Kind.String())
	b = appendMember(b, "from", string(t.From))
	b = appendMember(b, "to", string(t.To))
	b = appendMember(b, "key", t.Key)
	return appendRecords(b, t.Records)
}

// AppendJSON appends the source's canonical line.
func (s *Source) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"source":{"id":`...), string(s.ID))
	b = appendMember(b, "title", s.Title)
	b = appendMember(b, "sha256", s.SHA256)
	b = appendMember(b, "supplier", s.Supplier)
	b = appendMember(b, "supplied", s.Supplied.String())
	b = appendMember(b, "handling", s.Handling)
	b = appendMember(b, "origin", s.Origin)
	return append(b, "}}\n"...)
}

// AppendJSON appends the withdrawal's canonical line.
func (w *Withdrawal) AppendJSON(b []byte) []byte {
	b = appendText(append(b, `{"withdrawal":{"on":`...), w.On.String())
	b = appendMember(b, "record", string(w.Record))
	b = appendMember(b, "source", string(w.Source))
	b = appendMember(b, "reason", w.Reason)
	b = appendMember(b, "by", w.By)
	return append(b, "}}\n"...)
}

// MarshalRecord returns the canonical JSON of a record, as stores keep it.
func MarshalRecord(r *Record) []byte { return appendRecord(nil, r) }

// The wire forms mirror the canonical text for reading it back.
type (
	recordWire struct {
		Source  SourceID   `json:"source"`
		In      SourceID   `json:"in"`
		Part    string     `json:"part"`
		Line    int        `json:"line"`
		Grade   Grade      `json:"grade"`
		Known   Date       `json:"known"`
		Implied bool       `json:"implied"`
		Fields  [][]string `json:"fields"` // pairs; the decoder would cut a longer one to an array's size without a word
	}
	entityWire struct {
		ID      EntityID     `json:"id"`
		Kind    EntityKind   `json:"kind"`
		Records []recordWire `json:"records"`
	}
	tieWire struct {
		Kind    TieKind      `json:"kind"`
		From    EntityID     `json:"from"`
		To      EntityID     `json:"to"`
		Key     string       `json:"key"`
		Records []recordWire `json:"records"`
	}
	sourceWire struct {
		ID       SourceID `json:"id"`
		Title    string   `json:"title"`
		SHA256   string   `json:"sha256"`
		Supplier string   `json:"supplier"`
		Supplied Date     `json:"supplied"`
		Handling string   `json:"handling"`
		Origin   string   `json:"origin"`
	}
	withdrawalWire struct {
		Record RecordID `json:"record"`
		Source SourceID `json:"source"`
		On     Date     `json:"on"`
		Reason string   `json:"reason"`
		By     string   `json:"by"`
	}
	lineWire struct {
		Source     *sourceWire     `json:"source"`
		Entity     *entityWire     `json:"entity"`
		Tie        *tieWire        `json:"tie"`
		Withdrawal *withdrawalWire `json:"withdrawal"`
	}
)

func (w recordWire) record() (Record, error) {
	r := Record{w.Source, Location{w.In, w.Part, w.Line}, w.Grade, w.Known, w.Implied, nil}
	for _, f := range w.Fields {
		if len(f) != 2 {
			return Record{}, fmt.Errorf("field %q: want a name and a value", f)
		}
		r.Fields = append(r.Fields, Field{f[0], f[1]})
	}
	r.Normalise()
	return r, nil
}

func recordsOf(wires []recordWire) ([]Record, error) {
	if len(wires) == 0 {
		return nil, errors.New("no records: want at least one, each with its source")
	}
	records := make([]Record, len(wires))
	for i, w := range wires {
		var err error
		if records[i], err = w.record(); err != nil {
			return nil, err
		}
		if w.Source == "" {
			return nil, errors.New("a record without a source")
		}
	}
	return records, nil
}

// UnmarshalRecord reads what MarshalRecord wrote.
func UnmarshalRecord(text []byte) (Record, error) {
	var w recordWire
	if err := decodeStrictly(text, &w); err != nil {
		return Record{}, fmt.Errorf("record: %w", err)
	}
	return w.record()
}

// ReadLine reads one canonical line and appends what it says to the network,
// which is then to be normalised. On error the network is as it was.
func (n *Network) ReadLine(line []byte) error {
	var w lineWire
	if err := decodeStrictly(line, &w); err != nil {
		return err
	}
	switch one := w.facts() == 1; {
	case one && w.Source != nil && w.Source.ID != "":
		n.Sources = append(n.Sources, Source(*w.Source))
		return nil
	case one && w.Entity != nil && w.Entity.ID != "" && w.Entity.Kind.Valid():
		records, err := recordsOf(w.Entity.Records)
		if err != nil {
			return fmt.Errorf("entity %s: %w", w.Entity.ID, err)
		}
		n.Entities = append(n.Entities, Entity{w.Entity.ID, w.Entity.Kind, records})
		return nil
	case one && w.Tie != nil && w.Tie.From != "" && w.Tie.To != "" && w.Tie.Kind.Valid():
		records, err := recordsOf(w.Tie.Records)
		if err != nil {
			return fmt.Errorf("tie %s - %s: %w", w.Tie.From, w.Tie.To, err)
		}
		t := Tie{w.Tie.Kind, w.Tie.From, w.Tie.To, w.Tie.Key, records}
		t.Normalise()
		n.Ties = append(n.Ties, t)
		return nil
	case one && w.Withdrawal != nil && (w.Withdrawal.Record == "") != (w.Withdrawal.Source == ""):
		n.Withdrawals = append(n.Withdrawals, Withdrawal(*w.Withdrawal))
		return nil
	}
	return errors.New(`want one of {"source":…}, {"entity":…} or {"tie":…} with an ID, kind and records, or {"withdrawal":…} of a record or source`)
}

// facts returns how many facts the line states.
func (w *lineWire) facts() int {
	count := 0
	for _, states := range [...]bool{w.Source != nil, w.Entity != nil, w.Tie != nil, w.Withdrawal != nil} {
		if states {
			count++
		}
	}
	return count
}

func decodeStrictly(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("text after the end of the value")
	}
	return nil
}

// WriteJSONL writes the network as canonical lines.
func (n *Network) WriteJSONL(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	write := func(appendJSON func([]byte) []byte) {
		line = appendJSON(line[:0])
		out.Write(line) // a failure stays with the writer until Flush
	}
	for i := range n.Sources {
		write(n.Sources[i].AppendJSON)
	}
	for i := range n.Entities {
		write(n.Entities[i].AppendJSON)
	}
	for i := range n.Ties {
		write(n.Ties[i].AppendJSON)
	}
	for i := range n.Withdrawals {
		write(n.Withdrawals[i].AppendJSON)
	}
	return out.Flush()
}

// A Digest names the facts it was made of.
type Digest [sha256.Size]byte

// Digest returns the SHA-256 of the network's canonical lines.
func (n *Network) Digest() Digest {
	h := sha256.New()
	if err := n.WriteJSONL(h); err != nil {
		panic("graph: a hash refused to be written: " + err.Error())
	}
	return digestOf(h)
}

func digestOf(h hash.Hash) Digest { return Digest(h.Sum(nil)) }

// String returns the digest in hex.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Short returns the first twelve hex digits, enough to tell cases apart by eye.
func (d Digest) Short() string { return d.String()[:12] }

// MarshalText returns the digest in hex.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }
