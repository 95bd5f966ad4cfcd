package protection

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// An Alone is what the loss of one official would leave the gangs of what shields them.
type Alone struct {
	Official int
	Exposed  []int     // gangs to whom no other official with a score would be left
	Lost     []Measure // of each gang, the part of all officials' scores that would go; the largest first
}

// A Measure is a share for a gang.
type Measure struct {
	Gang  int
	Share float64
}

// AloneOptions say which scores count. The zero value counts all.
type AloneOptions struct {
	Least float64                   // of a score that counts
	Never func(graph.EntityID) bool // of whom nothing is to be said: their scores count nowhere; nil: of nobody
}

// FindAlones says of each official what gangs would lose with that one alone, by the scores of [FindShields] of at
// least the least: the official's own, and what those of others owe to chains through the official or through an
// account or telephone that is the official's only. Shares of what was paid, and one of how many somebody is, stay as they
// are. Whom it would expose most comes first.
//
// Cost: that of FindShields without worlds, O(officials²), and for each official through whom chains of others
// lead O(arcs) and the scores of these.
func FindAlones(ctx context.Context, v *graph.View, o AloneOptions) ([]Alone, error) {
	s := newShields(v, DefaultTies)
	found, err := s.find(ctx, o.Never)
	if err != nil {
		return nil, err
	}
	all := make(scored, v.Len())
	for _, p := range found.Officials {
		all.add(p.Gangs, o.Least)
	}
	var alones []Alone
	for _, p := range found.Officials {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if one := all.without(s.left(found.Officials, p.Official, o.Least)); len(one.Lost) > 0 {
			one.Official = p.Official
			alones = append(alones, one)
		}
	}
	slices.SortStableFunc(alones, func(a, b Alone) int {
		return cmp.Or(cmp.Compare(len(b.Exposed), len(a.Exposed)), cmp.Compare(sum(b.Lost), sum(a.Lost)))
	})
	return alones, nil
}

// scored are the scores of all officials together, by gang.
type scored []float64

func (s scored) add(all []Shield, least float64) {
	for _, g := range all {
		if g.Score >= least {
			s[g.Gang] += g.Score
		}
	}
}

// without says what of scores goes where only some are left.
func (s scored) without(left scored) (one Alone) {
	for gang, total := range s {
		if left[gang] == total { // the same sum in the same order, where nobody loses anything
			continue
		}
		one.Lost = append(one.Lost, Measure{gang, (total - left[gang]) / total})
		if left[gang] == 0 {
			one.Exposed = append(one.Exposed, gang)
		}
	}
	slices.SortStableFunc(one.Lost, func(a, b Measure) int { return cmp.Compare(b.Share, a.Share) })
	return one
}

// left scores all officials but one, and follows no chain through that one or what is that one's.
func (s *shields) left(officials []Official, one int, least float64) scored {
	left, gone := make(scored, s.Len()), s.withOwn(int32(one))
	var rest *shields
	for _, p := range officials {
		switch {
		case p.Official == one:
		case !p.passes(gone, least):
			left.add(p.Gangs, least)
		default:
			if rest == nil {
				rest = s.without(gone)
			}
			left.add(rest.gangs(int32(p.Official)), least)
		}
	}
	return left
}

// withOwn returns somebody and the accounts and telephones that are nobody else's.
func (s *shields) withOwn(i int32) []int32 {
	own := []int32{i}
	for k, end := s.from(i); k < end; k++ {
		thing := s.arcs[k].to
		if s.arcs[k].step != has || s.kind(thing) != graph.Account && s.kind(thing) != graph.Phone {
			continue
		}
		first, last := s.from(thing)
		if !slices.ContainsFunc(s.arcs[first:last], func(a arc) bool { return a.to != i && (a.step == has || a.step == ofGang) }) {
			own = append(own, thing)
		}
	}
	return own
}

// passes reports whether a chain of a score that counts passes one of some.
func (o *Official) passes(some []int32, least float64) bool {
	return slices.ContainsFunc(o.Gangs, func(g Shield) bool {
		return g.Score >= least && slices.ContainsFunc(g.Parts, func(p Part) bool {
			return slices.ContainsFunc(p.Entities, func(i int) bool { return slices.Contains(some, int32(i)) })
		})
	})
}

// without returns shields whose chains pass none of some. Shares stay what they are.
func (s *shields) without(some []int32) *shields {
	t := *s.traces
	t.arcs = slices.Clone(t.arcs)
	for k := range t.arcs {
		if slices.Contains(some, t.arcs[k].to) {
			t.arcs[k].step = noStep
		}
	}
	rest := &shields{traces: &t}
	for _, f := range s.followers {
		own := *f // nothing of its scratch is left between two searches
		own.traces = &t
		rest.followers = append(rest.followers, &own)
	}
	return rest
}

func sum(all []Measure) (total float64) {
	for _, m := range all {
		total += m.Share
	}
	return total
}
