package protection

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Benefit is something of value that reached an official or the official's circle.
type Benefit struct {
	Tie      *graph.Tie // the payment, share or post
	Giver    graph.EntityID
	When     graph.Date   // of a share or post, when it began
	Official []*graph.Tie // how who received it is tied to the official; empty for the official
	Giving   []*graph.Tie // how who gave it is tied to whom the decisions concern; empty for those

	giver int32
}

// inside returns those of a circle who are nobody else's as well: not a company that others own too, or direct
// where no owner is known, and not what such a company holds. A relative's new post does not make the company the official's.
func (f *file) inside(circle []reach) map[int32]bool {
	inside := map[int32]bool{}
	for _, r := range circle {
		inside[r.who] = true
	}
	for again := true; again; {
		again = false
		for _, r := range circle {
			if inside[r.who] && f.kind(r.who) != graph.Person && !f.ownedWithin(r.who, inside) {
				delete(inside, r.who)
				again = true
			}
		}
	}
	return inside
}

// ownedWithin reports whether everybody who holds, owns or controls something is within a set; where nobody is known to, everybody
// who directs it.
func (f *file) ownedWithin(what int32, set map[int32]bool) bool {
	owners, directors := true, true
	known := false
	for _, k := range f.of(what) {
		t := f.ties[k]
		if t.to != what {
			continue
		}
		switch t.Kind {
		case graph.Holds, graph.Owns, graph.Controls:
			known, owners = true, owners && set[t.from]
		case graph.Directs:
			directors = directors && set[t.from]
		}
	}
	if known {
		return owners
	}
	return directors
}

// benefits returns what came to the circle of an official from others, in order of time, and
// how many had no date. A share or post is given by the company, and so by who else has a part
// in it. What an official's own office pays is no benefit, nor what comes to something shared from those it is shared with.
func (s *umbrellaSearch) benefits(circle []reach, inside map[int32]bool, offices []int32) (found []Benefit, undated int) {
	for _, r := range circle {
		sharers := s.sharers(r.who, inside)
		for _, k := range s.of(r.who) {
			t := s.ties[k]
			givers, when := s.benefit(t, r.who)
			for _, giver := range givers {
				if giver != t.to && (inside[giver] || s.actsForOne(giver, sharers)) || s.isOf(giver, offices) {
					continue
				}
				if !bounded(when) {
					undated++
					continue
				}
				found = append(found, Benefit{Tie: t.Tie, Giver: s.id(giver), When: when, Official: r.chain, giver: giver})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Benefit) int { return cmp.Compare(a.When.Earliest, b.When.Earliest) })
	return found, undated
}

// sharers returns the others that something within a circle belongs to; none where it is the circle's alone.
func (s *umbrellaSearch) sharers(what int32, inside map[int32]bool) (all []int32) {
	if inside[what] {
		return nil
	}
	for _, r := range s.actsFor(what) {
		if !inside[r.who] && s.kind(r.who) != graph.Gang {
			all = append(all, r.who)
		}
	}
	return all
}

// actsForOne reports whether somebody acts for one of some.
func (s *umbrellaSearch) actsForOne(one int32, some []int32) bool {
	return len(some) > 0 && slices.ContainsFunc(s.actsFor(one), func(r reach) bool { return slices.Contains(some, r.who) })
}

// benefit returns who gives somebody something by a tie, nobody where it brings them nothing, and when: a payment or a gift
// to them, a share in or a post of a company that others have, a vehicle or property that another had before.
func (f *file) benefit(t fact, to int32) (givers []int32, when graph.Date) {
	other := t.other(to)
	switch {
	case t.Kind == graph.Pays && t.to == to && !givesNothing(t.Tie), t.Kind == graph.LinkedTo && t.to == to && isGift(t.Tie):
		return []int32{other}, t.When()
	case t.from != to || f.kind(to) != graph.Person:
		return nil, when
	}
	since, err := graph.ParseDate(t.Value(graph.PropSince).Text)
	switch kind := f.kind(other); {
	case err != nil:
		return nil, when
	case kind == graph.Company && (t.Kind == graph.Owns || t.Kind == graph.Directs || t.Kind == graph.LinkedTo && !isGift(t.Tie)):
		return []int32{other}, since
	case t.Kind == graph.Owns && (kind == graph.Vehicle || kind == graph.Property):
		return f.givers(t, since), since
	}
	return nil, when
}

// isOf reports whether one is, or is an account of, one of some entities.
func (f *file) isOf(one int32, of []int32) bool {
	return slices.Contains(of, one) || slices.ContainsFunc(f.of(one), func(k int32) bool {
		return f.ties[k].Kind == graph.Holds && slices.Contains(of, f.ties[k].other(one))
	})
}

// offices returns the public bodies that somebody holds an office in, with the ties.
func (f *file) offices(one int32) (bodies []int32, ties []*graph.Tie) {
	for _, k := range f.of(one) {
		if t := f.ties[k]; t.Kind == graph.HoldsOffice {
			bodies, ties = append(bodies, t.other(one)), append(ties, t.Tie)
		}
	}
	return bodies, ties
}

// bounded reports whether a date has two ends.
func bounded(d graph.Date) bool {
	return d.Known() && d.Earliest > -endOfTime && d.Latest < endOfTime
}

// endOfTime is beyond any year that a date can name, in seconds since 1970.
const endOfTime = 1 << 40
