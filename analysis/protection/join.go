package protection

import (
	"cmp"
	"math"
	"slices"
)

// A pair is an official and a gang that are to be joined, as links number them.
type pair struct {
	official, gang int32
	length         int64 // of the shortest way
}

// A joining is links that hold a way for each of some pairs.
type joining struct {
	*links
	pairs []pair
	way   [][]int32 // by pair
	used  []int32   // by link, how many ways go along it as it stands
}

// join joins pairs one after another, each by the way for which least has to be added, and then
// again as long as that makes the whole shorter. Pairs come in the order of their lengths.
//
// How long it is at most, beside the shortest, [links.least] says. Cost: a search for each pair and round.
//
// Source: H. Takahashi and A. Matsuyama, "An approximate solution for the Steiner problem in graphs",
// Mathematica Japonica 24 (1980)
func (g *links) join(pairs []pair) *joining {
	j := &joining{links: g, pairs: pairs, way: make([][]int32, len(pairs)), used: make([]int32, len(g.to))}
	for k := range pairs {
		j.lead(k, 1, j.best(k))
	}
	for better := true; better; {
		better = false
		for k := range pairs {
			had, before := j.way[k], j.length()
			j.lead(k, -1, nil)
			j.lead(k, 1, j.best(k))
			if j.length() < before {
				better = true
				continue
			}
			j.lead(k, -1, nil)
			j.lead(k, 1, had)
		}
	}
	return j
}

// best returns the way of a pair for which least has to be added.
func (j *joining) best(k int) []int32 {
	p := j.pairs[k]
	_, before := j.reach(p.official, p.gang, nowhere, func(i, e int32) int64 {
		if j.used[e] > 0 {
			return 0
		}
		if back := j.between(j.to[e], i); j.out[e] < nowhere && j.used[back] > 0 {
			return max(0, j.out[e]-j.out[back])
		}
		return j.out[e]
	})
	return trace(before, p.official, p.gang)
}

// lead counts the links of a way in (1) or of a pair's own out (-1).
func (j *joining) lead(k int, by int32, way []int32) {
	if by < 0 {
		way = j.way[k]
	}
	j.way[k] = way
	for at := range len(way) - 1 {
		j.used[j.between(way[at], way[at+1])] += by
	}
}

// length is that of all links used, each once.
func (j *joining) length() (total int64) {
	j.each(func(_, _ int32, length int64) { total += length })
	return total
}

// each tells of each link used, from where to where its ways go, and how long it is: of one that is gone along
// both ways, the longer of the two.
func (j *joining) each(tell func(from, to int32, length int64)) {
	for i := range int32(len(j.entity)) {
		for e := j.row[i]; e < j.row[i+1]; e++ {
			if j.used[e] == 0 {
				continue
			}
			back := j.between(j.to[e], i)
			switch {
			case j.used[back] == 0:
				tell(i, j.to[e], j.out[e])
			case i < j.to[e]:
				tell(i, j.to[e], max(j.out[e], j.out[back]))
			}
		}
	}
}

// least returns a length below which nothing joins the terminals of pairs, whichever way links lead.
//
// Source: K. Mehlhorn, "A faster approximation algorithm for the Steiner problem in graphs",
// Information Processing Letters 27 (1988): the tree that it finds is at most 2-2/t times the shortest of t
// terminals. doi:10.1016/0020-0190(88)90066-X
func (g *links) least(terminals []int32) float64 {
	far, whose := make([]int64, len(g.entity)), make([]int32, len(g.entity))
	for i := range far {
		far[i], whose[i] = nowhere, -1
	}
	var q waiting
	for k, i := range terminals {
		far[i], whose[i] = 0, int32(k)
		q.push(due{0, i})
	}
	for len(q) > 0 {
		next := q.pop()
		i := next.entity
		for e := g.row[i]; next.far == far[i] && e < g.row[i+1]; e++ {
			if d := far[i] + min(g.out[e], g.in[e]); d < far[g.to[e]] {
				far[g.to[e]], whose[g.to[e]] = d, whose[i]
				q.push(due{d, g.to[e]})
			}
		}
	}
	type bridge struct {
		length int64
		a, b   int32
	}
	var all []bridge
	for i := range int32(len(g.entity)) {
		for e := g.row[i]; e < g.row[i+1]; e++ {
			if j := g.to[e]; i < j && whose[i] != whose[j] && whose[i] >= 0 && whose[j] >= 0 {
				all = append(all, bridge{far[i] + min(g.out[e], g.in[e]) + far[j], whose[i], whose[j]})
			}
		}
	}
	slices.SortFunc(all, func(x, y bridge) int {
		return cmp.Or(cmp.Compare(x.length, y.length), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	sets, tree := newSets(len(terminals)), int64(0)
	for _, x := range all {
		if sets.unite(x.a, x.b) {
			tree += x.length
		}
	}
	t := float64(len(terminals))
	return float64(tree) / (2 - 2/t)
}

// sets are disjoint.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) first(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// unite makes one of two sets, whose first is the smaller one's, and reports whether they were two.
func (s sets) unite(a, b int32) bool {
	a, b = s.first(a), s.first(b)
	s[max(a, b)] = min(a, b)
	return a != b
}

// ratio is how many times as long as the shortest something is at most.
func ratio(length int64, least float64) float64 {
	if least <= 0 {
		return math.Inf(1)
	}
	return max(1, float64(length)/least)
}
