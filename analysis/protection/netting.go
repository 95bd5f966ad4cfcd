package protection

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A netting is a network that is being found.
type netting struct {
	*traces
	NetworkOptions
	*links // of the part that lies on ways
	limit  int64
	pairs  []pair
	found  Network
}

// pairUp finds which officials and gangs are joined by ways worth enough, and keeps the links on such ways.
func (n *netting) pairUp(ctx context.Context, g *links) error {
	lone := map[int]bool{}
	for _, i := range append(slices.Clone(n.Officials), n.Gangs...) {
		lone[i] = true
	}
	for _, o := range n.Officials {
		if err := ctx.Err(); err != nil {
			return err
		}
		far, _ := g.reach(int32(o), -1, n.limit, g.onward)
		for _, i := range n.Gangs {
			if far[i] < nowhere && i != o {
				n.pairs = append(n.pairs, pair{int32(o), int32(i), far[i]})
				delete(lone, o)
				delete(lone, i)
			}
		}
	}
	for i := range lone {
		n.found.Apart = append(n.found.Apart, i)
	}
	slices.Sort(n.found.Apart)
	slices.SortFunc(n.pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(a.official, b.official), cmp.Compare(a.gang, b.gang))
	})
	if n.Pairs > 0 && len(n.pairs) > n.Pairs {
		n.found.Left = len(n.pairs) - n.Pairs
		n.pairs = n.pairs[:n.Pairs]
	}
	return n.keep(ctx, g)
}

// keep leaves the links on ways worth enough, and numbers the pairs as these do.
func (n *netting) keep(ctx context.Context, g *links) error {
	after, before := nearest(len(g.entity)), nearest(len(g.entity))
	done := map[int32]bool{}
	for _, p := range n.pairs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !done[p.official] {
			after.from(g.reach(p.official, -1, n.limit, g.onward))
		}
		if !done[p.gang] {
			before.from(g.reach(p.gang, -1, n.limit, g.back))
		}
		done[p.official], done[p.gang] = true, true
	}
	n.links = g.only(func(i int32) bool { return after[i]+before[i] <= n.limit && (!g.gang[i] || done[i]) })
	at := map[int32]int32{}
	for k, i := range n.entity {
		at[i] = int32(k)
	}
	for k, p := range n.pairs {
		n.pairs[k].official, n.pairs[k].gang = at[p.official], at[p.gang]
	}
	return nil
}

// distances to the nearest of several.
type distances []int64

func nearest(n int) distances {
	d := make(distances, n)
	for i := range d {
		d[i] = nowhere
	}
	return d
}

func (d distances) from(far []int64, _ []int32) {
	for i, x := range far {
		d[i] = min(d[i], x)
	}
}

// joinAll finds a tree for each set of pairs that have officials or gangs in common.
func (n *netting) joinAll(ctx context.Context) error {
	joined := newSets(len(n.entity))
	for _, p := range n.pairs {
		joined.unite(p.official, p.gang)
	}
	var order []int32
	parts := map[int32][]pair{}
	for _, p := range n.pairs {
		k := joined.first(p.official)
		if parts[k] == nil {
			order = append(order, k)
		}
		parts[k] = append(parts[k], p)
	}
	for _, k := range order {
		if err := n.joinPart(ctx, parts[k]); err != nil {
			return err
		}
	}
	return nil
}

// joinPart finds the tree of one such set.
func (n *netting) joinPart(ctx context.Context, pairs []pair) error {
	var officials, gangs []int32
	for _, p := range pairs {
		officials, gangs = append(officials, p.official), append(gangs, p.gang)
	}
	slices.Sort(officials)
	slices.Sort(gangs)
	officials, gangs = slices.Compact(officials), slices.Compact(gangs)
	terminals := append(slices.Clone(gangs), officials...)
	best := n.join(pairs)
	tree := Tree{Officials: n.places(officials), Gangs: n.places(gangs)}
	if !n.Rough && small(len(terminals), len(n.entity)) {
		exact, err := n.tree(ctx, pairs, terminals)
		if err != nil {
			return err
		}
		if exact != nil && exact.length() <= best.length() {
			best, tree.Exact, tree.Ratio = exact, true, 1
		}
	}
	length := best.length()
	if !tree.Exact {
		tree.Ratio = ratio(length, n.least(terminals))
	}
	tree.Length = float64(length) / ofOne
	n.found.Trees = append(n.found.Trees, tree)
	best.each(func(from, to int32, _ int64) {
		back := best.used[n.between(to, from)] > 0
		n.link(from, to, back).Tree = true
	})
	return nil
}

func (n *netting) places(all []int32) []int {
	places := make([]int, len(all))
	for k, i := range all {
		places[k] = int(n.entity[i])
	}
	return places
}

// through adds the links of short ways by those asked for.
func (n *netting) through(ctx context.Context) error {
	official, at := make([]bool, len(n.entity)), map[int]int32{}
	for _, p := range n.pairs {
		official[p.official] = true
	}
	for k, i := range n.entity {
		at[int(i)] = int32(k)
	}
	for _, i := range n.Through {
		if err := ctx.Err(); err != nil {
			return err
		}
		by, there := at[i]
		if !there {
			continue
		}
		way := n.wayBy(by, official)
		for k := range len(way) - 1 {
			n.link(way[k], way[k+1], false)
		}
	}
	return nil
}

// wayBy returns a short way by somebody that passes nobody twice: the shortest to or from there, and the
// shortest on from there that is clear of it; nil where neither has one.
func (n *netting) wayBy(by int32, official []bool) []int32 {
	isOfficial, isGang := func(i int32) bool { return official[i] }, func(i int32) bool { return n.gang[i] }
	for _, order := range [2]struct {
		first, second func(i, link int32) int64
		from, to      func(int32) bool
		turned        bool
	}{{n.back, n.onward, isOfficial, isGang, true}, {n.onward, n.back, isGang, isOfficial, false}} {
		half, clear := n.half(by, order.first, order.from, nil)
		if !clear {
			return nil
		}
		other, clear := n.half(by, order.second, order.to, half)
		if !clear {
			continue
		}
		if !order.turned {
			half, other = other, half
		}
		slices.Reverse(half)
		return append(half, other[1:]...)
	}
	return nil
}

// half returns the shortest way from somebody to the nearest of a sort that is clear of some, and whether there is one.
func (n *netting) half(from int32, length func(i, link int32) int64, is func(int32) bool, passed []int32) ([]int32, bool) {
	far, before := n.reach(from, -1, n.limit, func(i, e int32) int64 {
		if slices.Contains(passed, n.to[e]) {
			return nowhere
		}
		return length(i, e)
	})
	to := nearestOf(far, is)
	if to < 0 {
		return nil, false
	}
	return trace(before, from, to), true
}

// nearestOf returns the nearest of a sort; -1 where none is reached.
func nearestOf(far []int64, is func(int32) bool) int32 {
	best := int32(-1)
	for i := range int32(len(far)) {
		if far[i] < nowhere && is(i) && (best < 0 || far[i] < far[best]) {
			best = i
		}
	}
	return best
}

// tell adds a way and its links to what was found.
func (n *netting) tell(w way, rank int) {
	all := n.places(w.entities)
	o := sure
	for k := range len(all) - 1 {
		n.link(w.entities[k], w.entities[k+1], false)
		o = o.and(n.real(w.entities[k], w.entities[k+1]))
	}
	n.found.Ways = append(n.found.Ways, Way{Official: all[0], Gang: all[len(all)-1], Rank: rank, Entities: all, Worth: worth(w.length), Chance: o.chance, Real: o.real})
}

// link returns the link between two of what was found, which is added where it is not there.
func (n *netting) link(from, to int32, both bool) *Link {
	a, b := int(n.entity[from]), int(n.entity[to])
	for k := range n.found.Links {
		switch l := &n.found.Links[k]; {
		case l.From == a && l.To == b:
			return l
		case l.From == b && l.To == a:
			if !l.Both {
				l.Both, l.Facts = true, n.factsOf(int32(a), int32(b), true)
			}
			return l
		}
	}
	l := Link{From: a, To: b, Both: both, Worth: worth(n.out[n.between(from, to)]), Real: n.real(from, to), Facts: n.factsOf(int32(a), int32(b), both)}
	n.found.Links = append(n.found.Links, l)
	return &n.found.Links[len(n.found.Links)-1]
}

// real is the interval of the sort of tie by which a way goes from one to another.
func (n *netting) real(from, to int32) graph.Interval { return n.arcs[n.by[n.between(from, to)]].real }

// factsOf returns what leads from one to another, or both ways, each fact once.
func (n *netting) factsOf(from, to int32, both bool) []*graph.Tie {
	var all []*graph.Tie
	for _, ends := range [2][2]int32{{from, to}, {to, from}} {
		for k, end := n.from(ends[0]); k < end; k++ {
			if n.arcs[k].to != ends[1] {
				continue
			}
			for _, fact := range n.facts(k) {
				if !slices.Contains(all, fact) {
					all = append(all, fact)
				}
			}
		}
		if !both {
			break
		}
	}
	return all
}
