package central

import "context"

// A portion is some of the sources of a region, whose sums are kept together.
type portion struct {
	region   *region
	from, to int32 // sources, by place in the region's order
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
		if err := w.through(ctx, p, func(sources []int32) { w.add(sources, p.scores) }); err != nil {
			return err
		}
		step.done()
		return nil
	})
	if err != nil {
		return err
	}
	for k := 0; k < len(portions); {
		r, total := portions[k].region, portions[k].scores
		for k++; k < len(portions) && portions[k].region == r; k++ {
			for i, x := range portions[k].scores {
				total[i] += x
			}
		}
		r.finish(total)
		for i, x := range total {
			scores[r.members[i]] += x
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
	t.lanes = newLanes(r)
}

func (t *tracer) add(sources []int32, scores []float64) {
	if t.search != nil {
		t.search.add(sources[0], scores)
		return
	}
	t.lanes.add(sources, scores)
}

// through hands on a portion's sources, as many as are searched from together.
func (t *tracer) through(ctx context.Context, p *portion, add func(sources []int32)) error {
	together := int32(laneCount)
	if t.search != nil {
		together = 1
	}
	for s := p.from; s < p.to; s += together {
		if err := ctx.Err(); err != nil {
			return err
		}
		add(p.region.order[s:min(s+together, p.to)])
	}
	return nil
}
