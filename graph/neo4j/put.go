package neo4j

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// A putting is one batch on its way into the case, in one transaction.
type putting struct {
	tx      *transaction
	facts   *graph.Network
	held    caseNode
	gone    *withdrawn               // what is taken back, by this batch as well
	nodes   map[graph.EntityID]int64 // where ends of ties are; good for this transaction only
	resting map[graph.SourceID]int   // new records by the source they rest on
	ties    <-chan map[graph.TieKind][]newTie
	result  store.PutResult
}

// Put adds a batch as one transaction; see [store.Writer]. It may be called again
// with the same batch after any error.
func (s *Store) Put(ctx context.Context, b *graph.Batch) (store.PutResult, error) {
	if b.Key == "" {
		return store.PutResult{}, errors.New("batch without a key")
	}
	if err := s.prepare(ctx); err != nil {
		return store.PutResult{}, err
	}
	facts := normalised(&b.Facts)
	if err := checkLengths(s.address.Case, facts); err != nil {
		return store.PutResult{}, err
	}
	token := rand.Text()
	var result store.PutResult
	err := s.write(ctx, func(tx *transaction) error {
		held, err := tx.lock()
		if err != nil {
			return err
		}
		switch put, err := tx.batchToken(b.Key); {
		case err != nil:
			return err
		case put == token: // by the last try, whose acknowledgement was lost
			return nil
		case put != "":
			result = store.PutResult{Already: true}
			return nil
		}
		p := &putting{tx: tx, facts: facts, held: held, nodes: map[graph.EntityID]int64{}, resting: map[graph.SourceID]int{}}
		if err := p.put(b, token); err != nil {
			return err
		}
		result = p.result
		return nil
	})
	if err != nil {
		return store.PutResult{}, err
	}
	return result, nil
}

// normalised returns the facts of a batch with each record and tie in its one
// form, ties once and in order, and leaves the caller's alone. Entities stay as they
// come: two of one ID may contradict each other.
func normalised(n *graph.Network) *graph.Network {
	c := &graph.Network{
		Sources: slices.Clone(n.Sources), Entities: slices.Clone(n.Entities),
		Ties: slices.Clone(n.Ties), Withdrawals: slices.Clone(n.Withdrawals),
	}
	for i := range c.Entities {
		c.Entities[i].Records = cloneRecords(c.Entities[i].Records)
	}
	for i := range c.Ties {
		c.Ties[i].Records = cloneRecords(c.Ties[i].Records)
		c.Ties[i].Normalise()
	}
	entities := c.Entities
	c.Entities = nil
	c.Normalise()
	c.Entities = entities
	return c
}

func cloneRecords(records []graph.Record) []graph.Record {
	c := slices.Clone(records)
	for i := range c {
		c[i].Fields = slices.Clone(c[i].Fields)
		c[i].Normalise()
	}
	return c
}

// maxIndexed is how many bytes the server's indexes take of a case name and an
// identifier together.
const maxIndexed = 8000

func checkLengths(caseName string, n *graph.Network) error {
	for i := range n.Entities {
		if id := n.Entities[i].ID; len(id)+len(caseName) > maxIndexed {
			return fmt.Errorf("entity %.40s…: its identifier has %d bytes; Neo4j takes %d", id, len(id), maxIndexed-len(caseName))
		}
	}
	for i := range n.Sources {
		if id := n.Sources[i].ID; len(id)+len(caseName) > maxIndexed {
			return fmt.Errorf("source %.40s…: its identifier has %d bytes; Neo4j takes %d", id, len(id), maxIndexed-len(caseName))
		}
	}
	return nil
}

// batchToken returns what whoever put the batch of a key signed it with, or "".
func (t *transaction) batchToken(key string) (token string, err error) {
	err = t.each("MATCH (b:Batch {case: $case, key: $key}) RETURN b.token", map[string]any{"key": key}, func(row []any) error {
		token = text(row[0])
		return nil
	})
	return token, err
}

func (p *putting) put(b *graph.Batch, token string) error {
	if err := p.putWithdrawals(); err != nil {
		return err
	}
	p.prepareTies()
	steps := []func() error{p.putEntities, p.putTies, p.putSources, func() error { return p.putBatch(b, token) }}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	p.held.changes++
	return p.tx.save(p.held)
}

// putBatch writes the batch's own node, by which it is known to be in.
func (p *putting) putBatch(b *graph.Batch, token string) error {
	p.held.batches++
	node := batchNode{b.Key, b.Load, b.Part, b.Last, b.Title, p.held.batches}
	p.held.tally.add(node.hash())
	properties := node.properties()
	properties["token"] = token
	properties["entities"], properties["ties"], properties["records"] = p.result.Entities, p.result.Ties, p.result.Records
	return p.tx.run("CREATE (b:Batch {case: $case}) SET b += $properties", map[string]any{"properties": properties})
}

// count takes the records that an entity or tie has gained into the sums.
func (p *putting) count(before, now []graph.Record) {
	gained := len(now) - len(before)
	p.result.Records += gained
	p.held.counts.Records += gained
	tell := func(records []graph.Record, sign int) {
		for i := range records {
			r := &records[i]
			if !r.Known.Known() {
				p.held.counts.Undated += sign
			}
			for _, id := range restsOn(r) {
				p.resting[id] += sign
			}
		}
	}
	tell(now, 1)
	tell(before, -1)
}

// restsOn returns the sources that a record rests on: its own, and the file it
// stands in where that is another.
func restsOn(r *graph.Record) []graph.SourceID {
	if in := r.Location.In; in != "" && in != r.Source {
		return []graph.SourceID{r.Source, in}
	}
	return []graph.SourceID{r.Source}
}
