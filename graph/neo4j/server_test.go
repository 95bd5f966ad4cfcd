package neo4j_test

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/linchpin-graph/linchpin/graph/neo4j"
)

const (
	serverVariable   = "LINCHPIN_TEST_NEO4J"
	passwordVariable = "LINCHPIN_TEST_NEO4J_PASSWORD"
	scriptVariable   = "LINCHPIN_TEST_NEO4J_SCRIPT"
)

// caseOf returns the address of a case that is the test's own, and the password.
func caseOf(t testing.TB, name string) (neo4j.Address, string) {
	t.Helper()
	server := os.Getenv(serverVariable)
	if server == "" {
		t.Skip("SKIPPED: " + serverVariable + " names no Neo4j server; run this by make test")
	}
	address, err := neo4j.ParseAddress(server + "?case=" + url.QueryEscape(name))
	if err != nil {
		t.Fatal(err)
	}
	return address, os.Getenv(passwordVariable)
}

// open opens a case of the test's own and removes it when the test ends.
func open(t testing.TB, name string) *neo4j.Store {
	t.Helper()
	address, password := caseOf(t, name)
	return openAt(t, address, password)
}

func openAt(t testing.TB, address neo4j.Address, password string) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(t.Context(), address, neo4j.Options{Password: password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	dropAfter(t, address.Case)
	return s
}

func dropAfter(t testing.TB, name string) {
	t.Cleanup(func() {
		run(t, "MATCH (n) WHERE n.case = $case CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", map[string]any{"case": name})
	})
}

// run runs Cypher past the store, as other hands would, and returns the rows.
func run(t testing.TB, query string, parameters map[string]any) [][]any {
	t.Helper()
	address, password := caseOf(t, "any")
	return runAt(t, "bolt://"+address.Host, address.User, password, query, parameters)
}

func runAt(t testing.TB, target, user, password, query string, parameters map[string]any) [][]any {
	t.Helper()
	ctx := context.Background() // also used when the test's own is over
	d, err := driver.NewDriverWithContext(target, driver.BasicAuth(user, password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, driver.SessionConfig{})
	defer session.Close(ctx)
	result, err := session.Run(ctx, query, parameters)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	if err := result.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return rows
}

// nameOf makes a case name of a test's name.
func nameOf(t testing.TB) string { return "test " + strings.ReplaceAll(t.Name(), "/", " ") }
