package dismantle

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
)

// defaultRoutes is how many routes between two sets are given unless something else is
// said.
const defaultRoutes = 5

// Routes are what still leads from the entities of one set to those of another. A pair is
// one of each; who is in both sets makes no pair alone.
type Routes struct {
	From, To string
	Before   int     // pairs connected while the team was there, its members included
	Left     int     // pairs still connected
	Longer   int     // of these, pairs that have to take a longer way round
	Shortest []Route // of the nearest pairs left, the nearest first, then by number
}

// A Route is the shortest way left from one entity to another, of several the first in
// order of its entities.
type Route struct {
	paths.Path
	Before int // ties of the shortest way while the team was there
}

// Detours are the second-best ways: how contacts of those removed reach each other
// without them. While the team was there, such a pair was two ties apart or one.
type Detours struct {
	Pairs int     // of contacts who are left, for each who was removed
	Left  int     // pairs still connected
	Ties  float64 // mean length of the shortest way of these; 0 where there is none
}

// ways looks for routes between sets.
type ways struct {
	view         *graph.View
	team         []int
	without      []bool
	most         int
	before, left lengths
}

// lengths are how many ties each entity is from one; -1 where nothing leads.
type lengths struct{ ties, queue []int32 }

func newWays(v *graph.View, team []int, without []bool, most int) *ways {
	n := v.Len()
	return &ways{view: v, team: team, without: without, most: most,
		before: lengths{ties: make([]int32, n)}, left: lengths{ties: make([]int32, n)}}
}

// from takes the lengths from an entity, past nobody who is removed.
func (l *lengths) from(i int, without []bool, near func(int) []int32) {
	for j := range l.ties {
		l.ties[j] = -1
	}
	if without != nil && without[i] {
		return
	}
	l.ties[i] = 0
	l.queue = append(l.queue[:0], int32(i))
	for at := 0; at < len(l.queue); at++ {
		for _, j := range near(int(l.queue[at])) {
			if l.ties[j] < 0 && (without == nil || !without[j]) {
				l.ties[j] = l.ties[l.queue[at]] + 1
				l.queue = append(l.queue, j)
			}
		}
	}
}

// A pairLeft is two entities that are still connected.
type pairLeft struct{ from, to, ties, before int }

func (w *ways) between(ctx context.Context, a, b *Set) (Routes, error) {
	r := Routes{From: a.Name, To: b.Name}
	var nearest []pairLeft
	for from := range a.Members {
		if !a.Members[from] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return Routes{}, err
		}
		w.before.from(from, nil, w.view.Neighbours)
		w.left.from(from, w.without, w.view.Neighbours)
		for to := range b.Members {
			again := !w.view.Directed() && to < from && b.Members[from] && a.Members[to]
			if !b.Members[to] || to == from || again || w.before.ties[to] < 0 {
				continue
			}
			r.Before++
			ties, before := int(w.left.ties[to]), int(w.before.ties[to])
			if ties < 0 {
				continue
			}
			r.Left++
			if ties > before {
				r.Longer++
			}
			nearest = w.keepNearest(nearest, pairLeft{from, to, ties, before})
		}
	}
	for _, p := range nearest {
		found, _, err := paths.Shortest(ctx, w.view, p.from, p.to, paths.Options{Avoid: w.team, Most: 1})
		if err != nil {
			return Routes{}, err
		}
		r.Shortest = append(r.Shortest, Route{found[0], p.before})
	}
	return r, nil
}

// keepNearest adds a pair to the nearest found; pairs come in order of their numbers.
func (w *ways) keepNearest(nearest []pairLeft, p pairLeft) []pairLeft {
	at, _ := slices.BinarySearchFunc(nearest, p.ties+1, func(q pairLeft, ties int) int { return cmp.Compare(q.ties, ties) })
	if at >= w.most {
		return nearest
	}
	nearest = slices.Insert(nearest, at, p)
	return nearest[:min(len(nearest), w.most)]
}

// detours follows each removed entity's contacts to each other.
func detours(ctx context.Context, g *network, without []bool) (Detours, error) {
	var d Detours
	near := func(i int) []int32 { return g.row(int32(i)) }
	left := lengths{ties: make([]int32, g.len())}
	total := 0
	for contact := range g.len() {
		removed := slices.DeleteFunc(slices.Clone(near(contact)), func(i int32) bool { return !without[i] })
		if without[contact] || len(removed) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return Detours{}, err
		}
		left.from(contact, without, near)
		for _, r := range removed {
			for _, other := range g.row(r) {
				if int(other) <= contact || without[other] {
					continue
				}
				d.Pairs++
				if ties := left.ties[other]; ties > 0 {
					d.Left++
					total += int(ties)
				}
			}
		}
	}
	if d.Left > 0 {
		d.Ties = float64(total) / float64(d.Left)
	}
	return d, nil
}
