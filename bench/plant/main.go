// Plant puts umbrellas, protectors, cycles, fan-ins, structuring and hidden owners into made-up towns of several sizes, looks for them, and
// writes how many are found, with all ties and with a tenth of them missing.
//
//	go run ./bench/plant
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

var (
	output = flag.String("o", filepath.Join("bench", "PLANT.md"), "file to write")
	seed   = flag.Uint64("seed", 1, "of the towns")
	sizes  = [...]int{300, 2000, 10000}
)

func main() {
	flag.Parse()
	text, err := report(context.Background(), *seed)
	if err == nil {
		err = os.WriteFile(*output, []byte(text), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "plant:", err)
		os.Exit(1)
	}
}

const introduction = `# What is planted, and what is found

Made by ` + "`go run ./bench/plant`" + `: towns of people with households, accounts, employers, landlords, shops, gangs, offices and decisions over two
years, seed %d, into which umbrellas (payments to a brother-in-law's company, each followed by a decision), protectors (a cousin who
owns a company with somebody of the gang) and patterns of money are planted; among honest payments to officials from those they
decide about, and officials who grant nearly everything. Recall is the part of the planted that is found, precision the part of the found that
is planted; what chance alone makes of an ordinary town counts as false.

| kind, and what counts | people | ties | missing | planted | found | of them planted | recall | precision |
|---|---|---|---|---|---|---|---|---|
`

// report builds the towns, looks for everything and returns the table.
func report(ctx context.Context, seed uint64) (string, error) {
	var rows [len(sizes)][2][]score
	var text strings.Builder
	fmt.Fprintf(&text, introduction, seed)
	var ties [len(sizes)]int
	for s, people := range sizes {
		t := build(people, seed)
		fmt.Fprintln(os.Stderr, t)
		ties[s] = len(t.facts.Ties)
		for m, facts := range []*graph.Network{&t.facts, without(&t.facts, .1, seed)} {
			var err error
			if rows[s][m], err = scores(ctx, facts, &t.truth); err != nil {
				return "", err
			}
		}
	}
	for k, one := range kinds {
		for s, people := range sizes {
			for m, missing := range []string{"none", "10 %"} {
				fmt.Fprintf(&text, "| %s: %s | %d | %d | %s | %s |\n", one.name, one.how, people, ties[s], missing, rows[s][m][k])
			}
		}
	}
	return text.String(), nil
}

// scores looks for every kind in the facts of a town.
func scores(ctx context.Context, facts *graph.Network, t *truth) ([]score, error) {
	v, err := graph.NewView(facts, graph.ViewOptions{Lens: graph.Whole})
	if err != nil {
		return nil, err
	}
	var all []score
	for _, k := range kinds {
		s, err := k.score(ctx, v, t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k.name, err)
		}
		all = append(all, s)
	}
	return all, nil
}
