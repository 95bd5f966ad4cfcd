package central

import (
	"cmp"
	"slices"
)

// A folded graph is an undirected graph without its leaves, the entities with one
// neighbour: from a leaf everything is one step further than from its neighbour.
type folded struct {
	graph  sparse
	number []int32 // of each entity in the folded graph; -1 for a leaf
	host   []int32 // of each leaf its one neighbour; -1 for others
	leaves []int32 // of each number, how many leaves it had
}

// fold takes the leaves off. Of two entities that have only each other the second is
// the leaf.
func fold(g sparse) folded {
	n := g.len()
	f := folded{number: make([]int32, n), host: make([]int32, n)}
	kept := int32(0)
	for i := range int32(n) {
		f.host[i] = -1
		if row := g.row(i); len(row) == 1 && (len(g.row(row[0])) > 1 || row[0] < i) {
			f.host[i], f.number[i] = row[0], -1
			continue
		}
		f.number[i] = kept
		kept++
	}
	f.leaves = make([]int32, kept)
	f.graph.start = make([]int32, 1, kept+1)
	for i := range int32(n) {
		if f.host[i] >= 0 {
			f.leaves[f.number[f.host[i]]]++
			continue
		}
		for _, j := range g.row(i) {
			if f.host[j] < 0 {
				f.graph.to = append(f.graph.to, f.number[j])
			}
		}
		f.graph.start = append(f.graph.start, int32(len(f.graph.to)))
	}
	return f
}

// unfolded is a graph as it is, in the form of a folded one.
func unfolded(g sparse) folded {
	f := folded{graph: g, number: make([]int32, g.len()), host: make([]int32, g.len()), leaves: make([]int32, g.len())}
	for i := range f.number {
		f.number[i], f.host[i] = int32(i), -1
	}
	return f
}

// A word is up to 64 sources with as many leaves each.
type word struct {
	sources []int32
	leaves  float64
}

// words puts the sources of a folded graph together by how many leaves they had.
func (f *folded) words() []word {
	order := make([]int32, len(f.leaves))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(f.leaves[a], f.leaves[b]) })
	var words []word
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && to < from+64 && f.leaves[order[to]] == f.leaves[order[from]] {
			to++
		}
		words = append(words, word{order[from:to], float64(f.leaves[order[from]])})
		from = to
	}
	return words
}
