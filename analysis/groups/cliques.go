package groups

import (
	"context"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrTooManyCliques says how many were found when the search stopped.
type ErrTooManyCliques int

// Error says what to do.
func (e ErrTooManyCliques) Error() string {
	return fmt.Sprintf("more than %d cliques: narrow the view, or ask for larger ones", int(e))
}

// Cliques returns the largest sets in which everybody is tied to everybody, of at least
// some members, that are in no larger one. They are in order of their members, which are
// ascending; directions are ignored. It fails with [ErrTooManyCliques] beyond most.
//
// Cost: O(d n 3^(d/3)) time for a network whose core number is d at most, in the worst
// case. It stops early with ctx's error.
//
// Source: D. Eppstein, M. Löffler and D. Strash, "Listing all maximal cliques in sparse
// graphs in near-optimal time", ISAAC 2010. doi:10.1007/978-3-642-17517-6_36
func Cliques(ctx context.Context, v *graph.View, atLeast, most int) ([][]int32, error) {
	g := weightedOf(v, false)
	s := cliqueSearch{ctx: ctx, graph: g, atLeast: atLeast, most: most, is: make([]int, g.len())}
	order, place := s.peel()
	for _, i := range order {
		var later, earlier []int32
		for _, j := range s.row(i) {
			if place[j] > place[i] {
				later = append(later, j)
			} else {
				earlier = append(earlier, j)
			}
		}
		if err := s.grow([]int32{i}, later, earlier); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.found, slices.Compare)
	return s.found, nil
}

type cliqueSearch struct {
	ctx           context.Context
	graph         *weighted
	atLeast, most int
	found         [][]int32
	is            []int // scratch: marks a set by a number
	mark          int
}

func (s *cliqueSearch) row(i int32) []int32 { return s.graph.to[s.graph.start[i]:s.graph.start[i+1]] }

// peel orders the entities so that each has few neighbours among those after it: the one
// with the fewest left first.
func (s *cliqueSearch) peel() (order []int32, place []int) {
	n := s.graph.len()
	degree, byDegree := make([]int, n), make([][]int32, n+1)
	place = make([]int, n)
	for i := range int32(n) {
		degree[i], place[i] = len(s.row(i)), -1
		byDegree[degree[i]] = append(byDegree[degree[i]], i)
	}
	for d := 0; d <= n; {
		if len(byDegree[d]) == 0 {
			d++
			continue
		}
		i := byDegree[d][len(byDegree[d])-1]
		byDegree[d] = byDegree[d][:len(byDegree[d])-1]
		if place[i] >= 0 || degree[i] != d {
			continue // it has been taken, or stands lower since
		}
		place[i] = len(order)
		order = append(order, i)
		for _, j := range s.row(i) {
			if place[j] < 0 {
				degree[j]--
				byDegree[degree[j]] = append(byDegree[degree[j]], j)
			}
		}
		d = max(0, d-1)
	}
	return order, place
}

// grow finds the cliques that hold some, and may hold candidates, but none of those done
// already: Bron and Kerbosch's search with Tomita's pivot.
func (s *cliqueSearch) grow(clique, candidates, done []int32) error {
	if len(candidates) == 0 {
		if len(done) > 0 || len(clique) < s.atLeast {
			return nil
		}
		if len(s.found) >= s.most {
			return ErrTooManyCliques(s.most)
		}
		found := slices.Clone(clique)
		slices.Sort(found)
		s.found = append(s.found, found)
		return s.ctx.Err()
	}
	if len(clique)+len(candidates) < s.atLeast {
		return nil
	}
	pivot, most := int32(-1), -1
	for _, set := range [2][]int32{candidates, done} {
		for _, i := range set {
			if n := len(s.among(candidates, i)); n > most {
				pivot, most = i, n
			}
		}
	}
	near := s.among(candidates, pivot)
	for _, i := range slices.Clone(candidates) {
		if slices.Contains(near, i) {
			continue
		}
		if err := s.grow(append(slices.Clip(clique), i), s.among(candidates, i), s.among(done, i)); err != nil {
			return err
		}
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(j int32) bool { return j == i })
		done = append(slices.Clip(done), i)
	}
	return nil
}

// among returns those of a set that are neighbours of an entity.
func (s *cliqueSearch) among(set []int32, i int32) []int32 {
	s.mark++
	for _, j := range s.row(i) {
		s.is[j] = s.mark
	}
	var near []int32
	for _, j := range set {
		if s.is[j] == s.mark {
			near = append(near, j)
		}
	}
	return near
}

// Percolation returns communities that may overlap: of cliques of k, all that can be
// reached from one by exchanging one member at a time. They are in order of size, the
// largest first. k is at least 2.
//
// Cost: that of the cliques, and O(c²) for c cliques that share members at worst.
//
// Source: G. Palla et al., "Uncovering the overlapping community structure of complex
// networks", Nature 435 (2005). doi:10.1038/nature03607
func Percolation(ctx context.Context, v *graph.View, k, most int) ([][]int32, error) {
	if k < 2 {
		return nil, fmt.Errorf("clique percolation: k of %d: want at least 2", k)
	}
	cliques, err := Cliques(ctx, v, k, most)
	if err != nil {
		return nil, err
	}
	with := make([][]int, v.Len()) // the cliques of each entity
	for c, members := range cliques {
		for _, i := range members {
			with[i] = append(with[i], c)
		}
	}
	union := make([]int, len(cliques))
	for c := range union {
		union[c] = c
	}
	find := func(c int) int {
		for union[c] != c {
			union[c] = union[union[c]]
			c = union[c]
		}
		return c
	}
	shared := make([]int, len(cliques))
	for c, members := range cliques {
		var touched []int
		for _, i := range members {
			for _, other := range with[i] {
				if other >= c {
					break // they are ascending
				}
				if shared[other] == 0 {
					touched = append(touched, other)
				}
				shared[other]++
			}
		}
		for _, other := range touched {
			if shared[other] >= k-1 {
				union[find(c)] = find(other)
			}
			shared[other] = 0
		}
	}
	members := map[int][]int32{}
	for c := range cliques {
		members[find(c)] = append(members[find(c)], cliques[c]...)
	}
	var communities [][]int32
	for c := range cliques {
		if all := members[c]; len(all) > 0 {
			slices.Sort(all)
			communities = append(communities, slices.Compact(all))
		}
	}
	slices.SortStableFunc(communities, func(a, b []int32) int { return len(b) - len(a) })
	return communities, nil
}
