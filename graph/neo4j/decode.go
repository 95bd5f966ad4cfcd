package neo4j

import (
	"errors"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

var errDamaged = fmt.Errorf("damaged, run linchpin check: %w", store.ErrNotACase)

// entity reads an entity from the values of its node.
func (s *scanner) entity(id, kind, records any) (graph.Entity, error) {
	e := graph.Entity{ID: graph.EntityID(text(id))}
	err := e.Kind.UnmarshalText([]byte(text(kind)))
	if err == nil {
		e.Records, err = s.records(records)
	}
	if err != nil {
		return graph.Entity{}, fmt.Errorf("entity %s: %w: %w", e.ID, err, errDamaged)
	}
	return e, nil
}

// tie reads a tie from its ends and the values of its relationship.
func (s *scanner) tie(from, to graph.EntityID, kind, key, records any) (graph.Tie, error) {
	t := graph.Tie{Kind: kindsByType[text(kind)], From: from, To: to, Key: text(key)}
	var err error
	if t.Records, err = s.records(records); err != nil {
		return graph.Tie{}, fmt.Errorf("tie %s from %s to %s: %w: %w", t.Kind, from, to, err, errDamaged)
	}
	return t, nil
}

func (s *scanner) records(v any) ([]graph.Record, error) {
	texts := list(v)
	if len(texts) == 0 {
		return nil, errors.New("no records")
	}
	records := s.make(len(texts))
	for i, one := range texts {
		var err error
		if records[i], err = s.record(text(one)); err != nil {
			return nil, err
		}
	}
	return records, nil
}
