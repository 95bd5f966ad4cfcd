package graphtest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// Shared is where real networks and expected values lie beside a checkout, seen from a
// package two folders deep. They are not part of the project.
var Shared = filepath.Join("..", "..", "..", "shared")

// references are the networks with values by networkx and igraph: the file of ties and,
// where there is one, of entities.
var references = []struct{ name, ties, entities string }{
	{"caviar_full", "exchange/graph/neo4j_rels.csv", "exchange/graph/neo4j_nodes.csv"},
	{"ciel", "networks/ciel/edges.csv", "networks/ciel/nodes.csv"},
	{"crimenet_alliance", "crimenet/alliances.csv", ""},
	{"italian_gangs", "networks/italian_gangs/edges.csv", "networks/italian_gangs/nodes.csv"},
	{"montagna_meetings", "montagna/Montagna_meetings_edgelist.csv", ""},
	{"montreal_gangs", "networks/montreal_gangs/edges.csv", "networks/montreal_gangs/nodes.csv"},
	{"natarajan_cocaine", "networks/natarajan_cocaine/edges.csv", "networks/natarajan_cocaine/nodes.csv"},
	{"natarajan_heroin", "networks/natarajan_heroin/edges.csv", "networks/natarajan_heroin/nodes.csv"},
	{"siren", "networks/siren/edges.csv", "networks/siren/nodes.csv"},
	{"togo", "networks/togo/edges.csv", "networks/togo/nodes.csv"},
}

// References returns the names of the reference networks.
func References() []string {
	names := make([]string, len(references))
	for i, r := range references {
		names[i] = r.name
	}
	return names
}

// Reference reads a reference network; the test is skipped where they are not there.
func Reference(t testing.TB, name string) *graph.Network {
	t.Helper()
	needShared(t)
	for _, r := range references {
		if r.name == name {
			return readTies(t, filepath.Join(Shared, "data"), r.ties, r.entities)
		}
	}
	t.Fatalf("graphtest: no reference network %s", name)
	return nil
}

// Phases reads the network of a drug investigation in its eleven phases, with the
// direction of calls.
func Phases(t testing.TB) []*graph.Network {
	t.Helper()
	needShared(t)
	var phases []*graph.Network
	for _, row := range ReadTable(t, filepath.Join(Shared, "data", "caviar", "edges_by_phase.csv"))[1:] {
		if len(phases) == 0 || row[0] != phases[len(phases)-1].Sources[0].Title {
			phases = append(phases, &graph.Network{Sources: []graph.Source{{ID: Source.ID, Title: row[0]}}})
		}
		n := phases[len(phases)-1]
		record := []graph.Record{{Source: Source.ID}}
		from, to := graph.NewEntityID("", "N"+row[1]), graph.NewEntityID("", "N"+row[2])
		n.Entities = append(n.Entities, graph.Entity{ID: from, Kind: graph.Person, Records: record}, graph.Entity{ID: to, Kind: graph.Person, Records: record})
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.LinkedTo, From: from, To: to, Records: record})
	}
	for _, n := range phases {
		n.Normalise()
	}
	return slices.Clip(phases)
}

func needShared(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(Shared); err != nil {
		t.Skip("SKIPPED: the reference networks are not beside this checkout; published values in the tests still hold")
	}
}

// readTies reads a list of ties and, where given, of entities. The lists differ in
// whether they have a header and whether numbers are written "N1" or "1".
func readTies(t testing.TB, folder, ties, entities string) *graph.Network {
	t.Helper()
	n := &graph.Network{}
	person := func(name string) graph.EntityID {
		id := graph.NewEntityID("", name)
		n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: graph.Person, Records: []graph.Record{{Source: Source.ID}}})
		return id
	}
	named := func(cell string) string { return cell }
	rows := ReadTable(t, filepath.Join(folder, ties))
	switch rows[0][0] {
	case "from":
		rows = rows[1:]
	case ":START_ID":
		rows, named = rows[1:], func(cell string) string { return strings.TrimPrefix(cell, "N") }
	default:
		named = func(cell string) string { return "N" + cell }
	}
	if entities != "" {
		for _, row := range ReadTable(t, filepath.Join(folder, entities))[1:] {
			person(named(row[0]))
		}
	}
	for _, row := range rows {
		a, b := person(named(row[0])), person(named(row[1]))
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.LinkedTo, From: a, To: b, Records: []graph.Record{{Source: Source.ID}}})
	}
	n.Normalise()
	return n
}

// ReadTable reads a table whose cells stand between commas or tabs; rows may differ in
// length.
func ReadTable(t testing.TB, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	if strings.Contains(strings.SplitN(string(text), "\n", 2)[0], "\t") {
		r.Comma = '\t'
	}
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
