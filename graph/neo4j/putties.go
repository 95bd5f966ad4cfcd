package neo4j

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// heldTie is what the case has of a tie, and its relationship.
type heldTie struct {
	relationship int64
	records      []graph.Record
}

// A newTie is a tie of the batch, ready to be written as one that the case does
// not have.
type newTie struct {
	tie        *graph.Tie
	id         graph.TieID
	hash       hash
	properties map[string]any
}

// prepareTies makes the batch's ties ready, by kind, while the server is busy with
// what comes before them.
func (p *putting) prepareTies() {
	prepared := make(chan map[graph.TieKind][]newTie, 1)
	p.ties = prepared
	go func() {
		byKind := map[graph.TieKind][]newTie{}
		for i := range p.facts.Ties {
			t := &p.facts.Ties[i]
			one := newTie{tie: t, id: t.ID(), hash: tieHash(t)}
			one.properties = tiePropertiesOf(t, one.id, one.hash, p.gone)
			one.properties[keyCase] = p.tx.caseName
			byKind[t.Kind] = append(byKind[t.Kind], one)
		}
		prepared <- byKind
	}()
}

func (p *putting) putTies() error {
	if err := p.findEnds(); err != nil {
		return err
	}
	byKind := <-p.ties
	for _, kind := range graph.TieKinds() {
		if err := p.putTiesOf(kind, byKind[kind]); err != nil {
			return err
		}
	}
	return nil
}

// putTiesOf puts the ties of one kind.
func (p *putting) putTiesOf(kind graph.TieKind, ties []newTie) error {
	held, err := p.heldTies(kind, ties)
	if err != nil {
		return err
	}
	var changed, created [][]any
	for i := range ties {
		said := &ties[i]
		before, found := held[said.id]
		if found {
			if properties := p.joinTie(before.records, said.tie); properties != nil {
				changed = append(changed, []any{before.relationship, properties})
			}
			continue
		}
		p.result.Ties++
		p.held.counts.Ties++
		p.held.tally.add(said.hash)
		p.count(nil, said.tie.Records)
		created = append(created, []any{p.nodes[said.tie.From], p.nodes[said.tie.To], said.properties})
	}
	change := "UNWIND $rows AS row MATCH ()-[t:" + relationship(kind) + "]->() WHERE id(t) = row[0] SET t += row[1]"
	if err := unwind(p.tx, change, changed, nothing); err != nil {
		return err
	}
	query := "UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] MATCH (b) WHERE id(b) = row[1] " +
		"CREATE (a)-[t:" + relationship(kind) + "]->(b) SET t = row[2]"
	return unwind(p.tx, query, created, nothing)
}

// heldTies reads those ties of one kind that the case has.
func (p *putting) heldTies(kind graph.TieKind, ties []newTie) (map[graph.TieID]heldTie, error) {
	held := map[graph.TieID]heldTie{}
	if p.held.counts.Ties == 0 {
		return held, nil
	}
	ids := make([]string, len(ties))
	for i := range ties {
		ids[i] = string(ties[i].id)
	}
	query := "UNWIND $rows AS id " + tieByID(kind) + "RETURN t.id, id(t), t.records"
	return held, unwind(p.tx, query, ids, func(row []any) error {
		records, err := p.tx.scan.records(row[2])
		held[graph.TieID(text(row[0]))] = heldTie{int64(whole(row[1])), records}
		return err
	})
}

// joinTie adds what the batch says of a tie that the case has, and returns the
// properties to change, or nil where that is nothing new.
func (p *putting) joinTie(records []graph.Record, said *graph.Tie) map[string]any {
	had := *said
	had.Records = slices.Clip(records)
	both := graph.Network{Ties: []graph.Tie{had, *said}}
	both.Normalise()
	now := &both.Ties[0]
	if len(now.Records) == len(had.Records) {
		return nil
	}
	p.held.tally.remove(tieHash(&had))
	p.held.tally.add(tieHash(now))
	p.count(had.Records, now.Records)
	return replacing(tieProperties(&had, p.gone), tieProperties(now, p.gone))
}
