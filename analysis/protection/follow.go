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
	var theirs, others []gap // of favourable decisions about them, and of all others
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
		if about[k] && favourable {
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
	able := s.time(&u, theirs, others)
	u.P = min(1, 2*min(u.PRate, u.PTime))
	u.least = min(1, 2*min(leastChance(u.Own[0], u.compared()), able))
	u.Voices = s.voices(&u)
	return u
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
var windowParts = [...]int64{1, 3, 6, 12}

// time tests whether favourable decisions about somebody come soon after benefits more often
// than others, in the window where they do most. It returns the least chance that could have come of it.
func (s *umbrellaSearch) time(u *Umbrella, theirs, others []gap) (able float64) {
	least := math.Inf(1)
	able = 1
	for _, part := range windowParts {
		window := s.window / part / day * day
		var in [2]Rate
		for k, gaps := range [2][]gap{theirs, others} {
			for _, g := range gaps {
				if surely, perhaps := g.within(window); surely || !perhaps {
					in[k].add(surely)
				}
			}
		}
		able = min(able, float64(len(windowParts))*leastChance(in[0], in[1]))
		if p := moreOften(in[0], in[1]); p < least && window > 0 {
			least, u.InTime, u.Within = p, in, int(window/day)
		}
	}
	u.PTime = min(1, least*float64(len(windowParts)))
	return able
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

// between returns the least and most days from one date to a later one.
func between(from, to graph.Date) [2]int {
	least := math.Floor(float64(to.Earliest-from.Latest+day-1) / day)
	most := math.Floor(float64(to.Latest-from.Earliest) / day)
	return [2]int{int(least), int(most)}
}
