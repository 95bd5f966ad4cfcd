package dismantle

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// AftermathOptions say what is looked for in what a team leaves.
type AftermathOptions struct {
	Sets   []Set  // between every two of them routes are looked for
	Routes int    // how many routes between two sets are given; 0: 5
	Sample int    // how many entities stand for all when betweenness is taken; 0: all
	Among  []bool // by entity, who may be named; nil: nobody
	Seed   uint64
}

// A Set is entities that the reader has a name for, such as officials, or accounts.
type Set struct {
	Name    string
	Members []bool // by entity
}

// Remains are what is left of a view without a team.
type Remains struct {
	Components []Component // the largest first, of one size the one with the lowest number
	Routes     []Routes    // between every two sets, in their order
	Detours    Detours
}

// A Component is entities that are still connected with each other.
type Component struct {
	Members []int        // ascending
	Gangs   []GangInside // most members first, then by ID
	First   Position     // the first within: by betweenness, then ties, then ID
	Named   Position     // the first of those who may be named; Entity is -1 where there is none
	Sets    [][]int      // by set, whom of it the component holds
}

// A Position is where somebody is in what is left.
type Position struct {
	Entity      int
	Betweenness float64 // pairs of entities
	Ties        int     // to others who are left
}

// A GangInside is how many of a gang, or of a public body, are in a component.
type GangInside struct {
	ID      graph.EntityID
	Members int
}

// Aftermath returns what is left of a view when a team is removed: the components with
// their gangs (by [graph.View.Affiliations]), who comes first in each, which routes still
// lead from one named set to another, and how contacts of those removed reach each other.
//
// First is by betweenness in what is left (pairs of entities), and of equals by ties.
// Components are as if ties had no direction; betweenness and routes follow directions
// where the view has them.
//
// Reading: who comes first has the first position in the recorded network that remains,
// which need not be a rank; it is where to look whether somebody takes over. Whom a paper
// may name is for o.Among to say; others can be before that one. A component that holds members of two sets holds a way between them.
//
// Cost: O(nm) for betweenness, O(n+m) for each entity of a set and for each contact of the
// team. It stops early with ctx's error.
//
// Source: S. P. Borgatti, "Identifying sets of key players in a social network", Comput.
// Math. Organ. Theory 12 (2006), on judging a set by what its removal leaves.
// doi:10.1007/s10588-006-7084-x
func Aftermath(ctx context.Context, v *graph.View, team []int, o AftermathOptions) (Remains, error) {
	without, err := withoutTeam(v, team)
	if err != nil {
		return Remains{}, err
	}
	if err := hasAll(v, "among", len(o.Among), true); err != nil {
		return Remains{}, err
	}
	for _, s := range o.Sets {
		if err := hasAll(v, fmt.Sprintf("set %q", s.Name), len(s.Members), false); err != nil {
			return Remains{}, err
		}
	}
	var left Remains
	if left.Components, err = componentsLeft(ctx, v, without, o); err != nil {
		return Remains{}, err
	}
	ways := newWays(v, team, without, cmp.Or(o.Routes, defaultRoutes))
	for a := range o.Sets {
		for b := a + 1; b < len(o.Sets); b++ {
			routes, err := ways.between(ctx, &o.Sets[a], &o.Sets[b])
			if err != nil {
				return Remains{}, err
			}
			left.Routes = append(left.Routes, routes)
		}
	}
	if left.Detours, err = detours(ctx, networkOf(v), without); err != nil {
		return Remains{}, err
	}
	return left, nil
}

// withoutTeam marks who is removed.
func withoutTeam(v *graph.View, team []int) ([]bool, error) {
	without := make([]bool, v.Len())
	for _, i := range team {
		if i < 0 || i >= v.Len() {
			return nil, fmt.Errorf("entity %d: the view has %d", i, v.Len())
		}
		without[i] = true
	}
	return without, nil
}

func componentsLeft(ctx context.Context, v *graph.View, without []bool, o AftermathOptions) ([]Component, error) {
	keep := make([]bool, v.Size())
	for tie := range keep {
		from, to := v.Ends(tie)
		keep[tie] = !without[from] && !without[to]
	}
	rest := v.Altered(graph.Change{Keep: keep})
	scores, err := central.Betweenness(ctx, rest, central.Options{Sample: o.Sample, Seed: o.Seed})
	if err != nil {
		return nil, err
	}
	ranks := scores.Ranks()
	g := networkOf(rest)
	groups, of := v.Affiliations()
	var all []Component
	for _, members := range g.components(without) {
		order := slices.SortedFunc(slices.Values(members), func(i, j int) int {
			return cmp.Or(cmp.Compare(ranks[i], ranks[j]), cmp.Compare(len(g.row(int32(j))), len(g.row(int32(i)))), cmp.Compare(i, j))
		})
		position := func(i int) Position { return Position{i, scores.Values[i], len(g.row(int32(i)))} }
		c := Component{
			Members: members, Gangs: gangsInside(v, members, groups, of), Sets: setsInside(members, o.Sets),
			First: position(order[0]), Named: Position{Entity: -1},
		}
		if k := slices.IndexFunc(order, func(i int) bool { return o.Among != nil && o.Among[i] }); k >= 0 {
			c.Named = position(order[k])
		}
		all = append(all, c)
	}
	return all, nil
}

// components returns those left, the largest first, then by the lowest number.
func (g *network) components(without []bool) [][]int {
	var all [][]int
	seen := slices.Clone(without)
	for first := range seen {
		if seen[first] {
			continue
		}
		seen[first] = true
		members := []int{first}
		for at := 0; at < len(members); at++ {
			for _, j := range g.row(int32(members[at])) {
				if !seen[j] {
					seen[j] = true
					members = append(members, int(j))
				}
			}
		}
		slices.Sort(members)
		all = append(all, members)
	}
	slices.SortStableFunc(all, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	return all
}

// gangsInside counts members of gangs; a gang that is itself in the view is none of its own.
func gangsInside(v *graph.View, members []int, groups []graph.EntityID, of []int32) []GangInside {
	var their []int32
	for _, i := range members {
		if of[i] >= 0 && v.ID(i) != groups[of[i]] {
			their = append(their, of[i])
		}
	}
	slices.Sort(their)
	var gangs []GangInside
	for at, group := range their {
		if at == 0 || group != their[at-1] {
			gangs = append(gangs, GangInside{ID: groups[group]})
		}
		gangs[len(gangs)-1].Members++
	}
	slices.SortStableFunc(gangs, func(a, b GangInside) int { return cmp.Compare(b.Members, a.Members) })
	return gangs
}

func setsInside(members []int, sets []Set) [][]int {
	inside := make([][]int, len(sets))
	for k := range sets {
		for _, i := range members {
			if sets[k].Members[i] {
				inside[k] = append(inside[k], i)
			}
		}
	}
	return inside
}
