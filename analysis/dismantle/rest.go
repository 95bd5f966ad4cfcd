package dismantle

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
)

// A rest is what a team leaves of a network, as distances are counted in it. Who has no
// more than one tie left lies between nobody: such entities hang on the one they are tied
// to, and what counts of them follows from that one's distances. The others are the core.
type rest struct {
	network *network
	order   []int32 // entities, those close to each other one after the other
	ties    []int32 // by entity, to how many others that are left; gone: it is removed
	hangs   []int32 // by entity, how many hang on it
	place   []int32 // by entity, in the core; gone: it is not in it
	couples int64   // pairs tied to each other and to nobody else

	entity    []int32 // by place, ascending by how many hang on it
	hanging   []int64 // by place
	start, to []int32 // by place, neighbours in the core

	seen, now, next []uint64 // by place, by which sources it is, is just, and is next reached
	front, ahead    []int32  // places that are just and next reached
	met             []int32  // places that are reached
	row             []int64  // by distance, whom the sources at hand have there
	count           []int64  // by distance, pairs, each from both ends
}

func newRest(g *network) *rest {
	n := g.len()
	return &rest{network: g, order: g.inWaves(), ties: make([]int32, n), hangs: make([]int32, n), place: make([]int32, n),
		seen: make([]uint64, n), now: make([]uint64, n), next: make([]uint64, n)}
}

// inWaves returns all entities so that those close to each other follow one another.
func (g *network) inWaves() []int32 {
	order, seen := make([]int32, 0, g.len()), make([]bool, g.len())
	for first := range seen {
		if seen[first] {
			continue
		}
		seen[first] = true
		at := len(order)
		for order = append(order, int32(first)); at < len(order); at++ {
			for _, j := range g.row(order[at]) {
				if !seen[j] {
					seen[j] = true
					order = append(order, j)
				}
			}
		}
	}
	return order
}

// without makes the rest that of a team.
func (r *rest) without(team []int32) {
	for i := range r.ties {
		r.ties[i] = int32(len(r.network.row(int32(i))))
		r.hangs[i], r.place[i] = 0, gone
	}
	for _, i := range team {
		if r.ties[i] == gone {
			continue
		}
		r.ties[i] = gone
		for _, j := range r.network.row(i) {
			if r.ties[j] != gone {
				r.ties[j]--
			}
		}
	}
	r.hang()
	r.entity = r.entity[:0]
	for _, i := range r.order {
		if r.ties[i] > 1 {
			r.entity = append(r.entity, i)
		}
	}
	slices.SortStableFunc(r.entity, func(a, b int32) int { return cmp.Compare(r.hangs[a], r.hangs[b]) })
	r.tie()
}

// hang counts who hangs on whom.
func (r *rest) hang() {
	r.couples = 0
	for i, ties := range r.ties {
		if ties != 1 {
			continue
		}
		switch on := r.hold(int32(i)); {
		case r.ties[on] > 1:
			r.hangs[on]++
		case int32(i) < on:
			r.couples++
		}
	}
}

// hold returns the one that is left of an entity's neighbours.
func (r *rest) hold(i int32) int32 {
	for _, j := range r.network.row(i) {
		if r.ties[j] != gone {
			return j
		}
	}
	return gone
}

// tie makes the rows of the core.
func (r *rest) tie() {
	for at, i := range r.entity {
		r.place[i] = int32(at)
	}
	r.hanging, r.start, r.to = r.hanging[:0], append(r.start[:0], 0), r.to[:0]
	for _, i := range r.entity {
		r.hanging = append(r.hanging, int64(r.hangs[i]))
		for _, j := range r.network.row(i) {
			if r.place[j] != gone {
				r.to = append(r.to, r.place[j])
			}
		}
		r.start = append(r.start, int32(len(r.to)))
	}
}

func (r *rest) neighbours(at int32) []int32 { return r.to[r.start[at]:r.start[at+1]] }

// pairs counts pairs by the ties between the two, of those up to far apart. It stops early
// with ctx's error. The result holds until the next call.
//
// Sources on which equally many hang are searched from 64 at a time, so that what is
// counted of all of them stands for those that hang on them, one tie further.
//
// Cost: O(n+m) for each 64 entities of the core and each tie of distance, and less where
// they are close to each other. Source: M. Then et al., "The more the merrier: efficient
// multi-source graph traversal", PVLDB 8 (2014). doi:10.14778/2735496.2735507
func (r *rest) pairs(ctx context.Context, far int) ([]int64, error) {
	r.count = append(r.count[:0], 0, 2*r.couples)
	for from, to := 0, 0; from < len(r.entity); from = to {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		h := r.hanging[from]
		for to = from; to < len(r.entity) && to < from+64 && r.hanging[to] == h; {
			to++
		}
		r.search(from, to, far)
		for d, whom := range r.row {
			add(&r.count, d, whom)
			add(&r.count, d+1, h*whom)
		}
		add(&r.count, 2, -h*int64(to-from)) // nobody is two ties from itself
	}
	r.count[0] = 0
	for d := range r.count {
		r.count[d] /= 2
	}
	return r.count, nil
}

// search counts whom the sources at places from to to have at each distance.
func (r *rest) search(from, to, far int) {
	r.front, r.row = r.front[:0], r.row[:0]
	for at := from; at < to; at++ {
		r.now[at] = 1 << (at - from)
		r.seen[at] = r.now[at]
		r.front = append(r.front, int32(at))
	}
	r.met = append(r.met[:0], r.front...)
	for d := 0; len(r.front) > 0; d++ {
		for _, at := range r.front {
			by := int64(bits.OnesCount64(r.now[at]))
			add(&r.row, d, by)
			add(&r.row, d+1, by*r.hanging[at])
		}
		if d >= far {
			break
		}
		r.step()
	}
	for _, at := range r.met {
		r.seen[at], r.now[at] = 0, 0
	}
}

// step goes one tie on from where the sources at hand just are.
func (r *rest) step() {
	r.ahead = r.ahead[:0]
	for _, at := range r.front {
		by := r.now[at]
		r.now[at] = 0
		for _, j := range r.neighbours(at) {
			if fresh := by &^ r.seen[j]; fresh != 0 {
				if r.next[j] == 0 {
					r.ahead = append(r.ahead, j)
				}
				r.next[j] |= fresh
			}
		}
	}
	for _, j := range r.ahead {
		if r.seen[j] == 0 {
			r.met = append(r.met, j)
		}
		r.seen[j] |= r.next[j]
	}
	r.front, r.ahead = r.ahead, r.front
	r.now, r.next = r.next, r.now
}

// add adds to what a list has at a place, and makes it so long.
func add(list *[]int64, at int, more int64) {
	for len(*list) <= at {
		*list = append(*list, 0)
	}
	(*list)[at] += more
}
