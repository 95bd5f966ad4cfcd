package money

import (
	"cmp"
	"context"
	"slices"
)

// order puts the chosen so that each stops the most that those before it leave. What passes
// an item is the most that it can stop, so that most of them need not be tried. Where that takes
// too many flows, the others follow by what passes them.
func (s *freezeSearch) order(ctx context.Context) ([]int, error) {
	rest, order := slices.Clone(s.best), []int{}
	for until := s.met() + freezeWork/4; len(rest) > 0; {
		before, err := s.look(ctx, order)
		if err != nil {
			return nil, err
		}
		passes := s.passing(&before)
		slices.SortStableFunc(rest, func(a, b int) int { return cmp.Or(cmp.Compare(passes[b], passes[a]), cmp.Compare(a, b)) })
		if s.met() > until {
			return append(order, rest...), nil
		}
		next, most := 0, -1.
		for k, i := range rest {
			if passes[i] < most || len(rest) == 1 {
				break
			}
			after, err := s.look(ctx, append(slices.Clone(order), i))
			if err != nil {
				return nil, err
			}
			if stops := s.comes(&before) - s.comes(&after); stops > most+1e-12 || stops > most-1e-12 && i < rest[next] {
				next, most = k, stops
			}
		}
		order = append(order, rest[next])
		rest = slices.Delete(rest, next, next+1)
	}
	return order, nil
}

// comes adds up the parts of the flows that come through.
func (s *freezeSearch) comes(c *cover) (sum float64) {
	for k, f := range s.flows {
		sum += float64(c.need[k]+f.target) / float64(f.whole)
	}
	return sum
}

// passing adds up, by item, the parts of the flows that pass it.
func (s *freezeSearch) passing(c *cover) map[int]float64 {
	sums := make(map[int]float64, len(c.items))
	for at, i := range c.items {
		for k, f := range s.flows {
			sums[i] += float64(c.weight[k][at]) / float64(f.whole)
		}
	}
	return sums
}
