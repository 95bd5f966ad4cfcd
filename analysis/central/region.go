package central

import (
	"cmp"
	"slices"
)

// A region is a graph of its own in which betweenness is taken: a block, or a whole
// graph that is not reduced. Entities that have only two neighbours in it may be taken
// out of its graph and put into spans; their numbers come after the graph's.
//
// Source: A. E. Sarıyüce et al., "Graph manipulations for fast centrality computation",
// ACM Trans. Knowl. Discov. Data 11 (2017), which compresses identical and side entities;
// spans join that to the contraction of chains. doi:10.1145/3022668
type region struct {
	graph   sparse
	members []int32   // the entity of each number
	weight  []float64 // by number
	order   []int32   // numbers in which to search: those that lie together follow each other
	delay   []int32   // by number, when a search from it begins; nil: all at once
	spans   []span
	spansAt sparse  // of each number of the graph the spans that end there
	inSpan  []int32 // of each number that is not in the graph its span
}

// A span is entities that have the same two neighbours and no other: from one end to the
// other there are as many ways through it.
type span struct {
	ends   [2]int32
	first  int32 // number of the first; the others follow
	ways   float64
	weight float64 // of all
}

func (r *region) spanOf(number int32) int32 { return r.inSpan[number-int32(r.graph.len())] }

// start is when a search begins; in a span it begins at the ends, a step later.
func (r *region) start(number int32) int32 {
	if r.delay == nil {
		return 0
	}
	return r.delay[number]
}

func (r *region) earliest(sources []int32) int32 {
	first := r.start(sources[0])
	for _, s := range sources[1:] {
		first = min(first, r.start(s))
	}
	return first
}

// wholeOf makes one region of a graph, in which every entity weighs one.
func wholeOf(g sparse) []region {
	r := region{graph: g, members: make([]int32, g.len()), weight: make([]float64, g.len())}
	for i := range r.members {
		r.members[i], r.weight[i] = int32(i), 1
	}
	r.order = r.members
	return []region{r}
}

// regionsOf makes a region of each block of three or more, prepared for lanes where they
// search it and it is larger than they are.
func regionsOf(g sparse, blocks []block, prepared func(region) region) []region {
	var regions []region
	number := make([]int32, g.len()) // in the block at hand, from 1
	for _, b := range blocks {
		if len(b.members) < 3 {
			continue
		}
		r := b.region(g, number)
		if g.length == nil && len(b.members) > laneCount {
			r = prepared(r)
		}
		regions = append(regions, r)
	}
	return regions
}

// region cuts a block out of a graph. number is 0 everywhere, before and after.
func (b *block) region(g sparse, number []int32) region {
	order := inClusters(g, b.members, number)
	r := region{members: order, weight: make([]float64, len(order)), order: make([]int32, len(order)), graph: sparse{start: make([]int32, 1, len(order)+1)}}
	for k, i := range b.members {
		r.weight[number[i]-1] = b.weight[k]
	}
	for at, i := range order {
		r.order[at] = int32(at)
		for k := g.start[i]; k < g.start[i+1]; k++ {
			if j := g.to[k]; number[j] > 0 {
				r.graph.to = append(r.graph.to, number[j]-1)
				if g.length != nil {
					r.graph.length = append(r.graph.length, g.length[k])
				}
			}
		}
		r.graph.start = append(r.graph.start, int32(len(r.graph.to)))
	}
	for _, i := range order {
		number[i] = 0
	}
	return r
}

// A middle is an entity between two others.
type middle struct{ low, high, number int32 }

// timed lets the searches begin so that they reach others together.
func (r region) timed() region {
	r.delay = delays(r.graph)
	return r
}

// contracted puts entities with two neighbours into spans, so that no two of them are
// neighbours, and lets the searches begin so that they reach others together.
func (r region) contracted() region { return r.contractedBut(nil) }

// contractedBut leaves some entities in the graph; keep is by entity, nil for none.
func (r region) contractedBut(keep []bool) region {
	n := r.graph.len()
	delay := delays(r.graph)
	middles, taken := middlesOf(r.graph, func(i int32) bool { return keep != nil && keep[r.members[i]] })
	number := make([]int32, n) // of each old number the new
	kept := int32(0)
	for i := range number {
		if !taken[i] {
			number[i] = kept
			kept++
		}
	}
	c := region{members: make([]int32, n), weight: make([]float64, n), order: number, delay: make([]int32, n), inSpan: make([]int32, len(middles)), graph: sparse{start: make([]int32, 1, kept+1)}}
	for k, m := range middles {
		number[m.number] = kept + int32(k)
		if k == 0 || m.low != middles[k-1].low || m.high != middles[k-1].high {
			c.spans = append(c.spans, span{ends: [2]int32{number[m.low], number[m.high]}, first: kept + int32(k)})
		}
		last := &c.spans[len(c.spans)-1]
		last.ways++
		last.weight += r.weight[m.number]
		c.inSpan[k] = int32(len(c.spans) - 1)
	}
	for i, to := range number {
		c.members[to], c.weight[to], c.delay[to] = r.members[i], r.weight[i], delay[i]
		if to >= kept {
			c.delay[to]++
			continue
		}
		for _, j := range r.graph.row(int32(i)) {
			if !taken[j] {
				c.graph.to = append(c.graph.to, number[j])
			}
		}
		c.graph.start = append(c.graph.start, int32(len(c.graph.to)))
	}
	c.spansAt = endsOf(c.spans, int(kept))
	return c
}

// middlesOf chooses entities with two neighbours, none next to another and none to keep,
// in order of their ends.
func middlesOf(g sparse, keep func(int32) bool) ([]middle, []bool) {
	var middles []middle
	taken := make([]bool, g.len())
	for i := range int32(g.len()) {
		if row := g.row(i); len(row) == 2 && !taken[row[0]] && !taken[row[1]] && !keep(i) {
			taken[i] = true
			middles = append(middles, middle{min(row[0], row[1]), max(row[0], row[1]), i})
		}
	}
	slices.SortFunc(middles, func(a, b middle) int {
		return cmp.Or(cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high), cmp.Compare(a.number, b.number))
	})
	return middles, taken
}

// endsOf lists the spans at each of n entities.
func endsOf(spans []span, n int) sparse {
	g := sparse{start: make([]int32, n+1), to: make([]int32, 2*len(spans))}
	for _, s := range spans {
		g.start[s.ends[0]+1]++
		g.start[s.ends[1]+1]++
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	next := slices.Clone(g.start)
	for k, s := range spans {
		for _, end := range s.ends {
			g.to[next[end]] = int32(k)
			next[end]++
		}
	}
	return g
}

// finish completes the scores of a region of which only the first of each span was
// scored. A search from an entity of a span enters that span again from both ends, as if
// towards the entity itself, which is taken back.
func (r *region) finish(scores []float64) {
	for number := int32(r.graph.len()); number < int32(len(r.members)); number++ {
		s := &r.spans[r.spanOf(number)]
		scores[number] = scores[s.first]
		w := r.weight[number]
		scores[s.ends[0]] -= w * w / 2
		scores[s.ends[1]] -= w * w / 2
	}
}

// delays tells when to begin each search, so that searches from entities near each other
// reach the rest of the graph together: the earlier, the further everything is. It goes
// by the mean distance to some entities all over the graph.
func delays(g sparse) []int32 {
	const most = 24 // more tell hardly more
	n := g.len()
	far, seen, reached := make([]int32, n), make([]int32, n), make([]int32, 0, n)
	apart := (n + most - 1) / most
	count := int32(0)
	for s := 0; s < n; s += apart {
		count++
		seen[s] = count
		reached = append(reached[:0], int32(s))
		for at, distance := 0, int32(0); at < len(reached); distance++ {
			for level := len(reached); at < level; at++ {
				far[reached[at]] += distance
				for _, j := range g.row(reached[at]) {
					if seen[j] != count {
						seen[j] = count
						reached = append(reached, j)
					}
				}
			}
		}
	}
	delay := make([]int32, n)
	for i := range delay {
		delay[i] = -(far[i] + count/2) / count
	}
	return delay
}

// inClusters returns members in clusters of laneCount that lie together, and numbers
// them from 1 in number, which is 0 everywhere before. Lanes whose sources are near each
// other reach the same entities at the same time.
func inClusters(g sparse, members, number []int32) []int32 {
	for _, i := range members {
		number[i] = -1
	}
	order := make([]int32, 0, len(members))
	take := func(i int32) {
		order = append(order, i)
		number[i] = int32(len(order))
	}
	for first := 0; len(order) < len(members); first++ {
		if number[members[first]] > 0 {
			continue
		}
		at, full := len(order), min(len(order)/laneCount*laneCount+laneCount, len(members))
		take(members[first])
		for ; at < len(order) && len(order) < full; at++ {
			for _, j := range g.row(order[at]) {
				if number[j] < 0 && len(order) < full {
					take(j)
				}
			}
		}
	}
	return order
}
