package paths

import (
	"container/heap"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A TimedPath is a path whose ties can be gone along one after the other in time.
type TimedPath struct {
	Path
	Moments []int64 // the earliest at which each tie can be gone along, in seconds since 1970 UTC
}

// Earliest returns the path by which something that leaves one entity at a moment, or
// later, can first be at another: a tip-off cannot travel back in time. undated counts
// ties that have no date; they carry nothing.
//
// An event is gone along when it happens, a state at any moment while it holds. A tie that
// stands for several can be gone along at each; where it stands for a chain, such as a
// call between the phones of two people, the events in it count, and the states only where
// there is none. A date that is not exact allows any moment in it, so that the path is one
// that the dates allow, not one that they prove.
//
// Cost: O(m log n) time, O(n+m) memory.
//
// Source: D. Kempe, J. Kleinberg and A. Kumar, "Connectivity and inference problems for
// temporal networks", JCSS 64 (2002). doi:10.1006/jcss.2002.1829
func Earliest(v *graph.View, from, to int, after int64, avoid []int) (found TimedPath, undated int, err error) {
	spans := make([][]graph.Date, v.Size())
	for tie := range spans {
		if spans[tie] = spansOf(v, tie); len(spans[tie]) == 0 {
			undated++
		}
	}
	arrival, by := make([]int64, v.Len()), make([]int32, v.Len()) // by: the tie it was reached by
	for i := range arrival {
		arrival[i], by[i] = math.MaxInt64, -1
	}
	arrival[from] = after
	for q := (queue[int64]{{from, after}}); len(q) > 0; {
		w := heap.Pop(&q).(waiting[int64])
		if w.at > arrival[w.entity] {
			continue // it can be there earlier
		}
		ties := v.Ties(w.entity)
		for k, j := range v.Neighbours(w.entity) {
			at, ok := firstAfter(spans[ties[k]], w.at)
			if !ok || at >= arrival[j] || slices.Contains(avoid, int(j)) {
				continue
			}
			arrival[j], by[j] = at, ties[k]
			heap.Push(&q, waiting[int64]{int(j), at})
		}
	}
	if arrival[to] == math.MaxInt64 {
		return TimedPath{}, undated, ErrNoPath
	}
	p := TimedPath{Path: Path{Entities: []int{to}, Real: graph.Interval{Lo: 1, Hi: 1}}}
	for i := to; i != from; {
		tie := int(by[i])
		p.Ties, p.Moments = append(p.Ties, tie), append(p.Moments, arrival[i])
		p.Real = p.Real.And(probability(v, tie))
		a, b := v.Ends(tie)
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
	p.Length = float64(len(p.Ties))
	return p, undated, nil
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
