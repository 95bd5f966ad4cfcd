package casefile_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/casefile"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/graph/store/storetest"
)

// small makes a small case and returns its bytes.
func small(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.case")
	f, err := casefile.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range storetest.Batches(storetest.Network(20, 60, 150), "small", 60) {
		if _, err := f.Put(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	sources, err := f.Sources(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Withdraw(t.Context(), graph.Withdrawal{Source: sources[0].ID, Reason: "test"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.AppendAudit(t.Context(), store.Entry{Who: "tester", Verb: "load"}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func writeCase(t *testing.T, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.case")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A flipped bit is refused, reported, or changes nothing that is read.
func TestFlippedBitsAreSeen(t *testing.T) {
	whole := small(t)
	want := readDigest(t, writeCase(t, whole))
	random := rand.New(rand.NewPCG(21, 1))
	refused, reported, harmless := 0, 0, 0
	for range 150 {
		text := bytes.Clone(whole)
		at := random.IntN(len(text))
		text[at] ^= 1 << random.IntN(8)
		f, err := casefile.Open(t.Context(), writeCase(t, text))
		if err != nil {
			refused++
			continue
		}
		faults, err := f.Check(t.Context())
		if err != nil || len(faults) > 0 {
			reported++
		} else if got, err := store.Digest(t.Context(), f); err != nil || got != want {
			t.Errorf("a bit flipped at %d went unseen: digest %s, %v, want %s", at, got, err, want)
		} else {
			harmless++
		}
		f.Close()
	}
	t.Logf("of 150 flipped bits %d were refused, %d reported, %d lay where nothing is kept", refused, reported, harmless)
	if reported == 0 {
		t.Error("no flipped bit was reported: Check looks at nothing")
	}
}

func readDigest(t *testing.T, path string) [32]byte {
	t.Helper()
	f, err := casefile.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := store.Digest(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Files that are no case of ours are refused and left as they are.
func TestForeignFilesAreRefusedUntouched(t *testing.T) {
	whole := small(t)
	change := func(at int, b ...byte) []byte {
		text := bytes.Clone(whole)
		copy(text[at:], b)
		return text
	}
	files := map[string][]byte{
		"empty":             nil,
		"text":              []byte("id,name\n1,Ann\n"),
		"another program's": change(68, 0, 0, 0, 0),
		"newer":             change(60, 0, 0, 0, 99),
		"page size 0":       change(16, 0, 0),
		"UTF-16":            change(56, 0, 0, 0, 2),
		"cut short":         whole[:len(whole)-4096],
		"cut in a page":     whole[:len(whole)-100],
		"with a trigger":    withStatement(t, whole, `CREATE TRIGGER wipe AFTER INSERT ON record BEGIN DELETE FROM audit; END`),
		"with a view":       withStatement(t, whole, `CREATE VIEW entities AS SELECT * FROM entity`),
	}
	folder := filepath.Join("..", "..", "..", "shared", "badinputs", "case")
	if found, err := filepath.Glob(filepath.Join(folder, "*.case")); err == nil {
		for _, path := range found {
			if files[filepath.Base(path)], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			path := writeCase(t, text)
			f, err := casefile.Open(t.Context(), path)
			if err == nil {
				f.Close()
			}
			if !errors.Is(err, store.ErrNotACase) {
				t.Errorf("open: %v, want ErrNotACase", err)
			}
			after, err := os.ReadFile(path)
			if err != nil || sha256.Sum256(after) != sha256.Sum256(text) {
				t.Errorf("the file was changed (%v)", err)
			}
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
				t.Errorf("files beside it: %v, want none", left)
			}
		})
	}
}

func withStatement(t *testing.T, whole []byte, statement string) []byte {
	t.Helper()
	path := writeCase(t, whole)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestCreate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.case")
	f, err := casefile.Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := casefile.Create(t.Context(), path); err == nil {
		t.Error("a case was made over another")
	}
	if _, err := f.Put(t.Context(), storetest.Batches(storetest.Network(1, 10, 10), "x", 100)[0]); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(left, path) {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v, want 0600", filepath.Base(name), info.Mode(), err)
		}
	}
	if hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(hidden) != 0 {
		t.Errorf("left behind: %v", hidden)
	}
}

// A second writer is told which process is writing; readers go on.
func TestOneWriterAtATime(t *testing.T) {
	c := fresh(t)
	first, second := open(t, c), open(t, c)
	batches := storetest.Batches(storetest.Network(1, 10, 10), "x", 100)
	if _, err := first.Put(t.Context(), batches[0]); err != nil {
		t.Fatal(err)
	}
	_, err := second.Put(t.Context(), batches[1])
	if !errors.Is(err, store.ErrInUse) || !bytes.Contains([]byte(err.Error()), []byte("by process ")) {
		t.Errorf("a second writer: %v, want ErrInUse that names the process", err)
	}
	if _, err := second.Count(t.Context()); err != nil {
		t.Errorf("a reader beside a writer: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Put(t.Context(), batches[1]); err != nil {
		t.Errorf("a writer after the first is done: %v", err)
	}
}

func open(t *testing.T, c storetest.Case) store.Store {
	t.Helper()
	s, err := c.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Rows taken out by somebody who knows SQL are missed, from the end of a table too.
func TestRowsTakenOutAreMissed(t *testing.T) {
	whole := small(t)
	for name, statement := range map[string]string{
		"the log":                     `DELETE FROM audit`,
		"the log's last entry":        `DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)`,
		"a batch, not its records":    `DELETE FROM batch WHERE n = 2`,
		"the last batch with records": `DELETE FROM name WHERE record IN (SELECT n FROM record WHERE batch = (SELECT max(n) FROM batch)); DELETE FROM record WHERE batch = (SELECT max(n) FROM batch); DELETE FROM batch WHERE n = (SELECT max(n) FROM batch)`,
		"withdrawals":                 `DELETE FROM withdrawal`,
	} {
		t.Run(name, func(t *testing.T) {
			f, err := casefile.Open(t.Context(), writeCase(t, withStatement(t, whole, statement)))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if faults, err := f.Check(t.Context()); err != nil || len(faults) == 0 {
				t.Errorf("%d faults, %v, want one at least", len(faults), err)
			}
		})
	}
}
