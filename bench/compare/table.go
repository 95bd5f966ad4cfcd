package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

const introduction = `# linchpin beside its peers

Made by ` + "`make bench`" + ` (` + "`go run ./bench/compare`" + `): each measure on the same file, one program after another in one run, each in
a process of its own, on a machine of %d CPUs. Seconds are CPU seconds of the measure alone on one thread, the fastest of as
many runs as half a second takes; reading the file is apart, under "reading". What counts is the ratio, in bold: the peer's
seconds over linchpin's. "2 threads" are the seconds on the clock on one thread over those on two. MB is the largest memory of
the process. A peer that takes more than %v is stopped, and the ratio is at least the one given, by the CPU that it had until then. A peer whose sum of scores
differs by more than a millionth is marked *: it takes the measure in another convention, or not to the end.

"leiden" is five iterations by modularity, with the modularity reached beside the seconds; gonum and networkx have Louvain
instead. "weighted-betweenness" is on the same ties with strengths of 1 to 9.
`

const header = "| measure | linchpin, s | MB | 2 threads | igraph | networkit | networkit, 2 threads | gonum | networkx |\n|---|---|---|---|---|---|---|---|---|\n"

// figures are what a process measured of itself.
type figures struct{ Load, Wall, CPU, Peak, Sum float64 }

// brought brings the seconds of reading to where those of a measure are.
func (f figures) brought(measure string) figures {
	if measure == "reading" {
		f.Wall, f.CPU = f.Load, f.Load
	}
	return f
}

// A table is the text so far, and by what rows are measured.
type table struct {
	kernel, python string
	limit          time.Duration
	peers          []string // the others are left out
	text           strings.Builder
}

// row measures one measure by all.
func (t *table) row(measure, file string) {
	ours, err := t.ask(1, t.kernel, "linchpin", measure, file)
	if err != nil {
		fmt.Fprintf(&t.text, "| %s | %v |\n", measure, err)
		return
	}
	ours = ours.brought(measure)
	two, err := t.ask(2, t.kernel, "linchpin", measure, file)
	faster := "-"
	if err == nil {
		faster = fmt.Sprintf("%.2f", ours.Wall/two.brought(measure).Wall)
	}
	fmt.Fprintf(&t.text, "| %s | %s%s | %.0f | %s |", measure, seconds(ours.CPU), quality(measure, ours), ours.Peak/1e6, faster)
	for _, peer := range []struct {
		name    string
		threads int
		command string
	}{{"igraph", 1, ""}, {"networkit", 1, ""}, {"networkit", 2, ""}, {"gonum", 1, t.kernel}, {"networkx", 1, ""}} {
		if !slices.Contains(t.peers, peer.name) {
			fmt.Fprint(&t.text, " - |")
			continue
		}
		args := []string{t.python, "bench/peers.py", peer.name, measure, file, strconv.Itoa(peer.threads)}
		if peer.command != "" {
			args = []string{peer.command, peer.name, measure, file}
		}
		f, err := t.ask(peer.threads, args...)
		ours := ours
		if peer.threads == 2 {
			ours, f.CPU = two, f.Wall
			ours.CPU = two.Wall
		}
		t.cell(measure, ours.brought(measure), f.brought(measure), err)
	}
	fmt.Fprintln(&t.text)
}

// cell writes what a peer took beside what linchpin did.
func (t *table) cell(measure string, ours, f figures, err error) {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		fmt.Fprintf(&t.text, " **> %.1f** (stopped) |", f.CPU/ours.CPU)
	case err != nil:
		fmt.Fprint(&t.text, " - |")
	default:
		mark := ""
		if math.Abs(f.Sum-ours.Sum) > 1e-6*math.Abs(ours.Sum) && quality(measure, f) == "" {
			mark = "*"
		}
		fmt.Fprintf(&t.text, " **%.1f**%s (%s s%s, %.0f MB) |", f.CPU/ours.CPU, mark, seconds(f.CPU), quality(measure, f), f.Peak/1e6)
	}
}

// quality is the modularity reached, where it is communities that are looked for.
func quality(measure string, f figures) string {
	if measure != "leiden" {
		return ""
	}
	return fmt.Sprintf(" for %.5f", f.Sum)
}

func seconds(s float64) string {
	switch {
	case s < .01:
		return fmt.Sprintf("%.5f", s)
	case s < 10:
		return fmt.Sprintf("%.3f", s)
	}
	return fmt.Sprintf("%.1f", s)
}

// ask runs a program on a number of threads and reads the figures that it prints. Of one that
// is stopped it says what CPU it had until then, as others may have shared the CPUs with it.
func (t *table) ask(threads int, args ...string) (figures, error) {
	ctx, cancel := context.WithTimeout(context.Background(), t.limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(threads), "OMP_NUM_THREADS="+strconv.Itoa(threads))
	out, err := cmd.Output()
	if ctx.Err() != nil {
		used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		return figures{CPU: used.Seconds(), Wall: t.limit.Seconds()}, ctx.Err()
	}
	if err != nil {
		return figures{}, err
	}
	var f figures
	return f, json.Unmarshal(out, &f)
}
