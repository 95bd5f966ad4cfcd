package paths

import (
	"container/heap"
	"fmt"
	"math"
	"slices"

	gonum "gonum.org/v1/gonum/graph"

	"github.com/linchpin-graph/linchpin/graph"
)

// lengths is a view with a length for each tie and without the entities to avoid. It is a
// gonum graph.
type lengths struct {
	*graph.View
	measure Measure
	length  []float64 // by tie
	avoid   map[int]bool
}

// fewer makes the path with fewer ties the shorter of two that are as likely.
const fewer = 1e-9

func newLengths(v *graph.View, o Options) (*lengths, error) {
	g := &lengths{View: v, measure: o.Measure, length: make([]float64, v.Size()), avoid: map[int]bool{}}
	for _, i := range o.Avoid {
		g.avoid[i] = true
	}
	for tie := range g.length {
		switch o.Measure {
		case Ties:
			g.length[tie] = 1
		case Distance:
			if g.length[tie] = float64(v.Strength(tie).Distance()); math.IsInf(g.length[tie], 0) {
				from, to := v.Ends(tie)
				return nil, fmt.Errorf("tie %s - %s has a strength of 0, which has no distance; leave it out (--ties 'strength > 0') or measure by ties", v.ID(from), v.ID(to))
			}
		default:
			g.length[tie] = fewer - math.Log(likelihood(v, tie))
		}
	}
	return g, nil
}

// likelihood is the middle of a tie's interval of probability, .5 where it has no grade.
func likelihood(v *graph.View, tie int) float64 {
	p := probability(v, tie)
	return (p.Lo + p.Hi) / 2
}

// probability is that of a tie's being real, [0, 1] where no record has a grade.
func probability(v *graph.View, tie int) graph.Interval {
	if v.Certainty(tie) == graph.NotGraded {
		return graph.Interval{Lo: 0, Hi: 1}
	}
	return v.Probability(tie)
}

// From returns the neighbours of an entity that are not to be avoided.
func (g *lengths) From(id int64) gonum.Nodes {
	return &open{nodes: g.View.From(id), avoid: g.avoid}
}

// Weight returns the length of the tie from x to y.
func (g *lengths) Weight(x, y int64) (float64, bool) {
	if x == y {
		return 0, true
	}
	if tie, ok := g.TieBetween(int(x), int(y)); ok {
		return g.length[tie], true
	}
	return math.Inf(1), false
}

// WeightedEdge returns the tie from u to v with its length, or nil.
func (g *lengths) WeightedEdge(u, v int64) gonum.WeightedEdge {
	w, ok := g.Weight(u, v)
	if !ok || u == v {
		return nil
	}
	return edge{g.Node(u), g.Node(v), w}
}

// Edge returns the tie from u to v, or nil.
func (g *lengths) Edge(u, v int64) gonum.Edge {
	if e := g.WeightedEdge(u, v); e != nil {
		return e
	}
	return nil
}

type edge struct {
	from, to gonum.Node
	weight   float64
}

func (e edge) From() gonum.Node         { return e.from }
func (e edge) To() gonum.Node           { return e.to }
func (e edge) ReversedEdge() gonum.Edge { return edge{e.to, e.from, e.weight} }
func (e edge) Weight() float64          { return e.weight }

// open is nodes without those to avoid.
type open struct {
	nodes gonum.Nodes
	avoid map[int]bool
}

func (o *open) Next() bool {
	for o.nodes.Next() {
		if !o.avoid[int(o.nodes.Node().ID())] {
			return true
		}
	}
	return false
}

func (o *open) Node() gonum.Node { return o.nodes.Node() }
func (o *open) Len() int         { return -1 } // not known before they are counted
func (o *open) Reset()           { o.nodes.Reset() }

// along returns the path that passes some entities.
func (g *lengths) along(entities []int) Path {
	p := Path{Entities: entities, Ties: make([]int, 0, len(entities)-1), Real: graph.Interval{Lo: 1, Hi: 1}}
	for k := range entities[1:] {
		tie, _ := g.TieBetween(entities[k], entities[k+1])
		p.Ties = append(p.Ties, tie)
		p.Length += g.length[tie]
		p.Real = p.Real.And(probability(g.View, tie))
	}
	if g.measure == Probability {
		p.Length -= fewer * float64(len(p.Ties))
	}
	return p
}

// between returns the shortest paths from one entity to another, at most so many, and how
// many there are.
func (g *lengths) between(from, to, most int) ([]Path, float64) {
	distance := g.search(from, to)
	if math.IsInf(distance[to], 1) {
		return nil, 0
	}
	var found []Path
	var back func(entities []int)
	back = func(entities []int) {
		i := entities[len(entities)-1]
		if i == from {
			forward := slices.Clone(entities)
			slices.Reverse(forward)
			found = append(found, g.along(forward))
			return
		}
		for _, j := range g.before(i, distance) {
			if len(found) < most {
				back(append(slices.Clip(entities), j))
			}
		}
	}
	back([]int{to})
	slices.SortFunc(found, func(a, b Path) int { return slices.Compare(a.Entities, b.Entities) })
	return found, g.count(from, to, distance)
}

// before returns from where shortest paths come to an entity.
func (g *lengths) before(i int, distance []float64) []int {
	var all []int
	ties := g.InTies(i)
	for k, j := range g.InNeighbours(i) {
		if d := distance[j]; d < distance[i] && sameLength(d+g.length[ties[k]], distance[i]) {
			all = append(all, int(j))
		}
	}
	return all
}

// count counts the shortest paths; it is exact to 2^53.
func (g *lengths) count(from, to int, distance []float64) float64 {
	known := map[int]float64{from: 1}
	var count func(i int) float64
	count = func(i int) float64 {
		if n, ok := known[i]; ok {
			return n
		}
		n := 0.0
		for _, j := range g.before(i, distance) {
			n += count(j)
		}
		known[i] = n
		return n
	}
	return count(to)
}

// search returns the distances from an entity, final for all that are not farther than
// the last.
func (g *lengths) search(from, to int) []float64 {
	distance := make([]float64, g.Len())
	for i := range distance {
		distance[i] = math.Inf(1)
	}
	distance[from] = 0
	for q := (queue[float64]{{from, 0}}); len(q) > 0; {
		w := heap.Pop(&q).(waiting[float64])
		if w.at > distance[w.entity] {
			continue // a shorter way was found since
		}
		if w.at > distance[to] && !sameLength(w.at, distance[to]) {
			break
		}
		ties := g.Ties(w.entity)
		for k, j := range g.Neighbours(w.entity) {
			if d := w.at + g.length[ties[k]]; d < distance[j] && !g.avoid[int(j)] {
				distance[j] = d
				heap.Push(&q, waiting[float64]{int(j), d})
			}
		}
	}
	return distance
}
