package neo4j

import (
	"context"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// withdrawals reads what has been taken back.
func (t *transaction) withdrawals() ([]graph.Withdrawal, error) {
	var all []graph.Withdrawal
	err := t.each("MATCH (w:Withdrawal) WHERE w.case = $case AND w.id IS NOT NULL RETURN properties(w)", nil, func(row []any) error {
		p := properties(row[0])
		w := graph.Withdrawal{
			Record: graph.RecordID(text(p["record"])), Source: graph.SourceID(text(p["source"])),
			Reason: text(p["reason"]), By: text(p["by"]),
		}
		all = append(all, w)
		return all[len(all)-1].On.UnmarshalText([]byte(text(p["on"])))
	})
	return all, err
}

// putWithdrawals writes the batch's withdrawals, and brings what people look at
// into line with them.
func (p *putting) putWithdrawals() error {
	before, err := p.tx.withdrawals()
	if err != nil {
		return err
	}
	var added []graph.Withdrawal
	seen := map[graph.Withdrawal]bool{}
	for _, w := range before {
		seen[w] = true
	}
	for _, w := range p.facts.Withdrawals {
		if !seen[w] {
			seen[w] = true
			added = append(added, w)
		}
	}
	p.gone = newWithdrawn(append(before, added...))
	if len(added) == 0 {
		return nil
	}
	rows := make([]map[string]any, len(added))
	for i := range added {
		w := &added[i]
		h := hashOf(w.AppendJSON(nil))
		p.held.tally.add(h)
		rows[i] = map[string]any{
			keyCase: p.tx.caseName, keyID: h.String(), "record": string(w.Record), "source": string(w.Source),
			"on": w.On.String(), "reason": w.Reason, "by": w.By,
		}
	}
	p.held.counts.Withdrawals += len(added)
	if err := unwind(p.tx, "UNWIND $rows AS row CREATE (w:Withdrawal) SET w = row", rows, nothing); err != nil {
		return err
	}
	return p.tx.showWithout(newWithdrawn(added), p.gone)
}

// showWithout makes anew what people see of the entities and ties that newly
// withdrawn records concern. It reads the whole case: records have no index, and a
// withdrawal is made by hand.
func (t *transaction) showWithout(added, gone *withdrawn) error {
	var entities, ties []map[string]any
	err := t.everything(graph.Filter{}, func(node int64, e *graph.Entity) {
		if added.count(e.Records, e.RecordID) > 0 {
			row := replacing(entityProperties(e, &withdrawn{}), entityProperties(e, gone))
			entities = append(entities, map[string]any{"item": node, "properties": row})
		}
	}, func(tie *graph.Tie) {
		if added.count(tie.Records, tie.RecordID) > 0 {
			row := replacing(tieProperties(tie, &withdrawn{}), tieProperties(tie, gone))
			ties = append(ties, map[string]any{"type": relationship(tie.Kind), keyID: string(tie.ID()), "properties": row})
		}
	})
	if err != nil {
		return err
	}
	if err := unwind(t, "UNWIND $rows AS row MATCH (e) WHERE id(e) = row.item SET e += row.properties", entities, nothing); err != nil {
		return err
	}
	byType := map[any][]map[string]any{}
	for _, row := range ties {
		byType[row["type"]] = append(byType[row["type"]], row)
	}
	for _, k := range graph.TieKinds() {
		query := "UNWIND $rows AS row WITH row, row.id AS id " + tieByID(k) + "SET t += row.properties"
		if err := unwind(t, query, byType[relationship(k)], nothing); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes back a record or a source and returns how many records that
// concerns; see [store.Writer].
func (s *Store) Withdraw(ctx context.Context, w graph.Withdrawal) (int, error) {
	if (w.Record == "") == (w.Source == "") {
		return 0, fmt.Errorf("withdrawal of %q and %q: want a record or a source", w.Record, w.Source)
	}
	if err := s.prepare(ctx); err != nil {
		return 0, err
	}
	concerned := 0
	err := s.write(ctx, func(tx *transaction) error {
		held, err := tx.lock()
		if err != nil {
			return err
		}
		if concerned, err = tx.concerned(w); err != nil {
			return err
		}
		p := &putting{tx: tx, facts: &graph.Network{Withdrawals: []graph.Withdrawal{w}}, held: held}
		if err := p.putWithdrawals(); err != nil {
			return err
		}
		p.held.changes++
		return tx.save(p.held)
	})
	if err != nil {
		return 0, err
	}
	return concerned, nil
}

// concerned returns how many records a withdrawal concerns.
func (t *transaction) concerned(w graph.Withdrawal) (int, error) {
	n := 0
	if w.Source != "" {
		err := t.each("MATCH (s:Source {case: $case, id: $id}) RETURN s.records", map[string]any{"id": string(w.Source)}, func(row []any) error {
			n = whole(row[0])
			return nil
		})
		if err == nil && n == 0 {
			err = fmt.Errorf("source %s: %w", w.Source, store.ErrNotFound)
		}
		return n, err
	}
	one := newWithdrawn([]graph.Withdrawal{w})
	err := t.everything(graph.Filter{}, func(_ int64, e *graph.Entity) { n += one.count(e.Records, e.RecordID) },
		func(tie *graph.Tie) { n += one.count(tie.Records, tie.RecordID) })
	if err == nil && n == 0 {
		err = fmt.Errorf("record %s: %w", w.Record, store.ErrNotFound)
	}
	return n, err
}
