package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// An Entry is one line of a case's log: who did what, when, why and on what. It
// holds counts and digests and never a person's data. Each entry carries the hash
// of the one before, so that none can be changed or taken out of the middle
// unseen.
type Entry struct {
	Number  int       `json:"number"` // from 1
	At      time.Time `json:"at"`     // UTC, to the second
	Who     string    `json:"who"`
	Verb    string    `json:"verb"`
	Purpose string    `json:"purpose,omitempty"`
	Reason  string    `json:"reason,omitempty"`
	Asked   string    `json:"asked,omitempty"`  // such as "people lens by betweenness"
	Counts  string    `json:"counts,omitempty"` // such as "entities=12 ties=30"
	Digest  string    `json:"digest,omitempty"` // of the facts read or written
	Program string    `json:"program"`          // name and version
	Before  string    `json:"before"`           // the hash of the entry before; "" on the first
	Hash    string    `json:"hash"`
}

// Seal returns the entry numbered and chained onto the one before; the zero Entry
// stands before the first.
func Seal(before, e Entry) Entry {
	e.Number, e.Before = before.Number+1, before.Hash
	e.At = e.At.UTC().Truncate(time.Second)
	e.Hash = e.hash()
	return e
}

func (e Entry) hash() string {
	e.Hash = ""
	text, err := json.Marshal(e)
	if err != nil {
		panic("store: an audit entry refused to be written: " + err.Error())
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// A Log is the log of a case, with what the case keeps of it elsewhere.
type Log struct {
	Entries []Entry
	Written int  // entries ever written
	Cut     bool // it does not end with the entry that was written last
}

// Verify returns an error that names the first entry at which the chain is broken, or
// says that its end is missing.
func (l Log) Verify() error {
	if err := VerifyAudit(l.Entries); err != nil {
		return err
	}
	if l.Cut || len(l.Entries) != l.Written {
		return fmt.Errorf("it ends at entry %d and %d were written, or the last is another", len(l.Entries), l.Written)
	}
	return nil
}

// VerifyAudit returns an error that names the first entry at which the chain is
// broken. It does not see what is missing at the end.
func VerifyAudit(entries []Entry) error {
	var before Entry
	for _, e := range entries {
		switch {
		case e.Number != before.Number+1:
			return fmt.Errorf("audit entry %d stands where %d belongs", e.Number, before.Number+1)
		case e.Before != before.Hash:
			return fmt.Errorf("audit entry %d does not follow from the one before", e.Number)
		case e.Hash != e.hash():
			return fmt.Errorf("audit entry %d was changed after it was written", e.Number)
		}
		before = e
	}
	return nil
}
