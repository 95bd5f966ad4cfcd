package money

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A cover is what a set of frozen items leaves: how much more must be stopped in each
// currency, and how much of a greatest flow passes each item.
type cover struct {
	need   []int64   // by flow; 0 or less where enough is stopped
	items  []int     // that some of it passes, by number
	weight [][]int64 // by flow and place in items
}

func (c *cover) done() bool { return !slices.ContainsFunc(c.need, func(n int64) bool { return n > 0 }) }

// look computes the cover of a set of items.
func (s *freezeSearch) look(ctx context.Context, items []int) (c cover, err error) {
	s.looked++
	s.freeze(items)
	passing := make([]map[int]int64, len(s.flows))
	for k, f := range s.flows {
		left, err := f.most(ctx)
		if err != nil {
			return c, err
		}
		c.need = append(c.need, left-f.target)
		passing[k] = map[int]int64{}
		pass := func(party int32, units int64) {
			for _, i := range s.itemsOf[party] {
				passing[k][int(i)] += units
			}
		}
		for r, units := range f.used {
			pass(r.in, units)
			if r.comes {
				pass(r.out, units)
			}
		}
		for i := range passing[k] {
			c.items = append(c.items, i)
		}
	}
	slices.Sort(c.items)
	c.items = slices.Compact(c.items)
	for k := range s.flows {
		c.weight = append(c.weight, make([]int64, len(c.items)))
		for at, i := range c.items {
			c.weight[k][at] = passing[k][i]
		}
	}
	return c, nil
}

// worth is how much of what must be stopped an item may stop, the currencies alike.
func (c *cover) worth(at int) float64 {
	sum := 0.
	for k, need := range c.need {
		if need > 0 {
			sum += float64(min(need, c.weight[k][at])) / float64(need)
		}
	}
	return sum
}

// candidates returns the places of the items that may stop anything, the most for its price
// first.
func (s *freezeSearch) candidates(c *cover, excluded []int) []int {
	var all []int
	for at, i := range c.items {
		if c.worth(at) > 0 && !slices.Contains(excluded, i) {
			all = append(all, at)
		}
	}
	ratio := func(at int) float64 { return c.worth(at) / float64(s.items[c.items[at]].price) }
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(ratio(b), ratio(a)) })
	return all
}

// least returns what must be paid at least to stop what is needed with the items at some
// places, by the fractional cover of each currency; the second result is false where they
// cannot.
func (s *freezeSearch) least(c *cover, places []int, have []int64) (int64, bool) {
	bound := 0.
	for k := range c.need {
		need := c.need[k] - have[k]
		if need <= 0 {
			continue
		}
		weight := func(at int) float64 { return float64(min(need, c.weight[k][at])) }
		price := func(at int) float64 { return float64(s.items[c.items[at]].price) }
		order := slices.Clone(places)
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(b)*price(a), weight(a)*price(b)) })
		rest, sum := float64(need), 0.
		for _, at := range order {
			if rest <= 0 || weight(at) <= 0 {
				break
			}
			part := min(1, rest/weight(at))
			sum += part * price(at)
			rest -= weight(at) * part
		}
		if rest > 1e-6*float64(need) {
			return 0, false
		}
		bound = max(bound, sum)
	}
	return int64(math.Ceil(bound*(1-1e-9) - 1e-6)), true
}
