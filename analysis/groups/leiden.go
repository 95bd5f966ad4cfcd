package groups

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Quality says what makes a division into groups a good one.
type Quality uint8

// The qualities.
const (
	// Modularity compares the ties within groups with those that random ties between
	// entities of the same degrees would put there. It hides small groups in large
	// networks.
	Modularity Quality = iota
	// CPM, the constant Potts model, asks of a group that more than a share of its pairs
	// be tied, the resolution; what else is in the network does not matter.
	CPM
)

// String returns the quality's word.
func (q Quality) String() string { return [...]string{"modularity", "cpm"}[q] }

// MarshalText returns the quality's word.
func (q Quality) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads the quality's word.
func (q *Quality) UnmarshalText(text []byte) error {
	for _, known := range []Quality{Modularity, CPM} {
		if known.String() == string(text) {
			*q = known
			return nil
		}
	}
	return fmt.Errorf("unknown quality %q: want modularity or cpm", text)
}

// LeidenOptions say which communities are looked for.
type LeidenOptions struct {
	Quality    Quality
	Resolution float64 // the more, the smaller the communities; 0: 1 for modularity, .1 for CPM
	Weighted   bool    // let strengths count
	Iterations int     // 0: until nothing changes
	Seed       uint64
}

func (o LeidenOptions) resolution() float64 {
	switch {
	case o.Resolution != 0:
		return o.Resolution
	case o.Quality == CPM:
		return .1
	}
	return 1
}

// A Community structure is a division of a view and how good it is.
type Community struct {
	Partition Partition
	Quality   float64 // see [QualityOf]
}

// Leiden divides a view into communities: groups that have more ties within than their
// quality expects. Every community is connected. Directions are ignored: two ties
// between the same two add up. Unlike the paper's, an iteration moves the nodes of each
// level again on its way back to single entities.
//
// Reading: communities are what a method makes of recorded ties, not gangs. Compare them
// with known gangs ([Agreement]), and take none as found that another seed or resolution
// does not find.
//
// Cost: near O(m) time for an iteration, O(n+m) memory. It stops early with ctx's error.
//
// Source: V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing
// well-connected communities", Scientific Reports 9 (2019). doi:10.1038/s41598-019-41695-z
func Leiden(ctx context.Context, v *graph.View, o LeidenOptions) (Community, error) {
	if o.Resolution < 0 || math.IsNaN(o.Resolution) || math.IsInf(o.Resolution, 0) {
		return Community{}, fmt.Errorf("leiden: resolution %g: want a number above 0", o.Resolution)
	}
	g := weightedOf(v, o.Weighted)
	for i := range g.degree {
		if g.degree[i] < 0 {
			return Community{}, errors.New("leiden: strengths below 0 have no communities")
		}
	}
	rate := o.resolution()
	if o.Quality == Modularity {
		rate /= 2 * max(g.total(), math.SmallestNonzeroFloat64)
	}
	entities := newDivision(g, g.leavesFolded(rate, o.Quality), rate, o)
	entities.part = append(entities.part, entities.label...)
	core := entities.putTogether(compact(entities.part, entities.order))
	core.moveAll()
	for round := 0; o.Iterations == 0 || round < o.Iterations; round++ {
		if err := ctx.Err(); err != nil {
			return Community{}, err
		}
		if !core.improve() {
			break
		}
	}
	for i, part := range entities.part {
		entities.label[i] = core.label[part]
	}
	p := inOrder(connected(g, entities.label))
	return Community{p, quality(g, p, o)}, nil
}

// QualityOf returns how good a division is: modularity as a share of all weight, at most 1;
// CPM as the weight within groups beyond what the resolution asks for.
//
//	Q = Σ_c (w(c)/m - γ (K(c)/2m)²)        modularity
//	H = Σ_c (w(c) - γ n(c)(n(c)-1)/2)      CPM
//
// with w(c) the weight within a community, K(c) the weight at its members, n(c) their
// number and m all weight. igraph and leidenalg give the same modularity; leidenalg's CPM
// is ours.
func QualityOf(v *graph.View, p Partition, o LeidenOptions) float64 {
	return quality(weightedOf(v, o.Weighted), p, o)
}

func quality(g *weighted, labels []int32, o LeidenOptions) float64 {
	within, degree, size := make([]float64, g.len()), make([]float64, g.len()), make([]float64, g.len())
	for i, label := range labels {
		within[label] += g.within[i]
		degree[label] += g.degree[i]
		size[label] += g.size[i]
		for k := g.start[i]; k < g.start[i+1]; k++ {
			if labels[g.to[k]] == label {
				within[label] += g.weight[k] / 2
			}
		}
	}
	m, sum := g.total(), 0.0
	for c := range within {
		if o.Quality == CPM {
			sum += within[c] - o.resolution()*size[c]*(size[c]-1)/2
		} else if m > 0 {
			share := degree[c] / (2 * m)
			sum += within[c]/m - o.resolution()*share*share
		}
	}
	return sum
}

func identity(n int) []int32 {
	labels := make([]int32, n)
	for i := range labels {
		labels[i] = int32(i)
	}
	return labels
}

// compact numbers labels from 0 by who comes first, and returns how many there are. It
// works in number, which is as long.
func compact(labels, number []int32) (count int) {
	for i := range labels {
		number[i] = -1
	}
	for i, label := range labels {
		if number[label] < 0 {
			number[label] = int32(count)
			count++
		}
		labels[i] = number[label]
	}
	return count
}

// connected splits labels so that each is in one piece. That never lowers a quality; the
// last move of an iteration may have cut one.
func connected(g *weighted, labels []int32) []int32 {
	split := unlabelled(g.len())
	var path []int32
	for first := range split {
		if split[first] >= 0 {
			continue
		}
		split[first] = int32(first)
		for path = append(path[:0], int32(first)); len(path) > 0; {
			i := path[len(path)-1]
			path = path[:len(path)-1]
			for _, j := range g.to[g.start[i]:g.start[i+1]] {
				if split[j] < 0 && labels[j] == labels[i] {
					split[j] = int32(first)
					path = append(path, j)
				}
			}
		}
	}
	return split
}
