package neo4j

import (
	"context"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// A batchNode is a Batch node: what is known of a batch that is in.
type batchNode struct {
	key, load string
	part      int
	last      bool
	title     string
	number    int // in the order they were put
}

func (b *batchNode) hash() hash {
	return hashOf(fmt.Appendf(nil, "batch %q %q %d %t %q %d", b.key, b.load, b.part, b.last, b.title, b.number))
}

func (b *batchNode) properties() map[string]any {
	return map[string]any{"key": b.key, "load": b.load, "part": b.part, "last": b.last, "title": b.title, "number": b.number}
}

// batches reads the Batch nodes of the case in the order they were put.
func (t *transaction) batches() ([]batchNode, error) {
	var nodes []batchNode
	err := t.each("MATCH (b:Batch) WHERE b.case = $case AND b.key IS NOT NULL RETURN properties(b)", nil, func(row []any) error {
		p := properties(row[0])
		nodes = append(nodes, batchNode{text(p["key"]), text(p["load"]), whole(p["part"]), p["last"] == true, text(p["title"]), whole(p["number"])})
		return nil
	})
	slices.SortFunc(nodes, func(a, b batchNode) int { return a.number - b.number })
	return nodes, err
}

// Loads returns what was loaded, in the order it was begun; see [store.Reader].
func (s *Store) Loads(ctx context.Context) ([]store.Load, error) {
	var nodes []batchNode
	err := s.read(ctx, func(tx *transaction) (err error) {
		nodes, err = tx.batches()
		return err
	})
	if err != nil {
		return nil, err
	}
	var loads []store.Load
	parts := map[string]int{} // that a load has, where its last is known
	for _, b := range nodes {
		i := slices.IndexFunc(loads, func(l store.Load) bool { return l.Key == b.load })
		if i < 0 {
			i = len(loads)
			loads = append(loads, store.Load{Key: b.load, Title: b.title})
		}
		l := &loads[i]
		l.Title = min(l.Title, b.title)
		l.Batches++
		if b.last {
			parts[l.Key] = max(parts[l.Key], b.part)
		}
		l.Complete = l.Batches == parts[l.Key]
	}
	return loads, nil
}
