package dismantle

import "math/bits"

// A pathBound bounds from below what any choice leaves of a residual.
//
// Those who stay and are tied to each other stay together: they form clusters. In each
// piece the heaviest is the root. Let x be another cluster, or one who may be chosen, and
// let j paths lead from x to the root that share nobody who may be chosen. A choice that
// does not choose x but cuts it off the root has to choose one on each path. So when each
// on these paths is charged 1/j of x's mass, and x with its own, a choice cuts off the
// root no more mass than the members are charged together, and the root keeps the rest.
// Where a choice cannot afford to cut all paths, x stays with the root unless it is
// chosen, and nobody else is charged.
//
// What is cut off is charged in entities; with Between, a pair is lost only when one of
// the two is cut off the root, so that each entity counts the pairs it is one of. Ties
// that are left between those cut off count nothing: the bound is not exact.
//
// The paths are found one by one, each as short as may be and clear of those before. Any
// paths would do for a valid bound; short ones charge few.
//
// Cost: for each cluster and each who may be chosen, a search in breadth for each path.
//
// Source: after K. Menger, "Zur allgemeinen Kurventheorie", Fund. Math. 10 (1927), on
// paths that share nobody and the sets that cut them. doi:10.4064/fm-10-1-96-115
type pathBound struct {
	*residual
	charge []float64 // by who may be chosen: what choosing them cuts off at most
	beside []set     // by the same: who of them is tied to them, or to a cluster that they are tied to
	gates  set       // who is tied to the root
	used   set       // who is on a path already
	seen   set
	levels []set // by ties from the start, who was seen first there
	on     []int32
	those  []int32
	spare  []set
	taken  int
}

func newPathBound(r *residual) *pathBound {
	n := len(r.tied)
	b := &pathBound{residual: r, charge: make([]float64, n), beside: make([]set, n), gates: newSet(n), used: newSet(n),
		seen: newSet(n)}
	eligible := r.eligible.append(nil)
	for k, s := range newSets(len(eligible), n) {
		b.beside[eligible[k]] = s
	}
	return b
}

// scratch returns an empty set that is good until the next bound.
func (b *pathBound) scratch() set {
	if b.taken == len(b.spare) {
		b.spare = append(b.spare, newSet(len(b.tied)))
	}
	b.taken++
	s := b.spare[b.taken-1]
	clear(s)
	return s
}

// split returns the parts of a set that are not tied to each other.
func (b *pathBound) split(s set) []set {
	var parts []set
	rest := b.scratch()
	copy(rest, s)
	for i := rest.first(); i != gone; i = rest.first() {
		part := b.scratch()
		part.add(i)
		b.spread(part, rest)
		rest.less(rest, part)
		parts = append(parts, part)
	}
	return parts
}

// least returns the bound. It also leaves in charge what each who may be chosen is charged.
func (b *pathBound) least() float64 {
	b.taken = 0
	var curves []curve
	for _, piece := range b.split(b.there) {
		if m := b.massIn(piece); b.counts(m) > 0 {
			curves = append(curves, b.curveOf(piece, m))
		}
	}
	return b.leftOf(curves)
}

// curveOf charges those of a piece.
func (b *pathBound) curveOf(piece set, m mass) curve {
	may, stay := b.scratch(), b.scratch()
	may.both(piece, b.may)
	stay.less(piece, b.may)
	b.those = may.append(b.those[:0])
	clusters := b.split(stay)
	if len(clusters) == 0 {
		return b.rootless(m)
	}
	root := 0
	for k := range clusters {
		if b.massIn(clusters[k]).size > b.massIn(clusters[root]).size {
			root = k
		}
	}
	clusters[0], clusters[root] = clusters[root], clusters[0]
	around := b.neighbourhoods(clusters, may)
	for _, i := range b.those {
		weight := m.weight(b.objective, b.massOf(i))
		b.charge[i] += weight
		if !b.gates.has(i) {
			clear(b.used)
			b.used.add(i)
			b.chargePaths(b.beside[i], weight)
		}
	}
	for k, cluster := range clusters[1:] {
		clear(b.used)
		b.chargePaths(around[k+1], m.weight(b.objective, b.massIn(cluster)))
	}
	return b.newCurve(m)
}

// neighbourhoods returns by cluster who of those who may be chosen is tied to it, and sets
// gates and beside.
func (b *pathBound) neighbourhoods(clusters []set, may set) []set {
	for _, i := range b.those {
		b.charge[i] = 0
		b.beside[i].both(b.tied[i], may)
	}
	around := make([]set, len(clusters))
	for k, cluster := range clusters {
		around[k] = b.scratch()
		for c, w := range cluster {
			for ; w != 0; w &= w - 1 {
				around[k].with(b.tied[c<<6+bits.TrailingZeros64(w)])
			}
		}
		around[k].both(around[k], may)
		if k == 0 {
			copy(b.gates, around[0])
			continue
		}
		for c, w := range around[k] {
			for ; w != 0; w &= w - 1 {
				b.beside[c<<6+bits.TrailingZeros64(w)].with(around[k])
			}
		}
	}
	return around
}

// chargePaths charges a weight to those on paths that lead from a start to the root.
func (b *pathBound) chargePaths(start set, weight float64) {
	if weight == 0 {
		return
	}
	b.on = b.on[:0]
	paths := 0
	for toCut := 0.0; ; paths++ {
		before := len(b.on)
		if !b.findPath(start) {
			break
		}
		toCut += b.cheapest(b.on[before:])
		if toCut > b.money() {
			return
		}
	}
	for _, i := range b.on {
		b.charge[i] += weight / float64(paths)
	}
}

// cheapest returns the lowest price of some.
func (b *pathBound) cheapest(of []int32) float64 {
	least := b.priceOf(of[0])
	for _, i := range of[1:] {
		least = min(least, b.priceOf(i))
	}
	return least
}

// findPath adds to on, and to used, those on a shortest path to a gate, if there is one.
func (b *pathBound) findPath(start set) bool {
	depth, i := b.nearestGate(start)
	if i == gone {
		return false
	}
	for {
		b.on = append(b.on, i)
		b.used.add(i)
		if depth == 0 {
			return true
		}
		depth--
		for k, w := range b.levels[depth] {
			if w &= b.beside[i][k]; w != 0 {
				i = int32(k<<6 + bits.TrailingZeros64(w))
				break
			}
		}
	}
}

// nearestGate searches in breadth and returns how far the nearest gate is, or gone.
func (b *pathBound) nearestGate(start set) (depth int, gate int32) {
	copy(b.seen, b.used)
	b.level(0).less(start, b.used)
	for ; b.levels[depth].first() != gone; depth++ {
		at := b.levels[depth]
		b.seen.with(at)
		for k, w := range at {
			if w &= b.gates[k]; w != 0 {
				return depth, int32(k<<6 + bits.TrailingZeros64(w))
			}
		}
		next := b.level(depth + 1)
		clear(next)
		for k, w := range at {
			for ; w != 0; w &= w - 1 {
				next.with(b.beside[k<<6+bits.TrailingZeros64(w)])
			}
		}
		next.less(next, b.seen)
	}
	return 0, gone
}

func (b *pathBound) level(k int) set {
	if k == len(b.levels) {
		b.levels = append(b.levels, newSet(len(b.tied)))
	}
	return b.levels[k]
}
