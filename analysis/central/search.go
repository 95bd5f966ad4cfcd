package central

import (
	"container/heap"
	"fmt"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// A search finds the shortest routes by distance from one entity to all others, with
// what Brandes' and the closeness measures need of them. It is used for one source
// after another and allocates nothing after its making.
type search struct {
	view     *graph.View
	distance []float64 // Inf where out of reach
	sigma    []float64 // number of shortest routes from the source
	order    []int32   // those in reach, nearest first; the source is order[0]
	queue    queue
	reverse  bool // follow ties against their direction
}

func newSearch(v *graph.View) *search {
	n := v.Len()
	s := &search{view: v, distance: make([]float64, n), sigma: make([]float64, n), order: make([]int32, 0, n)}
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

func (s *search) neighbours(i int32) (to, ties []int32) {
	if s.reverse {
		return s.view.InNeighbours(int(i)), s.view.InTies(int(i))
	}
	return s.view.Neighbours(int(i)), s.view.Ties(int(i))
}

// from searches from a source.
func (s *search) from(source int) {
	for _, i := range s.order {
		s.distance[i], s.sigma[i] = math.Inf(1), 0
	}
	s.order = s.order[:0]
	s.distance[source], s.sigma[source] = 0, 1
	s.byDistance(int32(source))
}

// sameLength is how near two routes' lengths, relative to the longer, count as
// equal: sums of distances in another order differ by less.
const sameLength = 1e-12

func sameRoute(a, b float64) bool { return math.Abs(a-b) <= sameLength*max(a, b) }

// byDistance is Dijkstra's search. Counts of routes are made afterwards, in order of
// distance, so that equal lengths reached by different sums count as equal.
func (s *search) byDistance(source int32) {
	s.queue = append(s.queue[:0], waiting{source, 0})
	for len(s.queue) > 0 {
		w := heap.Pop(&s.queue).(waiting)
		if w.distance > s.distance[w.entity] || s.sigma[w.entity] < 0 {
			continue
		}
		s.sigma[w.entity] = -1 // settled
		s.order = append(s.order, w.entity)
		to, ties := s.neighbours(w.entity)
		for k, j := range to {
			d := w.distance + float64(s.view.Strength(int(ties[k])).Distance())
			if d < s.distance[j] && s.sigma[j] >= 0 {
				s.distance[j] = d
				heap.Push(&s.queue, waiting{j, d})
			}
		}
	}
	for _, i := range s.order {
		s.sigma[i] = 0
	}
	s.sigma[source] = 1
	for _, i := range s.order {
		to, ties := s.neighbours(i)
		for k, j := range to {
			if s.precedes(i, j, ties[k]) {
				s.sigma[j] += s.sigma[i]
			}
		}
	}
}

// precedes reports whether i comes just before j on a shortest route, by the tie
// given.
func (s *search) precedes(i, j, tie int32) bool {
	return s.distance[i] < s.distance[j] && sameRoute(s.distance[j], s.distance[i]+float64(s.view.Strength(int(tie)).Distance()))
}

// waiting is an entity that a weighted search has yet to settle.
type waiting struct {
	entity   int32
	distance float64
}

type queue []waiting

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].distance < q[j].distance || q[i].distance == q[j].distance && q[i].entity < q[j].entity
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(waiting)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
