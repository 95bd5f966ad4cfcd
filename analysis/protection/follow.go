package protection

import (
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// test counts what followed a benefit, and tests it.
func (s *umbrellaSearch) test(of [2]int, peers [][2]int, m matter) Umbrella {
	u := Umbrella{For: s.id(m.whom), Benefits: m.benefits}
	like := s.like(of, peers, m)
	for _, l := range like {
		d := &s.known[l.decision]
		favourable := d.Outcome == Favourable
		surely, perhaps := l.within(s.window)
		switch {
		case l.peer:
			u.Peers.add(favourable)
			if l.about {
				u.Same.add(favourable)
			}
		case l.about && surely:
			u.Followed = append(u.Followed, Followed{*d, l.after, between(m.benefits[l.after].When, d.When), s.leads(d, m.whom)})
			u.Own[0].add(favourable)
		case l.about && perhaps:
			u.Maybe++
		case !perhaps:
			u.Own[1].add(favourable)
		}
	}
	s.outcomes(&u, like)
	u.Voices = s.voices(&u)
	return u
}

// A likeness is a decision of the forms in which anything was decided about a party.
type likeness struct {
	gap
	decision int  // of known
	about    bool // the party
	peer     bool // of a colleague, not of the official
}

// like returns the decisions of the official and of peers of the forms in which anything was decided about a party.
func (s *umbrellaSearch) like(of [2]int, peers [][2]int, m matter) (all []likeness) {
	forms, about := map[string]bool{}, map[int]bool{}
	for _, k := range m.decisions {
		forms[s.known[k].Form], about[k] = true, true
	}
	for which, p := range append([][2]int{of}, peers...) {
		for k := p[0]; k < p[1]; k++ {
			d := &s.known[k]
			if !forms[d.Form] {
				continue
			}
			l := likeness{gap: gapOf(d, m.benefits), decision: k, about: about[k], peer: which > 0}
			if l.peer {
				l.about = s.concerns(d, m.whom)
			}
			all = append(all, l)
		}
	}
	return all
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

// outcomes tests whether decisions that followed were favourable more often than those they are compared with, within the window where
// they most were. P is the chance of a window so telling among all.
func (s *umbrellaSearch) outcomes(u *Umbrella, like []likeness) {
	windows := s.windows()
	favourable, not := make([]int, len(windows)+1), make([]int, len(windows)+1) // by the window they fall into and no smaller one; the last: compared with
	for _, l := range like {
		at := l.among(windows)
		switch {
		case !l.about || l.peer || at < 0 || at == len(windows):
		case s.known[l.decision].Outcome == Favourable:
			favourable[at]++
		default:
			not[at]++
		}
	}
	habit := u.compared()
	favourable[len(windows)], not[len(windows)] = habit.Count, habit.Of-habit.Count
	n := newNested(favourable, not)
	at, least := n.mostTelling()
	u.Within, u.Soon = int(windows[at]/day), n.among(at)
	u.P, u.least = n.chance(least), n.chance(n.leastOne())
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
