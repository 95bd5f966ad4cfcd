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

// inOrder makes a Partition of labels from 0 to n-1, in their place.
func inOrder(labels []int32) Partition {
	type group struct{ at, size int32 } // at: in order of their first entities
	var groups []group
	known := make([]int32, len(labels)) // of each label its group, from 1
	for i, label := range labels {
		at := known[label]
		if at == 0 {
			groups = append(groups, group{at: int32(len(groups))})
			at = int32(len(groups))
			known[label] = at
		}
		groups[at-1].size++
		labels[i] = at - 1
	}
	slices.SortFunc(groups, func(a, b group) int { return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.at, b.at)) })
	number := known[:len(groups)]
	for k, g := range groups {
		number[g.at] = int32(k)
	}
	for i, at := range labels {
		labels[i] = number[at]
	}
	return labels
}
