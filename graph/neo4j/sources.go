package neo4j

import (
	"context"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// A sourceNode is a Source node: a source as far as it is described, and how many
// records rest on it. One that records only mention is not described.
type sourceNode struct {
	source    graph.Source
	described bool
	records   int
	kept      string // the hash as it was written beside the rest
}

func (n *sourceNode) hash() hash { return hashOf(n.source.AppendJSON(nil)) }

func (n *sourceNode) properties() map[string]any {
	s := &n.source
	return map[string]any{
		keyID: string(s.ID), "title": s.Title, "sha256": s.SHA256, "supplier": s.Supplier, "supplied": s.Supplied.String(),
		"handling": s.Handling, "origin": s.Origin, "described": n.described, keyRecords: n.records, keyHash: n.hash().String(),
	}
}

func decodeSource(p map[string]any) (sourceNode, error) {
	n := sourceNode{
		source: graph.Source{
			ID: graph.SourceID(text(p[keyID])), Title: text(p["title"]), SHA256: text(p["sha256"]),
			Supplier: text(p["supplier"]), Handling: text(p["handling"]), Origin: text(p["origin"]),
		},
		described: p["described"] == true, records: whole(p[keyRecords]), kept: text(p[keyHash]),
	}
	return n, n.source.Supplied.UnmarshalText([]byte(text(p["supplied"])))
}

// sources reads all Source nodes of the case, by ID.
func (t *transaction) sources() ([]sourceNode, error) {
	var nodes []sourceNode
	err := t.each("MATCH (s:Source) WHERE s.case = $case AND s.id IS NOT NULL RETURN properties(s)", nil, func(row []any) error {
		n, err := decodeSource(properties(row[0]))
		nodes = append(nodes, n)
		return err
	})
	slices.SortFunc(nodes, func(a, b sourceNode) int { return strings.Compare(string(a.source.ID), string(b.source.ID)) })
	return nodes, err
}

// putSources joins the batch's sources with the case's and counts what now rests
// on each.
func (p *putting) putSources() error {
	held, err := p.heldSources()
	if err != nil {
		return err
	}
	for _, said := range p.facts.Sources {
		n := held[said.ID]
		if n.described {
			p.held.tally.remove(n.hash())
			said = graph.MergeSource(n.source, said)
		} else {
			p.held.counts.Sources++
		}
		n.source, n.described = said, true
		p.held.tally.add(n.hash())
		held[said.ID] = n
	}
	rows := make([]map[string]any, 0, len(held))
	for id, n := range held {
		n.source.ID = id
		n.records += p.resting[id]
		rows = append(rows, n.properties())
	}
	return unwind(p.tx, "UNWIND $rows AS row MERGE (s:Source {case: $case, id: row.id}) SET s += row", rows, nothing)
}

// heldSources reads the Source nodes that the batch concerns; those that are not
// there yet are empty.
func (p *putting) heldSources() (map[graph.SourceID]sourceNode, error) {
	held := map[graph.SourceID]sourceNode{}
	for _, s := range p.facts.Sources {
		held[s.ID] = sourceNode{}
	}
	for id, n := range p.resting {
		if n != 0 {
			held[id] = sourceNode{}
		}
	}
	ids := make([]string, 0, len(held))
	for id := range held {
		ids = append(ids, string(id))
	}
	const query = "UNWIND $rows AS id " + sourceByID + "RETURN properties(s)"
	return held, unwind(p.tx, query, ids, func(row []any) error {
		n, err := decodeSource(properties(row[0]))
		held[n.source.ID] = n
		return err
	})
}

// Sources returns every source by ID with how much rests on it; see [store.Reader].
func (s *Store) Sources(ctx context.Context) ([]store.SourceSummary, error) {
	var summaries []store.SourceSummary
	err := s.read(ctx, func(tx *transaction) error {
		withdrawals, err := tx.withdrawals()
		if err != nil {
			return err
		}
		gone := newWithdrawn(withdrawals)
		nodes, err := tx.sources()
		summaries = nil
		for _, n := range nodes {
			summaries = append(summaries, store.SourceSummary{Source: n.source, Records: n.records, Withdrawn: gone.sources[n.source.ID]})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return summaries, nil
}
