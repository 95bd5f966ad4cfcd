package casefile

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// AppendAudit seals an entry onto the log; see [store.Auditor]. It needs no turn as
// the writer of facts: SQLite's own lock lasts for the moment it takes.
func (f *File) AppendAudit(ctx context.Context, e store.Entry) (store.Entry, error) {
	if !f.writable {
		return store.Entry{}, fmt.Errorf("%s: %w", f.path, store.ErrReadOnly)
	}
	var sealed store.Entry
	err := f.transact(ctx, &sql.TxOptions{}, func(tx *sql.Tx) error {
		var before store.Entry
		var body []byte
		err := tx.QueryRowContext(ctx, `SELECT body FROM audit ORDER BY number DESC LIMIT 1`).Scan(&body)
		switch {
		case errors.Is(err, sql.ErrNoRows):
		case err != nil:
			return err
		default:
			if err := json.Unmarshal(body, &before); err != nil {
				return err
			}
		}
		sealed = store.Seal(before, e)
		text, err := json.Marshal(sealed)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO audit (number, body) VALUES (?, ?)`, sealed.Number, string(text)); err != nil {
			return err
		}
		return extendChain(ctx, tx, auditChain, text)
	})
	return sealed, err
}

// Audit returns the log; see [store.Auditor].
func (f *File) Audit(ctx context.Context) (store.Log, error) {
	var log store.Log
	err := f.read(ctx, func(tx *sql.Tx) error {
		kept, err := readChain(ctx, tx, auditChain)
		if err != nil {
			return err
		}
		var found chain
		defer func() { log.Written, log.Cut = kept.length, !bytes.Equal(found.head, kept.head) }()
		return each(ctx, tx, `SELECT body FROM audit ORDER BY number`, nil, func(scan func(...any) error) error {
			var body []byte
			if err := scan(&body); err != nil {
				return err
			}
			found = found.extend(body)
			var e store.Entry
			err := json.Unmarshal(body, &e)
			log.Entries = append(log.Entries, e)
			return err
		})
	})
	return log, err
}
