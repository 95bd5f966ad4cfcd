package protection

import (
	"context"
	"math/bits"
)

// A steiner finds the shortest tree in which a way leads from the official to the gang of each of some
// pairs. It knows, for each set of terminals and each entity, the shortest tree that hangs from
// the entity and holds the set. Which way a link is gone along is known from the set below it: up, where an
// official of the set has a gang outside, down, where a gang of it has an official outside.
//
// Source: S. E. Dreyfus and R. A. Wagner, "The Steiner problem in graphs", Networks 1 (1971),
// doi:10.1002/net.3230010302; with R. E. Erickson, C. L. Monma and A. F. Veinott, "Send-and-split method for
// minimum-concave-cost network flows", Math. Operations Research 12 (1987), doi:10.1287/moor.12.4.634, who spread each
// set by one search.
type steiner struct {
	*links
	terminals []int32  // the last is the root
	wants     []uint32 // by terminal, the set of those that it is to be joined with
	official  uint32   // the set of officials
	at        []int32  // by entity, its place among the terminals; -1
	length    [][]int64
	by        [][]int32 // by set and entity: the link along which it was reached, or -1 less the set of one branch, or none
}

const none = int32(-1) << 31

// exactWork is how many steps a search for the shortest tree may take, and exactRoom how many places of sets and entities.
const exactWork, exactRoom = 1e9, 3e7

// small reports whether the shortest tree is found in seconds.
func small(terminals, entities int) bool {
	if terminals > 16 {
		return false
	}
	sets := float64(uint(1) << (terminals - 1))
	branches := 1.0
	for range terminals - 1 {
		branches *= 3
	}
	return branches*float64(entities) < exactWork && sets*float64(entities) < exactRoom
}

// tree returns the links of the shortest tree of pairs as a joining; nil where no tree holds a way for
// each. Where money goes round, what it returns may pass somebody twice, and is then shorter than every tree.
//
// Cost: O(3^t n + 2^t m log n) for t terminals, n entities and m links.
func (g *links) tree(ctx context.Context, pairs []pair, terminals []int32) (*joining, error) {
	s := &steiner{links: g, terminals: terminals, wants: make([]uint32, len(terminals)), at: make([]int32, len(g.entity))}
	for i := range s.at {
		s.at[i] = -1
	}
	for k, i := range terminals {
		s.at[i] = int32(k)
	}
	for _, p := range pairs {
		o, of := s.at[p.official], s.at[p.gang]
		s.wants[o] |= 1 << of
		s.wants[of] |= 1 << o
		s.official |= 1 << o
	}
	whole := uint32(1)<<(len(terminals)-1) - 1
	s.length, s.by = make([][]int64, whole+1), make([][]int32, whole+1)
	for set := uint32(1); set <= whole; set++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.fill(set)
	}
	root := terminals[len(terminals)-1]
	if s.length[whole][root] >= nowhere {
		return nil, nil
	}
	j := &joining{links: g, pairs: pairs, used: make([]int32, len(g.to))}
	s.read(whole, root, j)
	return j, nil
}

// fill finds the shortest trees of a set, those of its parts being known.
func (s *steiner) fill(set uint32) {
	n := len(s.entity)
	length, by := make([]int64, n), make([]int32, n)
	for i := range length {
		length[i], by[i] = nowhere, none
	}
	s.length[set], s.by[set] = length, by
	if bits.OnesCount32(set) == 1 {
		length[s.terminals[bits.TrailingZeros32(set)]] = 0
	}
	first := set & -set
	for branch := (set - 1) & set; branch > 0; branch = (branch - 1) & set {
		if branch&first == 0 {
			continue
		}
		a, b := s.length[branch], s.length[set&^branch]
		for i := range length {
			if d := a[i] + b[i]; d < length[i] && (!s.gang[i] || s.meets(branch, set&^branch, s.own(int32(i)))) {
				length[i], by[i] = d, -1-int32(branch)
			}
		}
	}
	s.spread(set)
}

// own returns the set of one entity: nothing, where it is no terminal.
func (s *steiner) own(i int32) uint32 {
	if s.at[i] < 0 {
		return 0
	}
	return 1 << s.at[i]
}

// crossing returns which officials outside a set want gangs in it, and which gangs outside are wanted by officials in it.
func (s *steiner) crossing(set uint32) (officials, gangs, wanted uint32) {
	for rest := set; rest > 0; rest &= rest - 1 {
		k := bits.TrailingZeros32(rest)
		switch outside := s.wants[k] &^ set; {
		case s.official&(1<<k) != 0:
			gangs |= outside
		case outside != 0:
			officials |= outside
			wanted |= 1 << k
		}
	}
	return officials, gangs, wanted
}

// meets reports whether all pairs that two branches hold an end of each end at the gang where they meet.
func (s *steiner) meets(a, b, gang uint32) bool {
	for _, set := range [2]uint32{a, b} {
		for rest := set & s.official; rest > 0; rest &= rest - 1 {
			if s.wants[bits.TrailingZeros32(rest)]&(a|b)&^set&^gang != 0 {
				return false
			}
		}
	}
	return true
}

// spread hangs the trees of a set from every entity, along links that lead the ways that its pairs need.
func (s *steiner) spread(set uint32) {
	length, by := s.length[set], s.by[set]
	officials, gangs, wanted := s.crossing(set)
	var q waiting
	for i, d := range length {
		if d < nowhere {
			q.push(due{d, int32(i)})
		}
	}
	for len(q) > 0 {
		next := q.pop()
		i := next.entity
		if next.far > length[i] || s.gang[i] && (gangs != 0 || wanted&^s.own(i) != 0) {
			continue // nothing goes on from a gang but to itself
		}
		for e := s.row[i]; e < s.row[i+1]; e++ {
			l := min(s.out[e], s.in[e])
			switch {
			case gangs != 0 && officials != 0:
				l = max(s.out[e], s.in[e])
			case gangs != 0:
				l = s.out[e]
			case officials != 0:
				l = s.in[e]
			}
			if j := s.to[e]; l < nowhere && next.far+l < length[j] {
				length[j], by[j] = next.far+l, s.between(j, i)
				q.push(due{length[j], j})
			}
		}
	}
}

// read counts the links of a tree as used, the ways that its pairs go.
func (s *steiner) read(set uint32, i int32, j *joining) {
	switch by := s.by[set][i]; {
	case by == none:
	case by < 0:
		branch := uint32(-1 - by)
		s.read(branch, i, j)
		s.read(set&^branch, i, j)
	default:
		below := s.to[by]
		officials, gangs, _ := s.crossing(set)
		if officials != 0 {
			j.used[by]++
		}
		if gangs != 0 {
			j.used[s.between(below, i)]++
		}
		s.read(set, below, j)
	}
}
