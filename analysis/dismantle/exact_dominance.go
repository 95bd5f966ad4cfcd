package dismantle

import "math/bits"

// review excludes who need not be chosen and returns whom to branch on: those who may be
// chosen and whom nobody else dominates.
//
// One who has all neighbours of v that are left, and perhaps more, costs no more and counts
// no less, dominates v: to remove that one in place of v leaves, but for a change of
// name, the same network with fewer ties. So among those teams that have v but not u,
// who dominates it, none leaves less than the best of those that have u. Two cases follow.
//
//   - u may be chosen: v waits. Branches that choose u are looked at first; in those that
//     exclude u the next case holds.
//   - u was excluded, here or in a branch that this one is part of: v is excluded too. All
//     teams that have u in place of v and are otherwise the same were looked at before,
//     for a branch excludes somebody only after the one that chooses them. That is also so where u was
//     excluded because another dominates u, by the same argument once more. Where u is
//     too dear so is v, who costs no less.
//
// Twins, who dominate each other, wait in order of their numbers, so that nobody waits in
// a circle. Simplicial entities, leaves and twins are all covered.
//
// Source: after the rule for simplicial vertices of A. Arulselvan et al., "Detecting
// critical nodes in sparse graphs", Computers & Operations Research 36 (2009).
// doi:10.1016/j.cor.2008.08.016
func (p *prover) review() []int32 {
	p.open = p.open[:0]
	p.those = p.may.append(p.those[:0])
	for _, v := range p.those {
		switch p.standing(v) {
		case undominated:
			p.open = append(p.open, v)
		case excluded:
			p.may.drop(v)
		}
	}
	return p.open
}

// What those who dominate somebody make of their standing.
const (
	undominated = iota
	waits
	excluded
)

func (p *prover) standing(v int32) int {
	by := p.by
	by.both(p.there, p.eligible)
	for k, w := range p.tied[v] {
		for w &= p.there[k]; w != 0; w &= w - 1 {
			for l, x := range p.closed[k<<6+bits.TrailingZeros64(w)] {
				by[l] &= x
			}
		}
	}
	by.drop(v)
	standing := undominated
	for k, w := range by {
		for ; w != 0; w &= w - 1 {
			u := int32(k<<6 + bits.TrailingZeros64(w))
			switch {
			case p.priceOf(u) > p.priceOf(v) || !p.holds(u, v):
			case !p.may.has(u):
				return excluded
			case u < v || !p.twins(u, v):
				standing = waits
			}
		}
	}
	return standing
}

// holds reports whether u counts no less than v.
func (p *prover) holds(u, v int32) bool {
	a, b := p.massOf(u), p.massOf(v)
	return a.from >= b.from && a.to >= b.to
}

// twins reports whether v dominates u, where u dominates v.
func (p *prover) twins(u, v int32) bool {
	if p.priceOf(u) != p.priceOf(v) || p.massOf(u) != p.massOf(v) {
		return false
	}
	// u has all v has, so that they have the same where they have as many.
	return p.tied[u].common(p.there) == p.tied[v].common(p.there)
}
