package protection

import (
	"cmp"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// test counts what followed a benefit, and tests it, each form of decision by itself.
func (s *umbrellaSearch) test(of [2]int, peers [][2]int, m matter) Umbrella {
	u := Umbrella{For: s.id(m.whom), Benefits: m.benefits, P: 1, least: 1}
	like := s.like(of, peers, m)
	var tests []tally
	for _, form := range formsOf(s.known, like) {
		t := s.tally(&u, m.whom, form, like)
		t.test()
		tests = append(tests, t)
	}
	slices.SortStableFunc(u.Followed, func(a, b Followed) int { return cmp.Compare(a.When.Earliest, b.When.Earliest) })
	s.combine(&u, tests)
	u.Voices = s.voices(&u)
	return u
}

// A likeness is a decision of a form in which a decision about a party followed a benefit, or may have.
type likeness struct {
	gap
	decision int  // of known
	about    bool // the party
	peer     bool // of a colleague, not of the official
}

// like returns the decisions of the official and of peers of the forms in which any about a party followed a benefit, or may have.
func (s *umbrellaSearch) like(of [2]int, peers [][2]int, m matter) (all []likeness) {
	forms, about := map[string]bool{}, map[int]bool{}
	for _, k := range m.decisions {
		about[k] = true
		if surely, perhaps := gapOf(&s.known[k], m.benefits).within(s.window); surely || perhaps {
			forms[s.known[k].Form] = true
		}
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

// formsOf lists the forms of some decisions, each once.
func formsOf(known []Decision, like []likeness) (forms []string) {
	for _, l := range like {
		forms = append(forms, known[l.decision].Form)
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// A tally is what is counted of one form of decision.
type tally struct {
	soon    [2][]int // favourable and not, of those that followed, by the window they fall into and no smaller one
	others  Rate     // the official's
	same    Rate     // of colleagues about the same party
	peers   Rate     // of all colleagues
	at      int      // the window that tells most
	p       float64
	least   float64 // that p could have been
	telling float64 // the window's own chance
}

// tally counts one form. A decision about somebody else is of the official's habit, whenever it was taken.
func (s *umbrellaSearch) tally(u *Umbrella, whom int32, form string, like []likeness) tally {
	windows := s.windows()
	t := tally{soon: [2][]int{make([]int, len(windows)), make([]int, len(windows))}}
	for _, l := range like {
		d := &s.known[l.decision]
		if d.Form != form {
			continue
		}
		favourable, at := d.Outcome == Favourable, l.among(windows)
		switch {
		case l.peer:
			t.peers.add(favourable)
			if l.about {
				t.same.add(favourable)
			}
		case !l.about || at == len(windows):
			t.others.add(favourable)
		case at < 0:
			u.Maybe++
		default:
			u.Followed = append(u.Followed, Followed{*d, l.after, between(u.Benefits[l.after].When, d.When), s.leads(d, whom)})
			t.soon[which(favourable)][at]++
		}
	}
	return t
}

// which is 0 for what is favourable, and 1 for what is not.
func which(favourable bool) int {
	if favourable {
		return 0
	}
	return 1
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
func (t *tally) compared() Rate {
	if r := t.others.plus(t.same); r.Of >= fewOthers {
		return r
	}
	return t.others.plus(t.peers)
}

func (r Rate) plus(o Rate) Rate { return Rate{r.Count + o.Count, r.Of + o.Of} }

// test tests whether decisions that followed were favourable more often than those they are compared with, within the window where
// they most were. p is the chance of a window so telling among all.
func (t *tally) test() {
	habit := t.compared()
	n := newNested(append(slices.Clone(t.soon[0]), habit.Count), append(slices.Clone(t.soon[1]), habit.Of-habit.Count))
	t.at, t.telling = n.mostTelling()
	t.p, t.least = n.chance(t.telling), n.chance(n.leastOne())
}

// rate is how many are favourable of those that followed within a window.
func (t *tally) rate(window int) (r Rate) {
	for i := range window + 1 {
		r = r.plus(Rate{t.soon[0][i], t.soon[0][i] + t.soon[1][i]})
	}
	return r
}

// combine adds up what was counted, and joins the chances of the forms by Fisher's method: they are of different
// decisions. A form that could not have told anything is left out. The window said is that of the form that tells most.
//
// Source: R. A. Fisher, "Statistical methods for research workers" (4th ed. 1932), section 21.1.
func (s *umbrellaSearch) combine(u *Umbrella, tests []tally) {
	windows := s.windows()
	var best *tally
	var p, least []float64
	for k := range tests {
		t := &tests[k]
		u.Own[0], u.Own[1] = u.Own[0].plus(t.rate(len(windows)-1)), u.Own[1].plus(t.others)
		u.Same, u.Peers = u.Same.plus(t.same), u.Peers.plus(t.peers)
		if best == nil || t.p < best.p {
			best = t
		}
		if t.least < 1-1e-9 {
			p, least = append(p, t.p), append(least, t.least)
		}
	}
	if best == nil {
		return
	}
	u.Within = int(windows[best.at] / day)
	for k := range tests {
		u.Soon = u.Soon.plus(tests[k].rate(best.at))
	}
	u.P, u.least = product(p), product(least)
}

// product returns the chance that even chances have a product of at most that of some; 1 of none.
func product(chances []float64) float64 {
	log := 0.
	for _, p := range chances {
		log -= math.Log(p)
	}
	sum, term := 0., 1.
	for k := range chances {
		if k > 0 {
			term *= log / float64(k)
		}
		sum += term
	}
	if len(chances) == 0 {
		return 1
	}
	return min(1, sum*math.Exp(-log))
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
