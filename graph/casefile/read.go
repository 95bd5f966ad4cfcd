package casefile

import (
	"context"
	"database/sql"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// Read returns the part of the case that the filter admits; see [store.Reader].
func (f *File) Read(ctx context.Context, filter graph.Filter) (*graph.Network, error) {
	var kept *graph.Network
	err := f.read(ctx, func(tx *sql.Tx) error {
		r := &reading{ctx: ctx, tx: tx, network: &graph.Network{}, entityAt: map[int64]int{}, tieAt: map[int64]int{}}
		if err := r.all(filter); err != nil {
			return err
		}
		r.network.Normalise()
		var err error
		kept, err = filter.Apply(r.network)
		return err
	})
	return kept, err
}

// A reading gathers rows into a network.
type reading struct {
	ctx      context.Context
	tx       *sql.Tx
	network  *graph.Network
	entityAt map[int64]int // where in the network a row's entity is
	tieAt    map[int64]int
}

func (r *reading) all(filter graph.Filter) error {
	if err := r.sources(); err != nil {
		return err
	}
	if err := r.withdrawals(); err != nil {
		return err
	}
	if len(filter.Around) > 0 {
		return r.around(filter.Around, filter.Depth)
	}
	if err := r.entities(`SELECT n, id, kind FROM entity`); err != nil {
		return err
	}
	if err := r.ties(`SELECT n, kind, a, b, key FROM tie`); err != nil {
		return err
	}
	return r.records(`SELECT entity, tie, body FROM record`)
}

// around reads what lies within depth ties of some entities by index, level by
// level, whatever the filter lets through later: what is near through admitted ties
// is near through all of them.
func (r *reading) around(ids []graph.EntityID, depth int) error {
	texts := make([]any, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	near, err := r.numbers(`SELECT n FROM entity WHERE id IN `, texts)
	if err != nil {
		return err
	}
	found := map[int64]bool{}
	for level := 0; ; level++ {
		var fresh []any
		for _, n := range near {
			if !found[n.(int64)] {
				found[n.(int64)] = true
				fresh = append(fresh, n)
			}
		}
		if level == depth || len(fresh) == 0 {
			break
		}
		out, err := r.numbers(`SELECT b FROM tie WHERE a IN `, fresh)
		if err != nil {
			return err
		}
		in, err := r.numbers(`SELECT a FROM tie WHERE b IN `, fresh)
		if err != nil {
			return err
		}
		near = append(out, in...)
	}
	all := make([]any, 0, len(found))
	for n := range found {
		all = append(all, n)
	}
	return r.among(all)
}

// among reads some entities and the ties between them.
func (r *reading) among(entities []any) error {
	if err := eachChunk(entities, func(marks string, chunk []any) error {
		if err := r.entities(`SELECT n, id, kind FROM entity WHERE n IN `+marks, chunk...); err != nil {
			return err
		}
		return r.records(`SELECT entity, tie, body FROM record WHERE entity IN `+marks, chunk...)
	}); err != nil {
		return err
	}
	if err := eachChunk(entities, func(marks string, chunk []any) error {
		return r.ties(`SELECT n, kind, a, b, key FROM tie WHERE a IN `+marks, chunk...)
	}); err != nil {
		return err
	}
	ties := make([]any, 0, len(r.tieAt))
	for n := range r.tieAt {
		ties = append(ties, n)
	}
	return eachChunk(ties, func(marks string, chunk []any) error {
		return r.records(`SELECT entity, tie, body FROM record WHERE tie IN `+marks, chunk...)
	})
}

const chunkSize = 500 // values of one IN list

// eachChunk calls work with some values at a time and as many question marks.
func eachChunk(values []any, work func(marks string, chunk []any) error) error {
	for from := 0; from < len(values); from += chunkSize {
		chunk := values[from:min(from+chunkSize, len(values))]
		if err := work("("+strings.Repeat("?, ", len(chunk)-1)+"?)", chunk); err != nil {
			return err
		}
	}
	return nil
}

// numbers runs a query that ends in IN and returns its one column.
func (r *reading) numbers(query string, values []any) ([]any, error) {
	var numbers []any
	err := eachChunk(values, func(marks string, chunk []any) error {
		return each(r.ctx, r.tx, query+marks, chunk, func(scan func(...any) error) error {
			var n int64
			if err := scan(&n); err != nil {
				return err
			}
			numbers = append(numbers, n)
			return nil
		})
	})
	return numbers, err
}

// each runs a query and calls row for each of its rows.
func each(ctx context.Context, tx *sql.Tx, query string, values []any, row func(scan func(...any) error) error) error {
	rows, err := tx.QueryContext(ctx, query, values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (r *reading) sources() error {
	return each(r.ctx, r.tx, `SELECT body FROM source WHERE body <> ''`, nil, func(scan func(...any) error) error {
		var body string
		if err := scan(&body); err != nil {
			return err
		}
		s, err := readSource(body)
		r.network.Sources = append(r.network.Sources, s)
		return err
	})
}

func (r *reading) withdrawals() error {
	return each(r.ctx, r.tx, `SELECT body FROM withdrawal`, nil, func(scan func(...any) error) error {
		var body []byte
		if err := scan(&body); err != nil {
			return err
		}
		return r.network.ReadLine(body)
	})
}

func (r *reading) entities(query string, values ...any) error {
	return each(r.ctx, r.tx, query, values, func(scan func(...any) error) error {
		var n int64
		var e graph.Entity
		if err := scan(&n, (*string)(&e.ID), &e.Kind); err != nil {
			return err
		}
		r.entityAt[n] = len(r.network.Entities)
		r.network.Entities = append(r.network.Entities, e)
		return nil
	})
}

// ties reads ties of which both ends were read.
func (r *reading) ties(query string, values ...any) error {
	return each(r.ctx, r.tx, query, values, func(scan func(...any) error) error {
		var n, a, b int64
		var t graph.Tie
		if err := scan(&n, &t.Kind, &a, &b, &t.Key); err != nil {
			return err
		}
		from, ok1 := r.entityAt[a]
		to, ok2 := r.entityAt[b]
		if !ok1 || !ok2 {
			return nil
		}
		t.From, t.To = r.network.Entities[from].ID, r.network.Entities[to].ID
		r.tieAt[n] = len(r.network.Ties)
		r.network.Ties = append(r.network.Ties, t)
		return nil
	})
}

func (r *reading) records(query string, values ...any) error {
	var body sql.RawBytes
	return each(r.ctx, r.tx, query, values, func(scan func(...any) error) error {
		var entity, tie sql.NullInt64
		if err := scan(&entity, &tie, &body); err != nil {
			return err
		}
		record, err := graph.UnmarshalRecord(body)
		if err != nil {
			return err
		}
		if entity.Valid {
			e := &r.network.Entities[r.entityAt[entity.Int64]]
			e.Records = append(e.Records, record)
			return nil
		}
		t := &r.network.Ties[r.tieAt[tie.Int64]]
		t.Records = append(t.Records, record)
		return nil
	})
}

// Find returns entities by name or identifier; see [store.Reader].
func (f *File) Find(ctx context.Context, text string, limit int) ([]store.Match, error) {
	ranking := store.NewRanking(text)
	err := f.read(ctx, func(tx *sql.Tx) error {
		r := &reading{ctx: ctx, tx: tx, network: &graph.Network{}, entityAt: map[int64]int{}, tieAt: map[int64]int{}}
		found, err := r.matching(ranking.Wanted())
		if err != nil {
			return err
		}
		if err := r.withdrawals(); err != nil {
			return err
		}
		if err := eachChunk(found, func(marks string, chunk []any) error {
			if err := r.entities(`SELECT n, id, kind FROM entity WHERE n IN `+marks, chunk...); err != nil {
				return err
			}
			return r.records(`SELECT entity, tie, body FROM record WHERE entity IN `+marks, chunk...)
		}); err != nil {
			return err
		}
		for _, n := range found {
			if err := r.rank(ranking, n.(int64)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ranking.Matches(limit), nil
}

// matching returns the numbers of the entities of which a folded text has the one
// wanted. Every character stands for itself, unlike with LIKE.
func (r *reading) matching(wanted string) ([]any, error) {
	var found []any
	err := each(r.ctx, r.tx, `SELECT DISTINCT entity FROM name WHERE instr(folded, ?) > 0 ORDER BY entity`, []any{wanted}, func(scan func(...any) error) error {
		var n int64
		if err := scan(&n); err != nil {
			return err
		}
		found = append(found, n)
		return nil
	})
	return found, err
}

func (r *reading) rank(ranking *store.Ranking, n int64) error {
	var ties int
	if err := r.tx.QueryRowContext(r.ctx, `SELECT (SELECT count(*) FROM tie WHERE a = ?1) + (SELECT count(*) FROM tie WHERE b = ?1 AND a <> ?1)`, n).Scan(&ties); err != nil {
		return err
	}
	one := &graph.Network{Entities: []graph.Entity{r.network.Entities[r.entityAt[n]]}, Withdrawals: r.network.Withdrawals}
	one.Normalise()
	left, err := graph.Filter{}.Apply(one)
	if err != nil || len(left.Entities) == 0 {
		return err
	}
	ranking.Add(&left.Entities[0], ties)
	return nil
}
