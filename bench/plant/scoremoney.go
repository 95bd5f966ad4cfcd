package main

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// listed is how many of a pattern ordinary traffic may be expected to show for it to be listed, as
// linchpin money patterns has it, and tolerance by how much amounts may differ.
const (
	listed    = 1
	tolerance = 100
)

func scoreCycles(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	var planted [][]string
	for _, c := range t.Cycles {
		planted = append(planted, c.Payments)
	}
	return scorePayments(ctx, v, money.Cycles, planted, 1)
}

func scoreFanIns(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	var planted [][]string
	for _, f := range t.FanIns {
		planted = append(planted, f.Payments)
	}
	return scorePayments(ctx, v, money.FanIn, planted, .5)
}

func scoreStructuring(ctx context.Context, v *graph.View, t *Truth) (score, error) {
	var planted [][]string
	for _, s := range t.Structuring {
		planted = append(planted, s.Payments)
	}
	return scorePayments(ctx, v, money.Structuring, planted, .5)
}

// scorePayments looks for a pattern. A planted one is met by a finding that has so large a part of its
// payments, and a finding is right where at least half of its payments are of one planted.
func scorePayments(ctx context.Context, v *graph.View, pattern money.Pattern, planted [][]string, part float64) (score, error) {
	p, err := money.Read(ctx, v)
	if err != nil {
		return score{}, err
	}
	found, err := money.Find(ctx, p, money.Options{
		Patterns: []money.Pattern{pattern}, Cycles: money.CycleOptions{Tolerance: tolerance}, Fans: money.FanOptions{Tolerance: tolerance}, Habits: money.HabitOptions{Tolerance: tolerance},
	})
	if err != nil {
		return score{}, err
	}
	s := score{planted: len(planted)}
	hit := make([]bool, len(planted))
	for _, f := range found[0].Findings {
		if f.Expected > listed {
			continue
		}
		right := false
		for k, payments := range planted {
			common := 0
			for _, i := range f.Payments {
				if slices.Contains(payments, v.Facts().Ties[p.All[i].Tie].Identifier()) {
					common++
				}
			}
			right = right || 2*common >= len(f.Payments)
			hit[k] = hit[k] || float64(common) >= part*float64(len(payments))
		}
		s.add(right)
	}
	s.hits = count(hit)
	return s, nil
}
