package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// Put adds a batch as one transaction; see [store.Writer].
func (f *File) Put(ctx context.Context, b *graph.Batch) (store.PutResult, error) {
	var result store.PutResult
	err := f.write(ctx, func(tx *sql.Tx) error {
		p := &putting{ctx: ctx, tx: tx, batch: b}
		defer func() { result = p.result }()
		if known, err := p.known(); err != nil || known {
			p.result.Already = known
			return err
		}
		for _, step := range []func() error{p.prepare, p.putSources, p.putEntities, p.putTies, p.putWithdrawals, p.finish} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return store.PutResult{}, fmt.Errorf("batch %d of %s: %w", b.Part, b.Title, err)
	}
	return result, nil
}

// A putting is one batch on its way in.
type putting struct {
	ctx    context.Context
	tx     *sql.Tx
	batch  *graph.Batch
	result store.PutResult

	number      int64 // of the batch
	nextEntity  int64
	nextTie     int64
	nextRecord  int64
	entities    map[graph.EntityID]*heldEntity
	sources     map[graph.SourceID]int64
	again       map[graph.EntityID]bool // said something new of by the batch, and known before
	content     []byte                  // IDs of the records added, for the batch's hash
	lookEntity  *sql.Stmt
	lookTie     *sql.Stmt
	lookRecord  *sql.Stmt
	addEntity   *inserter
	addTie      *inserter
	addRecord   *inserter
	addName     *inserter
	addedRecord map[string]bool // IDs of records waiting in addRecord or added by this batch
	addedTie    map[graph.TieID]int64
}

// heldEntity is an entity as the case has it, or will after this batch.
type heldEntity struct {
	n       int64
	kind    graph.EntityKind
	implied bool
	first   *graph.Record // the record that stated the kind, where this batch brought it
}

func (p *putting) known() (bool, error) {
	var n int64
	err := p.tx.QueryRowContext(p.ctx, `SELECT n FROM batch WHERE key = ?`, p.batch.Key).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (p *putting) prepare() error {
	p.entities, p.sources, p.again = map[graph.EntityID]*heldEntity{}, map[graph.SourceID]int64{}, map[graph.EntityID]bool{}
	p.addedRecord, p.addedTie = map[string]bool{}, map[graph.TieID]int64{}
	for query, next := range map[string]*int64{
		`SELECT coalesce(max(n), 0) + 1 FROM batch`:  &p.number,
		`SELECT coalesce(max(n), 0) + 1 FROM entity`: &p.nextEntity,
		`SELECT coalesce(max(n), 0) + 1 FROM tie`:    &p.nextTie,
		`SELECT coalesce(max(n), 0) + 1 FROM record`: &p.nextRecord,
	} {
		if err := p.tx.QueryRowContext(p.ctx, query).Scan(next); err != nil {
			return err
		}
	}
	for query, look := range map[string]**sql.Stmt{
		`SELECT n, kind, implied FROM entity WHERE id = ?`: &p.lookEntity,
		`SELECT n FROM tie WHERE id = ?`:                   &p.lookTie,
		`SELECT n FROM record WHERE id = ?`:                &p.lookRecord,
	} {
		var err error
		if *look, err = p.tx.PrepareContext(p.ctx, query); err != nil {
			return err
		}
	}
	p.addEntity = newInserter(p.ctx, p.tx, "entity", "n", "id", "kind", "implied", "seal")
	p.addTie = newInserter(p.ctx, p.tx, "tie", "n", "id", "kind", "a", "b", "key")
	p.addRecord = newInserter(p.ctx, p.tx, "record", "n", "id", "batch", "entity", "tie", "source", "carrier", "body")
	p.addName = newInserter(p.ctx, p.tx, "name", "folded", "entity", "record", "text")
	p.addTie.refers = []*inserter{p.addEntity}
	p.addRecord.refers = []*inserter{p.addTie} // and so to entities
	p.addName.refers = []*inserter{p.addRecord}
	return nil
}

// putSources joins the batch's descriptions of sources with the case's.
func (p *putting) putSources() error {
	for _, s := range p.batch.Facts.Sources {
		n, err := p.source(s.ID)
		if err != nil {
			return err
		}
		var body string
		if err := p.tx.QueryRowContext(p.ctx, `SELECT body FROM source WHERE n = ?`, n).Scan(&body); err != nil {
			return err
		}
		if body != "" {
			held, err := readSource(body)
			if err != nil {
				return err
			}
			s = graph.MergeSource(held, s)
		}
		text := string(s.AppendJSON(nil))
		if _, err := p.tx.ExecContext(p.ctx, `UPDATE source SET body = ?, seal = ? WHERE n = ?`, text, seal(string(s.ID), text), n); err != nil {
			return err
		}
	}
	return nil
}

func readSource(body string) (graph.Source, error) {
	var n graph.Network
	if err := n.ReadLine([]byte(strings.TrimSuffix(body, "\n"))); err != nil || len(n.Sources) != 1 {
		return graph.Source{}, fmt.Errorf("source %q cannot be read: %w", body, err)
	}
	return n.Sources[0], nil
}

// source returns a source's number, and makes one for a source that is only
// mentioned.
func (p *putting) source(id graph.SourceID) (int64, error) {
	if n, ok := p.sources[id]; ok {
		return n, nil
	}
	var n int64
	err := p.tx.QueryRowContext(p.ctx, `SELECT n FROM source WHERE id = ?`, string(id)).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		var made sql.Result
		if made, err = p.tx.ExecContext(p.ctx, `INSERT INTO source (id, body, seal) VALUES (?, '', ?)`, string(id), seal(string(id), "")); err == nil {
			n, err = made.LastInsertId()
		}
	}
	p.sources[id] = n
	return n, err
}

// putEntities adds what the batch says of entities, and leaves out what contradicts
// a kind that the case states.
func (p *putting) putEntities() error {
	for i := range p.batch.Facts.Entities {
		e := &p.batch.Facts.Entities[i]
		held, err := p.held(e.ID)
		if err != nil {
			return err
		}
		switch {
		case held == nil:
			if held, err = p.newEntity(e); err != nil {
				return err
			}
		case held.kind != e.Kind && !held.implied && !e.Implied():
			if err := p.conflict(e, held); err != nil {
				return err
			}
			continue
		default:
			if err := p.joinKind(e, held); err != nil {
				return err
			}
			if !e.Implied() {
				p.again[e.ID] = true
			}
		}
		for j := range e.Records {
			if err := p.record(string(e.RecordID(j)), held.n, 0, &e.Records[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// held returns an entity of the case, or nil.
func (p *putting) held(id graph.EntityID) (*heldEntity, error) {
	if held, ok := p.entities[id]; ok {
		return held, nil
	}
	var held heldEntity
	err := p.lookEntity.QueryRowContext(p.ctx, string(id)).Scan(&held.n, &held.kind, &held.implied)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p.entities[id] = &held
	return &held, nil
}

func (p *putting) newEntity(e *graph.Entity) (*heldEntity, error) {
	held := &heldEntity{n: p.nextEntity, kind: e.Kind, implied: e.Implied(), first: statingRecord(e)}
	p.nextEntity++
	p.entities[e.ID] = held
	p.result.Entities++
	if err := p.addEntity.add(held.n, string(e.ID), e.Kind, held.implied, entitySeal(e.ID, e.Kind, held.implied)); err != nil {
		return nil, err
	}
	_, identifier := e.ID.Split()
	return held, p.addName.add(store.Fold(identifier), held.n, nil, identifier)
}

func statingRecord(e *graph.Entity) *graph.Record {
	if i := slices.IndexFunc(e.Records, func(r graph.Record) bool { return !r.Implied }); i >= 0 {
		return &e.Records[i]
	}
	return nil
}

// joinKind brings the kind the case has for an entity up to date.
func (p *putting) joinKind(e *graph.Entity, held *heldEntity) error {
	kind, implied := graph.JoinKinds(held.kind, held.implied, e.Kind, e.Implied()), held.implied && e.Implied()
	if held.first == nil {
		held.first = statingRecord(e)
	}
	if kind == held.kind && implied == held.implied {
		return nil
	}
	held.kind, held.implied = kind, implied
	if err := p.addEntity.flush(); err != nil { // the row may be waiting
		return err
	}
	_, err := p.tx.ExecContext(p.ctx, `UPDATE entity SET kind = ?, implied = ?, seal = ? WHERE n = ?`, kind, implied, entitySeal(e.ID, kind, implied), held.n)
	return err
}

func (p *putting) conflict(e *graph.Entity, held *heldEntity) error {
	c := store.Conflict{Entity: e.ID, HadKind: held.kind, GotKind: e.Kind, Got: *statingRecord(e)}
	if held.first != nil {
		c.Had = *held.first
	} else {
		records, err := p.recordsOf(held.n)
		if err != nil {
			return err
		}
		if had := statingRecord(&graph.Entity{Records: records}); had != nil {
			c.Had = *had
		}
	}
	p.result.Conflicts = append(p.result.Conflicts, c)
	return nil
}

// recordsOf returns an entity's records, in their order.
func (p *putting) recordsOf(n int64) ([]graph.Record, error) {
	if err := p.addRecord.flush(); err != nil {
		return nil, err
	}
	rows, err := p.tx.QueryContext(p.ctx, `SELECT body FROM record WHERE entity = ?`, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	e := graph.Entity{ID: "x", Kind: graph.Person}
	for rows.Next() {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return nil, err
		}
		r, err := graph.UnmarshalRecord(body)
		if err != nil {
			return nil, err
		}
		e.Records = append(e.Records, r)
	}
	joined := graph.Network{Entities: []graph.Entity{e}}
	joined.Normalise()
	return joined.Entities[0].Records, rows.Err()
}

func (p *putting) putTies() error {
	for i := range p.batch.Facts.Ties {
		t := &p.batch.Facts.Ties[i]
		t.Normalise()
		n, err := p.tie(t)
		if err != nil {
			return err
		}
		for j := range t.Records {
			if err := p.record(string(t.RecordID(j)), 0, n, &t.Records[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tie returns a tie's number, and adds a tie that the case does not have.
func (p *putting) tie(t *graph.Tie) (int64, error) {
	id := t.ID()
	if n, ok := p.addedTie[id]; ok {
		return n, nil
	}
	key, err := hex.DecodeString(string(id))
	if err != nil {
		return 0, err
	}
	var n int64
	if err := p.lookTie.QueryRowContext(p.ctx, key).Scan(&n); !errors.Is(err, sql.ErrNoRows) {
		return n, err
	}
	var ends [2]int64
	for i, end := range [2]graph.EntityID{t.From, t.To} {
		held, err := p.held(end)
		if err != nil {
			return 0, err
		}
		if held == nil {
			return 0, fmt.Errorf("tie %s - %s: %w: %s", t.From, t.To, graph.ErrUnknownEntity, end)
		}
		ends[i] = held.n
	}
	n = p.nextTie
	p.nextTie++
	p.addedTie[id] = n
	p.result.Ties++
	return n, p.addTie.add(n, key, t.Kind, ends[0], ends[1], t.Key)
}

// record adds a record of an entity or a tie, unless the case has it.
func (p *putting) record(id string, entity, tie int64, r *graph.Record) error {
	key, err := hex.DecodeString(id)
	if err != nil {
		return err
	}
	if p.addedRecord[string(key)] {
		return nil
	}
	var n int64
	if err := p.lookRecord.QueryRowContext(p.ctx, key).Scan(&n); !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	source, err := p.source(r.Source)
	if err != nil {
		return err
	}
	carrier := sql.NullInt64{Valid: r.Location.In != ""}
	if carrier.Valid {
		if carrier.Int64, err = p.source(r.Location.In); err != nil {
			return err
		}
	}
	n = p.nextRecord
	p.nextRecord++
	p.result.Records++
	p.addedRecord[string(key)] = true
	p.content = append(p.content, key...)
	subject := func(n int64) sql.NullInt64 { return sql.NullInt64{Int64: n, Valid: n != 0} }
	if err := p.addRecord.add(n, key, p.number, subject(entity), subject(tie), source, carrier, string(graph.MarshalRecord(r))); err != nil {
		return err
	}
	if entity == 0 {
		return nil
	}
	for _, f := range r.Fields {
		if f.Name == graph.PropName || f.Name == graph.PropAlias {
			if err := p.addName.add(store.Fold(f.Value), entity, n, f.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *putting) putWithdrawals() error {
	for _, w := range p.batch.Facts.Withdrawals {
		if err := insertWithdrawal(p.ctx, p.tx, w); err != nil {
			return err
		}
	}
	return nil
}

// finish writes what is waiting, the batch's own row, and what sources disagree on.
func (p *putting) finish() error {
	for _, i := range []*inserter{p.addEntity, p.addTie, p.addRecord, p.addName} {
		if err := i.flush(); err != nil {
			return err
		}
	}
	b, content := p.batch, sha256.Sum256(p.content)
	if _, err := p.tx.ExecContext(p.ctx, `INSERT INTO batch (n, key, load, part, last, title, content, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		p.number, b.Key, b.Load, b.Part, b.Last, b.Title, content[:], batchSeal(b.Key, b.Load, b.Part, b.Last, b.Title)); err != nil {
		return err
	}
	if err := extendChain(p.ctx, p.tx, batchChain, append(content[:], b.Key...)); err != nil {
		return err
	}
	for id := range p.again {
		records, err := p.recordsOf(p.entities[id].n)
		if err != nil {
			return err
		}
		e := graph.Entity{ID: id, Kind: p.entities[id].kind, Records: records}
		p.result.Disagreements = append(p.result.Disagreements, e.Disagreements()...)
	}
	slices.SortStableFunc(p.result.Disagreements, func(a, b graph.Disagreement) int {
		return strings.Compare(string(a.Entity), string(b.Entity))
	})
	return nil
}

// seal returns a hash over texts that no record's ID covers.
func seal(texts ...string) []byte {
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d:%s", len(text), text)
	}
	return h.Sum(nil)[:16]
}

func entitySeal(id graph.EntityID, kind graph.EntityKind, implied bool) []byte {
	return seal(string(id), fmt.Sprint(uint8(kind), implied))
}

func batchSeal(key, load string, part int, last bool, title string) []byte {
	return seal(key, load, fmt.Sprint(part, last), title)
}
