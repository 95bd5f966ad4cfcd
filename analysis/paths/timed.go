package paths

import (
	"container/heap"
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A TimedPath is a path whose ties can be gone along one after the other in time.
type TimedPath struct {
	Path
	Moments []int64 // the earliest at which each tie can be gone along, in seconds since 1970 UTC
}

// Earliest returns the path by which something that leaves one entity at the moment After
// says, or later, can first be at another: a tip-off cannot travel back in time. undated counts
// ties that have no date; they carry nothing.
//
// An event is gone along when it happens, a state at any moment while it holds. A tie that
// stands for several can be gone along at each; where it stands for a chain, such as a
// call between the phones of two people, the events in it count, and the states only where
// there is none. A date that is not exact allows any moment in it, so that the path is one
// that the dates allow, not one that they prove.
//
// Cost: O(m log n) time, O(n+m) memory. It stops early with ctx's error.
//
// Source: D. Kempe, J. Kleinberg and A. Kumar, "Connectivity and inference problems for
// temporal networks", JCSS 64 (2002). doi:10.1006/jcss.2002.1829
func Earliest(ctx context.Context, v *graph.View, from, to int, o Options) (found TimedPath, undated int, err error) {
	if err := o.Check(v, from, to); err != nil {
		return TimedPath{}, 0, err
	}
	t, undated, err := newTimed(ctx, v, o)
	if err != nil {
		return TimedPath{}, 0, err
	}
	if err := t.search(ctx, from); err != nil {
		return TimedPath{}, 0, err
	}
	if t.arrival[to] == math.MaxInt64 {
		return TimedPath{}, undated, ErrNoPath
	}
	return t.back(from, to), undated, nil
}

// timed is a search in an order of time.
type timed struct {
	*graph.View
	after   int64          // when it sets out
	spans   [][]graph.Date // by tie: when it can be gone along
	avoid   []bool         // by entity
	arrival []int64        // by entity: when it is first reached
	by      []int32        // and by which tie
}

func newTimed(ctx context.Context, v *graph.View, o Options) (t *timed, undated int, err error) {
	t = &timed{
		View: v, after: math.MinInt64, spans: make([][]graph.Date, v.Size()), avoid: make([]bool, v.Len()),
		arrival: make([]int64, v.Len()), by: make([]int32, v.Len()),
	}
	if o.After.Known() {
		t.after = o.After.Earliest
	}
	for _, i := range o.Avoid {
		t.avoid[i] = true
	}
	for tie := range t.spans {
		if tie%breath == 0 && ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		if t.spans[tie] = spansOf(v, tie); len(t.spans[tie]) == 0 {
			undated++
		}
	}
	return t, undated, nil
}

// search finds when each entity is first reached.
func (t *timed) search(ctx context.Context, from int) error {
	for i := range t.arrival {
		t.arrival[i], t.by[i] = math.MaxInt64, -1
	}
	t.arrival[from] = t.after
	q := queue[int64]{{from, t.after}}
	for step := 0; len(q) > 0; step++ {
		if step%breath == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w := heap.Pop(&q).(waiting[int64])
		if w.at > t.arrival[w.entity] {
			continue // it can be there earlier
		}
		ties := t.Ties(w.entity)
		for k, j := range t.Neighbours(w.entity) {
			at, ok := firstAfter(t.spans[ties[k]], w.at)
			if !ok || at >= t.arrival[j] || t.avoid[j] {
				continue
			}
			t.arrival[j], t.by[j] = at, ties[k]
			heap.Push(&q, waiting[int64]{int(j), at})
		}
	}
	return nil
}

// back follows the ties by which entities were reached, from the end to the beginning.
func (t *timed) back(from, to int) TimedPath {
	p := TimedPath{Path: Path{Entities: []int{to}}}
	for i := to; i != from; {
		tie := int(t.by[i])
		p.Ties, p.Moments = append(p.Ties, tie), append(p.Moments, t.arrival[i])
		a, b := t.Ends(tie)
		if i == a {
			i = b
		} else {
			i = a
		}
		p.Entities = append(p.Entities, i)
	}
	slices.Reverse(p.Entities)
	slices.Reverse(p.Ties)
	slices.Reverse(p.Moments)
	p.Length, p.Real = float64(len(p.Ties)), allReal(t.View, p.Ties)
	return p
}

// spansOf returns when a tie can be gone along.
func spansOf(v *graph.View, tie int) []graph.Date {
	var events, states []graph.Date
	for _, t := range v.Evidence(tie) {
		when := t.When()
		switch {
		case !when.Known():
		case t.Value(graph.PropAt).Text != "":
			events = append(events, when)
		default:
			states = append(states, when)
		}
	}
	if len(events) > 0 {
		return events
	}
	return states
}

// firstAfter returns the first moment of some spans that is not before another.
func firstAfter(spans []graph.Date, after int64) (first int64, ok bool) {
	for _, s := range spans {
		if s.Latest < after {
			continue
		}
		if at := max(s.Earliest, after); !ok || at < first {
			first, ok = at, true
		}
	}
	return first, ok
}
