package neo4j_test

import (
	"context"
	"os"
	"os/exec"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/neo4j"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/graph/store/storetest"
)

const loadVariable = "LINCHPIN_TEST_LOAD_NEO4J"

// TestMain lets the test binary be the process that a crash test kills.
func TestMain(m *testing.M) {
	if address := os.Getenv(loadVariable); address != "" {
		if err := load(address, os.Getenv(passwordVariable)); err != nil {
			println(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func load(text, password string) error {
	address, err := neo4j.ParseAddress(text)
	if err != nil {
		return err
	}
	s, err := neo4j.Open(context.Background(), address, neo4j.Options{Password: password})
	if err != nil {
		return err
	}
	defer s.Close()
	return storetest.Load(context.Background(), s, os.Stdout)
}

// testCase is a case on a server, as the suite opens it.
type testCase struct {
	address  neo4j.Address
	password string
}

func (c testCase) Open(ctx context.Context) (store.Store, error) {
	return neo4j.Open(ctx, c.address, neo4j.Options{Password: c.password})
}

// child returns the command that loads the crash tests' network into the case.
func (c testCase) child() *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), loadVariable+"="+c.address.String(), passwordVariable+"="+c.password)
	return cmd
}

func fresh(t *testing.T) testCase {
	t.Helper()
	address, password := caseOf(t, nameOf(t))
	dropAfter(t, address.Case)
	return testCase{address, password}
}

func TestStore(t *testing.T) {
	caseOf(t, "any") // skips once, and loudly
	storetest.Run(t, func(t *testing.T) storetest.Case { return fresh(t) })
}

func TestLoaderKilled(t *testing.T) {
	t.Parallel()
	c := fresh(t)
	storetest.Crash(t, c, 20, c.child)
}
