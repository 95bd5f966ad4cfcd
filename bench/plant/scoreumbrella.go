package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// level is the Q up to which something is called.
const level = .05

// scoreUmbrellas counts findings at the usual level: one is right where its official and one of
// those it leads to are of something planted.
func scoreUmbrellas(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	found, err := protection.FindUmbrellas(ctx, v, protection.UmbrellaOptions{})
	if err != nil {
		return score{}, err
	}
	return umbrellaScore(found, t), nil
}

func umbrellaScore(found protection.Umbrellas, t *Truth) score {
	s := score{planted: len(t.Umbrellas)}
	hit := make([]bool, len(t.Umbrellas))
	for i := range found.Found {
		u := &found.Found[i]
		if u.Q > level {
			continue
		}
		k := slices.IndexFunc(t.Umbrellas, func(p Umbrella) bool { return isUmbrella(u, &p) })
		s.add(k >= 0)
		if k >= 0 {
			hit[k] = true
		}
	}
	s.hits = count(hit)
	return s
}

// isUmbrella reports whether a finding is of something planted.
func isUmbrella(u *protection.Umbrella, p *Umbrella) bool {
	return u.Official == p.Official && slices.ContainsFunc(p.For, func(whom id) bool { return whom == u.For || slices.Contains(u.Also, whom) })
}

func count(of []bool) (n int) {
	for _, is := range of {
		if is {
			n++
		}
	}
	return n
}
