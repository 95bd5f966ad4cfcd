package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// Core scores each entity by the densest part of the network that it belongs to:
//
//	C(v) = max { k : v is in a part where everybody has k ties or more to the others }
//
// In a directed view ties in and out count alike, as in networkx. Strengths are ignored.
//
// Unit: ties. Max: n-1, where everybody is tied to everybody; directed 2(n-1).
//
// Reading: a high score marks somebody in the thick of it, surrounded by others who are.
// Who stands between groups often scores low.
//
// Cost: O(n+m) time, O(n) memory.
//
// Source: V. Batagelj and M. Zaveršnik, "An O(m) algorithm for cores decomposition of
// networks" (2003). arXiv:cs/0310049
func Core(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	n := v.Len()
	s := Scores{Measure: MeasureCore, Unit: "ties", Max: float64(max(n-1, 0)), Values: make([]float64, n)}
	sides := []func(int) []int32{v.Neighbours}
	if v.Directed() {
		sides, s.Max = append(sides, v.InNeighbours), 2*s.Max
	}
	p := newPeeling(sides, n)
	for at := range p.order {
		i := p.order[at]
		s.Values[i] = float64(p.degree[i])
		for _, row := range sides {
			for _, j := range row(int(i)) {
				p.lower(j, p.degree[i])
			}
		}
	}
	return s, nil
}

// A peeling keeps entities by how many ties they have left, fewest first.
type peeling struct {
	degree []int32
	order  []int32 // by degree
	place  []int32 // of each entity in order
	first  []int32 // where each degree begins in order
}

func newPeeling(sides []func(int) []int32, n int) *peeling {
	p := &peeling{degree: make([]int32, n), order: make([]int32, n), place: make([]int32, n)}
	most := int32(0)
	for i := range int32(n) {
		for _, row := range sides {
			p.degree[i] += int32(len(row(int(i))))
		}
		most = max(most, p.degree[i])
	}
	p.first = make([]int32, most+2)
	for _, d := range p.degree {
		p.first[d+1]++
	}
	for d := range most + 1 {
		p.first[d+1] += p.first[d]
	}
	next := append([]int32{}, p.first...)
	for i, d := range p.degree {
		p.order[next[d]], p.place[i] = int32(i), next[d]
		next[d]++
	}
	return p
}

// lower takes one tie from an entity that has more than a number left, by swapping it
// with the first of its degree.
func (p *peeling) lower(i, floor int32) {
	d := p.degree[i]
	if d <= floor {
		return
	}
	first := p.order[p.first[d]]
	p.order[p.place[i]], p.order[p.first[d]] = first, i
	p.place[first], p.place[i] = p.place[i], p.place[first]
	p.first[d]++
	p.degree[i]--
}
