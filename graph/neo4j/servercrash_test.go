package neo4j_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/neo4j"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/graph/store/storetest"
)

// killAfter is how many batches are acknowledged before the server is killed, so
// that it is in the midst of the next.
const killAfter = 12

// TestServerKilled kills a server of its own while a case is loaded, as a power cut
// would, and starts it again.
func TestServerKilled(t *testing.T) {
	t.Parallel()
	script := os.Getenv(scriptVariable)
	if script == "" {
		t.Skip("SKIPPED: " + scriptVariable + " names no script that starts a server; run this by make test")
	}
	home := filepath.Join(t.TempDir(), "server")
	serve := func(verb string) {
		t.Helper()
		if out, err := exec.Command(script, verb, home).CombinedOutput(); err != nil {
			t.Fatalf("%s %s: %v\n%s", script, verb, err, out)
		}
	}
	serve("start")
	t.Cleanup(func() { serve("kill") })
	c := testCase{addressOf(t, home), fileText(t, home, "password")}

	load := c.child()
	load.Stderr = nil // it will complain of the server
	out, err := load.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := load.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	acknowledged := 0
	for lines.Scan() {
		last, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatal(err)
		}
		if acknowledged = last + 1; acknowledged == killAfter {
			serve("kill")
		}
	}
	if err := load.Wait(); err == nil {
		t.Error("the load said that all was well when its server was killed")
	}
	if acknowledged < killAfter {
		t.Fatalf("%d batches were acknowledged, want %d before the kill", acknowledged, killAfter)
	}

	serve("start")
	c.address = addressOf(t, home)
	storetest.CheckWhole(t, c, 0, acknowledged)
	if err := c.child().Run(); err != nil {
		t.Fatalf("the load after the server came back: %v", err)
	}
	s, err := c.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	got, err := store.Digest(t.Context(), s)
	if want := storetest.CrashNetwork().Digest(); err != nil || got != want {
		t.Errorf("digest %s, %v, want %s of an undisturbed load", got, err, want)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

func addressOf(t *testing.T, home string) neo4j.Address {
	t.Helper()
	address, err := neo4j.ParseAddress(strings.Replace(fileText(t, home, "address"), "://", "://neo4j@", 1) + "?case=crash")
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func fileText(t *testing.T, home, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(home, name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}
