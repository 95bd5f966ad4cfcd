package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// rarely is how many of a finding ordinary traffic may be expected to show for it to be
// called.
const rarely = .05

// look finds a pattern of payments with the usual options, and keeps what is called.
func look(ctx context.Context, v *graph.View, pattern money.Pattern) (*money.Payments, []money.Finding, error) {
	p, err := money.Read(ctx, v)
	if err != nil {
		return nil, nil, err
	}
	found, err := money.Find(ctx, p, money.Options{Patterns: []money.Pattern{pattern}, Cycles: money.CycleOptions{Tolerance: 200}})
	if err != nil {
		return nil, nil, err
	}
	return p, slices.DeleteFunc(found[0].Findings, func(f money.Finding) bool { return f.Expected > rarely }), nil
}

// scoreCycles counts cycles whose payments are all those planted.
func scoreCycles(ctx context.Context, v *graph.View, t *truth) (score, error) {
	p, found, err := look(ctx, v, money.Cycles)
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(t.cycles), found: len(found)}
	for _, f := range found {
		var ties []graph.TieID
		for _, i := range f.Payments {
			ties = append(ties, v.Facts().Ties[p.All[i].Tie].ID())
		}
		slices.Sort(ties)
		if slices.ContainsFunc(t.cycles, func(c []graph.TieID) bool { return slices.Equal(slices.Sorted(slices.Values(c)), ties) }) {
			s.hits++
		}
	}
	return s, nil
}

// scoreFanIns counts accounts that gather.
func scoreFanIns(ctx context.Context, v *graph.View, t *truth) (score, error) {
	return scoreAccounts(ctx, v, money.FanIn, t.fanIns)
}

// scoreStructuring counts accounts that are paid in below the threshold.
func scoreStructuring(ctx context.Context, v *graph.View, t *truth) (score, error) {
	return scoreAccounts(ctx, v, money.Structuring, t.structuring)
}

// scoreAccounts counts the accounts in the middle of a pattern, each once. Of structuring an
// account that pays in is right where it pays only those planted.
func scoreAccounts(ctx context.Context, v *graph.View, pattern money.Pattern, planted []graph.EntityID) (score, error) {
	p, found, err := look(ctx, v, pattern)
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(planted)}
	var called []graph.EntityID
	for _, f := range found {
		if id := v.ID(int(f.Parties[0])); !slices.Contains(called, id) && !paysOnly(v, p, &f, planted) {
			called = append(called, id)
		}
	}
	for _, id := range called {
		s.found++
		if slices.Contains(planted, id) {
			s.hits++
		}
	}
	return s, nil
}

// paysOnly reports whether a finding's account paid, in it, nobody but those planted: it is
// the other side of theirs, and no finding of its own.
func paysOnly(v *graph.View, p *money.Payments, f *money.Finding, planted []graph.EntityID) bool {
	return !slices.ContainsFunc(f.Payments, func(i int32) bool {
		q := &p.All[i]
		return q.From != f.Parties[0] || !slices.Contains(planted, v.ID(int(q.To)))
	})
}
