package money

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Options say which patterns are looked for, and how.
type Options struct {
	Patterns []Pattern // none: all
	Cycles   CycleOptions
	Fans     FanOptions
	Habits   HabitOptions
	Of       []int32 // only findings in which one of these parties takes part; none: all
	Shuffles int     // 0: 99, fewer for a large case, so that about 50 million payments are dealt out in all
	Seed     uint64
}

const (
	usualShuffles = 99
	mostDealt     = 50_000_000
)

// Shuffled returns how often a table of so many payments is shuffled.
func (o *Options) Shuffled(payments int) int {
	if o.Shuffles > 0 {
		return o.Shuffles
	}
	return max(3, min(usualShuffles, mostDealt/max(1, payments)))
}

// Found is what was found of one pattern, the rarest first.
type Found struct {
	Pattern  Pattern
	Findings []Finding
	Cut      int // beginnings from which only a part was looked at
	Shuffles int // by which Expected was measured; 0 where it was computed
}

// Find looks for patterns. Findings of a pattern are ranked by how few at least as
// surprising ordinary traffic of the same case is expected to show.
//
// For cycles and for what scatters and gathers that is measured: the amounts and times of
// each party's payments are dealt out anew among its payees, and a party with fewer than
// five changes each with any of the case, Shuffled times, and the findings of those tables
// counted. For all others it is computed, as each says.
func Find(ctx context.Context, p *Payments, o Options) ([]Found, error) {
	patterns := o.Patterns
	if len(patterns) == 0 {
		patterns = Patterns()
	}
	var all []Found
	for _, pattern := range patterns {
		f := Found{Pattern: pattern}
		var err error
		if f.Findings, f.Cut, err = findOne(ctx, p, pattern, o); err != nil {
			return nil, err
		}
		if measured(pattern) && len(f.Findings) > 0 {
			if f.Shuffles, err = compare(ctx, p, f.Findings, o); err != nil {
				return nil, fmt.Errorf("%s: %w", pattern, err)
			}
		}
		f.Findings = of(f.Findings, o.Of)
		slices.SortStableFunc(f.Findings, func(a, b Finding) int {
			return cmp.Or(cmp.Compare(a.Expected, b.Expected), cmp.Compare(b.Surprise, a.Surprise), slices.Compare(a.Payments, b.Payments))
		})
		all = append(all, f)
	}
	return all, nil
}

// measured reports whether ordinary traffic is shuffled to tell what it shows.
func measured(pattern Pattern) bool { return pattern == Cycles || pattern == ScatterGather }

// findOne looks for one pattern.
func findOne(ctx context.Context, p *Payments, pattern Pattern, o Options) (found []Finding, cut int, err error) {
	switch pattern {
	case Cycles:
		found, cut, err = FindCycles(ctx, p, o.Cycles)
		s := p.spread()
		for i := range found {
			found[i].Surprise = s.ofCycle(p, found[i].Payments)
		}
	case FanIn, FanOut:
		found, err = FindFans(ctx, p, pattern, o.Fans)
	case GatherScatter: // what is gathered may be of any amounts
		o.Fans.Similar = 0
		found, err = FindGathering(ctx, p, o.Fans)
	case ScatterGather:
		found, cut, err = FindScattering(ctx, p, o.Fans)
	case PassThrough:
		found, err = FindPassing(ctx, p, o.Habits)
	case Structuring:
		found, err = FindStructuring(ctx, p, o.Habits)
	case RoundAmounts:
		found, err = FindRound(ctx, p, o.Habits)
	case Dormant:
		found, err = FindDormant(ctx, p, o.Habits)
	case Shared:
		found, err = FindShared(ctx, p)
	default:
		panic("money: no pattern " + fmt.Sprint(uint8(pattern)))
	}
	return found, cut, err
}

// compare measures what shuffled traffic shows, and returns how often it was shuffled.
func compare(ctx context.Context, p *Payments, found []Finding, o Options) (int, error) {
	shuffles := o.Shuffled(len(p.All))
	var shown []float64
	for turn := range shuffles {
		s, err := p.shuffled(o.Seed, uint64(turn))
		if err != nil {
			return 0, err
		}
		others, _, err := findOne(ctx, s, found[0].Pattern, o)
		if err != nil {
			return 0, err
		}
		for i := range others {
			shown = append(shown, others[i].Surprise)
		}
	}
	measureByShuffles(found, shown, shuffles)
	return shuffles, nil
}

// of keeps the findings in which one of some parties takes part; all where none is given.
func of(found []Finding, parties []int32) []Finding {
	if len(parties) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(f Finding) bool {
		return !slices.ContainsFunc(f.Parties, func(i int32) bool { return slices.Contains(parties, i) })
	})
}
