package protection

import (
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// test counts what followed a benefit, and tests it.
func (s *umbrellaSearch) test(of [2]int, peers [][2]int, m matter) Umbrella {
	u := Umbrella{For: s.id(m.whom), Benefits: m.benefits, PTime: 1}
	forms, about := map[string]bool{}, map[int]bool{}
	for _, k := range m.decisions {
		forms[s.known[k].Form], about[k] = true, true
	}
	var theirs, others []gap // of decisions about them, and of all others
	for k := of[0]; k < of[1]; k++ {
		d := &s.known[k]
		if !forms[d.Form] {
			continue
		}
		g, favourable := gapOf(d, m.benefits), d.Outcome == Favourable
		surely, perhaps := g.within(s.window)
		switch {
		case about[k] && surely:
			u.Followed = append(u.Followed, Followed{*d, g.after, between(m.benefits[g.after].When, d.When), s.leads(d, m.whom)})
			u.Own[0].add(favourable)
		case about[k] && perhaps:
			u.Maybe++
		case !perhaps:
			u.Own[1].add(favourable)
		}
		if about[k] {
			theirs = append(theirs, g)
		} else {
			others = append(others, g)
		}
	}
	for _, p := range peers {
		for k := p[0]; k < p[1]; k++ {
			if d := &s.known[k]; forms[d.Form] {
				u.Peers.add(d.Outcome == Favourable)
				if s.concerns(d, m.whom) {
					u.Same.add(d.Outcome == Favourable)
				} else {
					others = append(others, gapOf(d, m.benefits))
				}
			}
		}
	}
	u.PRate = moreOften(u.Own[0], u.compared())
	ableTime := s.time(&u, theirs, others)
	u.P, u.least = combine(u.PRate, leastChance(u.Own[0], u.compared()), u.PTime, ableTime)
	u.Voices = s.voices(&u)
	return u
}

// ableAt is what the least chance of a test must be for it to have a say.
const ableAt = .05

// combine returns the chance that belongs to two independent ones, and the least that it
// could have been, by Fisher's method. A test that could not have come to ableAt, whatever it found, is left
// out; where neither could, the smaller counts twice.
//
// Source: R. A. Fisher, "Statistical methods for research workers" (4th ed. 1932), section 21.1.
func combine(a, leastA, b, leastB float64) (p, least float64) {
	switch {
	case leastA <= ableAt && leastB <= ableAt:
		return product(a * b), product(leastA * leastB)
	case leastA <= ableAt:
		return a, leastA
	case leastB <= ableAt:
		return b, leastB
	}
	return min(1, 2*min(a, b)), min(1, 2*min(leastA, leastB))
}

// product returns the chance that two even chances have a product of at most x.
func product(x float64) float64 {
	if x == 0 {
		return 0
	}
	return min(1, x*(1-math.Log(x)))
}

func (r *Rate) add(counts bool) {
	r.Of++
	if counts {
		r.Count++
	}
}

// fewOthers is how many decisions a rate needs to be compared with: fewer are no habit.
const fewOthers = 5

// compared is the rate that decisions after benefits are compared with.
func (u *Umbrella) compared() Rate {
	r := Rate{u.Own[1].Count + u.Same.Count, u.Own[1].Of + u.Same.Of}
	if r.Of < fewOthers {
		r = Rate{u.Own[1].Count + u.Peers.Count, u.Own[1].Of + u.Peers.Of}
	}
	return r
}

// windowParts are the parts of the window in which times are tested: how soon a favour
// follows nobody knows beforehand.
var windowParts = [...]int64{12, 6, 3, 1}

// time tests whether decisions about somebody come soon after benefits more often than others,
// whatever their outcome, so that it knows nothing of the other test. It takes the window where they do
// most, and the chance is that of one so telling among all. It returns the least that could have come of it. Decisions that came
// perhaps within one of the windows are left out.
func (s *umbrellaSearch) time(u *Umbrella, theirs, others []gap) (able float64) {
	var windows []int64
	for _, part := range windowParts {
		if w := s.window / part / day * day; w > 0 {
			windows = append(windows, w)
		}
	}
	var in [2][]int // of theirs and of all, by the window they fall into and no smaller one; the last: into none
	for k, gaps := range [2][]gap{theirs, others} {
		in[k] = make([]int, len(windows)+1)
		for _, g := range gaps {
			if at := g.among(windows); at >= 0 {
				in[k][at]++
			}
		}
	}
	n := newNested(in[0], in[1])
	at, least := n.mostTelling()
	u.PTime, u.Within, u.InTime = n.chance(least), int(windows[at]/day), [2]Rate{n.rate(0, at), n.rate(1, at)}
	return n.chance(n.leastOne())
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
// falls into none, and -1 where that is not sure.
func (g gap) among(windows []int64) int {
	for k, w := range windows {
		if surely, perhaps := g.within(w); surely {
			return k
		} else if perhaps {
			return -1
		}
	}
	return len(windows)
}

// between returns the least and most days from one date to a later one.
func between(from, to graph.Date) [2]int {
	least := math.Floor(float64(to.Earliest-from.Latest+day-1) / day)
	most := math.Floor(float64(to.Latest-from.Earliest) / day)
	return [2]int{int(least), int(most)}
}
