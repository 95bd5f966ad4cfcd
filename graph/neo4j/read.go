package neo4j

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// maxCollected is up to how many ties of one entity the server collects in one
// row. A row per entity is more than twice as fast as a row per tie; an entity
// with more ties than this would take too much of the server's memory.
const maxCollected = 5_000

// errMoved is what a reader ends with that a writer came between.
var errMoved = errors.New("the case was written while it was read")

// Read returns the part of the case that the filter admits; see [store.Reader].
func (s *Store) Read(ctx context.Context, f graph.Filter) (*graph.Network, error) {
	var n *graph.Network
	if err := s.readUnmoved(ctx, func(tx *transaction) (err error) {
		n, err = tx.network(f)
		return err
	}); err != nil {
		return nil, err
	}
	sortNetwork(n)
	return f.Apply(n)
}

// sortNetwork puts a network whose parts are whole, as the store has them, into
// its one form.
func sortNetwork(n *graph.Network) {
	slices.SortFunc(n.Entities, func(a, b graph.Entity) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(n.Ties, func(a, b graph.Tie) int {
		return cmp.Or(strings.Compare(string(a.From), string(b.From)), strings.Compare(string(a.To), string(b.To)),
			cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Key, b.Key))
	})
	slices.SortFunc(n.Withdrawals, func(a, b graph.Withdrawal) int {
		return cmp.Or(strings.Compare(string(a.Record), string(b.Record)), strings.Compare(string(a.Source), string(b.Source)),
			strings.Compare(a.On.String(), b.On.String()), strings.Compare(a.Reason, b.Reason), strings.Compare(a.By, b.By))
	})
}

// readUnmoved runs work on the case as it is between two batches. The server lets
// a reader see what others commit meanwhile; so work that a writer came between is
// done again, the last time with the writers kept out.
func (s *Store) readUnmoved(ctx context.Context, work func(*transaction) error) error {
	err := s.read(ctx, func(tx *transaction) error {
		before, err := tx.caseNode()
		if err != nil {
			return err
		}
		worked := work(tx)
		after, err := tx.caseNode()
		switch {
		case err == nil && before.changes != after.changes:
			return errMoved
		case worked != nil:
			return worked
		}
		return err
	})
	if !errors.Is(err, errMoved) {
		return err
	}
	return s.write(ctx, func(tx *transaction) error {
		if _, err := tx.lock(); err != nil {
			return err
		}
		return work(tx)
	})
}

// network reads what a filter may admit, in any order.
func (t *transaction) network(f graph.Filter) (*graph.Network, error) {
	n := &graph.Network{}
	if len(f.Around) == 0 && len(f.EntityKinds)+len(f.TieKinds) == 0 {
		held, err := t.caseNode()
		if err != nil {
			return nil, err
		}
		n.Entities = make([]graph.Entity, 0, expected(held.counts.Entities))
		n.Ties = make([]graph.Tie, 0, expected(held.counts.Ties))
	}
	addEntity := func(_ int64, e *graph.Entity) { n.Entities = append(n.Entities, *e) }
	addTie := func(tie *graph.Tie) { n.Ties = append(n.Ties, *tie) }
	var err error
	if len(f.Around) > 0 {
		err = t.neighbourhood(f, addEntity, addTie)
	} else {
		err = t.everything(f, addEntity, addTie)
	}
	if err != nil {
		return nil, err
	}
	sources, err := t.sources()
	if err != nil {
		return nil, err
	}
	for _, s := range sources {
		if s.described {
			n.Sources = append(n.Sources, s.source)
		}
	}
	n.Withdrawals, err = t.withdrawals()
	return n, err
}

// expected returns how many things to make room for at once when the case's node
// says that there are n; other hands may have written anything there.
func expected(n int) int { return min(max(n, 0), 1<<20) }

// everything reads all entities and ties of the kinds a filter admits. An entity
// comes with its node, good for this transaction only.
func (t *transaction) everything(f graph.Filter, entity func(node int64, e *graph.Entity), tie func(*graph.Tie)) error {
	ids := map[int64]graph.EntityID{}
	query := "MATCH (e:Entity) WHERE e.case = $case AND e.id IS NOT NULL AND " + ofKinds("e", f) + " RETURN id(e), e.id, e.kind, e.records"
	err := t.each(query, kindWords(f), t.readEntity(ids, entity))
	if err != nil || types(f) == "" {
		return err
	}
	return t.allTies(types(f), func(from, to int64, values []any) error {
		one, err := t.scan.tie(ids[from], ids[to], values[0], values[1], values[2])
		if err == nil && one.From != "" && one.To != "" {
			tie(&one)
		}
		return err
	})
}

// readEntity reads a row of a node and its entity, whose ID it remembers.
func (t *transaction) readEntity(ids map[int64]graph.EntityID, entity func(node int64, e *graph.Entity)) func(row []any) error {
	return func(row []any) error {
		e, err := t.scan.entity(row[1], row[2], row[3])
		if err != nil {
			return err
		}
		node := int64(whole(row[0]))
		ids[node] = e.ID
		entity(node, &e)
		return nil
	}
}

// allTies reads the ties of some types, with the nodes at their ends and their
// type, key and records.
func (t *transaction) allTies(types string, tie func(from, to int64, values []any) error) error {
	var hubs []int64
	collected := "MATCH (a:Entity) WHERE a.case = $case AND a.id IS NOT NULL AND COUNT { (a)-->() } > 0 " +
		"RETURN id(a), CASE WHEN COUNT { (a)-->() } <= $limit " +
		"THEN [(a)-[t:" + types + "]->(b) WHERE t.case = $case | [id(b), type(t), t.key, t.records]] END"
	err := t.each(collected, map[string]any{"limit": maxCollected}, func(row []any) error {
		from := int64(whole(row[0]))
		if row[1] == nil {
			hubs = append(hubs, from)
			return nil
		}
		for _, one := range list(row[1]) {
			values := list(one)
			if err := tie(from, int64(whole(values[0])), values[1:]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	single := "UNWIND $rows AS node MATCH (a) WHERE id(a) = node MATCH (a)-[t:" + types + "]->(b) WHERE t.case = $case " +
		"RETURN id(a), id(b), type(t), t.key, t.records"
	return unwind(t, single, hubs, func(row []any) error {
		return tie(int64(whole(row[0])), int64(whole(row[1])), row[2:])
	})
}

// ofKinds returns the condition that an entity is of a kind the filter admits.
func ofKinds(variable string, f graph.Filter) string {
	if len(f.EntityKinds) == 0 {
		return "true"
	}
	return variable + ".kind IN $kinds"
}

func kindWords(f graph.Filter) map[string]any {
	words := make([]string, len(f.EntityKinds))
	for i, k := range f.EntityKinds {
		words[i] = k.String()
	}
	return map[string]any{"kinds": words}
}

// Count counts the whole case; see [store.Reader].
func (s *Store) Count(ctx context.Context) (graph.Counts, error) {
	var held caseNode
	err := s.read(ctx, func(tx *transaction) (err error) {
		held, err = tx.caseNode()
		return err
	})
	if err != nil {
		return graph.Counts{}, err
	}
	return held.counts, nil
}
