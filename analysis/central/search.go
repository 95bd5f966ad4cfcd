package central

import (
	"fmt"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// A search finds the shortest routes by length from one entity to all others. It is
// used for one source after another and allocates nothing after its making.
type search struct {
	graph    sparse
	weight   []float64 // how often each entity counts
	distance []float64 // Inf where out of reach
	sigma    []float64 // number of shortest routes from the source
	share    []float64 // Σ (weight + dependency) / sigma over those that come after
	order    []int32   // those in reach, nearest first; the source is order[0]
	hops     []hop     // from an entity to the next on a shortest route, by place of the first
	queue    queue
}

// newSearch makes a search of a graph that has lengths; weight may be nil for one that
// only measures.
func newSearch(g sparse, weight []float64) *search {
	n := g.len()
	s := &search{graph: g, weight: weight, distance: make([]float64, n), sigma: make([]float64, n), share: make([]float64, n), order: make([]int32, 0, n), hops: make([]hop, 0, len(g.to)+1)}
	for i := range s.distance {
		s.distance[i] = math.Inf(1)
	}
	return s
}

// checkDistances refuses a tie whose strength has no distance.
func checkDistances(v *graph.View) error {
	for tie := range v.Size() {
		if d := v.Strength(tie).Distance(); math.IsInf(float64(d), 0) {
			from, to := v.Ends(tie)
			return fmt.Errorf("tie %s - %s has a strength of %g, which has no distance; leave it out (--ties 'strength > 0') or do not weight", v.ID(from), v.ID(to), v.Strength(tie))
		}
	}
	return nil
}

// measure finds the distances from a source, by Dijkstra's search.
func (s *search) measure(source int32) {
	for _, i := range s.order {
		s.distance[i] = math.Inf(1)
	}
	s.order = s.order[:0]
	s.distance[source] = 0
	s.queue = append(s.queue[:0], waiting{0, source})
	for len(s.queue) > 0 {
		w := s.queue.pop()
		if w.distance > s.distance[w.entity] {
			continue // a shorter way was found since
		}
		s.order = append(s.order, w.entity)
		for k := s.graph.start[w.entity]; k < s.graph.start[w.entity+1]; k++ {
			j, d := s.graph.to[k], w.distance+s.graph.length[k]
			if d < s.distance[j] {
				s.distance[j] = d
				s.queue.push(waiting{d, j})
			}
		}
	}
}

// sameLength is how near two routes' lengths, relative to the longer, count as
// equal: sums of distances in another order differ by less. Distances are not below 0, so
// that their bits are ordered as they are.
const sameLength = 1e-12

// onRoute returns 1 where a tie leads along a shortest route, by how far its ends are and
// how far the second is by the tie, and 0 elsewhere. It has no branch, since a processor
// can hardly foretell which ties do.
func onRoute(here, there, by float64) uint64 {
	further := math.Float64bits(here) - math.Float64bits(there)
	longer := math.Float64bits(there) - math.Float64bits(by-sameLength*by)
	return further >> 63 &^ (longer >> 63)
}

// count counts the shortest routes to everybody in reach. It is done after measure, in
// order of distance, so that equal lengths reached by different sums count as equal.
func (s *search) count() {
	for _, i := range s.order {
		s.sigma[i] = 0
	}
	s.sigma[s.order[0]] = 1
	hops, found := s.hops[:cap(s.hops)], 0
	for _, i := range s.order {
		here, routes := s.distance[i], math.Float64bits(s.sigma[i])
		for k := s.graph.start[i]; k < s.graph.start[i+1]; k++ {
			j := s.graph.to[k]
			on := onRoute(here, s.distance[j], here+s.graph.length[k])
			s.sigma[j] += math.Float64frombits(routes & -on)
			hops[found] = hop{from: i, to: j}
			found += int(on)
		}
	}
	s.hops = hops[:found]
}

// add searches from a source and adds to the scores what each entity carries of its
// routes: Brandes' dependencies, in which every entity counts as often as its weight
// says.
func (s *search) add(source int32, scores []float64) {
	s.measure(source)
	s.count()
	for _, i := range s.order {
		s.share[i] = 0
	}
	next := len(s.hops)
	for at := len(s.order) - 1; at > 0; at-- {
		i := s.order[at]
		for next > 0 && s.hops[next-1].from == i {
			next--
			s.share[i] += s.share[s.hops[next].to]
		}
		scores[i] += s.weight[source] * s.sigma[i] * s.share[i]
		s.share[i] += s.weight[i] / s.sigma[i]
	}
}

// A queue is a heap of four branches, nearest first.
type queue []waiting

// waiting is an entity that a search has yet to settle.
type waiting struct {
	distance float64
	entity   int32
}

// key orders as the distance does, and is compared faster: distances are not below 0.
func (w waiting) key() uint64 { return math.Float64bits(w.distance) }

const branches = 4

func (q *queue) push(w waiting) {
	*q = append(*q, w)
	h, i := *q, len(*q)-1
	for i > 0 {
		parent := (i - 1) / branches
		if w.key() >= h[parent].key() {
			break
		}
		h[i] = h[parent]
		i = parent
	}
	h[i] = w
}

func (q *queue) pop() waiting {
	h := *q
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		first := branches*i + 1
		if first >= len(h) {
			break
		}
		least := h.least(first)
		if h[least].key() >= last.key() {
			break
		}
		h[i] = h[least]
		i = least
	}
	h[i] = last
	return top
}

// least returns the nearest of the children that begin at a place.
func (q queue) least(first int) int {
	if first+branches > len(q) {
		least := first
		for k := first + 1; k < len(q); k++ {
			if q[k].key() < q[least].key() {
				least = k
			}
		}
		return least
	}
	// Without branches, which a processor cannot foretell here: the upper bit of a
	// difference of two keys says which is smaller.
	h := q[first : first+branches]
	k0, k1, k2, k3 := h[0].key(), h[1].key(), h[2].key(), h[3].key()
	second, fourth := (k1-k0)>>63, (k3-k2)>>63
	front, back := k0^(k0^k1)&-second, k2^(k2^k3)&-fourth
	behind := (back - front) >> 63
	return first + int(second^(second^(2+fourth))&-behind)
}
