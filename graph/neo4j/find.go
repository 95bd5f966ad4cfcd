package neo4j

import (
	"context"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// searchText returns what stands on an entity's node for Find to look in.
func searchText(e *graph.Entity) string {
	texts := store.Searched(e)
	for i, text := range texts {
		texts[i] = store.Fold(text)
	}
	return strings.Join(texts, "\n")
}

// Find returns entities that have the text in a name, alias or identifier; see
// [store.Reader].
func (s *Store) Find(ctx context.Context, text string, limit int) ([]store.Match, error) {
	var found *store.Ranking
	err := s.read(ctx, func(tx *transaction) error {
		found = store.NewRanking(text)
		withdrawals, err := tx.withdrawals()
		if err != nil {
			return err
		}
		gone := newWithdrawn(withdrawals)
		const query = "MATCH (e:Entity) WHERE e.case = $case AND e.id IS NOT NULL AND e.search CONTAINS $text AND e.withdrawn IS NULL " +
			"RETURN e.id, e.kind, e.records, COUNT { (e)-[t]-() WHERE t.case = $case }"
		return tx.each(query, map[string]any{"text": found.Wanted()}, func(row []any) error {
			e, err := tx.scan.entity(row[0], row[1], row[2])
			if err != nil {
				return err
			}
			e.Records = gone.without(e.Records, e.RecordID)
			found.Add(&e, whole(row[3]))
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return found.Matches(limit), nil
}
