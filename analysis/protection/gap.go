package protection

import (
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// windowParts are the parts of the window that are tried: how soon a favour follows nobody knows beforehand.
var windowParts = [...]int64{12, 6, 3, 1}

// windows are the window and its parts, in seconds, whole days, the smallest first.
func (s *umbrellaSearch) windows() (all []int64) {
	for _, part := range windowParts {
		if w := s.window / part / day * day; w > 0 {
			all = append(all, w)
		}
	}
	return all
}

// A gap is the time from benefits to a decision, in seconds.
type gap struct {
	sure    int64 // at most so long after one that surely came before
	perhaps int64 // at least so long after one that may have come before
	after   int   // the last that surely did
}

// gapOf returns the shortest gaps of a decision.
func gapOf(d *Decision, benefits []Benefit) gap {
	g := gap{sure: math.MaxInt64, perhaps: math.MaxInt64}
	for i, b := range benefits {
		if b.When.Latest < d.When.Earliest {
			if most := d.When.Latest - b.When.Earliest; most <= g.sure {
				g.sure, g.after = most, i
			}
		}
		if b.When.Earliest <= d.When.Latest {
			g.perhaps = min(g.perhaps, max(0, d.When.Earliest-b.When.Latest))
		}
	}
	return g
}

// within reports whether a decision surely came within so long after a benefit, or else perhaps.
func (g gap) within(window int64) (surely, perhaps bool) {
	surely = g.sure != math.MaxInt64 && g.sure <= window+day // both days count
	return surely, !surely && g.perhaps <= window
}

// among returns the smallest of some windows that a decision surely falls into, how many there are where it
// falls into none, and -1 where it may fall into the largest and that is not sure.
func (g gap) among(windows []int64) int {
	for k, w := range windows {
		if surely, _ := g.within(w); surely {
			return k
		}
	}
	if _, perhaps := g.within(windows[len(windows)-1]); perhaps {
		return -1
	}
	return len(windows)
}

// between returns the least and most days from one date to a later one.
func between(from, to graph.Date) [2]int {
	least := math.Floor(float64(to.Earliest-from.Latest+day-1) / day)
	most := math.Floor(float64(to.Latest-from.Earliest) / day)
	return [2]int{int(least), int(most)}
}
