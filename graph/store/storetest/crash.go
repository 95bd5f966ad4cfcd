package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// The load that crash tests break off: enough batches to be in the middle of one.
const (
	crashSeed     = 11
	crashEntities = 1500
	crashTies     = 4500
	crashBatch    = 150
)

// CrashNetwork returns what an undisturbed load of the crash tests puts.
func CrashNetwork() *graph.Network { return Network(crashSeed, crashEntities, crashTies) }

// Load is the child of a crash test: it puts batch after batch and prints the
// number of each that was acknowledged.
func Load(ctx context.Context, s store.Store, out io.Writer) error {
	for i, b := range Batches(CrashNetwork(), "crash", crashBatch) {
		if _, err := s.Put(ctx, b); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, i); err != nil {
			return err
		}
	}
	return nil
}

// Crash kills a loading process at random moments and tests after each that no
// acknowledged batch is lost and none is half there; at the end a load that is let
// through leaves what an undisturbed one does. child returns the command that runs
// Load on the case.
func Crash(t *testing.T, c Case, kills int, child func() *exec.Cmd) {
	random := rand.New(rand.NewPCG(12, 1))
	span := timeLoad(t, c, child)
	for kill := range kills {
		acknowledged := killDuring(t, child(), time.Duration(random.Float64()*float64(span)))
		CheckWhole(t, c, kill, acknowledged)
	}
	if err := child().Run(); err != nil {
		t.Fatalf("the load that was let through: %v", err)
	}
	s := open(t, c)
	defer s.Close()
	if got, want := digest(t, s), CrashNetwork().Digest(); got != want {
		t.Errorf("digest %s after %d crashes, want %s of an undisturbed load", got, kills, want)
	}
}

// timeLoad runs the beginning of a load and returns how long a batch or two take
// with the process's start, so that kills fall into the midst of things.
func timeLoad(t *testing.T, c Case, child func() *exec.Cmd) time.Duration {
	t.Helper()
	begin := time.Now()
	cmd := child()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range 2 {
		if !lines.Scan() {
			t.Fatal("the loading process printed nothing")
		}
	}
	span := time.Since(begin)
	_ = cmd.Process.Kill() // it may have ended by itself
	_ = cmd.Wait()         // killed, so it always has an error
	return span + span/2
}

// killDuring starts a loading process, kills it after a while, and returns how many
// batches it had acknowledged.
func killDuring(t *testing.T, cmd *exec.Cmd, after time.Duration) int {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // it may have ended by itself
	defer timer.Stop()
	text, err := io.ReadAll(out)
	if err != nil && !errors.Is(err, os.ErrClosed) {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed, so it mostly has an error
	lines := strings.Split(string(text), "\n")
	if len(lines) < 2 {
		return 0
	}
	last, err := strconv.Atoi(lines[len(lines)-2]) // what stands before the last line end was written whole
	if err != nil {
		t.Fatalf("the loading process printed %q", text)
	}
	return last + 1
}

// CheckWhole tests that a case holds at least the batches that were acknowledged,
// and each that it holds whole.
func CheckWhole(t *testing.T, c Case, kill, acknowledged int) {
	t.Helper()
	s := open(t, c)
	defer s.Close()
	loads, err := s.Loads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	if len(loads) > 0 {
		held = loads[0].Batches
	}
	if held < acknowledged {
		t.Errorf("kill %d: %d batches are there, %d were acknowledged", kill, held, acknowledged)
	}
	want := &graph.Network{}
	for _, b := range Batches(CrashNetwork(), "crash", crashBatch)[:held] {
		want.Sources = append(want.Sources, b.Facts.Sources...)
		want.Entities = append(want.Entities, b.Facts.Entities...)
		want.Ties = append(want.Ties, b.Facts.Ties...)
	}
	want.Normalise()
	got, err := s.Read(t.Context(), graph.Filter{Withdrawn: true})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := graph.Filter{Withdrawn: true}.Apply(want)
	if err != nil {
		t.Fatal(err)
	}
	same(t, fmt.Sprintf("kill %d, %d batches", kill, held), got, kept)
}
