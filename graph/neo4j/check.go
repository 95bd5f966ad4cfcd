package neo4j

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// A checking reads a whole case and notes what is not as it was put.
type checking struct {
	tx      *transaction
	held    caseNode
	gone    *withdrawn
	nodes   map[int64]graph.EntityID
	resting map[graph.SourceID]int
	counts  graph.Counts
	tally   tally
	faults  []store.Fault
}

// Check reads every node and relationship of the case; see [store.Reader]. It finds
// records that were changed, what was added or taken away, properties that no
// longer say what the records say, and a log that does not hold together.
func (s *Store) Check(ctx context.Context) ([]store.Fault, error) {
	var faults []store.Fault
	err := s.readUnmoved(ctx, func(tx *transaction) error {
		c := &checking{tx: tx, nodes: map[int64]graph.EntityID{}, resting: map[graph.SourceID]int{}}
		err := c.check()
		faults = c.faults
		return err
	})
	if err != nil {
		return nil, err
	}
	missing, err := s.missingConstraints(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range missing {
		faults = append(faults, store.Fault{Where: "constraint " + c.name(), What: "is not there"})
	}
	return faults, nil
}

func (c *checking) check() (err error) {
	if c.held, err = c.tx.caseNode(); err != nil {
		return err
	}
	withdrawals, err := c.tx.withdrawals()
	if err != nil {
		return err
	}
	c.gone = newWithdrawn(withdrawals)
	c.counts.Withdrawals = len(withdrawals)
	for i := range withdrawals {
		c.tally.add(hashOf(withdrawals[i].AppendJSON(nil)))
	}
	for _, step := range []func() error{c.checkEntities, c.checkTies, c.checkSources, c.checkBatches, c.checkAudit} {
		if err := step(); err != nil {
			return err
		}
	}
	if c.counts != c.held.counts {
		c.fault("case", "holds %+v where %+v was put", c.counts, c.held.counts)
	}
	if c.tally != c.held.tally {
		c.fault("case", "the sum of all hashes is not the one written down: something was changed, added or taken away by other hands")
	}
	return nil
}

func (c *checking) fault(where, what string, values ...any) {
	c.faults = append(c.faults, store.Fault{Where: where, What: fmt.Sprintf(what, values...)})
}

func (c *checking) count(records []graph.Record) {
	c.counts.Records += len(records)
	for i := range records {
		if !records[i].Known.Known() {
			c.counts.Undated++
		}
		for _, id := range restsOn(&records[i]) {
			c.resting[id]++
		}
	}
}

func (c *checking) checkEntities() error {
	const query = "MATCH (e:Entity) WHERE e.case = $case AND e.id IS NOT NULL RETURN id(e), properties(e), labels(e)"
	return c.tx.each(query, nil, func(row []any) error {
		p := properties(row[1])
		where := "entity " + text(p[keyID])
		c.nodes[int64(whole(row[0]))] = graph.EntityID(text(p[keyID]))
		c.counts.Entities++
		e, err := c.tx.scan.entity(p[keyID], p[keyKind], p[keyRecords])
		if err != nil {
			c.fault(where, "cannot be read: %v", err)
			return nil
		}
		c.count(e.Records)
		c.tally.add(entityHash(&e))
		c.compare(where, p, entityProperties(&e, c.gone))
		if !slices.Contains(list(row[2]), any(label(e.Kind))) {
			c.fault(where, "has not the label %s of its kind", label(e.Kind))
		}
		return nil
	})
}

func (c *checking) checkTies() error {
	query := "MATCH (a:Entity) WHERE a.case = $case AND a.id IS NOT NULL " +
		"MATCH (a)-[t:" + types(graph.Filter{}) + "]->(b) WHERE t.case = $case RETURN id(a), id(b), type(t), properties(t)"
	return c.tx.each(query, nil, func(row []any) error {
		p := properties(row[3])
		where := text(row[2]) + " " + text(p[keyID])
		c.counts.Ties++
		from, to := c.nodes[int64(whole(row[0]))], c.nodes[int64(whole(row[1]))]
		t, err := c.tx.scan.tie(from, to, row[2], p[keyKey], p[keyRecords])
		if err != nil {
			c.fault(where, "cannot be read: %v", err)
			return nil
		}
		c.count(t.Records)
		c.tally.add(tieHash(&t))
		c.compare(where, p, tieProperties(&t, c.gone))
		return nil
	})
}

// compare notes the properties that do not say what the records say. Others that
// somebody has added, scores among them, are left alone.
func (c *checking) compare(where string, got, want map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if key != keyRecords && got[key] != want[key] {
			c.fault(where, "property %s is not what the records say", key)
		}
	}
	if got[keyWithdrawn] != nil && want[keyWithdrawn] == nil {
		c.fault(where, "is marked as withdrawn and is not")
	}
}

func (c *checking) checkSources() error {
	nodes, err := c.tx.sources()
	if err != nil {
		return err
	}
	for i := range nodes {
		n := &nodes[i]
		where := "source " + string(n.source.ID)
		if n.described {
			c.counts.Sources++
			c.tally.add(n.hash())
		}
		if n.kept != n.hash().String() {
			c.fault(where, "is not described as it was put")
		}
		if n.records != c.resting[n.source.ID] {
			c.fault(where, "%d records rest on it where %d were counted", c.resting[n.source.ID], n.records)
		}
		delete(c.resting, n.source.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(c.resting)) {
		c.fault("source "+string(id), "is not there, and %d records rest on it", c.resting[id])
	}
	return nil
}

func (c *checking) checkBatches() error {
	nodes, err := c.tx.batches()
	if err != nil {
		return err
	}
	if len(nodes) != c.held.batches {
		c.fault("case", "holds %d batches where %d were put", len(nodes), c.held.batches)
	}
	for i := range nodes {
		c.tally.add(nodes[i].hash())
	}
	return nil
}

func (c *checking) checkAudit() error {
	log, err := c.tx.log(c.held)
	if err := errors.Join(err, log.Verify()); err != nil {
		c.fault("audit", "%v", err)
	}
	return nil
}
