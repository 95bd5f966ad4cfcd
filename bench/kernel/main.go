// Kernel measures one measure of linchpin, or of gonum, on an edge list: kernel
// linchpin|gonum MEASURE FILE. It prints seconds and bytes as JSON. GOMAXPROCS says on
// how many threads.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"

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
	Sum  float64 `json:"sum"`  // of the scores, by which peers are compared; of communities their modularity
}

// A measure is repeated for so many seconds, and no more often than so; the fastest counts.
const (
	enough = .5
	most   = 1000
)

func run(peer, measure, file string) error {
	began := time.Now()
	v, err := readView(file)
	if err != nil {
		return err
	}
	f := figures{Load: time.Since(began).Seconds()}
	work := byLinchpin
	if peer == "gonum" {
		work = byGonum
	}
	for total, runs := 0., 0; total < enough && runs < most; runs++ {
		cpu, began := cpuSeconds(), time.Now()
		if f.Sum, err = work(v, measure); err != nil {
			return err
		}
		wall, spent := time.Since(began).Seconds(), cpuSeconds()-cpu
		if runs == 0 || wall < f.Wall {
			f.Wall, f.CPU = wall, spent
		}
		total += wall
	}
	f.Peak = peakBytes()
	return json.NewEncoder(os.Stdout).Encode(f)
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
	u := usage()
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func peakBytes() int64 { return usage().Maxrss * 1024 }

func usage() unix.Rusage {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		panic(err) // it cannot fail of oneself
	}
	return u
}
