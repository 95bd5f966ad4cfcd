package central

import "context"

// A region is a graph of its own in which betweenness is taken: a block, or a whole
// graph that is not reduced.
type region struct {
	graph   sparse
	members []int32   // the entity of each of its numbers
	weight  []float64 // by its numbers
}

// A portion is some of the sources of a region, whose sums are kept together.
type portion struct {
	region   *region
	from, to int32 // sources, by the region's numbers
	scores   []float64
}

const (
	mostPortions  = 16  // of one region; fixed, so that sums do not depend on the CPUs
	leastInSource = 128 // sources of a portion, where there are so many
)

// portionsOf divides the sources of regions.
func portionsOf(regions []region) []portion {
	var portions []portion
	for k := range regions {
		r := &regions[k]
		n := int32(len(r.members))
		each := max(leastInSource, (n+mostPortions-1)/mostPortions)
		each = (each + laneCount - 1) / laneCount * laneCount
		for from := int32(0); from < n; from += each {
			portions = append(portions, portion{region: r, from: from, to: min(from+each, n)})
		}
	}
	return portions
}

// dependencies adds to the scores what each entity carries of the routes between all
// ordered pairs within each region.
func dependencies(ctx context.Context, regions []region, progress func(done, of int), scores []float64) error {
	portions := portionsOf(regions)
	step := newCounter(len(portions), progress)
	err := inParallel(ctx, len(portions), func() *tracer { return &tracer{} }, func(w *tracer, part int) error {
		p := &portions[part]
		w.enter(p.region)
		p.scores = make([]float64, len(p.region.members))
		together := laneCount
		if w.search != nil {
			together = 1
		}
		var sources []int32
		for s := p.from; s < p.to; {
			if err := ctx.Err(); err != nil {
				return err
			}
			sources = sources[:0]
			for ; s < p.to && len(sources) < together; s++ {
				sources = append(sources, s)
			}
			w.add(sources, p.scores)
		}
		step.done()
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range portions {
		for k, x := range p.scores {
			scores[p.region.members[k]] += x
		}
	}
	return nil
}

// A tracer is a worker's scratch for one region at a time: lanes where ties are one
// long, a search where they have lengths.
type tracer struct {
	region *region
	lanes  *lanes
	search *search
}

func (t *tracer) enter(r *region) {
	if t.region == r {
		return
	}
	*t = tracer{region: r}
	if r.graph.length != nil {
		t.search = newSearch(r.graph, r.weight)
		return
	}
	t.lanes = newLanes(r.graph, r.weight)
}

func (t *tracer) add(sources []int32, scores []float64) {
	if t.search != nil {
		t.search.add(sources[0], scores)
		return
	}
	t.lanes.add(sources, scores)
}

// wholeOf makes one region of a graph, in which every entity weighs one.
func wholeOf(g sparse) []region {
	r := region{graph: g, members: make([]int32, g.len()), weight: make([]float64, g.len())}
	for i := range r.members {
		r.members[i], r.weight[i] = int32(i), 1
	}
	return []region{r}
}

// regionsOf makes a region of each block of three or more.
func regionsOf(g sparse, blocks []block) []region {
	var regions []region
	number := make([]int32, g.len()) // in the block at hand, from 1
	for _, b := range blocks {
		if len(b.members) < 3 {
			continue
		}
		order := inClusters(g, b.members, number)
		r := region{members: order, weight: make([]float64, len(order)), graph: sparse{start: make([]int32, 1, len(order)+1)}}
		for k, i := range b.members {
			r.weight[number[i]-1] = b.weight[k]
		}
		for _, i := range order {
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
		regions = append(regions, r)
	}
	return regions
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
