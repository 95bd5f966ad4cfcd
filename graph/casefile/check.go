package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// Check reads every row and compares it with the hashes it was put with; see
// [store.Reader].
func (f *File) Check(ctx context.Context) ([]store.Fault, error) {
	c := &checking{ctx: ctx}
	err := f.read(ctx, func(tx *sql.Tx) error {
		c.tx = tx
		for _, step := range []func() error{c.structure, c.seals, c.ties, c.records, c.names} {
			if err := step(); err != nil {
				if ctx.Err() != nil {
					return err
				}
				c.fault("file", "it cannot be read through: %v", err)
				return nil
			}
		}
		return nil
	})
	if err != nil && ctx.Err() != nil {
		return nil, err
	}
	if err != nil {
		c.fault("file", "it cannot be read: %v", err)
		return c.faults, nil
	}
	log, err := f.Audit(ctx)
	if err := errors.Join(err, log.Verify()); err != nil {
		c.fault("log", "%v", err)
	}
	return c.faults, nil
}

type checking struct {
	ctx    context.Context
	tx     *sql.Tx
	faults []store.Fault
	named  int // names that records give
}

func (c *checking) fault(where, format string, values ...any) {
	c.faults = append(c.faults, store.Fault{Where: where, What: fmt.Sprintf(format, values...)})
}

func (c *checking) each(query string, row func(scan func(...any) error) error) error {
	return each(c.ctx, c.tx, query, nil, row)
}

// structure is SQLite's own check of pages, indexes and references.
func (c *checking) structure() error {
	if err := c.each(`PRAGMA integrity_check(20)`, func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		if err == nil && text != "ok" {
			c.fault("file", "%s", text)
		}
		return err
	}); err != nil {
		return err
	}
	return c.each(`PRAGMA foreign_key_check`, func(scan func(...any) error) error {
		var table, parent string
		var row, key sql.NullInt64
		err := scan(&table, &row, &parent, &key)
		c.fault(fmt.Sprintf("%s %d", table, row.Int64), "its %s is missing", parent)
		return err
	})
}

// seals checks the tables that no record covers.
func (c *checking) seals() error {
	if err := c.each(`SELECT id, body, seal FROM source`, func(scan func(...any) error) error {
		var id, body string
		var sealed []byte
		err := scan(&id, &body, &sealed)
		c.compare("source "+id, sealed, seal(id, body))
		return err
	}); err != nil {
		return err
	}
	if err := c.each(`SELECT id, kind, implied, seal FROM entity`, func(scan func(...any) error) error {
		var id string
		var kind graph.EntityKind
		var implied bool
		var sealed []byte
		err := scan(&id, &kind, &implied, &sealed)
		c.compare("entity "+id, sealed, entitySeal(graph.EntityID(id), kind, implied))
		return err
	}); err != nil {
		return err
	}
	var withdrawals chain
	if err := c.each(`SELECT body, seal FROM withdrawal ORDER BY n`, func(scan func(...any) error) error {
		var body string
		var sealed []byte
		err := scan(&body, &sealed)
		c.compare("withdrawal", sealed, seal(body))
		withdrawals = withdrawals.extend([]byte(body))
		return err
	}); err != nil {
		return err
	}
	if err := c.complete(withdrawalChain, withdrawals); err != nil {
		return err
	}
	return c.each(`SELECT key, load, part, last, title, seal FROM batch`, func(scan func(...any) error) error {
		var key, load, title string
		var part int
		var last bool
		var sealed []byte
		err := scan(&key, &load, &part, &last, &title, &sealed)
		c.compare("batch "+key, sealed, batchSeal(key, load, part, last, title))
		return err
	})
}

func (c *checking) compare(where string, have, want []byte) {
	if !bytes.Equal(have, want) {
		c.fault(where, "it is not as it was put")
	}
}

// ties checks that each tie's ID is the hash of the tie.
func (c *checking) ties() error {
	const query = `SELECT tie.n, tie.id, tie.kind, a.id, b.id, key FROM tie JOIN entity AS a ON a.n = tie.a JOIN entity AS b ON b.n = tie.b`
	return c.each(query, func(scan func(...any) error) error {
		var n int64
		var id []byte
		var t graph.Tie
		if err := scan(&n, &id, &t.Kind, (*string)(&t.From), (*string)(&t.To), &t.Key); err != nil {
			return err
		}
		if !t.Kind.Valid() || string(t.ID()) != hex.EncodeToString(id) {
			c.fault(fmt.Sprintf("tie %d", n), "it is not as it was put")
		}
		return nil
	})
}

// records checks that each record's ID is the hash of its subject and body, that
// its source is the one its body names, and that each batch has the records it came
// with.
func (c *checking) records() error {
	const query = `SELECT record.n, record.id, batch, record.body, s.id, coalesce(k.id, ''), coalesce(entity.id, ''), tie.kind, coalesce(a.id, ''), coalesce(b.id, ''), coalesce(tie.key, '')
		FROM record JOIN source AS s ON s.n = record.source LEFT JOIN source AS k ON k.n = carrier
		LEFT JOIN entity ON entity.n = record.entity LEFT JOIN tie ON tie.n = record.tie
		LEFT JOIN entity AS a ON a.n = tie.a LEFT JOIN entity AS b ON b.n = tie.b ORDER BY record.n`
	contents := map[int64][]byte{}
	err := c.each(query, func(scan func(...any) error) error {
		var n, batch int64
		var id, body []byte
		var source, carrier string
		var e graph.Entity
		var t graph.Tie
		var kind sql.NullInt64
		if err := scan(&n, &id, &batch, &body, &source, &carrier, (*string)(&e.ID), &kind, (*string)(&t.From), (*string)(&t.To), &t.Key); err != nil {
			return err
		}
		contents[batch] = append(contents[batch], id...)
		where := fmt.Sprintf("record %d", n)
		r, err := graph.UnmarshalRecord(body)
		if err != nil {
			c.fault(where, "it cannot be read: %v", err)
			return nil
		}
		t.Kind = graph.TieKind(kind.Int64)
		e.Records, t.Records = []graph.Record{r}, []graph.Record{r}
		var want graph.RecordID
		if e.ID != "" {
			want = e.RecordID(0)
		} else if t.Kind.Valid() {
			want = t.RecordID(0)
		}
		if string(want) != hex.EncodeToString(id) || string(r.Source) != source || string(r.Location.In) != carrier || !bytes.Equal(body, graph.MarshalRecord(&r)) {
			c.fault(where, "it is not as it was put")
		}
		if e.ID != "" {
			c.named += len(e.Values(graph.PropName)) + len(e.Values(graph.PropAlias))
		}
		return nil
	})
	if err != nil {
		return err
	}
	var batches chain
	err = c.each(`SELECT n, key, content FROM batch ORDER BY n`, func(scan func(...any) error) error {
		var n int64
		var key string
		var content []byte
		err := scan(&n, &key, &content)
		sum := sha256.Sum256(contents[n])
		if !bytes.Equal(content, sum[:]) {
			c.fault("batch "+key, "records it came with are missing, or it has others")
		}
		delete(contents, n)
		batches = batches.extend(append(bytes.Clone(content), key...))
		return err
	})
	if err != nil {
		return err
	}
	if len(contents) > 0 {
		c.fault("record", "records of %d batches that are not in the case", len(contents))
	}
	return c.complete(batchChain, batches)
}

// complete compares the rows of a table with the chain that was kept of them.
func (c *checking) complete(table string, found chain) error {
	kept, err := readChain(c.ctx, c.tx, table)
	if err == nil && (kept.length != found.length || !bytes.Equal(kept.head, found.head)) {
		c.fault(table, "%d rows where %d were put, or others", found.length, kept.length)
	}
	return err
}

// names checks the table that look-ups by name use against the records.
func (c *checking) names() error {
	found := 0
	err := c.each(`SELECT name.rowid, folded, text, entity.id, coalesce(record.body, '') FROM name JOIN entity ON entity.n = name.entity LEFT JOIN record ON record.n = name.record`, func(scan func(...any) error) error {
		var n int64
		var folded, text, id string
		var body []byte
		if err := scan(&n, &folded, &text, &id, &body); err != nil {
			return err
		}
		_, identifier := graph.EntityID(id).Split()
		good := text == identifier
		if len(body) > 0 {
			found++
			r, err := graph.UnmarshalRecord(body)
			e := graph.Entity{Records: []graph.Record{r}}
			good = err == nil && hasName(&e, text)
		}
		if !good || folded != store.Fold(text) {
			c.fault(fmt.Sprintf("name %d", n), "it is not as it was put")
		}
		return nil
	})
	if found != c.named {
		c.fault("names", "%d of the %d names that records give", found, c.named)
	}
	return err
}

func hasName(e *graph.Entity, text string) bool {
	for _, name := range []string{graph.PropName, graph.PropAlias} {
		for _, v := range e.Values(name) {
			if v.Text == text {
				return true
			}
		}
	}
	return false
}
