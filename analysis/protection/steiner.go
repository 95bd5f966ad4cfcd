package protection

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"math/bits"
	"slices"
)

// A web is an undirected network with costs, as compressed rows.
type web struct {
	start []int32
	to    []int32
	edge  []int32 // the pair that an entry is of, alike from both ends
	cost  []float64
}

func (w *web) size() int { return len(w.start) - 1 }

// A tree is the pairs that tie terminals together.
type tree struct {
	edges []int32
	cost  float64
	exact bool
}

// mostStates bounds what the exact search keeps: subsets of terminals times entities.
const mostStates = 1 << 24

// mostExact is how many terminals the exact search takes on.
const mostExact = 10

// steiner returns the cheapest tree that ties terminals, all of one component, together: exactly for
// a few, otherwise one that costs at most twice as much.
//
// Cost: exact O(3^k·n + 2^k·m log n) for k terminals, otherwise O(m log n).
//
// Sources: S. E. Dreyfus and R. A. Wagner, "The Steiner problem in graphs", Networks 1 (1971),
// doi:10.1002/net.3230010302; K. Mehlhorn, "A faster approximation algorithm for the Steiner problem in
// graphs", Information Processing Letters 27 (1988). doi:10.1016/0020-0190(88)90066-X
func (w *web) steiner(ctx context.Context, terminals []int32) (tree, error) {
	if k := len(terminals); k > 1 && k <= mostExact && w.size()<<(k-1) <= mostStates {
		return w.exactTree(ctx, terminals)
	}
	return w.nearTree(terminals), ctx.Err()
}

// A step back says how a state was reached: along an entry of a row, or by joining two subsets.
type stepBack struct {
	entry  int32 // the entry of the row of who it came from; -1: joined
	before int32 // who it came from
	part   int32 // where joined: one of the subsets
}

// exactTree grows, for each subset of the terminals but the last, the cheapest tree to every entity.
func (w *web) exactTree(ctx context.Context, terminals []int32) (tree, error) {
	n, k := w.size(), len(terminals)-1
	best, back := make([][]float64, 1<<k), make([][]stepBack, 1<<k)
	for set := 1; set < 1<<k; set++ {
		if err := ctx.Err(); err != nil {
			return tree{}, err
		}
		dist, from := make([]float64, n), make([]stepBack, n)
		for i := range dist {
			dist[i], from[i] = math.Inf(1), stepBack{entry: -1, before: -1}
		}
		if set&(set-1) == 0 {
			dist[terminals[bits.TrailingZeros(uint(set))]] = 0
		}
		for part := (set - 1) & set; part > set^part; part = (part - 1) & set {
			one, other := best[part], best[set^part]
			for i := range dist {
				if c := one[i] + other[i]; c < dist[i] {
					dist[i], from[i] = c, stepBack{-1, int32(i), int32(part)}
				}
			}
		}
		w.spread(dist, from)
		best[set], back[set] = dist, from
	}
	full := 1<<k - 1
	t := tree{cost: best[full][terminals[k]], exact: true}
	var collect func(set int, i int32)
	collect = func(set int, i int32) {
		for {
			b := back[set][i]
			switch {
			case b.before < 0:
				return
			case b.entry >= 0:
				t.edges = append(t.edges, w.edge[b.entry])
				i = b.before
			default:
				collect(int(b.part), i)
				set ^= int(b.part)
			}
		}
	}
	collect(full, terminals[k])
	slices.Sort(t.edges)
	t.edges = slices.Compact(t.edges)
	return t, nil
}

// spread lowers distances along pairs until no way is cheaper (Dijkstra from all at once).
func (w *web) spread(dist []float64, from []stepBack) {
	var q frontier
	for i, d := range dist {
		if !math.IsInf(d, 1) {
			q = append(q, reachedAt{int32(i), d})
		}
	}
	heap.Init(&q)
	for len(q) > 0 {
		at := heap.Pop(&q).(reachedAt)
		if at.dist > dist[at.who] {
			continue
		}
		for e := w.start[at.who]; e < w.start[at.who+1]; e++ {
			if d := at.dist + w.cost[e]; d < dist[w.to[e]] {
				dist[w.to[e]], from[w.to[e]] = d, stepBack{entry: e, before: at.who}
				heap.Push(&q, reachedAt{w.to[e], d})
			}
		}
	}
}

// nearTree joins the regions nearest to each terminal by the cheapest ways between them.
func (w *web) nearTree(terminals []int32) tree {
	n := w.size()
	dist, from, region := make([]float64, n), make([]stepBack, n), make([]int32, n)
	for i := range dist {
		dist[i], from[i], region[i] = math.Inf(1), stepBack{entry: -1, before: -1}, -1
	}
	for _, i := range terminals {
		dist[i] = 0
	}
	w.spread(dist, from)
	for i := range int32(n) {
		if math.IsInf(dist[i], 1) {
			continue
		}
		region[i] = i
		for from[region[i]].before >= 0 {
			region[i] = from[region[i]].before
		}
	}
	var ways []crossing
	for i := range int32(n) {
		for e := w.start[i]; e < w.start[i+1]; e++ {
			if j := w.to[e]; i < j && region[i] >= 0 && region[i] != region[j] {
				ways = append(ways, crossing{i, j, e, dist[i] + w.cost[e] + dist[j]})
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b crossing) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	joined := newSets(n)
	var edges []int32
	for _, way := range ways {
		if !joined.join(region[way.i], region[way.j]) {
			continue
		}
		edges = append(edges, w.edge[way.entry])
		for _, end := range [2]int32{way.i, way.j} {
			for at := end; from[at].before >= 0; at = from[at].before {
				edges = append(edges, w.edge[from[at].entry])
			}
		}
	}
	return w.pruned(edges, terminals)
}

// A crossing is a pair between two regions, with what the way through it costs.
type crossing struct {
	i, j, entry int32
	cost        float64
}

// pruned keeps of some pairs a cheapest tree, without ends that are no terminals.
func (w *web) pruned(edges []int32, terminals []int32) tree {
	slices.Sort(edges)
	edges = slices.Compact(edges)
	type pair struct {
		edge, i, j int32
		cost       float64
	}
	var all []pair
	for i := range int32(w.size()) {
		for e := w.start[i]; e < w.start[i+1]; e++ {
			if _, in := slices.BinarySearch(edges, w.edge[e]); in && i < w.to[e] {
				all = append(all, pair{w.edge[e], i, w.to[e], w.cost[e]})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.edge, b.edge)) })
	joined, degree := newSets(w.size()), make([]int, w.size())
	kept := all[:0]
	for _, p := range all {
		if joined.join(p.i, p.j) {
			kept = append(kept, p)
			degree[p.i]++
			degree[p.j]++
		}
	}
	for again := true; again; {
		again = false
		next := kept[:0]
		for _, p := range kept {
			loose := func(i int32) bool { return degree[i] == 1 && !slices.Contains(terminals, i) }
			if loose(p.i) || loose(p.j) {
				degree[p.i]--
				degree[p.j]--
				again = true
				continue
			}
			next = append(next, p)
		}
		kept = next
	}
	var t tree
	for _, p := range kept {
		t.edges, t.cost = append(t.edges, p.edge), t.cost+p.cost
	}
	slices.Sort(t.edges)
	return t
}

// components numbers the parts of a web that hang together.
func (w *web) components() []int32 {
	s := newSets(w.size())
	for i := range int32(w.size()) {
		for e := w.start[i]; e < w.start[i+1]; e++ {
			s.join(i, w.to[e])
		}
	}
	part := make([]int32, w.size())
	for i := range part {
		part[i] = s.find(int32(i))
	}
	return part
}

// sets is union-find.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(i int32) int32 {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// join reports whether two were apart.
func (s sets) join(i, j int32) bool {
	i, j = s.find(i), s.find(j)
	s[max(i, j)] = min(i, j)
	return i != j
}

type reachedAt struct {
	who  int32
	dist float64
}

// frontier is a heap, the nearest first, of equals the first by number.
type frontier []reachedAt

func (q frontier) Len() int { return len(q) }
func (q frontier) Less(i, j int) bool {
	return q[i].dist < q[j].dist || q[i].dist == q[j].dist && q[i].who < q[j].who
}
func (q frontier) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *frontier) Push(x any)   { *q = append(*q, x.(reachedAt)) }
func (q *frontier) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
