package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// leastPart is what a chain has to add to be called.
const leastPart = .02

// scoreProtectors counts pairs of an official and a gang that kinship or companies lead to.
func scoreProtectors(ctx context.Context, v *graph.View, t *truth) (score, error) {
	found, err := protection.FindShields(ctx, v, protection.ShieldOptions{Worlds: -1})
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(t.protectors)}
	for _, o := range found.Officials {
		for _, g := range o.Gangs {
			called := slices.ContainsFunc(g.Parts, func(p protection.Part) bool {
				return p.Adds >= leastPart && (p.Channel == protection.Kinship || p.Channel == protection.Companies || p.Channel == protection.Mixed)
			})
			if !called {
				continue
			}
			s.found++
			if slices.Contains(t.protectors, [2]graph.EntityID{v.ID(o.Official), v.ID(g.Gang)}) {
				s.hits++
			}
		}
	}
	return s, nil
}
