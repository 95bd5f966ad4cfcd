package casefile

import (
	"context"
	"database/sql"
	"strings"
)

// rowsPerInsert is how many rows one statement inserts: measured, more gain little.
const rowsPerInsert = 20

// An inserter gathers rows of one table and inserts them twenty at a time, after the
// rows of the tables they refer to.
type inserter struct {
	ctx     context.Context
	tx      *sql.Tx
	head    string
	columns int
	refers  []*inserter
	ready   [rowsPerInsert + 1]*sql.Stmt // by number of rows
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
	return i.flush()
}

// flush inserts what is waiting.
func (i *inserter) flush() error {
	for _, other := range i.refers {
		if err := other.flush(); err != nil {
			return err
		}
	}
	rows := len(i.values) / i.columns
	if rows == 0 {
		return nil
	}
	if i.ready[rows] == nil {
		var err error
		if i.ready[rows], err = i.tx.PrepareContext(i.ctx, i.statement(rows)); err != nil {
			return err
		}
	}
	_, err := i.ready[rows].ExecContext(i.ctx, i.values...)
	i.values = i.values[:0]
	return err
}
