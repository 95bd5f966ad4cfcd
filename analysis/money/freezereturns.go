package money

import (
	"context"
	"math"
)

const returnWork = 50_000_000 // steps in which returns are looked for; those not found by then stay in the flow

// stay takes out of a flow what leaves a party and comes back to it no earlier than it left:
// it could as well have stayed. What comes to the uses, and whose income it was, is the same.
func (f *freezeFlow) stay(ctx context.Context, along []int64) error {
	r := newReturns(f, along)
	for start := range int32(f.stations) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for r.find(start) {
			r.cancel(start)
		}
	}
	return nil
}

// returns looks for money that comes back, in what goes along rows and what waits.
type returns struct {
	*freezeFlow
	along []int64   // by row
	waits []int64   // by station, what is held until the next of the same party
	party []int32   // by station; -1: none
	out   [][]int32 // by station, the rows that are paid from there
	queue []int32
	by    []int32 // by station, the row by which the search came; -1: by waiting
	seen  []int32 // by station, the last search that came there
	turn  int32
	end   int32 // the row that comes back
	work  int
}

func newReturns(f *freezeFlow, along []int64) *returns {
	n := f.stations
	r := &returns{freezeFlow: f, along: along, waits: make([]int64, n), party: make([]int32, n), out: make([][]int32, n), by: make([]int32, n), seen: make([]int32, n), work: returnWork}
	for s := range r.party {
		r.party[s] = -1
	}
	for k := range f.rows {
		row := &f.rows[k]
		if along[k] == 0 {
			continue
		}
		if !row.comes {
			r.party[row.from] = row.out
			r.out[row.from] = append(r.out[row.from], int32(k))
			r.waits[row.from] -= along[k]
		}
		if !row.ends {
			r.party[row.to] = row.in
			r.waits[row.to] += along[k]
		}
	}
	for _, h := range f.holds { // stations of a party follow each other in an order of time
		r.waits[h[1]] += r.waits[h[0]]
	}
	return r
}

// find looks, by the fewest steps, for money that is paid from a station and comes back to the
// same party there or later.
func (r *returns) find(start int32) bool {
	if len(r.out[start]) == 0 || r.work <= 0 {
		return false
	}
	r.turn++
	r.queue = append(r.queue[:0], start)
	r.seen[start] = r.turn
	reach := func(s, by int32) {
		if r.seen[s] != r.turn {
			r.seen[s], r.by[s] = r.turn, by
			r.queue = append(r.queue, s)
		}
	}
	for at := 0; at < len(r.queue); at++ {
		s := r.queue[at]
		r.work -= 1 + len(r.out[s])
		for _, k := range r.out[s] {
			row := &r.rows[k]
			switch {
			case r.along[k] == 0 || row.ends:
			case row.in != r.party[start]:
				reach(row.to, k)
			case row.to >= start:
				r.end = k
				return true
			}
		}
		if s != start && r.waits[s] > 0 {
			reach(s+1, -1)
		}
	}
	return false
}

// cancel takes what came back out of the flow that find found, and lets it wait.
func (r *returns) cancel(start int32) {
	least := int64(math.MaxInt64)
	r.back(start, func(units *int64) { least = min(least, *units) })
	r.back(start, func(units *int64) { *units -= least })
	for s := start; s < r.rows[r.end].to; s++ {
		r.waits[s] += least
	}
}

// back calls a function with all that the search went along.
func (r *returns) back(start int32, visit func(units *int64)) {
	for k := r.end; ; {
		visit(&r.along[k])
		s := r.rows[k].from
		for s != start && r.by[s] < 0 {
			s--
			visit(&r.waits[s])
		}
		if s == start {
			return
		}
		k = r.by[s]
	}
}
