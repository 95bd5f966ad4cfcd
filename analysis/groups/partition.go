package groups

import (
	"cmp"
	"slices"
)

// A Partition puts every entity of a view into one group: groups are numbered from 0 by
// size, the largest first, and of equal ones the one with the smallest entity.
type Partition []int32 // by entity

// Count returns how many groups there are. O(n).
func (p Partition) Count() int {
	if len(p) == 0 {
		return 0
	}
	return int(slices.Max(p)) + 1
}

// Members returns the entities of each group, ascending. O(n).
func (p Partition) Members() [][]int32 {
	members := make([][]int32, p.Count())
	for i, group := range p {
		members[group] = append(members[group], int32(i))
	}
	return members
}

// inOrder numbers groups, given any labels from 0 to n-1, as a Partition does.
func inOrder(labels []int32) Partition {
	type group struct{ label, size, first int32 }
	groups := make([]group, len(labels))
	for i, label := range labels {
		g := &groups[label]
		if g.size == 0 {
			g.first = int32(i)
		}
		g.label, g.size = label, g.size+1
	}
	groups = slices.DeleteFunc(groups, func(g group) bool { return g.size == 0 })
	slices.SortFunc(groups, func(a, b group) int { return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.first, b.first)) })
	number := make([]int32, len(labels))
	for k, g := range groups {
		number[g.label] = int32(k)
	}
	p := make(Partition, len(labels))
	for i, label := range labels {
		p[i] = number[label]
	}
	return p
}
