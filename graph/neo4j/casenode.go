package neo4j

import "github.com/linchpin-graph/linchpin/graph"

// caseNode is what the LinchpinCase node says of its case. Its format is 0 where
// there is no such node yet.
type caseNode struct {
	format    int
	counts    graph.Counts
	batches   int
	audits    int
	auditHash string // of the last entry of the log
	changes   int    // how often facts were written; readers notice by it
	tally     tally
}

// caseNode reads the case's node.
func (t *transaction) caseNode() (caseNode, error) {
	var c caseNode
	err := t.each("MATCH (c:LinchpinCase {case: $case}) RETURN properties(c)", nil, func(row []any) error {
		p := properties(row[0])
		c = caseNode{
			format: max(1, whole(p["format"])),
			counts: graph.Counts{
				Entities: whole(p["entities"]), Ties: whole(p["ties"]), Records: whole(p["records"]),
				Sources: whole(p["sources"]), Withdrawals: whole(p["withdrawals"]), Undated: whole(p["undated"]),
			},
			batches: whole(p["batches"]), audits: whole(p["audits"]), auditHash: text(p["audit_hash"]),
			changes: whole(p["changes"]), tally: parseTally(text(p["tally"])),
		}
		return nil
	})
	return c, err
}

// lock makes the case's node where there is none, takes its lock until the end of
// the transaction, and reads what it says then.
func (t *transaction) lock() (caseNode, error) {
	if err := t.run("MERGE (c:LinchpinCase {case: $case}) SET c.lock = true", nil); err != nil {
		return caseNode{}, err
	}
	return t.caseNode()
}

// save writes the case's node, whose lock the transaction has.
func (t *transaction) save(c caseNode) error {
	return t.run("MATCH (c:LinchpinCase {case: $case}) SET c += $properties", map[string]any{"properties": map[string]any{
		"format": format, "entities": c.counts.Entities, "ties": c.counts.Ties, "records": c.counts.Records,
		"sources": c.counts.Sources, "withdrawals": c.counts.Withdrawals, "undated": c.counts.Undated,
		"batches": c.batches, "audits": c.audits, "audit_hash": c.auditHash,
		"changes": c.changes, "tally": c.tally.String(),
	}})
}
