package casefile

import (
	"context"
	"database/sql"
	"strings"
)

// rowsPerInsert is how many rows one statement inserts: measured, more gain little.
const rowsPerInsert = 20

// An inserter gathers rows of one table and inserts them twenty at a time.
type inserter struct {
	ctx     context.Context
	tx      *sql.Tx
	head    string
	columns int
	full    *sql.Stmt
	values  []any
}

func newInserter(ctx context.Context, tx *sql.Tx, table string, columns ...string) *inserter {
	return &inserter{ctx: ctx, tx: tx, head: "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES ", columns: len(columns)}
}

func (i *inserter) statement(rows int) string {
	row := "(" + strings.Repeat("?, ", i.columns-1) + "?)"
	return i.head + strings.Repeat(row+", ", rows-1) + row
}

func (i *inserter) add(values ...any) error {
	i.values = append(i.values, values...)
	if len(i.values) < rowsPerInsert*i.columns {
		return nil
	}
	if i.full == nil {
		var err error
		if i.full, err = i.tx.PrepareContext(i.ctx, i.statement(rowsPerInsert)); err != nil {
			return err
		}
	}
	_, err := i.full.ExecContext(i.ctx, i.values...)
	i.values = i.values[:0]
	return err
}

// flush inserts what is left.
func (i *inserter) flush() error {
	if len(i.values) == 0 {
		return nil
	}
	_, err := i.tx.ExecContext(i.ctx, i.statement(len(i.values)/i.columns), i.values...)
	i.values = i.values[:0]
	return err
}
