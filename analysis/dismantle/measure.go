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
// Cost: O(n+m) time; of Distance and Within as much for each 64 entities and tie of
// distance. It stops early with ctx's error.
func Measure(ctx context.Context, v *graph.View, o Options, team []int) (float64, error) {
	if err := o.checkSets(v); err != nil {
		return 0, err
	}
	without, members := make([]bool, v.Len()), make([]int32, 0, len(team))
	for _, i := range team {
		if i < 0 || i >= v.Len() {
			return 0, fmt.Errorf("entity %d: the view has %d", i, v.Len())
		}
		without[i], members = true, append(members, int32(i))
	}
	g := networkOf(v)
	switch o.Objective {
	case Distance, Within:
		return g.near(ctx, members, o.nearness())
	case Reach:
		return g.reached(members, o.ties()), nil
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

// near adds up what all pairs left count.
func (g *network) near(ctx context.Context, without []int32, n nearness) (float64, error) {
	r := newRest(g)
	r.without(without)
	return r.near(ctx, n)
}

// reached counts who is within so many ties of a team, and of it.
func (g *network) reached(team []int32, ties int) float64 {
	seen := newMarks(g.len())
	return float64(len(g.reach(nil, &seen, ties, team...)))
}

// reach adds to a list who is within so many ties of some, and those.
func (g *network) reach(reached []int32, seen *marks, ties int, from ...int32) []int32 {
	seen.next()
	for _, i := range from {
		if seen.add(i) {
			reached = append(reached, i)
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
	return reached
}
