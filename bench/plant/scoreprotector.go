package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// leastPart is what a chain has to add to be called.
const leastPart = .004

// scoreProtectors counts pairs of an official and a gang that kinship or companies lead to, what adds most first. Pairs of
// an umbrella are left out: a post for kin is such a chain too.
func scoreProtectors(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	found, err := protection.FindShields(ctx, v, protection.ShieldOptions{Worlds: -1})
	if err != nil {
		return score{}, err
	}
	type pair struct {
		official, gang id
		adds           float64
	}
	var pairs []pair
	for _, o := range found.Officials {
		for _, g := range o.Gangs {
			one := pair{v.ID(o.Official), v.ID(g.Gang), byKinOrCompany(g.Parts)}
			umbrella := slices.ContainsFunc(t.Umbrellas, func(p Umbrella) bool { return p.Official == one.official && slices.Contains(p.For, one.gang) })
			if one.adds >= leastPart && !umbrella {
				pairs = append(pairs, one)
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.adds, a.adds) })
	s := score{planted: len(t.Shields)}
	for _, one := range pairs {
		s.add(slices.ContainsFunc(t.Shields, func(p Shield) bool { return p.Official == one.official && p.Gang == one.gang }))
	}
	s.hits = s.right
	return s, nil
}

// byKinOrCompany is the most that a chain of kinship, companies or several channels adds.
func byKinOrCompany(parts []protection.Part) (most float64) {
	for _, p := range parts {
		if p.Channel == protection.Kinship || p.Channel == protection.Companies || p.Channel == protection.Mixed {
			most = max(most, p.Adds)
		}
	}
	return most
}
