// Kernel measures one measure of linchpin, or of gonum, on an edge list: kernel
// linchpin|gonum MEASURE FILE. It prints seconds and bytes as JSON. GOMAXPROCS says on
// how many threads.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: kernel linchpin|gonum MEASURE FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "kernel:", err)
		os.Exit(1)
	}
}

// figures are what one process measured of itself.
type figures struct {
	Load float64 `json:"load"` // seconds to read the file into a view
	Wall float64 `json:"wall"` // seconds of the measure
	CPU  float64 `json:"cpu"`  // and of all CPUs together
	Peak int64   `json:"peak"` // bytes of the process at its largest
	Sum  float64 `json:"sum"`  // of the scores, by which peers are compared
}

func run(peer, measure, file string) error {
	began := time.Now()
	v, err := readView(file)
	if err != nil {
		return err
	}
	var f figures
	f.Load = time.Since(began).Seconds()
	cpu := cpuSeconds()
	began = time.Now()
	if peer == "gonum" {
		f.Sum, err = byGonum(v, measure)
	} else {
		f.Sum, err = byLinchpin(v, measure)
	}
	if err != nil {
		return err
	}
	f.Wall, f.CPU, f.Peak = time.Since(began).Seconds(), cpuSeconds()-cpu, peakBytes()
	return json.NewEncoder(os.Stdout).Encode(f)
}

func byLinchpin(v *graph.View, word string) (float64, error) {
	var o central.Options
	word, o.Weighted = strings.CutPrefix(word, "weighted-")
	var m central.Measure
	if err := m.UnmarshalText([]byte(word)); err != nil {
		return 0, err
	}
	s, err := central.Compute(context.Background(), m, v, o)
	sum := 0.0
	for _, x := range s.Values {
		sum += x
	}
	return sum, err
}

func byGonum(v *graph.View, measure string) (float64, error) {
	var scores map[int64]float64
	half := 1.0
	switch measure {
	case "betweenness":
		scores, half = network.Betweenness(v.AsUndirected()), .5
	case "weighted-betweenness":
		scores, half = network.BetweennessWeighted(v.AsUndirected(), path.DijkstraAllPaths(v.AsUndirected())), .5
	case "harmonic":
		scores = network.Harmonic(v.AsUndirected(), path.DijkstraAllPaths(v.AsUndirected()))
	case "pagerank":
		scores = network.PageRankSparse(v.AsDirected(), .85, 1e-12)
	default:
		return 0, fmt.Errorf("gonum has no %s", measure)
	}
	sum := 0.0
	for _, x := range scores {
		sum += x * half
	}
	return sum, nil
}

// readView reads a list of ties into a view.
func readView(file string) (*graph.View, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	list, err := loaders.ReadListing(context.Background(), loaders.Input{Name: file, Data: f, Size: info.Size()}, loaders.Options{})
	if err != nil {
		return nil, err
	}
	return graph.NewListedView(list)
}

func cpuSeconds() float64 {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func peakBytes() int64 {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return u.Maxrss * 1024
}
