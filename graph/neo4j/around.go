package neo4j

import (
	"maps"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// neighbourhood reads what lies within the filter's depth of some entities, by way
// of the kinds it admits: breadth first, one statement a step. Withdrawn records
// and dates may still part some of it from them; the filter itself decides.
func (t *transaction) neighbourhood(f graph.Filter, entity func(node int64, e *graph.Entity), tie func(*graph.Tie)) error {
	near, err := t.near(f)
	if err != nil {
		return err
	}
	nodes := slices.Sorted(maps.Keys(near))
	const query = "UNWIND $rows AS node MATCH (e) WHERE id(e) = node RETURN id(e), e.id, e.kind, e.records"
	ids := map[int64]graph.EntityID{}
	err = unwind(t, query, nodes, t.readEntity(ids, entity))
	if err != nil || types(f) == "" {
		return err
	}
	between := "UNWIND $nodes AS node MATCH (a) WHERE id(a) = node MATCH (a)-[t:" + types(f) + "]->(b) " +
		"WHERE t.case = $case AND id(b) IN $nodes RETURN id(a), id(b), type(t), t.key, t.records"
	return t.each(between, map[string]any{"nodes": nodes}, func(row []any) error {
		one, err := t.scan.tie(ids[int64(whole(row[0]))], ids[int64(whole(row[1]))], row[2], row[3], row[4])
		if err == nil {
			tie(&one)
		}
		return err
	})
}

// near returns the nodes within the filter's depth of the entities it names. One
// that is not there has none.
func (t *transaction) near(f graph.Filter) (map[int64]bool, error) {
	near := map[int64]bool{}
	var frontier []int64
	reach := func(row []any) error {
		if node := int64(whole(row[0])); !near[node] {
			near[node] = true
			frontier = append(frontier, node)
		}
		return nil
	}
	starts := make([]string, len(f.Around))
	for i, id := range f.Around {
		starts[i] = string(id)
	}
	if err := unwind(t, "UNWIND $rows AS id "+entityByID+"RETURN id(e)", starts, reach); err != nil {
		return nil, err
	}
	if types(f) == "" {
		return near, nil
	}
	step := "UNWIND $rows AS node MATCH (a) WHERE id(a) = node MATCH (a)-[t:" + types(f) + "]-(b:Entity) " +
		"WHERE t.case = $case AND b.case = $case AND " + ofKinds("b", f) + " RETURN DISTINCT id(b)"
	for depth := 0; depth < f.Depth && len(frontier) > 0; depth++ {
		begin := frontier
		frontier = nil
		for from := 0; from < len(begin); from += rowsPerStatement {
			parameters := kindWords(f)
			parameters["rows"] = begin[from:min(from+rowsPerStatement, len(begin))]
			if err := t.each(step, parameters, reach); err != nil {
				return nil, err
			}
		}
	}
	return near, nil
}
