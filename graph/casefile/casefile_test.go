package casefile_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/casefile"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/graph/store/storetest"
)

const loadVariable = "LINCHPIN_TEST_LOAD_CASEFILE"

// TestMain lets the test binary be the process that a crash test kills.
func TestMain(m *testing.M) {
	if path := os.Getenv(loadVariable); path != "" {
		f, err := casefile.Open(context.Background(), path)
		if err == nil {
			err = storetest.Load(context.Background(), f, os.Stdout)
		}
		if err != nil {
			println(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

type testCase string

func (c testCase) Open(ctx context.Context) (store.Store, error) {
	return casefile.Open(ctx, string(c))
}

func fresh(t *testing.T) storetest.Case {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.case")
	f, err := casefile.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return testCase(path)
}

func TestStore(t *testing.T) { storetest.Run(t, fresh) }

func TestCrash(t *testing.T) {
	c := fresh(t)
	storetest.Crash(t, c, 20, func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), loadVariable+"="+string(c.(testCase)))
		return cmd
	})
}
