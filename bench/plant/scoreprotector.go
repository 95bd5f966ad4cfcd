package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// leastPart is what a chain has to add to be called.
const leastPart = .004

// scoreProtectors counts pairs of an official and a gang that kinship or companies lead to. Pairs of an umbrella are left out:
// a post for kin is such a chain too.
func scoreProtectors(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	found, err := protection.FindShields(ctx, v, protection.ShieldOptions{Worlds: -1})
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(t.Shields)}
	for _, o := range found.Officials {
		for _, g := range o.Gangs {
			official, gang := v.ID(o.Official), v.ID(g.Gang)
			umbrella := slices.ContainsFunc(t.Umbrellas, func(p Umbrella) bool { return p.Official == official && slices.Contains(p.For, gang) })
			if umbrella || !slices.ContainsFunc(g.Parts, byKinOrCompany) {
				continue
			}
			s.found++
			if slices.ContainsFunc(t.Shields, func(p Shield) bool { return p.Official == official && p.Gang == gang }) {
				s.right++
				s.hits++
			}
		}
	}
	return s, nil
}

func byKinOrCompany(p protection.Part) bool {
	return p.Adds >= leastPart && (p.Channel == protection.Kinship || p.Channel == protection.Companies || p.Channel == protection.Mixed)
}
