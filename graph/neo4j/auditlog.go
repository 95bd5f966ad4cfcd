package neo4j

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// AppendAudit seals an entry onto the end of the log; see [store.Auditor].
func (s *Store) AppendAudit(ctx context.Context, e store.Entry) (store.Entry, error) {
	if err := s.prepare(ctx); err != nil {
		return store.Entry{}, err
	}
	var sealed store.Entry
	err := s.write(ctx, func(tx *transaction) error {
		held, err := tx.lock()
		if err != nil {
			return err
		}
		if sealed.Hash != "" { // by the last try
			switch there, err := tx.hasAudit(sealed); {
			case err != nil:
				return err
			case there:
				return nil
			}
		}
		sealed = store.Seal(store.Entry{Number: held.audits, Hash: held.auditHash}, e)
		text, err := json.Marshal(sealed)
		if err != nil {
			return err
		}
		err = tx.run("CREATE (a:Audit {case: $case}) SET a += $properties", map[string]any{"properties": map[string]any{
			"number": sealed.Number, "at": sealed.At.Format(time.RFC3339), "who": sealed.Who, "verb": sealed.Verb,
			"hash": sealed.Hash, "entry": string(text),
		}})
		if err != nil {
			return err
		}
		held.audits, held.auditHash = sealed.Number, sealed.Hash
		return tx.save(held)
	})
	if err != nil {
		return store.Entry{}, err
	}
	return sealed, nil
}

func (t *transaction) hasAudit(e store.Entry) (there bool, err error) {
	err = t.each("MATCH (a:Audit {case: $case, number: $number}) RETURN a.hash", map[string]any{"number": e.Number}, func(row []any) error {
		there = text(row[0]) == e.Hash
		return nil
	})
	return there, err
}

// Audit returns the log from its beginning; see [store.Auditor].
func (s *Store) Audit(ctx context.Context) (store.Log, error) {
	var log store.Log
	err := s.read(ctx, func(tx *transaction) error {
		held, err := tx.caseNode()
		if err != nil {
			return err
		}
		log, err = tx.log(held)
		return err
	})
	if err != nil {
		return store.Log{}, err
	}
	return log, nil
}

// log reads the log and compares its end with what the case's node says of it.
func (t *transaction) log(held caseNode) (store.Log, error) {
	entries, err := t.audit()
	last := ""
	if len(entries) > 0 {
		last = entries[len(entries)-1].Hash
	}
	return store.Log{Entries: entries, Written: held.audits, Cut: last != held.auditHash}, err
}

func (t *transaction) audit() ([]store.Entry, error) {
	var entries []store.Entry
	err := t.each("MATCH (a:Audit) WHERE a.case = $case AND a.number IS NOT NULL RETURN a.number, a.entry", nil, func(row []any) error {
		var e store.Entry
		if err := json.Unmarshal([]byte(text(row[1])), &e); err != nil {
			return fmt.Errorf("audit entry %d: %w: %w", whole(row[0]), err, errDamaged)
		}
		entries = append(entries, e)
		return nil
	})
	slices.SortFunc(entries, func(a, b store.Entry) int { return a.Number - b.Number })
	return entries, err
}
