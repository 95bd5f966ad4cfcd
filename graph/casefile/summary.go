package casefile

import (
	"context"
	"database/sql"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// Sources returns every source with how much rests on it; see [store.Reader].
func (f *File) Sources(ctx context.Context) ([]store.SourceSummary, error) {
	var sources []store.SourceSummary
	err := f.read(ctx, func(tx *sql.Tx) error {
		r := &reading{ctx: ctx, tx: tx, network: &graph.Network{}}
		if err := r.withdrawals(); err != nil {
			return err
		}
		withdrawn := map[graph.SourceID]bool{}
		for _, w := range r.network.Withdrawals {
			withdrawn[w.Source] = true
		}
		const query = `SELECT id, body, (SELECT count(*) FROM record WHERE source = s.n OR carrier = s.n) FROM source AS s ORDER BY id`
		return each(ctx, tx, query, nil, func(scan func(...any) error) error {
			var id, body string
			var s store.SourceSummary
			if err := scan(&id, &body, &s.Records); err != nil {
				return err
			}
			s.Source = graph.Source{ID: graph.SourceID(id)}
			if body != "" {
				var err error
				if s.Source, err = readSource(body); err != nil {
					return err
				}
			}
			s.Withdrawn = withdrawn[s.ID]
			sources = append(sources, s)
			return nil
		})
	})
	return sources, err
}

// Loads returns what was loaded; see [store.Reader].
func (f *File) Loads(ctx context.Context) ([]store.Load, error) {
	var loads []store.Load
	err := f.read(ctx, func(tx *sql.Tx) error {
		const query = `SELECT load, min(title), count(*), count(*) = coalesce(max(CASE WHEN last THEN part END), 0) FROM batch GROUP BY load ORDER BY min(n)`
		return each(ctx, tx, query, nil, func(scan func(...any) error) error {
			var l store.Load
			err := scan(&l.Key, &l.Title, &l.Batches, &l.Complete)
			loads = append(loads, l)
			return err
		})
	})
	return loads, err
}

// Count counts the whole case; see [store.Reader].
func (f *File) Count(ctx context.Context) (graph.Counts, error) {
	var c graph.Counts
	err := f.read(ctx, func(tx *sql.Tx) error {
		const query = `SELECT (SELECT count(*) FROM entity), (SELECT count(*) FROM tie), (SELECT count(*) FROM record),
			(SELECT count(*) FROM source WHERE body <> ''), (SELECT count(*) FROM withdrawal),
			(SELECT count(*) FROM record WHERE json_extract(body, '$.known') IS NULL)`
		return tx.QueryRowContext(ctx, query).Scan(&c.Entities, &c.Ties, &c.Records, &c.Sources, &c.Withdrawals, &c.Undated)
	})
	return c, err
}
