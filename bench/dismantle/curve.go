package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// A published curve is a network and the area under the curve of removals that is published.
type published struct {
	name string
	area float64 // 0: none
}

// publishedCurves reads the table of them.
func publishedCurves(table string) ([]published, error) {
	text, err := os.ReadFile(table)
	if err != nil {
		return nil, err
	}
	var all []published
	for k, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		name, cell, _ := strings.Cut(line, "\t")
		p := published{name: name}
		if cell != "" {
			if p.area, err = strconv.ParseFloat(cell, 64); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", table, k+2, err)
			}
		}
		all = append(all, p)
	}
	return all, nil
}

// view reads a network: a line that says how many entities there are, then one for each tie.
func (p *published) view(folder string) (*graph.View, error) {
	file, err := os.Open(filepath.Join(folder, p.name+".el.gz"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(unzipped)
	lines.Scan()
	var n int
	if _, err := fmt.Sscanf(lines.Text(), "# n=%d", &n); err != nil {
		return nil, fmt.Errorf("%s:1: %w", file.Name(), err)
	}
	l := &graph.Listing{Source: graph.Source{ID: "file:" + graph.SourceID(p.name)}}
	for i := range n {
		l.IDs = append(l.IDs, graph.EntityID(fmt.Sprintf("%06d", i)))
	}
	for row := int32(2); lines.Scan(); row++ {
		from, to, _ := strings.Cut(lines.Text(), " ")
		i, err1 := strconv.Atoi(from)
		j, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || i >= n || j >= n {
			return nil, fmt.Errorf("%s:%d: %q", file.Name(), row, lines.Text())
		}
		l.From, l.To, l.Line = append(l.From, int32(i)), append(l.To, int32(j)), append(l.Line, row)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return graph.NewListedView(l)
}

// runCurves looks for the sequence of every network and writes the section of them.
func runCurves() error {
	all, err := publishedCurves(filepath.Join(*data, "MIND_AUC.tsv"))
	if err != nil {
		return err
	}
	var text, compared strings.Builder
	fmt.Fprintf(&text, curvesIntroduction, *seconds, runtime.GOMAXPROCS(0), *seed)
	for _, p := range all {
		if *only != "" && p.name != *only {
			continue
		}
		row, methods, err := p.score()
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprint(os.Stderr, row, methods)
		text.WriteString(row)
		compared.WriteString(methods)
	}
	return writeSection(*output, curvesHeading, text.String()+compared.String())
}

// score looks for a sequence and returns a row of the table; of the criminal network, also a
// table of what other methods do.
func (p *published) score() (row, compared string, err error) {
	v, err := p.view(*data)
	if err != nil {
		return "", "", err
	}
	o := dismantle.CurveOptions{Among: make([]bool, v.Len()), Stop: stop, Seed: *seed}
	for i := range o.Among {
		o.Among[i] = true
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(*seconds*float64(time.Second)))
	defer cancel()
	began := time.Now()
	s, err := dismantle.Curve(ctx, v, o)
	if err != nil {
		return "", "", err
	}
	took := time.Since(began).Seconds()
	counted, removals := areaUnder(v, s.Order)
	if math.Abs(counted-s.Area) > 1e-9*(1+counted) || removals != len(s.Order) {
		return "", "", fmt.Errorf("the sequence says that its area is %g, and a plain count %g", s.Area, counted)
	}
	beside, ratio := "", ""
	if p.area > 0 {
		beside, ratio = fmt.Sprintf("%.2f", p.area), fmt.Sprintf("%.3f", counted/p.area)
	}
	row = fmt.Sprintf("| %s | %d | %d | %s | %.2f | %s | %d | %.0f |\n", p.name, v.Len(), v.Size(), beside, counted, ratio, removals, took)
	if p.name == criminal {
		compared, err = compareMethods(p.name, v, s.Order)
	}
	return row, compared, err
}

// criminal is the network of which every method is tried.
const criminal = "corruption"

const curvesHeading = "## Sequences"

const curvesIntroduction = "\n" + curvesHeading + `

Made by ` + "`go run ./bench/dismantle -curves`" + `: the area under the curve of the largest component, as a share of all entities, after
each removal, until it first is below a tenth; by Simpson's rule, one removal apart, the state before any removal not being a
point. Found in %g s on %d CPUs, seed %d, beside what MIND reaches (H. Tian et al., AAAI-26). Where the number of points is even
the last interval is by the parabola through the last three points, as scipy.integrate.simpson does it from version 1.11 on;
the published areas are whole twelfths over the number of entities, which only that makes. Every area is counted again by a
search from the network and the sequence alone.

| network | entities | ties | MIND | linchpin | ratio | removals | seconds |
|---|---|---|---|---|---|---|---|
`
