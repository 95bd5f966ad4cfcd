package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// A method is an order of removals: by a measure of the whole network, or of what is left
// after each removal.
type method struct {
	name     string
	measure  central.Measure
	adaptive bool
	core     bool // of the 2-core that is left, as long as there is one
}

var methods = []method{
	{name: "ties", measure: central.MeasureDegree},
	{name: "ties, anew after each removal", measure: central.MeasureDegree, adaptive: true},
	{name: "CoreHD: ties within the 2-core, anew after each removal", measure: central.MeasureDegree, adaptive: true, core: true},
	{name: "collective influence", measure: central.MeasureInfluence},
	{name: "collective influence, anew after each removal", measure: central.MeasureInfluence, adaptive: true},
	{name: "betweenness", measure: central.MeasureBetweenness},
	{name: "betweenness, anew after each removal", measure: central.MeasureBetweenness, adaptive: true},
	{name: "PageRank", measure: central.MeasurePageRank},
	{name: "PageRank, anew after each removal", measure: central.MeasurePageRank, adaptive: true},
}

// order returns all entities of a view in the order of a method.
func (m *method) order(ctx context.Context, v *graph.View) ([]int, error) {
	s, err := central.Compute(ctx, m.measure, v, central.Options{})
	if err != nil || !m.adaptive {
		return s.Order(), err
	}
	left, removed := v, make([]bool, v.Len())
	var order []int
	for range v.Len() {
		if s, err = m.scores(ctx, left); err != nil {
			return nil, err
		}
		for _, i := range s.Order() {
			if !removed[i] {
				removed[i] = true
				order = append(order, i)
				break
			}
		}
		left = without(left, func(i int) bool { return removed[i] })
	}
	return order, nil
}

// scores takes the method's measure of what is left.
func (m *method) scores(ctx context.Context, left *graph.View) (central.Scores, error) {
	if m.core {
		cores, err := central.Core(ctx, left, central.Options{})
		if err != nil {
			return central.Scores{}, err
		}
		if core := without(left, func(i int) bool { return cores.Values[i] < 2 }); core.Size() > 0 {
			left = core
		}
	}
	return central.Compute(ctx, m.measure, left, central.Options{})
}

// without returns a view without the ties of some.
func without(v *graph.View, gone func(int) bool) *graph.View {
	keep := make([]bool, v.Size())
	for tie := range keep {
		from, to := v.Ends(tie)
		keep[tie] = !gone(from) && !gone(to)
	}
	return v.Altered(graph.Change{Keep: keep})
}

// compareMethods returns a table of the areas that all methods have.
func compareMethods(name string, v *graph.View, ours []int) (string, error) {
	var text strings.Builder
	fmt.Fprintf(&text, "\n### %s, by every method\n\n| order of removals | area | removals |\n|---|---|---|\n", name)
	for _, m := range methods {
		order, err := m.order(context.Background(), v)
		if err != nil {
			return "", fmt.Errorf("%s: %w", m.name, err)
		}
		area, removals := areaUnder(v, order)
		fmt.Fprintf(&text, "| %s | %.3f | %d |\n", m.name, area, removals)
	}
	area, removals := areaUnder(v, ours)
	fmt.Fprintf(&text, "| linchpin | %.3f | %d |\n", area, removals)
	return text.String(), nil
}
