package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// scoreUmbrellas counts pairs called at the usual level. Several names for the same decisions of one official are one finding.
func scoreUmbrellas(ctx context.Context, v *graph.View, t *truth) (score, error) {
	found, err := protection.FindUmbrellas(ctx, v, protection.UmbrellaOptions{})
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(t.umbrellas)}
	var hit [][2]graph.EntityID
	for _, u := range found.Found {
		if u.Q > .05 {
			continue
		}
		planted := slices.IndexFunc(t.umbrellas, func(p [2]graph.EntityID) bool {
			return p[0] == u.Official && (p[1] == u.For || slices.Contains(u.Also, p[1]))
		})
		if planted < 0 {
			planted = slices.IndexFunc(t.umbrellas, func(p [2]graph.EntityID) bool { return p[0] == u.Official && follows(&u, p[1]) })
		}
		switch {
		case planted < 0:
			s.found++
		case !slices.Contains(hit, t.umbrellas[planted]):
			hit = append(hit, t.umbrellas[planted])
			s.hits++
			s.found++
		}
	}
	return s, nil
}

// follows reports whether decisions found are about a company, by whomever's name.
func follows(u *protection.Umbrella, firm graph.EntityID) bool {
	return slices.ContainsFunc(u.Followed, func(f protection.Followed) bool { return slices.Contains(f.Concerned, firm) })
}
