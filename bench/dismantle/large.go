package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/bench/shape"
	"github.com/linchpin-graph/linchpin/graph"
)

const (
	largeHeading = "## A large case"
	largeTeam    = 1000
)

// caseView is a case of n entities. IDs are as long as each other, so that they ascend.
func caseView(n int) (*graph.View, error) {
	l := &graph.Listing{}
	for i := range n {
		l.IDs = append(l.IDs, graph.NewEntityID("", fmt.Sprintf("%07d", i)))
	}
	for _, p := range shape.Case(n, 1) {
		l.From, l.To = append(l.From, p.From), append(l.To, p.To)
	}
	return graph.NewListedView(l)
}

// runLarge plans for a case of n entities by each objective that is a sum over pieces, and
// writes the section of it.
func runLarge(n int) error {
	v, err := caseView(n)
	if err != nil {
		return err
	}
	text := fmt.Sprintf(largeIntroduction, n, n, v.Size(), largeTeam, runtime.GOMAXPROCS(0))
	for _, o := range []dismantle.Options{{Objective: dismantle.Pairs}, {Objective: dismantle.Largest}, {Objective: dismantle.Between}} {
		row, err := scoreLarge(v, o)
		if err != nil {
			return fmt.Errorf("%s: %w", o.Objective, err)
		}
		fmt.Fprint(os.Stderr, row)
		text += row
	}
	return writeSection(*output, largeHeading, text)
}

// writeTables writes a case of n entities into a folder, as entities.csv and ties.csv.
func writeTables(folder string, n int) error {
	entities, err := os.Create(filepath.Join(folder, "entities.csv"))
	if err != nil {
		return err
	}
	defer entities.Close()
	ties, err := os.Create(filepath.Join(folder, "ties.csv"))
	if err != nil {
		return err
	}
	defer ties.Close()
	if err := shape.WriteTables(entities, ties, n, *seed); err != nil {
		return err
	}
	return errors.Join(entities.Close(), ties.Close())
}

// scoreLarge plans by one objective. Of Between the sets are one in 50 and another.
func scoreLarge(v *graph.View, o dismantle.Options) (string, error) {
	o.Budget, o.Seed, o.Among = largeTeam, *seed, make([]bool, v.Len())
	o.From, o.To = make([]bool, v.Len()), make([]bool, v.Len())
	for i := range o.Among {
		o.Among[i], o.From[i], o.To[i] = true, i%50 == 0, i%50 == 1
	}
	began, before := time.Now(), spent()
	p, err := dismantle.Best(context.Background(), v, o)
	if err != nil {
		return "", err
	}
	took, cpu := time.Since(began).Seconds(), (spent() - before).Seconds()
	if counted := pairsLeft(v, p.Team); o.Objective == dismantle.Pairs && counted != p.After() {
		return "", fmt.Errorf("the plan says that %g pairs are left, and a plain count %g", p.After(), counted)
	}
	ties, err := central.Degree(context.Background(), v, central.Options{})
	if err != nil {
		return "", err
	}
	beside, err := dismantle.Measure(context.Background(), v, o, dismantle.Ranked(v, o, ties.Order()))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("| %s | %.0f | %.0f | %.0f | %.1f | %.1f | %.0f | %.0f | %.2f |\n", o.Objective, p.Before(), beside, p.After(),
		100*(1-beside/p.Before()), 100*(1-p.After()/p.Before()), took, cpu, float64(usage().Maxrss)/(1<<20)), nil
}

const largeIntroduction = "\n" + largeHeading + `

Made by ` + "`go run ./bench/dismantle -large %d`" + `: a case-shaped network (bench/shape) of %d entities and %d ties, a team of %d, with the steps that
a search makes unless something else is said, on %d CPUs. The seconds, by the clock and of CPU, are those of the whole plan with
what each of the team leaves; the memory is the most that the process has had in use. Beside it stands the team of those with most ties.

| objective | before | left by ties | left by linchpin | less by ties, %% | less by linchpin, %% | seconds | of CPU | GB |
|---|---|---|---|---|---|---|---|---|
`
