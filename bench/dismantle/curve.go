package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

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
	known, err := rowsOf(*output, curvesHeading)
	if err != nil {
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, curvesIntroduction, *seed)
	for _, p := range all {
		row := known[p.name]
		if *only == "" || p.name == *only {
			if row, err = p.score(); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			fmt.Fprint(os.Stderr, row)
		}
		text.WriteString(row)
	}
	return writeSection(*output, curvesHeading, text.String())
}

// score looks for a sequence and returns a row of the table.
func (p *published) score() (string, error) {
	v, err := p.view(*data)
	if err != nil {
		return "", err
	}
	o := dismantle.CurveOptions{Among: make([]bool, v.Len()), Stop: stop, Seed: *seed}
	for i := range o.Among {
		o.Among[i] = true
	}
	before := spent()
	s, err := dismantle.Curve(spend(*seconds), v, o)
	if err != nil {
		return "", err
	}
	took := (spent() - before).Seconds()
	counted, removals := areaUnder(v, s.Order)
	if math.Abs(counted-s.Area) > 1e-9*(1+counted) || removals != len(s.Order) {
		return "", fmt.Errorf("the sequence says that its area is %g, and a plain count %g", s.Area, counted)
	}
	if p.name == criminal {
		if err := compareMethods(v, s.Order); err != nil {
			return "", err
		}
	}
	beside, ratio := "", ""
	if p.area > 0 {
		beside, ratio = fmt.Sprintf("%.2f", p.area), fmt.Sprintf("%.3f", counted/p.area)
	}
	return fmt.Sprintf("| %s | %d | %d | %s | %.2f | %s | %d | %.0f | %s |\n", p.name, v.Len(), v.Size(), beside, counted, ratio, removals, took, s.Start), nil
}

const curvesHeading = "## Sequences"

const curvesIntroduction = "\n" + curvesHeading + `

Made by ` + "`go run ./bench/dismantle -curves`" + `: the area under the curve of the largest component, as a share of all entities, after
each removal, until it first is below a tenth; by Simpson's rule, one removal apart, the state before any removal not being a
point. Seed %d; the seconds are of CPU, all CPUs added up, as given with -seconds: few for the small networks, no more than 110
for any. Beside it stands what MIND reaches (H. Tian et al., AAAI-26), and the method whose order the search went on from. MIND puts
nobody back; linchpin searches each network anew, so that the areas compare and the work does
not. Widths of rebuilding and samples of routes were settled with cit-HepPh and p2p-Gnutella31 in view. Where the number of points is even
the last interval is by the parabola through the last three points, as scipy.integrate.simpson does it from version 1.11 on;
the published areas are whole twelfths over the number of entities, which only that makes. Every area is counted again by a
search from the network and the sequence alone.

| network | entities | ties | MIND | linchpin | ratio | removals | seconds | from |
|---|---|---|---|---|---|---|---|---|
`
