package main

import (
	"context"
	"fmt"
	"strings"

	"gonum.org/v1/gonum/floats"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
)

// byLinchpin takes a measure and returns the sum of its scores.
func byLinchpin(v *graph.View, word string) (float64, error) {
	switch word {
	case "reading":
		return float64(v.Size()), nil
	case "components":
		return float64(groups.Components(v).Count()), nil
	case "leiden":
		c, err := groups.Leiden(context.Background(), v, groups.LeidenOptions{Iterations: 5, Seed: 1})
		return c.Quality, err
	case "edge-betweenness":
		scores, err := central.TieBetweenness(context.Background(), v, central.Options{})
		return floats.Sum(scores), err
	}
	var o central.Options
	word, o.Weighted = strings.CutPrefix(word, "weighted-")
	var m central.Measure
	if err := m.UnmarshalText([]byte(word)); err != nil {
		return 0, err
	}
	s, err := central.Compute(context.Background(), m, v, o)
	return floats.Sum(s.Values), err
}

func byGonum(v *graph.View, measure string) (float64, error) {
	u := v.AsUndirected()
	switch measure {
	case "betweenness":
		return sum(network.Betweenness(u)) / 2, nil
	case "weighted-betweenness":
		return sum(network.BetweennessWeighted(u, path.DijkstraAllPaths(u))) / 2, nil
	case "harmonic":
		return sum(network.Harmonic(u, path.DijkstraAllPaths(u))), nil
	case "pagerank":
		return sum(network.PageRankSparse(v.AsDirected(), .85, 1e-12)), nil
	case "components":
		return float64(len(topo.ConnectedComponents(u))), nil
	case "core":
		return cores(u), nil
	case "leiden": // it has Louvain alone
		return community.Q(u, community.Modularize(u, 1, nil).Communities(), 1), nil
	}
	return 0, fmt.Errorf("gonum has no %s", measure)
}

func sum(scores map[int64]float64) float64 {
	total := 0.0
	for _, x := range scores {
		total += x
	}
	return total
}

func cores(u gonum.Undirected) float64 {
	_, cores := topo.DegeneracyOrdering(u)
	total := 0.0
	for k, members := range cores {
		total += float64(k * len(members))
	}
	return total
}
