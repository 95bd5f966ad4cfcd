package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// scoreOwners counts persons whom `money owners --hidden` calls, most companies and accounts first. One who is planted
// is met where two companies or more of theirs are among what is called.
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
	for _, one := range found {
		s.add(slices.ContainsFunc(t.Owners, func(o Owner) bool {
			met := 0
			for _, a := range one.Assets {
				if slices.Contains(o.Companies, v.ID(a.Asset)) {
					met++
				}
			}
			return o.Owner == v.ID(one.Owner) && met > 1
		}))
	}
	s.hits = s.right
	return s, nil
}
