package groups

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

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
// between the same two add up.
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
	labels := identity(v.Len())
	r := rand.New(rand.NewPCG(o.Seed, 11))
	best := quality(g, labels, o)
	for round := 0; o.Iterations == 0 || round < o.Iterations; round++ {
		if err := ctx.Err(); err != nil {
			return Community{}, err
		}
		next := connected(g, improve(g, labels, o, r))
		q := quality(g, next, o)
		if !(q > best+1e-12) {
			break
		}
		labels, best = next, q
	}
	p := inOrder(labels)
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

// improve does one iteration: it moves entities, refines the groups, and does so again
// with what was refined put together, until nothing can be put together.
func improve(g *weighted, labels []int32, o LeidenOptions, r *rand.Rand) []int32 {
	rate := o.resolution()
	if o.Quality == Modularity {
		rate /= 2 * max(g.total(), math.SmallestNonzeroFloat64)
	}
	node := identity(g.len()) // that each entity is in
	for level, group := g, labels; ; {
		d := newDivision(level, group, rate, o.Quality, r)
		d.move()
		parts, count := compact(d.refine())
		if count == level.len() { // nothing is left to put together
			out := make([]int32, g.len())
			for i := range out {
				out[i] = d.label[node[i]]
			}
			// What was put together may have kept single entities from a better group.
			last := newDivision(g, out, rate, o.Quality, r)
			last.move()
			return last.label
		}
		labels, _ := compact(d.label)
		group = make([]int32, count)
		for i, part := range parts {
			group[part] = labels[i]
		}
		for i := range node {
			node[i] = parts[node[i]]
		}
		level = level.together(parts, count)
	}
}

func identity(n int) []int32 {
	labels := make([]int32, n)
	for i := range labels {
		labels[i] = int32(i)
	}
	return labels
}

// compact numbers labels from 0 by who comes first.
func compact(labels []int32) (numbered []int32, count int) {
	number := unlabelled(len(labels))
	numbered = make([]int32, len(labels))
	for i, label := range labels {
		if number[label] < 0 {
			number[label] = int32(count)
			count++
		}
		numbered[i] = number[label]
	}
	return numbered, count
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
