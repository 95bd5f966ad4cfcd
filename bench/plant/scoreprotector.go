package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// leastPart is what a chain has to add to be called.
const leastPart = .01

// scoreProtectors counts pairs of an official and a gang that kinship or companies lead to, what adds most first. Pairs of
// an umbrella are left out: a post for kin is such a chain too. A pair is right where such a chain was planted or stands
// in the case by chance.
func scoreProtectors(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	found, err := protection.FindShields(ctx, v, protection.ShieldOptions{Worlds: -1})
	if err != nil {
		return score{}, err
	}
	type pair struct {
		Shield
		adds float64
	}
	var pairs []pair
	for _, o := range found.Officials {
		for _, g := range o.Gangs {
			one := pair{Shield{Official: v.ID(o.Official), Gang: v.ID(g.Gang)}, byKinOrCompany(g.Parts)}
			umbrella := slices.ContainsFunc(t.Umbrellas, func(p Umbrella) bool { return p.Official == one.Official && slices.Contains(p.For, one.Gang) })
			if one.adds >= leastPart && !umbrella {
				pairs = append(pairs, one)
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.adds, a.adds) })
	s := score{planted: len(t.Shields)}
	for _, one := range pairs {
		planted := slices.ContainsFunc(t.Shields, one.same)
		if planted {
			s.hits++
		}
		s.add(planted || slices.ContainsFunc(t.ByChance, one.same))
	}
	return s, nil
}

// byKinOrCompany is the most that a chain of kinship, companies or several channels adds.
func byKinOrCompany(parts []protection.Part) (most float64) {
	for _, p := range parts {
		if p.Channel == protection.Kinship || p.Channel == protection.Companies || p.Channel == protection.Family {
			most = max(most, p.Adds)
		}
	}
	return most
}
