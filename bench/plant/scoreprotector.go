package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// leastPart is what a chain has to add to be called.
const leastPart = .003

// scoreProtectors counts pairs of an official and a gang that kinship and companies lead to, asked without other ties, what adds most first. Pairs of
// an umbrella are left out: a post for kin is such a chain too.
func scoreProtectors(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	without, err := graph.NewView(v.Facts(), graph.ViewOptions{Lens: graph.Whole, KeepTie: func(t *graph.Tie, _, _ *graph.Entity) bool {
		return slices.Contains(familyAndCompanies, t.Kind)
	}})
	if err != nil {
		return score{}, err
	}
	found, err := protection.FindShields(ctx, without, protection.ShieldOptions{Worlds: -1})
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
			one := pair{without.ID(o.Official), without.ID(g.Gang), mostOf(g.Parts)}
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

// familyAndCompanies are the ties that are asked for: a chain of money that is worth more would stand in the place of theirs.
var familyAndCompanies = []graph.TieKind{graph.KinOf, graph.Owns, graph.Controls, graph.Directs, graph.MemberOf, graph.HoldsOffice}

// mostOf is the most that a chain adds.
func mostOf(parts []protection.Part) (most float64) {
	for _, p := range parts {
		most = max(most, p.Adds)
	}
	return most
}
