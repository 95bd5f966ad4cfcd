package casefile

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// Withdraw takes back a record or a source; see [store.Writer].
func (f *File) Withdraw(ctx context.Context, w graph.Withdrawal) (int, error) {
	var records int
	err := f.write(ctx, func(tx *sql.Tx) error {
		what, query, value := "record "+string(w.Record), `SELECT count(*) FROM record WHERE id = ?1`, any(nil)
		if w.Record != "" {
			id, err := hex.DecodeString(string(w.Record))
			if err != nil {
				return fmt.Errorf("%s: %w", what, store.ErrNotFound)
			}
			value = id
		} else {
			what, value = "source "+string(w.Source), string(w.Source)
			query = `SELECT count(*) FROM record JOIN source ON source.id = ?1 AND source.n IN (record.source, record.carrier)`
		}
		if err := tx.QueryRowContext(ctx, query, value).Scan(&records); err != nil {
			return err
		}
		if records == 0 {
			return fmt.Errorf("%s: %w", what, store.ErrNotFound)
		}
		return insertWithdrawal(ctx, tx, w)
	})
	if err != nil {
		return 0, err
	}
	return records, nil
}

func insertWithdrawal(ctx context.Context, tx *sql.Tx, w graph.Withdrawal) error {
	body := strings.TrimSuffix(string(w.AppendJSON(nil)), "\n")
	added, err := tx.ExecContext(ctx, `INSERT INTO withdrawal (body, seal) VALUES (?, ?) ON CONFLICT (body) DO NOTHING`, body, seal(body))
	if err != nil {
		return err
	}
	if rows, err := added.RowsAffected(); err != nil || rows == 0 { // it was there
		return err
	}
	return extendChain(ctx, tx, withdrawalChain, []byte(body))
}
