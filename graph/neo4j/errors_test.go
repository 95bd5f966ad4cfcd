package neo4j_test

import (
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/graph/neo4j"
	"github.com/linchpin-graph/linchpin/graph/store"
)

func TestErrorsNameTheServerAndWhatToDo(t *testing.T) {
	address, password := caseOf(t, nameOf(t))
	elsewhere := address
	elsewhere.Database = "nowhere"
	for _, c := range []struct {
		name    string
		address neo4j.Address
		options neo4j.Options
		want    string
	}{
		{"wrong password", address, neo4j.Options{Password: "wrong"}, "does not know the user"},
		{"no such database", elsewhere, neo4j.Options{Password: password}, `no database "nowhere"`},
		{"no such case", address, neo4j.Options{Password: password, MustExist: true}, "no such case"},
	} {
		_, err := neo4j.Open(t.Context(), c.address, c.options)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), address.Host) {
			t.Errorf("%s: %v, want an error with %q and the host", c.name, err, c.want)
		}
		if err != nil && password != "" && strings.Contains(err.Error(), password) {
			t.Errorf("%s: the error repeats the password", c.name)
		}
	}
	_, err := neo4j.Open(t.Context(), address, neo4j.Options{Password: password, MustExist: true})
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a case that must exist: %v, want ErrNotFound", err)
	}
}

func TestNewerCaseIsRefused(t *testing.T) {
	address, password := caseOf(t, nameOf(t))
	openAt(t, address, password)
	run(t, "CREATE (:LinchpinCase {case: $case, format: 99})", map[string]any{"case": address.Case})
	if _, err := neo4j.Open(t.Context(), address, neo4j.Options{Password: password}); !errors.Is(err, store.ErrNotACase) {
		t.Errorf("a case of format 99: %v, want ErrNotACase", err)
	}
}

// A server that never answers is the worst of the dead ones: nothing is refused.
func TestDeadServersFailSoonAndByName(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	for name, host := range map[string]string{"closed": closed.Addr().String(), "silent": silent.Addr().String()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			_, err := neo4j.Open(t.Context(), neo4j.Address{Scheme: "neo4j", User: "ann", Host: host, Case: "a"}, neo4j.Options{Password: "x"})
			if err == nil || !strings.Contains(err.Error(), host) {
				t.Errorf("%v, want an error with %s", err, host)
			}
			if took := time.Since(began); took > 35*time.Second {
				t.Errorf("took %s, want less than 35 s", took)
			}
		})
	}
}
