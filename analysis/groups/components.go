package groups

import "github.com/linchpin-graph/linchpin/graph"

// Components returns the pieces of a view that ties hold together, whatever their
// direction: the weak components.
//
// Cost: O(n+m) time, O(n) memory.
func Components(v *graph.View) Partition {
	above := make([]int32, v.Len()) // leads to the first entity of the piece, which is above itself
	for i := range above {
		above[i] = int32(i)
	}
	first := func(i int32) int32 {
		for above[i] != i {
			above[i] = above[above[i]]
			i = above[i]
		}
		return i
	}
	for i := range above {
		mine := first(int32(i))
		for _, j := range v.Neighbours(i) {
			if j > int32(i) && !v.Directed() {
				break // j sees i
			}
			if above[j] == mine {
				continue
			}
			if other := first(j); other != mine {
				mine, other = min(mine, other), max(mine, other)
				above[other] = mine
			}
		}
	}
	for i := range above {
		above[i] = above[above[i]]
	}
	return inOrder(above)
}

func unlabelled(n int) []int32 {
	labels := make([]int32, n)
	for i := range labels {
		labels[i] = -1
	}
	return labels
}

// StrongComponents returns the parts of a view within which everybody reaches everybody
// along the ties' direction. In an undirected view they are the [Components].
//
// Cost: O(n+m) time, O(n) memory.
//
// Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Computing
// 1 (1972). doi:10.1137/0201010
func StrongComponents(v *graph.View) Partition {
	s := strongSearch{view: v, labels: unlabelled(v.Len()), number: make([]int32, v.Len()), low: make([]int32, v.Len()), next: make([]int32, v.Len())}
	for root := range v.Len() {
		if s.number[root] == 0 {
			s.from(int32(root))
		}
	}
	return inOrder(s.labels)
}

// A strongSearch is Tarjan's depth-first search, without recursion.
type strongSearch struct {
	view   *graph.View
	labels []int32
	number []int32 // in the order of discovery, from 1; 0: not met
	low    []int32
	next   []int32 // the place in the row that comes next
	open   []int32 // met and in no component yet
	path   []int32
	met    int32
}

func (s *strongSearch) discover(i int32) {
	s.met++
	s.number[i], s.low[i] = s.met, s.met
	s.open, s.path = append(s.open, i), append(s.path, i)
}

func (s *strongSearch) from(root int32) {
	for s.discover(root); len(s.path) > 0; {
		i := s.path[len(s.path)-1]
		if row := s.view.Neighbours(int(i)); int(s.next[i]) < len(row) {
			j := row[s.next[i]]
			s.next[i]++
			if s.number[j] == 0 {
				s.discover(j)
			} else if s.labels[j] < 0 {
				s.low[i] = min(s.low[i], s.number[j])
			}
			continue
		}
		s.path = s.path[:len(s.path)-1]
		if len(s.path) > 0 {
			above := s.path[len(s.path)-1]
			s.low[above] = min(s.low[above], s.low[i])
		}
		if s.low[i] == s.number[i] {
			s.close(i)
		}
	}
}

// close takes the component that was entered at an entity.
func (s *strongSearch) close(entry int32) {
	for {
		i := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.labels[i] = entry
		if i == entry {
			return
		}
	}
}
