package neo4j

import (
	"fmt"
	"maps"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// entityChange is an entity that the batch says something of: as the case has it,
// and as it will.
type entityChange struct {
	node   int64         // where the case has it
	before *graph.Entity // nil where the case has none
	now    graph.Entity
	stated bool // by the batch
}

func (p *putting) putEntities() error {
	changes, err := p.heldEntities()
	if err != nil {
		return err
	}
	for i := range p.facts.Entities {
		p.say(changes, &p.facts.Entities[i])
	}
	created := map[graph.EntityKind][]map[string]any{}
	var changed [][]any
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		c := changes[id]
		p.gain(c)
		switch {
		case c.before == nil:
			properties := entityProperties(&c.now, p.gone)
			properties[keyCase] = p.tx.caseName
			created[c.now.Kind] = append(created[c.now.Kind], properties)
			continue
		case c.now.Kind != c.before.Kind:
			if err := p.relabel(c.node, c.before.Kind, c.now.Kind); err != nil {
				return err
			}
		case len(c.now.Records) == len(c.before.Records):
			continue
		}
		changed = append(changed, []any{c.node, replacing(entityProperties(c.before, p.gone), entityProperties(&c.now, p.gone))})
	}
	if err := unwind(p.tx, "UNWIND $rows AS row MATCH (e) WHERE id(e) = row[0] SET e += row[1]", changed, nothing); err != nil {
		return err
	}
	for _, kind := range graph.EntityKinds() {
		query := "UNWIND $rows AS row CREATE (e:Entity:" + label(kind) + ") SET e = row RETURN e.id, id(e)"
		if err := unwind(p.tx, query, created[kind], p.noteNode); err != nil {
			return err
		}
	}
	return nil
}

// heldEntities reads those entities of the batch that the case has.
func (p *putting) heldEntities() (map[graph.EntityID]*entityChange, error) {
	held := make(map[graph.EntityID]*entityChange, len(p.facts.Entities))
	if p.held.counts.Entities == 0 {
		return held, nil
	}
	ids := make([]string, len(p.facts.Entities))
	for i := range ids {
		ids[i] = string(p.facts.Entities[i].ID)
	}
	const query = "UNWIND $rows AS id " + entityByID + "RETURN id(e), e.id, e.kind, e.records"
	return held, unwind(p.tx, query, ids, func(row []any) error {
		e, err := p.tx.scan.entity(row[1], row[2], row[3])
		held[e.ID] = &entityChange{node: int64(whole(row[0])), before: &e, now: e}
		p.nodes[e.ID] = int64(whole(row[0]))
		return err
	})
}

// say adds what the batch says of an entity to what is known of it so far, unless
// the two state different kinds.
func (p *putting) say(changes map[graph.EntityID]*entityChange, said *graph.Entity) {
	c := changes[said.ID]
	if c == nil {
		changes[said.ID] = &entityChange{now: joined(*said), stated: !said.Implied()}
		return
	}
	had := &c.now
	if had.Kind != said.Kind && !had.Implied() && !said.Implied() {
		p.result.Conflicts = append(p.result.Conflicts, store.Conflict{
			Entity: said.ID, HadKind: had.Kind, GotKind: said.Kind, Had: stating(had), Got: stating(said),
		})
		return
	}
	c.now = joined(c.now, *said)
	c.stated = c.stated || !said.Implied()
}

// joined returns parts of one entity as one, and leaves the parts as they are.
func joined(parts ...graph.Entity) graph.Entity {
	for i := range parts {
		parts[i].Records = slices.Clone(parts[i].Records)
	}
	n := graph.Network{Entities: parts}
	n.Normalise()
	return n.Entities[0]
}

// stating returns the first record that states the entity's kind.
func stating(e *graph.Entity) graph.Record {
	return e.Records[slices.IndexFunc(e.Records, func(r graph.Record) bool { return !r.Implied })]
}

// relabel gives a node the label of another kind.
func (p *putting) relabel(node int64, from, to graph.EntityKind) error {
	if from == to {
		return nil
	}
	query := "MATCH (e) WHERE id(e) = $node REMOVE e:" + label(from) + " SET e:" + label(to)
	return p.tx.run(query, map[string]any{"node": node})
}

// gain takes an entity's change into the sums and the result.
func (p *putting) gain(c *entityChange) {
	var had []graph.Record
	if c.before == nil {
		p.result.Entities++
		p.held.counts.Entities++
	} else {
		had = c.before.Records
		p.held.tally.remove(entityHash(c.before))
	}
	p.held.tally.add(entityHash(&c.now))
	p.count(had, c.now.Records)
	if c.stated && len(c.now.Records) > len(had) {
		p.result.Disagreements = append(p.result.Disagreements, c.now.Disagreements()...)
	}
}

func (p *putting) noteNode(row []any) error {
	p.nodes[graph.EntityID(text(row[0]))] = int64(whole(row[1]))
	return nil
}

// findEnds finds the nodes of those ends that the batch itself says nothing of.
func (p *putting) findEnds() error {
	var ids []string
	asked := map[graph.EntityID]bool{}
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		for _, id := range [2]graph.EntityID{t.From, t.To} {
			if _, found := p.nodes[id]; !found && !asked[id] {
				asked[id] = true
				ids = append(ids, string(id))
			}
		}
	}
	const query = "UNWIND $rows AS id " + entityByID + "RETURN e.id, id(e)"
	if err := unwind(p.tx, query, ids, p.noteNode); err != nil {
		return err
	}
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		for _, id := range [2]graph.EntityID{t.From, t.To} {
			if _, found := p.nodes[id]; !found {
				return fmt.Errorf("tie %s from %s to %s: %w: %s", t.Kind, t.From, t.To, graph.ErrUnknownEntity, id)
			}
		}
	}
	return nil
}
