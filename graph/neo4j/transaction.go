package neo4j

import (
	"context"
	"errors"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// rowsPerStatement is how many rows one UNWIND carries.
const rowsPerStatement = 10_000

// commitTries is how often a transaction is put again whose COMMIT was sent and
// never acknowledged.
const commitTries = 3

// A transaction runs statements for one case, whose name every one gets as $case.
type transaction struct {
	ctx      context.Context
	caseName string
	tx       neo4j.ManagedTransaction
	scan     *scanner
}

// each runs a statement and calls row with the values of each of its rows as they
// arrive.
func (t *transaction) each(query string, parameters map[string]any, row func(values []any) error) error {
	all := map[string]any{"case": t.caseName}
	for key, value := range parameters {
		all[key] = value
	}
	result, err := t.tx.Run(t.ctx, query, all)
	if err != nil {
		return err
	}
	for result.Next(t.ctx) {
		if err := row(result.Record().Values); err != nil {
			return err
		}
	}
	return result.Err()
}

// run runs a statement whose rows do not matter.
func (t *transaction) run(query string, parameters map[string]any) error {
	return t.each(query, parameters, func([]any) error { return nil })
}

// unwind runs a statement over rows, some thousands at a time, as $rows.
func unwind[T any](t *transaction, query string, rows []T, row func(values []any) error) error {
	for from := 0; from < len(rows); from += rowsPerStatement {
		part := rows[from:min(from+rowsPerStatement, len(rows))]
		if err := t.each(query, map[string]any{"rows": part}, row); err != nil {
			return err
		}
	}
	return nil
}

// nothing is for statements whose rows do not matter.
func nothing([]any) error { return nil }

// read runs work in a transaction that may be run again where the server asks for it.
func (s *Store) read(ctx context.Context, work func(*transaction) error) error {
	session := s.driver.NewSession(ctx, s.session)
	defer session.Close(ctx)
	_, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		return nil, work(&transaction{ctx, s.address.Case, tx, newScanner()})
	})
	return s.explain(ctx, err)
}

// write runs work in a transaction that may be run again, also after one that was
// committed without our hearing of it: work has to find out by itself what is
// there already. That the lock of the case's node comes first in it makes it wait
// for the end of such a one.
func (s *Store) write(ctx context.Context, work func(*transaction) error) error {
	var err error
	for range commitTries {
		committing := false
		session := s.driver.NewSession(ctx, s.session)
		_, err = session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			committing = false
			err := work(&transaction{ctx, s.address.Case, tx, newScanner()})
			committing = err == nil
			return nil, err
		})
		session.Close(ctx)
		var lost *neo4j.ConnectivityError
		if !committing || !errors.As(err, &lost) {
			break
		}
	}
	return s.explain(ctx, err)
}

// text, whole and list read values that the server sends; what has another type,
// because other hands changed it, is empty.
func text(v any) string {
	s, _ := v.(string)
	return s
}

func whole(v any) int {
	n, _ := v.(int64)
	return int(n)
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func properties(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}
