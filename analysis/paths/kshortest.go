package paths

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// KShortest returns the k shortest paths that pass no entity twice, the shortest first,
// and equally short ones in order of the numbers of their entities; fewer where there are
// not so many.
//
// Cost: one search of the whole view, O(m log n), and then for each path one for each of
// its entities, which is drawn to the end by the distances of the first and leaves off
// where a path would be longer than k others. O(n+m) memory, and the paths. It stops early
// with ctx's error.
//
// Source: J. Y. Yen, "Finding the K shortest loopless paths in a network", Management
// Science 17 (1971), doi:10.1287/mnsc.17.11.712; with the improvement of E. L. Lawler, "A
// procedure for computing the K best solutions to discrete optimization problems",
// Management Science 18 (1972), doi:10.1287/mnsc.18.7.401; each search as in P. E. Hart,
// N. J. Nilsson and B. Raphael, "A formal basis for the heuristic determination of minimum
// cost paths", IEEE Trans. SSC 4 (1968), doi:10.1109/TSSC.1968.300136
func KShortest(ctx context.Context, v *graph.View, from, to, k int, o Options) ([]Path, error) {
	if len(o.Through) > 0 {
		return nil, errors.New("the k shortest paths cannot be made to pass somebody: leave out one of the two")
	}
	if k < 1 {
		return nil, fmt.Errorf("%d shortest paths: want at least 1", k)
	}
	if err := o.Check(v, from, to); err != nil {
		return nil, err
	}
	g, err := newLengths(ctx, v, o)
	if err != nil {
		return nil, err
	}
	y, err := newYen(ctx, g, to)
	if err != nil {
		return nil, err
	}
	y.branch(candidate{Path: Path{Entities: []int{from}}}, 0, k)
	var found []Path
	for len(found) < k && len(y.next) > 0 {
		best := y.next[0]
		y.next = y.next[1:]
		found = append(found, best.Path)
		for fork := best.fork; fork < len(best.Entities)-1 && len(found) < k; fork++ {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if o.Progress != nil {
				o.Progress(len(found), k)
			}
			y.branch(best, fork, k-len(found))
		}
	}
	if len(found) == 0 {
		return nil, ErrNoPath
	}
	return g.describe(found), nil
}

// A candidate is the best of all paths that begin alike and then go on to none of some
// entities, to which other paths go on.
type candidate struct {
	Path
	fork   int   // the place in the path up to which they are alike
	barred []int // whom none goes on to from there
}

// yen looks for the next best path. Its scratch is cleared by counting searches up: what
// an earlier search has written is not this one's.
type yen struct {
	*lengths
	to     int
	ahead  []float64 // by entity: how far it is to the end, whoever is passed
	next   []candidate
	search int32
	passed []int32   // the search in which an entity was passed before the fork
	seen   []int32   // the search that reached it
	far    []float64 // and how far that is from the fork
	onWay  []int32   // the search in which it is on a shortest way from the fork to the end
}

func newYen(ctx context.Context, g *lengths, to int) (*yen, error) {
	ahead, err := g.ahead(ctx, to, everybody)
	if err != nil {
		return nil, err
	}
	n := g.Len()
	return &yen{
		lengths: g, to: to, ahead: ahead,
		passed: make([]int32, n), seen: make([]int32, n), far: make([]float64, n), onWay: make([]int32, n),
	}, nil
}

// branch adds the best path that leaves another at a place to those waiting, if it is among
// the best so many.
func (y *yen) branch(from candidate, fork, most int) {
	c := candidate{fork: fork}
	if fork == from.fork {
		c.barred = slices.Clone(from.barred)
	}
	if fork+1 < len(from.Entities) {
		c.barred = append(c.barred, from.Entities[fork+1])
	}
	root := y.along(from.Entities[:fork+1])
	limit := math.MaxFloat64
	if len(y.next) >= most {
		limit = y.next[most-1].Length - root.Length
	}
	y.search++
	for _, i := range root.Entities[:fork] {
		y.passed[i] = y.search
	}
	if !y.reach(root.Entities[fork], c.barred, limit) {
		return
	}
	c.Path = y.along(append(slices.Clone(root.Entities), y.first(root.Entities[fork], c.barred)...))
	at, _ := slices.BinarySearchFunc(y.next, c, byLength)
	y.next = slices.Insert(y.next, at, c)
	y.next = y.next[:min(most, len(y.next))]
}

// byLength orders paths by their lengths, and equally long ones by their entities.
func byLength(a, b candidate) int {
	if sameLength(a.Length, b.Length) {
		return slices.Compare(a.Entities, b.Entities)
	}
	return cmp.Compare(a.Length, b.Length)
}

// reach finds how far it is from a fork to all who may be on a shortest way to the end, and
// reports whether there is a way that is not longer than the limit.
func (y *yen) reach(fork int, barred []int, limit float64) bool {
	y.seen[fork], y.far[fork] = y.search, 0
	for q := (queue[float64]{{fork, y.ahead[fork]}}); len(q) > 0; {
		w := heap.Pop(&q).(waiting[float64])
		if longer(w.at, limit) {
			break
		}
		i := w.entity
		if w.at > y.far[i]+y.ahead[i] {
			continue // a shorter way was found since
		}
		ties := y.Ties(i)
		for k, j := range y.Neighbours(i) {
			d := y.far[i] + y.length[ties[k]]
			whole := d + y.ahead[j]
			if math.IsInf(whole, 1) || longer(whole, limit) || y.passed[j] == y.search || y.seen[j] == y.search && d >= y.far[j] {
				continue
			}
			if i == fork && slices.Contains(barred, int(j)) {
				continue
			}
			y.seen[j], y.far[j] = y.search, d
			if int(j) == y.to {
				limit = d
			}
			heap.Push(&q, waiting[float64]{int(j), whole})
		}
	}
	return y.seen[y.to] == y.search
}

// first returns, of the shortest ways from a fork to the end, the first in order of
// entities, without the fork.
func (y *yen) first(fork int, barred []int) []int {
	step := func(i, j int32, tie int32) bool {
		return y.seen[i] == y.search && y.far[i] < y.far[j] && sameLength(y.far[i]+y.length[tie], y.far[j]) &&
			!(int(i) == fork && slices.Contains(barred, int(j)))
	}
	y.onWay[y.to] = y.search
	for back := []int32{int32(y.to)}; len(back) > 0; {
		j := back[len(back)-1]
		back = back[:len(back)-1]
		ties := y.InTies(int(j))
		for k, i := range y.InNeighbours(int(j)) {
			if y.onWay[i] != y.search && step(i, j, ties[k]) {
				y.onWay[i] = y.search
				back = append(back, i)
			}
		}
	}
	var way []int
	for i := fork; i != y.to; i = way[len(way)-1] {
		ties := y.Ties(i)
		for k, j := range y.Neighbours(i) {
			if y.onWay[j] == y.search && step(int32(i), j, ties[k]) {
				way = append(way, int(j))
				break
			}
		}
	}
	return way
}
