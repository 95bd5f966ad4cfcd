// Dismantle scores linchpin's plans on published instances of the critical node problem
// and writes a table: dismantle [-data DIR] [-o FILE] [-only NAME] [-seconds N] [-costs].
// With -curves it does so for sequences of removals, with -large N for a large case, and
// with -tables DIR besides it only writes that case for the command to load.
// The instances are not part of the project; without them there is nothing to do.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

var (
	data    = flag.String("data", filepath.Join("..", "shared", "data", "cnp"), "folder of the instances")
	output  = flag.String("o", filepath.Join("bench", "DISMANTLE.md"), "file to write")
	only    = flag.String("only", "", "one instance only; the rows of others stay")
	seconds = flag.Float64("seconds", 60, "for each instance; of CPU with -curves")
	costs   = flag.Bool("costs", false, "with the removal costs of the instances")
	seed    = flag.Uint64("seed", 1, "of the search")
	large   = flag.Int("large", 0, "plan for a case of so many entities: write the section of it")
	tables  = flag.String("tables", "", "with -large: only write the case as tables for linchpin load into this folder")
	curves  = flag.Bool("curves", false, "look for sequences of removals: write the section of them, from networks in -data")
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "dismantle:", err)
		os.Exit(1)
	}
}

func run() error {
	switch {
	case *curves:
		return runCurves()
	case *large > 0 && *tables != "":
		return writeTables(*tables, *large)
	case *large > 0:
		return runLarge(*large)
	}
	return runPlans()
}

// runPlans plans for every instance and writes the section of them.
func runPlans() error {
	heading, beside := plansHeading, "the least that is published"
	if *costs {
		heading, beside = costsHeading, "the least that is published where their prices together may not be above the budget"
	}
	all, err := instances(filepath.Join(*data, "BEST_KNOWN.tsv"))
	if err != nil {
		return err
	}
	known, err := rowsOf(*output, heading)
	if err != nil {
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, plansIntroduction, heading, runtime.GOMAXPROCS(0), beside)
	for _, in := range all {
		row := known[in.name]
		if *only == "" || in.name == *only {
			if row, err = in.score(); err != nil {
				return fmt.Errorf("%s: %w", in.name, err)
			}
			fmt.Fprint(os.Stderr, row)
		}
		text.WriteString(row)
	}
	return writeSection(*output, heading, text.String())
}

const (
	plansHeading = "## Plans"
	costsHeading = "## Plans with prices"
)

const plansIntroduction = `
%s

Made by ` + "`go run ./bench/dismantle`" + `: connected pairs left by the best team found on each instance of the critical
node problem in as many seconds as the row says, on %d CPUs, beside %s. What is left is counted again by a plain search
from the network and the team alone.

| instance | entities | ties | budget | published | linchpin | off, %% | proven | seconds | seed |
|---|---|---|---|---|---|---|---|---|---|
`

// score plans for an instance and returns a row of the table.
func (in *instance) score() (string, error) {
	v, err := in.view(*data)
	if err != nil {
		return "", err
	}
	o := dismantle.Options{Budget: in.budget, Among: make([]bool, v.Len()), Seed: *seed}
	for i := range o.Among {
		o.Among[i] = true
	}
	published := in.published
	if *costs {
		published = in.publishedAtCost
		if o.Price, err = in.prices(*data); err != nil {
			return "", err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(*seconds*float64(time.Second)))
	defer cancel()
	began := time.Now()
	p, err := dismantle.Best(ctx, v, o)
	if err != nil {
		return "", err
	}
	took := time.Since(began).Seconds()
	if left := pairsLeft(v, p.Team); left != p.After() {
		return "", fmt.Errorf("the plan says that %g pairs are left, and a plain count %g", p.After(), left)
	}
	proven := ""
	if p.Proven {
		proven = "yes"
	}
	return fmt.Sprintf("| %s | %d | %d | %g | %.0f | %.0f | %+.2f | %s | %.0f | %d |\n", in.name, v.Len(), v.Size(), in.budget, published, p.After(), 100*(p.After()/published-1), proven, took, *seed), nil
}

// pairsLeft counts the pairs that are connected without a team, by union-find.
func pairsLeft(v *graph.View, team []int) float64 {
	gone, root, size := make([]bool, v.Len()), make([]int, v.Len()), make([]float64, v.Len())
	for _, i := range team {
		gone[i] = true
	}
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for tie := range v.Size() {
		if from, to := v.Ends(tie); !gone[from] && !gone[to] {
			root[find(from)] = find(to)
		}
	}
	pairs := 0.0
	for i := range root {
		if !gone[i] {
			pairs += size[find(i)]
			size[find(i)]++
		}
	}
	return pairs
}
