package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// scoreOwners counts persons who own two companies or more by way of others, which is met where all
// those planted are among them. Whoever has only accounts so, as everybody with two companies has, is left out.
func scoreOwners(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	w, err := money.NewOwnership(ctx, v, money.OwnerOptions{})
	if err != nil {
		return score{}, err
	}
	found, err := w.HiddenOwners(ctx, nil)
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(t.Owners)}
	hit := make([]bool, len(t.Owners))
	for _, h := range found {
		var companies []id
		for _, a := range h.Assets {
			if v.Entity(a.Asset).Kind == graph.Company {
				companies = append(companies, v.ID(a.Asset))
			}
		}
		if len(companies) < 2 {
			continue
		}
		k := slices.IndexFunc(t.Owners, func(o Owner) bool { return o.Owner == v.ID(h.Owner) })
		s.add(k >= 0)
		if k >= 0 {
			hit[k] = !slices.ContainsFunc(t.Owners[k].Companies, func(c id) bool { return !slices.Contains(companies, c) })
		}
	}
	s.hits = count(hit)
	return s, nil
}
