package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/linchpin-graph/linchpin/internal/private"
)

// TestMain lets the test binary be linchpin itself: scripts run it by name, and a
// diagram's child is started from it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"linchpin": func() {
			harden()
			os.Exit(run(interruptible(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// TestScripts runs every command as a person would: testdata/script has one file
// for each thing that must hold.
func TestScripts(t *testing.T) {
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", private.System) // scripts run as others, too, who must get there
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_STATE_HOME", filepath.Join(env.WorkDir, ".state"))
			env.Setenv("SHARED", shared)
			env.Setenv("EXAMPLES", examples)
			for _, name := range []string{"LINCHPIN_TEST_NEO4J", "LINCHPIN_TEST_NEO4J_PASSWORD"} {
				env.Setenv(name, os.Getenv(name))
			}
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "shared":
				_, err := os.Stat(shared)
				return err == nil, nil
			case "root":
				return os.Getuid() == 0, nil
			case "neo4j":
				return os.Getenv("LINCHPIN_TEST_NEO4J") != "", nil
			}
			return false, os.ErrInvalid
		},
	})
}
