// Compare runs linchpin and its peers on the same networks, one after another in one
// run, each in a process of its own, and writes a table of ratios: compare [-o FILE]
// [-sizes 10000,100000] [-python PYTHON]. Peers that are not installed are left out.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/bench/shape"
)

var (
	output = flag.String("o", "bench/RESULTS.md", "file to write")
	sizes  = flag.String("sizes", "10000", "entities of the networks, with commas between")
	python = flag.String("python", "python3", "a Python with igraph, networkit or networkx")
)

var (
	measures = []string{"betweenness", "closeness", "harmonic", "pagerank", "eigenvector", "core", "constraint", "weighted-betweenness"}
	shapes   = []string{"case", "gangs", "random"}
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

type figures struct{ Load, Wall, CPU, Peak, Sum float64 }

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
	var text strings.Builder
	fmt.Fprintf(&text, introduction, runtime.NumCPU())
	for _, size := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		for _, name := range shapes {
			file := filepath.Join(folder, name+size)
			pairs := shape.Shapes[name](n, 1)
			if err := write(file, pairs); err != nil {
				return err
			}
			fmt.Fprintf(&text, "\n## %s, %d entities, %d ties\n\n%s", name, n, len(pairs), header)
			for _, measure := range measures {
				row(&text, kernel, measure, file)
				fmt.Fprintf(os.Stderr, "%s %d %s\n", name, n, measure)
			}
		}
	}
	return os.WriteFile(*output, []byte(text.String()), 0o644)
}

const introduction = `# linchpin beside its peers

Made by ` + "`make bench`" + ` (` + "`go run ./bench/compare`" + `): each measure on the same file, one program after another in one run, each in a
process of its own on one thread, of %d CPUs. CPU seconds of the measure alone; reading the file is apart. What counts is the
ratio: the peer's CPU seconds over linchpin's. "2 threads" is linchpin's time on one thread over that on two. Peak is the
largest memory of the process in MB, linchpin's with the whole network of facts. Sums of scores are compared; a peer
whose sum differs by more than a millionth is marked *: it takes the measure in another convention.
`

const header = "| measure | linchpin, CPU s | peak MB | 2 threads | igraph | peak MB | networkit | peak MB |\n|---|---|---|---|---|---|---|---|\n"

// row measures one measure by all.
func row(w io.Writer, kernel, measure, file string) {
	ours, err := ask(1, kernel, "linchpin", measure, file)
	if err != nil {
		fmt.Fprintf(w, "| %s | %v |\n", measure, err)
		return
	}
	two := "-"
	if f, err := ask(2, kernel, "linchpin", measure, file); err == nil {
		two = fmt.Sprintf("%.2f", ours.Wall/f.Wall)
	}
	fmt.Fprintf(w, "| %s | %.3f | %.0f | %s |", measure, ours.CPU, ours.Peak/1e6, two)
	for _, peer := range []string{"igraph", "networkit"} {
		f, err := ask(1, *python, "bench/peers.py", peer, measure, file, "1")
		if err != nil {
			fmt.Fprint(w, " - | - |")
			continue
		}
		mark := ""
		if d := f.Sum - ours.Sum; d*d > 1e-12*ours.Sum*ours.Sum {
			mark = "*"
		}
		fmt.Fprintf(w, " **%.1f**%s (%.3f s) | %.0f |", f.CPU/ours.CPU, mark, f.CPU, f.Peak/1e6)
	}
	fmt.Fprintln(w)
}

// ask runs a program on a number of threads and reads the figures that it prints.
func ask(threads int, name string, args ...string) (figures, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(threads), "OMP_NUM_THREADS="+strconv.Itoa(threads))
	out, err := cmd.Output()
	if err != nil {
		return figures{}, err
	}
	var f figures
	return f, json.Unmarshal(out, &f)
}

func write(path string, pairs []shape.Pair) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(shape.Write(file, pairs), file.Close())
}
