// Compare runs linchpin and its peers on the same networks, one after another in one
// run, each in a process of its own, and writes a table of ratios: compare [-o FILE]
// [-python PYTHON] [-limit SECONDS] [-only NETWORK[/MEASURE]] [-peers NAMES]. Peers that
// are not installed are left out.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/linchpin-graph/linchpin/bench/shape"
)

var (
	output = flag.String("o", "bench/RESULTS.md", "file to write")
	python = flag.String("python", "python3", "a Python with igraph, networkit or networkx")
	limit  = flag.Duration("limit", 15*time.Minute, "how long a peer may take; it is stopped then")
	only   = flag.String("only", "", "one network only, such as case-10000, or one measure of it, such as case-10000/leiden")
	peers  = flag.String("peers", "igraph,networkit,gonum,networkx", "beside whom")
)

// A network is a shape in a size, and what is measured on it.
type network struct {
	shape    string
	size     int
	measures []string
}

var (
	linear   = []string{"components", "core", "constraint", "pagerank", "eigenvector", "leiden"}
	all      = append([]string{"betweenness", "closeness", "harmonic", "weighted-betweenness", "edge-betweenness"}, linear...)
	networks = []network{
		{"case", 10_000, all}, {"gangs", 10_000, all}, {"random", 10_000, all},
		{"case", 100_000, append([]string{"betweenness", "closeness", "harmonic"}, linear...)},
		{"gangs", 100_000, linear}, {"random", 100_000, linear},
		{"case", 1_000_000, linear},
		{"random", 3_333_333, []string{"reading"}},
	}
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run() error {
	folder, err := os.MkdirTemp("", "linchpin-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	kernel := filepath.Join(folder, "kernel")
	if out, err := exec.Command("go", "build", "-o", kernel, "./bench/kernel").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	t := table{kernel: kernel, python: *python, limit: *limit, peers: strings.Split(*peers, ",")}
	fmt.Fprintf(&t.text, introduction, runtime.NumCPU(), *limit)
	for _, n := range networks {
		name, measure, _ := strings.Cut(*only, "/")
		if name != "" && name != fmt.Sprintf("%s-%d", n.shape, n.size) {
			continue
		}
		if measure != "" {
			n.measures = []string{measure}
		}
		if err := n.measure(&t, folder); err != nil {
			return err
		}
	}
	return os.WriteFile(*output, []byte(t.text.String()), 0o644)
}

func (n network) measure(t *table, folder string) error {
	plain, strong := filepath.Join(folder, "plain"), filepath.Join(folder, "strong")
	pairs := shape.Shapes[n.shape](n.size, 1)
	if err := errors.Join(write(plain, pairs, false), write(strong, pairs, true)); err != nil {
		return err
	}
	fmt.Fprintf(&t.text, "\n## %s, %d entities, %d ties\n\n%s", n.shape, n.size, len(pairs), header)
	for _, measure := range n.measures {
		file := plain
		if strings.HasPrefix(measure, "weighted-") {
			file = strong
		}
		t.row(measure, file)
		fmt.Fprintf(os.Stderr, "%s %d %s\n", n.shape, n.size, measure)
	}
	return nil
}

func write(path string, pairs []shape.Pair, strengths bool) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(shape.Write(file, pairs, strengths), file.Close())
}
