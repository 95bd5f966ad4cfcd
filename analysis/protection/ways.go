package protection

import (
	"cmp"
	"slices"
)

// A way leads from an official to a gang.
type way struct {
	length   int64
	entities []int32
}

func byLength(a, b way) int {
	return cmp.Or(cmp.Compare(a.length, b.length), slices.Compare(a.entities, b.entities))
}

// ways returns the k shortest ways of a pair that pass nobody twice, none longer than a limit, and of equally
// long ones the first in order of entities among those found.
//
// Each search is drawn to the gang by how far it is from there.
//
// Source: J. Y. Yen, "Finding the K shortest loopless paths in a network", Management Science 17 (1971).
// doi:10.1287/mnsc.17.11.712
func (g *links) ways(p pair, k int, limit int64) []way {
	ahead, _ := g.reach(p.gang, -1, limit, g.back)
	var found, next []way
	if first, ok := g.onwardFrom([]int32{p.official}, p.gang, nil, ahead, limit); ok {
		next = append(next, first)
	}
	for len(next) > 0 && len(found) < k {
		best := next[0]
		next = next[1:]
		found = append(found, best)
		for fork := range len(best.entities) - 1 {
			var barred []int32 // whom other ways that begin alike go on to
			for _, w := range found {
				if len(w.entities) > fork+1 && slices.Equal(w.entities[:fork+1], best.entities[:fork+1]) {
					barred = append(barred, w.entities[fork+1])
				}
			}
			w, ok := g.onwardFrom(best.entities[:fork+1], p.gang, barred, ahead, limit)
			if at, there := slices.BinarySearchFunc(next, w, byLength); ok && !there {
				next = slices.Insert(next, at, w)
			}
		}
	}
	return found
}

// onwardFrom returns the shortest way to a gang that begins as given and goes on to nobody barred.
func (g *links) onwardFrom(root []int32, gang int32, barred []int32, ahead []int64, limit int64) (way, bool) {
	fork := root[len(root)-1]
	so := int64(0)
	for k, i := range root[:len(root)-1] {
		so += g.out[g.between(i, root[k+1])]
	}
	if ahead[fork] >= nowhere {
		return way{}, false
	}
	far, before := g.reach(fork, gang, limit-so-ahead[fork], func(i, e int32) int64 {
		j := g.to[e]
		if g.out[e] >= nowhere || ahead[j] >= nowhere || i == fork && slices.Contains(barred, j) || slices.Contains(root, j) {
			return nowhere
		}
		return g.out[e] + ahead[j] - ahead[i] // never below 0: ahead is a shortest distance
	})
	if far[gang] >= nowhere {
		return way{}, false
	}
	return way{so + far[gang] + ahead[fork], append(slices.Clone(root), trace(before, fork, gang)[1:]...)}, true
}

// trace reads a way back from where it ends.
func trace(before []int32, from, to int32) []int32 {
	all := []int32{to}
	for i := to; i != from; i = before[i] {
		all = append(all, before[i])
	}
	slices.Reverse(all)
	return all
}
