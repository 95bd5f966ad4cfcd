package central

import "context"

// A portion is some of the sources of a region, whose sums are kept together.
type portion struct {
	region *region
	part   int // of so many: it takes each of-th batch of sources
	of     int
	scores []float64
}

const (
	mostPortions  = 16  // of one region; fixed, so that sums do not depend on the CPUs
	leastInSource = 128 // sources of a portion, where there are so many
)

// portionsOf divides the sources of regions. The first and the last clusters take up to
// twice as long as those between, so every portion has some of each: all take about as
// long, and what is done says how long the rest will take.
func portionsOf(regions []region) []portion {
	var portions []portion
	for k := range regions {
		r := &regions[k]
		of := min(mostPortions, (len(r.members)+leastInSource-1)/leastInSource)
		for part := range of {
			portions = append(portions, portion{region: r, part: part, of: of})
		}
	}
	return portions
}

// batches hands on the portion's sources, so many at once.
func (p *portion) batches(ctx context.Context, together int, work func(sources []int32)) error {
	order := p.region.order
	for s := p.part * together; s < len(order); s += p.of * together {
		if err := ctx.Err(); err != nil {
			return err
		}
		work(order[s:min(s+together, len(order))])
	}
	return nil
}

// each is about how much a search from one source of a region takes.
func (r *region) each() int { return len(r.members) + len(r.graph.to) }

// newSourceCounter counts the searches from all sources of regions.
func newSourceCounter(regions []region, progress func(done, of int)) *counter {
	work := 0
	for k := range regions {
		work += len(regions[k].members) * regions[k].each()
	}
	return newCounter(work, progress)
}

// dependencies adds to the scores what each entity carries of the routes between all
// ordered pairs within each region.
func dependencies(ctx context.Context, regions []region, progress func(done, of int), scores []float64) error {
	portions := portionsOf(regions)
	step := newSourceCounter(regions, progress)
	err := inParallel(ctx, len(portions), func() *tracer { return &tracer{} }, func(w *tracer, part int) error {
		p := &portions[part]
		w.enter(p.region)
		p.scores = make([]float64, len(p.region.members))
		return p.batches(ctx, w.together(), func(sources []int32) {
			w.add(sources, p.scores)
			step.done(len(sources) * p.region.each())
		})
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

// together is from how many sources it searches at once.
func (t *tracer) together() int {
	if t.search != nil {
		return 1
	}
	return laneCount
}
