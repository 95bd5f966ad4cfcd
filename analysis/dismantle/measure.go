package dismantle

import (
	"context"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// Measure returns what an objective counts of a view without a team, or, of [Reach], whom
// the team has within reach: what if just these were removed? It heeds of the options the
// objective, its sets and its ties. It is how every plan's figures are taken, from the
// view and the team alone.
//
//	Pairs     Σ s(s-1)/2 over the sizes of components left
//	Largest   max s
//	Between   Σ a·b over the components, of a of the one set and b of the other
//	Distance  Σ 1/d(i,j) over pairs left, those out of reach counting 0
//	Within    pairs left with d(i,j) at most Ties
//	Reach     entities at most Ties from one of the team, the team included
//
// Directions and strengths are ignored. Pairs left is the objective of the critical node
// problem (Arulselvan et al. 2009, doi:10.1016/j.cor.2008.08.016); Distance over n(n-1)/2 is 1 less
// Borgatti's distance-weighted fragmentation, and Reach his measure of whom to watch
// (2006, doi:10.1007/s10588-006-7084-x).
//
// Cost: O(n+m) time, of Distance and Within O(n(n+m)). It stops early with ctx's error.
func Measure(ctx context.Context, v *graph.View, o Options, team []int) (float64, error) {
	if err := o.checkSets(v); err != nil {
		return 0, err
	}
	without := make([]bool, v.Len())
	for _, i := range team {
		if i < 0 || i >= v.Len() {
			return 0, fmt.Errorf("entity %d: the view has %d", i, v.Len())
		}
		without[i] = true
	}
	g := networkOf(v)
	switch o.Objective {
	case Distance, Within:
		return g.near(ctx, without, o.nearness())
	case Reach:
		return g.reached(team, o.ties()), nil
	}
	return g.connected(without, &o), nil
}

// connected adds up what components left are worth.
func (g *network) connected(without []bool, o *Options) float64 {
	total, seen := 0.0, append([]bool(nil), without...)
	var component []int32
	for first := range seen {
		if seen[first] {
			continue
		}
		seen[first] = true
		component = append(component[:0], int32(first))
		from, to := 0, 0
		for at := 0; at < len(component); at++ {
			i := component[at]
			if o.Objective == Between {
				from, to = from+int(one(o.From[i])), to+int(one(o.To[i]))
			}
			for _, j := range g.row(i) {
				if !seen[j] {
					seen[j] = true
					component = append(component, j)
				}
			}
		}
		switch s := float64(len(component)); o.Objective {
		case Largest:
			total = max(total, s)
		case Between:
			total += float64(from) * float64(to)
		default:
			total += s * (s - 1) / 2
		}
	}
	return total
}

// nearness is what a pair counts by the ties between the two.
func (o *Options) nearness() func(ties int) float64 {
	if o.Objective == Distance {
		return func(ties int) float64 { return 1 / float64(ties) }
	}
	return func(ties int) float64 { return float64(one(ties <= o.ties())) }
}

// near adds up what all pairs left count.
func (g *network) near(ctx context.Context, without []bool, count func(int) float64) (float64, error) {
	total := 0.0
	seen, reached := newMarks(g.len()), make([]int32, 0, g.len())
	for s := range g.len() {
		if without[s] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		seen.next()
		seen.add(int32(s))
		reached = append(reached[:0], int32(s))
		for at, ties := 0, 1; at < len(reached); ties++ {
			each := count(ties)
			if each == 0 {
				break
			}
			for level := len(reached); at < level; at++ {
				for _, j := range g.row(reached[at]) {
					if !without[j] && seen.add(j) {
						reached = append(reached, j)
						total += each / 2 // each pair is met from both ends
					}
				}
			}
		}
	}
	return total, nil
}

// reached counts who is within so many ties of a team, and of it.
func (g *network) reached(team []int, ties int) float64 {
	seen := newMarks(g.len())
	seen.next()
	var reached []int32
	for _, i := range team {
		if seen.add(int32(i)) {
			reached = append(reached, int32(i))
		}
	}
	for at := 0; ties > 0; ties-- {
		for level := len(reached); at < level; at++ {
			for _, j := range g.row(reached[at]) {
				if seen.add(j) {
					reached = append(reached, j)
				}
			}
		}
	}
	return float64(len(reached))
}
