package paths

import (
	"container/heap"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// lengths is a view with a length for each tie and without the entities to avoid.
type lengths struct {
	*graph.View
	measure Measure
	length  []float64 // by tie
	avoid   []bool    // by entity
}

// fewer makes the path with fewer ties the shorter of two that are as likely.
const fewer = 1e-9

// breath is how many steps a search takes before it looks whether it is still wanted.
const breath = 1 << 12

func newLengths(ctx context.Context, v *graph.View, o Options) (*lengths, error) {
	g := &lengths{View: v, measure: o.Measure, length: make([]float64, v.Size()), avoid: make([]bool, v.Len())}
	for _, i := range o.Avoid {
		g.avoid[i] = true
	}
	for tie := range g.length {
		if tie%breath == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
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

// allReal returns the probability that all of some ties are real, were they independent.
// One that is gone along twice is one tie, and so are the two ways of one that has no
// direction of its own.
func allReal(v *graph.View, ties []int) graph.Interval {
	distinct := make([]int, len(ties))
	for k, tie := range ties {
		distinct[k] = oneOfBoth(v, tie)
	}
	slices.Sort(distinct)
	all := graph.Interval{Lo: 1, Hi: 1}
	for _, tie := range slices.Compact(distinct) {
		all = all.And(probability(v, tie))
	}
	return all
}

// oneOfBoth returns the same of the two ties that a directed view makes of one that can
// be gone along both ways, and any other tie itself.
func oneOfBoth(v *graph.View, tie int) int {
	from, to := v.Ends(tie)
	if !v.Directed() || from < to {
		return tie
	}
	if back, ok := v.TieBetween(to, from); ok && slices.Equal(v.Evidence(back), v.Evidence(tie)) {
		return back
	}
	return tie
}

// along returns the path that passes some entities, measured as searches measure it.
func (g *lengths) along(entities []int) Path {
	p := Path{Entities: entities, Ties: make([]int, 0, len(entities)-1)}
	for k := range entities[1:] {
		tie, _ := g.TieBetween(entities[k], entities[k+1])
		p.Ties = append(p.Ties, tie)
		p.Length += g.length[tie]
	}
	return p
}

// describe makes paths that were found fit to be shown.
func (g *lengths) describe(found []Path) []Path {
	for k := range found {
		p := &found[k]
		p.Real = allReal(g.View, p.Ties)
		if g.measure == Probability {
			p.Length -= fewer * float64(len(p.Ties))
		}
	}
	return found
}

// between returns the shortest paths from one entity to another, at most so many, in order
// of their entities, and how many there are.
func (g *lengths) between(ctx context.Context, from, to, most int) ([]Path, float64, error) {
	ahead, err := g.ahead(ctx, to, from)
	if err != nil || math.IsInf(ahead[from], 1) {
		return nil, 0, err
	}
	var found []Path
	way := []int{from}
	var walk func()
	walk = func() {
		i := way[len(way)-1]
		if i == to {
			found = append(found, g.along(slices.Clone(way)))
			return
		}
		for _, j := range g.onward(i, ahead) {
			if len(found) == most || ctx.Err() != nil {
				return
			}
			way = append(way, j)
			walk()
			way = way[:len(way)-1]
		}
	}
	walk()
	return found, g.count(from, to, ahead), ctx.Err()
}

// onward returns where shortest paths go on to from an entity.
func (g *lengths) onward(i int, ahead []float64) []int {
	var all []int
	ties := g.Ties(i)
	for k, j := range g.Neighbours(i) {
		if d := ahead[j]; d < ahead[i] && sameLength(d+g.length[ties[k]], ahead[i]) {
			all = append(all, int(j))
		}
	}
	return all
}

// count counts the shortest paths; it is exact to 2^53.
func (g *lengths) count(from, to int, ahead []float64) float64 {
	known := map[int]float64{to: 1}
	var count func(i int) float64
	count = func(i int) float64 {
		if n, ok := known[i]; ok {
			return n
		}
		n := 0.0
		for _, j := range g.onward(i, ahead) {
			n += count(j)
		}
		known[i] = n
		return n
	}
	return count(from)
}

// everybody asks for the distances of all.
const everybody = -1

// ahead returns how far each entity has to go to one, final for all that are not farther
// than another, or for everybody.
func (g *lengths) ahead(ctx context.Context, to, other int) ([]float64, error) {
	distance := make([]float64, g.Len())
	for i := range distance {
		distance[i] = math.Inf(1)
	}
	distance[to] = 0
	q := queue[float64]{{to, 0}}
	for step := 0; len(q) > 0; step++ {
		if step%breath == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		w := heap.Pop(&q).(waiting[float64])
		if w.at > distance[w.entity] {
			continue // a shorter way was found since
		}
		if other != everybody && longer(w.at, distance[other]) {
			break
		}
		ties := g.InTies(w.entity)
		for k, j := range g.InNeighbours(w.entity) {
			if d := w.at + g.length[ties[k]]; d < distance[j] && !g.avoid[j] {
				distance[j] = d
				heap.Push(&q, waiting[float64]{int(j), d})
			}
		}
	}
	return distance, nil
}

// sameLength reports whether two lengths are equal but for rounding.
func sameLength(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a), math.Abs(b)) }

// longer reports whether a length is more than another, and not by rounding.
func longer(a, b float64) bool { return a > b && !sameLength(a, b) }
