package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
)

// A chain is the head of a table that only grows: how many rows it has, and the hash
// of the head before and of the last row. Rows that are taken from the table, from its
// end as well, are missed by it.
type chain struct {
	length int
	head   []byte
}

// The tables that have one.
const (
	batchChain      = "batch"
	withdrawalChain = "withdrawal"
	auditChain      = "audit"
)

// extend returns the chain with one row more.
func (c chain) extend(row []byte) chain {
	sum := sha256.Sum256(append(append([]byte{}, c.head...), row...))
	return chain{c.length + 1, sum[:]}
}

// readChain returns the chain of a table; an empty one where it has no row yet.
func readChain(ctx context.Context, tx *sql.Tx, name string) (chain, error) {
	var c chain
	err := each(ctx, tx, `SELECT length, head FROM chain WHERE name = ?`, []any{name}, func(scan func(...any) error) error {
		return scan(&c.length, &c.head)
	})
	return c, err
}

// extendChain adds a row to the chain of a table.
func extendChain(ctx context.Context, tx *sql.Tx, name string, row []byte) error {
	c, err := readChain(ctx, tx, name)
	if err != nil {
		return err
	}
	c = c.extend(row)
	_, err = tx.ExecContext(ctx, `INSERT INTO chain (name, length, head) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET length = excluded.length, head = excluded.head`, name, c.length, c.head)
	return err
}
