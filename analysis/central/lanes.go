package central

import "math/bits"

// laneCount is how many sources share one pass over the rows. Their counts of routes
// stand side by side, so that what is fetched for one serves the others.
const laneCount = 64

type (
	laneSet = uint64             // a set of lanes, one bit each
	laneRow = [laneCount]float64 // a number for each lane
)

// lanes searches a region from several sources at once and adds up, for each entity, how
// much of the routes between the sources and all others it carries: Brandes'
// dependencies, in which every entity counts as often as its weight says.
type lanes struct {
	region *region
	ties   []float64 // where not nil: what the tie at each place of the rows carries
	sigma  []laneRow // number of shortest routes
	share  []laneRow // Σ (weight + dependency) / sigma over those that come after
	reach  []reach
	order  []visit // by tick, as are the following
	hops   []hop
	tails  []tail
	jumps  []jump
	ticks  []tick
}

// reach is by which lanes an entity is reached: by now, next, and just now.
type reach struct{ seen, next, here laneSet }

// A tick is where what happens in one step of all lanes begins.
type tick struct{ visit, hop, tail, jump int }

// A visit is an entity reached by some lanes at one tick.
type visit struct {
	entity int32
	source bool // where the lanes begin
	by     laneSet
}

// A hop is a step that some lanes take from an entity to one that is a step further.
type hop struct {
	from, to int32
	by       laneSet
}

// A tail is a span that some lanes enter from one end or, where other is not -1, from
// both at once.
type tail struct {
	end, other int32
	span       int32
	by         laneSet
}

// A jump is two steps that some lanes take from one end of a span to the other.
type jump struct {
	from, to int32
	span     int32
	by       laneSet
}

func newLanes(r *region) *lanes {
	n := r.graph.len()
	return &lanes{region: r, sigma: make([]laneRow, n), share: make([]laneRow, n), reach: make([]reach, n), order: make([]visit, 0, 8*n), hops: make([]hop, 0, 4*len(r.graph.to))}
}

// add searches from at most laneCount sources and adds to the scores what each entity
// carries of their routes, and of a span its first entity.
func (l *lanes) add(sources []int32, scores []float64) {
	l.spread(sources)
	var times laneRow // how often each source counts
	for lane, source := range sources {
		times[lane] = l.region.weight[source]
	}
	for k := len(l.ticks) - 2; k >= 0; k-- {
		l.gather(k, &times, scores)
		if k > 0 {
			l.handBack(k-1, &times, scores)
		}
	}
}

// spread searches forward, tick by tick, and counts shortest routes.
func (l *lanes) spread(sources []int32) {
	clear(l.sigma)
	clear(l.share)
	clear(l.reach)
	l.order, l.hops, l.tails, l.jumps, l.ticks = l.order[:0], l.hops[:0], l.tails[:0], l.jumps[:0], l.ticks[:0]
	begun, all := laneSet(0), ^laneSet(0)>>(laneCount-len(sources))
	from, entered := 0, 0
	for time := l.region.earliest(sources); begun != all || from < len(l.order) || entered < len(l.tails); time++ {
		begun = l.begin(sources, begun, time)
		visits := l.order[from:]
		from = len(l.order)
		l.ticks = append(l.ticks, tick{from - len(visits), len(l.hops), len(l.tails), len(l.jumps)})
		l.jump(l.tails[entered:])
		entered = len(l.tails)
		for _, v := range visits {
			l.step(v)
		}
		for _, h := range l.hops[l.ticks[len(l.ticks)-1].hop:] {
			addLanes(&l.sigma[h.to], &l.sigma[h.from], h.by)
		}
		if len(l.region.spans) > 0 {
			l.enter(visits)
		}
		for k := from; k < len(l.order); k++ {
			l.arrive(&l.order[k])
		}
	}
	l.ticks = append(l.ticks, tick{len(l.order), len(l.hops), len(l.tails), len(l.jumps)})
}

// begin lets those sources go whose time has come: an entity of a span from both ends,
// a step later.
func (l *lanes) begin(sources []int32, begun laneSet, time int32) laneSet {
	for lane, s := range sources {
		by := laneSet(1) << lane
		if begun&by != 0 || l.region.start(s) > time {
			continue
		}
		begun |= by
		if s < int32(len(l.reach)) {
			l.beginAt(s, lane, true)
			continue
		}
		span := &l.region.spans[l.region.spanOf(s)]
		l.beginAt(span.ends[0], lane, false)
		l.beginAt(span.ends[1], lane, false)
	}
	return begun
}

func (l *lanes) beginAt(i int32, lane int, source bool) {
	l.sigma[i][lane] = 1
	l.reach[i].seen |= 1 << lane
	l.order = append(l.order, visit{i, source, 1 << lane})
}

// step goes from one entity to its neighbours that its lanes have not seen.
func (l *lanes) step(v visit) {
	for _, j := range l.region.graph.row(v.entity) {
		to := &l.reach[j]
		if by := v.by &^ to.seen; by != 0 {
			l.meet(j, to, by)
			l.hops = append(l.hops, hop{v.entity, j, by})
		}
	}
}

// meet notes that some lanes reach an entity at the next tick.
func (l *lanes) meet(j int32, to *reach, by laneSet) {
	if to.next == 0 {
		l.order = append(l.order, visit{entity: j})
	}
	to.next |= by
}

func (l *lanes) arrive(v *visit) {
	to := &l.reach[v.entity]
	v.by, to.next = to.next, 0
	to.seen |= v.by
}

// enter goes from the entities of a tick into the spans that end at them. From both ends
// at once, it is noted at the first.
func (l *lanes) enter(visits []visit) {
	for _, v := range visits {
		l.reach[v.entity].here |= v.by
	}
	for _, v := range visits {
		for _, s := range l.region.spansAt.row(v.entity) {
			ends := l.region.spans[s].ends
			first := ends[0] == v.entity
			other := ends[0]
			if first {
				other = ends[1]
			}
			to := l.reach[other]
			if by := v.by &^ to.seen; by != 0 {
				l.tails = append(l.tails, tail{v.entity, -1, s, by})
			}
			if by := v.by & to.here; by != 0 && first {
				l.tails = append(l.tails, tail{v.entity, other, s, by})
			}
		}
	}
	for _, v := range visits {
		l.reach[v.entity].here = 0
	}
}

// jump leaves the spans that were entered a tick ago at the other end, in the lanes that
// have not reached it by another way.
func (l *lanes) jump(entered []tail) {
	for _, t := range entered {
		if t.other >= 0 {
			continue
		}
		span := &l.region.spans[t.span]
		other := span.ends[0] + span.ends[1] - t.end
		to := &l.reach[other]
		by := t.by &^ to.seen
		if by == 0 {
			continue
		}
		l.meet(other, to, by)
		l.jumps = append(l.jumps, jump{t.end, other, t.span, by})
		sigma, from, ways := &l.sigma[other], &l.sigma[t.end], span.ways
		for set := by; set != 0; set &= set - 1 {
			k := bits.TrailingZeros64(set) & (laneCount - 1)
			sigma[k] += ways * from[k]
		}
	}
}

// gather scores the entities of a tick, of which everything beyond is known.
func (l *lanes) gather(k int, times *laneRow, scores []float64) {
	this, next := l.ticks[k], l.ticks[k+1]
	for _, t := range l.tails[this.tail:next.tail] {
		l.end(t)
	}
	for _, v := range l.order[this.visit:next.visit] {
		if v.source {
			continue
		}
		sigma, share, w, carried := &l.sigma[v.entity], &l.share[v.entity], l.region.weight[v.entity], 0.0
		for set := v.by; set != 0; set &= set - 1 {
			lane := bits.TrailingZeros64(set) & (laneCount - 1)
			carried += times[lane] * (sigma[lane] * share[lane])
			share[lane] += w / sigma[lane]
		}
		scores[v.entity] += carried
	}
}

// end hands back the shares of a span's entities, as ends of routes, to where the lanes
// entered.
func (l *lanes) end(t tail) {
	sigma, share, w := &l.sigma[t.end], &l.share[t.end], l.region.spans[t.span].weight
	if t.other < 0 {
		for set := t.by; set != 0; set &= set - 1 {
			lane := bits.TrailingZeros64(set) & (laneCount - 1)
			share[lane] += w / sigma[lane]
		}
		return
	}
	sigma2, share2 := &l.sigma[t.other], &l.share[t.other]
	for set := t.by; set != 0; set &= set - 1 {
		lane := bits.TrailingZeros64(set) & (laneCount - 1)
		x := w / (sigma[lane] + sigma2[lane])
		share[lane] += x
		share2[lane] += x
	}
}

// handBack hands the shares of later ticks to the entities of one.
func (l *lanes) handBack(k int, times *laneRow, scores []float64) {
	for _, h := range l.hops[l.ticks[k].hop:l.ticks[k+1].hop] {
		if l.ties != nil {
			l.carry(h, times)
		}
		addLanes(&l.share[h.from], &l.share[h.to], h.by)
	}
	if k+2 >= len(l.ticks) {
		return
	}
	for _, j := range l.jumps[l.ticks[k+1].jump:l.ticks[k+2].jump] { // begun in a tick, they are noted in the next
		span := &l.region.spans[j.span]
		sigma, to, from, carried := &l.sigma[j.from], &l.share[j.from], &l.share[j.to], 0.0
		for set := j.by; set != 0; set &= set - 1 {
			lane := bits.TrailingZeros64(set) & (laneCount - 1)
			to[lane] += span.ways * from[lane]
			carried += times[lane] * (sigma[lane] * from[lane])
		}
		scores[span.first] += carried
	}
}

// addLanes adds the lanes of a set to others.
func addLanes(to, from *laneRow, set laneSet) {
	for ; set != 0; set &= set - 1 {
		lane := bits.TrailingZeros64(set) & (laneCount - 1)
		to[lane] += from[lane]
	}
}
