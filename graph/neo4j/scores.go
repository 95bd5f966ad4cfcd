package neo4j

import (
	"context"
	"fmt"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// WriteScores sets linchpin_MEASURE on the node of each entity, and on the case's
// node when that was and the tally of the facts then; see [store.ScoreWriter]. It
// is one transaction; a score that is no finite number takes its property away.
func (s *Store) WriteScores(ctx context.Context, measure string, ids []graph.EntityID, scores []float64) error {
	if len(ids) != len(scores) {
		return fmt.Errorf("%d scores for %d entities", len(scores), len(ids))
	}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	key := scorePrefix + propertyKey(measure)
	rows := make([]map[string]any, len(ids))
	for i, id := range ids {
		var score any
		if !math.IsInf(scores[i], 0) && !math.IsNaN(scores[i]) {
			score = scores[i]
		}
		rows[i] = map[string]any{keyID: string(id), "scores": map[string]any{key: score}}
	}
	return s.write(ctx, func(tx *transaction) error {
		held, err := tx.lock()
		if err != nil {
			return err
		}
		clear := map[string]any{"scores": map[string]any{key: nil}, "key": key}
		const cleared = "MATCH (e:Entity) WHERE e.case = $case AND e.id IS NOT NULL AND e[$key] IS NOT NULL SET e += $scores"
		if err := tx.run(cleared, clear); err != nil {
			return err
		}
		found := 0
		const set = "UNWIND $rows AS row WITH row, row.id AS id " + entityByID + "SET e += row.scores RETURN count(e)"
		if err := unwind(tx, set, rows, func(row []any) error { found += whole(row[0]); return nil }); err != nil {
			return err
		}
		if found < len(ids) {
			return fmt.Errorf("%d of %d entities to score are not in the case: %w", len(ids)-found, len(ids), store.ErrNotFound)
		}
		const note = "WITH toString(datetime()) AS now MATCH (c:LinchpinCase {case: $case}) SET c[$key + '_at'] = now, c[$key + '_facts'] = $facts"
		return tx.run(note, map[string]any{"key": key, "facts": held.tally.String()})
	})
}
