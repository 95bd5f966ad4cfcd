package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// format is the version of what this package keeps, written on the case's node.
const format = 1

// label returns the label of a kind of entity: PublicBody for public-body.
func label(k graph.EntityKind) string {
	var b strings.Builder
	for word := range strings.SplitSeq(k.String(), "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// relationship returns the type of a kind of tie: MEMBER_OF for member-of.
func relationship(k graph.TieKind) string {
	return strings.ToUpper(strings.ReplaceAll(k.String(), "-", "_"))
}

// kindsByType leads from a relationship's type back to its kind.
var kindsByType = func() map[string]graph.TieKind {
	kinds := map[string]graph.TieKind{}
	for _, k := range graph.TieKinds() {
		kinds[relationship(k)] = k
	}
	return kinds
}()

// types returns the types of the kinds that a filter admits, as Cypher writes
// alternatives.
func types(f graph.Filter) string {
	var names []string
	for _, k := range graph.TieKinds() {
		if f.KeepsTie(k) {
			names = append(names, relationship(k))
		}
	}
	return strings.Join(names, "|")
}

// A constraint makes some properties of a label or type unique together, and
// gives the index by which one is found.
type constraint struct {
	on         string // a label or type
	tie        bool
	properties string // with commas between
}

func (c constraint) name() string { return "linchpin_" + strings.ToLower(c.on) }

func (c constraint) statement() string {
	pattern := "(x:" + c.on + ")"
	if c.tie {
		pattern = "()-[x:" + c.on + "]-()"
	}
	properties := "x." + strings.ReplaceAll(c.properties, ",", ", x.")
	return "CREATE CONSTRAINT " + c.name() + " IF NOT EXISTS FOR " + pattern + " REQUIRE (" + properties + ") IS UNIQUE"
}

// constraints lists all of them.
func constraints() []constraint {
	all := []constraint{
		{"LinchpinCase", false, "case"}, {"Entity", false, "case,id"}, {"Source", false, "case,id"},
		{"Withdrawal", false, "case,id"}, {"Batch", false, "case,key"}, {"Audit", false, "case,number"},
	}
	for _, k := range graph.TieKinds() {
		all = append(all, constraint{relationship(k), true, "case,id"})
	}
	return all
}

// The look-ups by identifier name their index: a plan made while a case is small scans
// all there is, and the server keeps it while the case grows.
const (
	entityByID = "MATCH (e:Entity {case: $case, id: id}) USING INDEX SEEK e:Entity(case, id) "
	sourceByID = "MATCH (s:Source {case: $case, id: id}) USING INDEX SEEK s:Source(case, id) "
)

func tieByID(k graph.TieKind) string {
	return "MATCH ()-[t:" + relationship(k) + " {case: $case, id: id}]->() USING INDEX SEEK t:" + relationship(k) + "(case, id) "
}

const indexPatience = 300 // seconds that indexes over a full database may take

// prepare makes the constraints where they are not there yet. It does so before
// the first write of the store's life, not while it only reads.
func (s *Store) prepare(ctx context.Context) error {
	s.preparing.Lock()
	defer s.preparing.Unlock()
	if s.prepared {
		return nil
	}
	missing, err := s.missingConstraints(ctx)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		if err := s.makeConstraints(ctx, missing); err != nil {
			return fmt.Errorf("making constraints: %w", err)
		}
	}
	s.prepared = true
	return nil
}

// missingConstraints returns those that are not there, under whatever name.
func (s *Store) missingConstraints(ctx context.Context) ([]constraint, error) {
	there := map[constraint]bool{}
	err := s.read(ctx, func(tx *transaction) error {
		const query = "SHOW CONSTRAINTS YIELD entityType, labelsOrTypes, properties, type WHERE type ENDS WITH 'UNIQUENESS' " +
			"RETURN labelsOrTypes[0], entityType = 'RELATIONSHIP', properties"
		return tx.each(query, nil, func(row []any) error {
			var names []string
			for _, p := range list(row[2]) {
				names = append(names, text(p))
			}
			there[constraint{text(row[0]), row[1] == true, strings.Join(names, ",")}] = true
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	var missing []constraint
	for _, c := range constraints() {
		if !there[c] {
			missing = append(missing, c)
		}
	}
	return missing, nil
}

func (s *Store) makeConstraints(ctx context.Context, missing []constraint) error {
	err := s.write(ctx, func(tx *transaction) error {
		for _, c := range missing {
			if err := tx.run(c.statement(), nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.read(ctx, func(tx *transaction) error {
		return tx.run("CALL db.awaitIndexes($seconds)", map[string]any{"seconds": indexPatience})
	})
}
