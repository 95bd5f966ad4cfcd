package central

// A block is a largest part of an undirected graph that no single entity's removal
// disconnects: a bridge with its two ends, or a set of three or more. Shortest routes
// between two of a block stay in it, so that betweenness can be taken block by block,
// each entity weighing as much as what hangs on it outside the block.
//
// Sources: J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph
// manipulation", CACM 16 (1973). doi:10.1145/362248.362272. A. E. Sarıyüce et al.,
// "Shattering and compressing networks for betweenness centrality", SDM 2013.
// doi:10.1137/1.9781611972832.76
type block struct {
	members []int32   // the one it hangs on last
	weight  []float64 // of each: itself and what hangs on it outside the block
}

// A blockTree is an undirected graph in blocks, with what each entity parts.
type blockTree struct {
	blocks []block
	parted []float64 // by entity: pairs of others that are in different blocks on either side of it
}

// A blockSearch is the depth-first search that finds blocks.
type blockSearch struct {
	graph  sparse
	number []int32 // in the order of discovery, from 1; 0: not met
	low    []int32 // lowest number reached from here and below
	parent []int32
	next   []int32 // the place in the row that comes next
	down   []float64
	square []float64 // sum of the squares of the branches at an entity
	path   []int32   // entities met whose block is not known yet
	met    int32
	tree   blockTree
}

// blocksOf finds the blocks of an undirected graph in O(n+m) time and memory.
func blocksOf(g sparse) blockTree {
	n := g.len()
	s := &blockSearch{graph: g, number: make([]int32, n), low: make([]int32, n), parent: make([]int32, n), next: make([]int32, n), down: make([]float64, n), square: make([]float64, n)}
	s.tree.parted = make([]float64, n)
	copy(s.next, g.start)
	for i := range s.down {
		s.down[i] = 1
	}
	var component []int32
	for root := range int32(n) {
		if s.number[root] == 0 {
			first := len(s.tree.blocks)
			component = s.from(root, component[:0])
			s.close(component, s.tree.blocks[first:])
		}
	}
	return s.tree
}

// from searches the component of a root and returns its entities.
func (s *blockSearch) from(root int32, component []int32) []int32 {
	s.parent[root] = -1
	s.discover(root)
	component = append(component, root)
	for at := root; at >= 0; {
		if s.next[at] == s.graph.start[at+1] {
			at = s.leave(at)
			continue
		}
		to := s.graph.to[s.next[at]]
		s.next[at]++
		switch {
		case s.number[to] == 0:
			s.parent[to] = at
			s.discover(to)
			component = append(component, to)
			at = to
		case to != s.parent[at]:
			s.low[at] = min(s.low[at], s.number[to])
		}
	}
	s.path = s.path[:0]
	return component
}

func (s *blockSearch) discover(i int32) {
	s.met++
	s.number[i], s.low[i] = s.met, s.met
	s.path = append(s.path, i)
}

// leave goes back from an entity whose row is done to its parent, and closes a block
// where nothing below reaches above the parent.
func (s *blockSearch) leave(at int32) int32 {
	parent := s.parent[at]
	if parent < 0 {
		return -1
	}
	s.low[parent] = min(s.low[parent], s.low[at])
	if s.low[at] < s.number[parent] {
		return parent
	}
	from := len(s.path) - 1
	for s.path[from] != at {
		from--
	}
	members := append(make([]int32, 0, len(s.path)-from+1), s.path[from:]...)
	s.path = s.path[:from]
	b := block{members: append(members, parent), weight: make([]float64, len(members)+1)}
	branch := 0.0
	for k, i := range members {
		b.weight[k] = s.down[i]
		branch += s.down[i]
	}
	s.down[parent] += branch
	s.square[parent] += branch * branch
	b.weight[len(members)] = -branch // the component's size is added when it is known
	s.tree.blocks = append(s.tree.blocks, b)
	return parent
}

// close finishes a component, whose size is now known.
func (s *blockSearch) close(component []int32, blocks []block) {
	size := float64(len(component))
	for k := range blocks {
		blocks[k].weight[len(blocks[k].members)-1] += size
	}
	for _, i := range component {
		above := size - s.down[i]
		s.tree.parted[i] = ((size-1)*(size-1) - s.square[i] - above*above) / 2
	}
}
