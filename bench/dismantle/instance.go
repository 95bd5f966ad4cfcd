package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// An instance is a network of the critical node problem, how many may be removed, and the
// least number of connected pairs that is published.
type instance struct {
	name            string
	budget          float64
	published       float64
	publishedAtCost float64
}

// instances reads the table of them.
func instances(table string) ([]instance, error) {
	text, err := os.ReadFile(table)
	if err != nil {
		return nil, err
	}
	var all []instance
	for k, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) < 8 {
			return nil, fmt.Errorf("%s:%d: want 8 columns", table, k+2)
		}
		in := instance{name: cells[0]}
		for _, f := range []struct {
			to   *float64
			cell string
		}{{&in.budget, cells[3]}, {&in.published, cells[4]}, {&in.publishedAtCost, cells[7]}} {
			if *f.to, err = strconv.ParseFloat(f.cell, 64); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", table, k+2, err)
			}
		}
		all = append(all, in)
	}
	return all, nil
}

// view reads an instance's network: how many there are, then a line for each with its
// neighbours.
func (in *instance) view(folder string) (*graph.View, error) {
	file, err := os.Open(filepath.Join(folder, "networks", in.name+".txt"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	lines.Scan()
	n, err := strconv.Atoi(strings.TrimSpace(lines.Text()))
	if err != nil {
		return nil, err
	}
	l := &graph.Listing{Source: graph.Source{ID: "file:" + graph.SourceID(in.name)}}
	for i := range n {
		l.IDs = append(l.IDs, graph.EntityID(fmt.Sprintf("%06d", i)))
	}
	for row := int32(2); lines.Scan(); row++ {
		from, others, _ := strings.Cut(lines.Text(), ":")
		for _, to := range strings.Fields(others) {
			i, err1 := strconv.Atoi(from)
			j, err2 := strconv.Atoi(to)
			if err1 != nil || err2 != nil || i >= n || j >= n {
				return nil, fmt.Errorf("%s:%d: %q", file.Name(), row, lines.Text())
			}
			if i < j {
				l.From, l.To, l.Line = append(l.From, int32(i)), append(l.To, int32(j)), append(l.Line, row)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return graph.NewListedView(l)
}

// prices reads what it costs to remove each entity.
func (in *instance) prices(folder string) ([]float64, error) {
	text, err := os.ReadFile(filepath.Join(folder, "costs", in.name+".txt"))
	if err != nil {
		return nil, err
	}
	var prices []float64
	for _, cell := range strings.Fields(string(text)) {
		price, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			return nil, err
		}
		prices = append(prices, price)
	}
	return prices, nil
}
