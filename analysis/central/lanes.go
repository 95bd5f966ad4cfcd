package central

import "math/bits"

// laneCount is how many sources share one pass over the rows. Their counts of routes
// stand side by side, so that what is fetched for one serves the others.
const laneCount = 32

type laneSet = uint32 // a set of lanes, one bit each

// lanes searches from several sources at once and adds up, for each entity, how much
// of the routes between the sources and all others it carries: Brandes' dependencies,
// in which every entity counts as often as its weight says.
type lanes struct {
	graph   sparse
	weight  []float64
	squares []float64            // where not nil: the sum of the squares of what each source adds
	sigma   [][laneCount]float64 // number of shortest routes
	share   [][laneCount]float64 // Σ (weight + dependency) / sigma over those that come after
	seen    []laneSet
	next    []laneSet
	order   []visit // by level
	hops    []hop   // by level of where they begin
	levels  []level
}

// A level is where the visits at one distance begin in order, and the hops from them.
type level struct{ visit, hop int }

// A hop is a step that some lanes take from an entity to one that is a step further.
type hop struct {
	from, to int32
	by       laneSet
}

// A visit is an entity reached by some lanes at one distance.
type visit struct {
	entity int32
	by     laneSet
}

func newLanes(g sparse, weight []float64) *lanes {
	n := g.len()
	return &lanes{graph: g, weight: weight, sigma: make([][laneCount]float64, n), share: make([][laneCount]float64, n), seen: make([]laneSet, n), next: make([]laneSet, n)}
}

// add searches from at most laneCount sources and adds to the scores what each entity
// carries of their routes.
func (l *lanes) add(sources []int32, scores []float64) {
	l.spread(sources)
	for k := len(l.levels) - 2; k > 0; k-- {
		l.gather(k, sources, scores)
	}
}

// spread searches forward, level by level, and counts shortest routes.
func (l *lanes) spread(sources []int32) {
	clear(l.sigma)
	clear(l.share)
	clear(l.seen)
	l.order, l.hops, l.levels = l.order[:0], l.hops[:0], l.levels[:0]
	for lane, s := range sources {
		l.sigma[s][lane] = 1
		l.seen[s] |= 1 << lane
		l.order = append(l.order, visit{s, 1 << lane})
	}
	for from := 0; from < len(l.order); {
		to := len(l.order)
		l.levels = append(l.levels, level{from, len(l.hops)})
		for _, v := range l.order[from:to] {
			l.step(v)
		}
		for k := to; k < len(l.order); k++ {
			v := &l.order[k]
			v.by, l.next[v.entity] = l.next[v.entity], 0
			l.seen[v.entity] |= v.by
		}
		from = to
	}
	l.levels = append(l.levels, level{len(l.order), len(l.hops)})
}

// step goes from one entity to its neighbours that its lanes have not seen.
func (l *lanes) step(v visit) {
	from := &l.sigma[v.entity]
	for _, j := range l.graph.row(v.entity) {
		by := v.by &^ l.seen[j]
		if by == 0 {
			continue
		}
		if l.next[j] == 0 {
			l.order = append(l.order, visit{entity: j})
		}
		l.next[j] |= by
		l.hops = append(l.hops, hop{v.entity, j, by})
		addLanes(&l.sigma[j], from, by)
	}
}

// addLanes adds the lanes of a set to others.
func addLanes(to, from *[laneCount]float64, set laneSet) {
	if set == ^laneSet(0) {
		for k := range to {
			to[k] += from[k]
		}
		return
	}
	for ; set != 0; set &= set - 1 {
		k := bits.TrailingZeros32(set) & (laneCount - 1)
		to[k] += from[k]
	}
}

// gather scores the entities of a level, of which everything beyond is known, and
// hands their shares to the level before.
func (l *lanes) gather(k int, sources []int32, scores []float64) {
	var times [laneCount]float64 // how often each source counts
	for lane, source := range sources {
		times[lane] = l.weight[source]
	}
	for _, v := range l.order[l.levels[k].visit:l.levels[k+1].visit] {
		sigma, share, w, carried := &l.sigma[v.entity], &l.share[v.entity], l.weight[v.entity], 0.0
		if l.squares != nil {
			for set := v.by; set != 0; set &= set - 1 {
				lane := bits.TrailingZeros32(set) & (laneCount - 1)
				x := times[lane] * (sigma[lane] * share[lane])
				l.squares[v.entity] += x * x
			}
		}
		for set := v.by; set != 0; set &= set - 1 {
			lane := bits.TrailingZeros32(set) & (laneCount - 1)
			carried += times[lane] * (sigma[lane] * share[lane])
			share[lane] += w / sigma[lane]
		}
		scores[v.entity] += carried
	}
	for _, h := range l.hops[l.levels[k-1].hop:l.levels[k].hop] {
		addLanes(&l.share[h.from], &l.share[h.to], h.by)
	}
}
