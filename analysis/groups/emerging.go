package groups

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Sign is something by whose growth a group may be emerging.
type Sign uint8

// The signs.
const (
	MembersJoined Sign = iota // of a known gang: people recorded as joining it
	JoinedGang                // of other groups: members recorded as joining any gang
	Contacts                  // contacts of members: meetings, calls, ties of any kind between people
	Incidents                 // events and proceedings that members are involved in
	Income                    // payments to members and to what they hold
	signCount
)

// String returns the sign's word.
func (s Sign) String() string {
	return [...]string{"members", "joined a gang", "contacts", "incidents", "income"}[s]
}

// MarshalText returns the sign's word.
func (s Sign) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Span is a stretch of time, in seconds since 1970 UTC: From is in it, Until is not.
type Span struct{ From, Until int64 }

func (s Span) seconds() float64 { return float64(s.Until - s.From) }

func (s Span) holds(at int64) bool { return s.From <= at && at < s.Until }

// EmergingOptions say between which times growth is looked for.
type EmergingOptions struct {
	Before Span // the base: what the same people did before
	Recent Span
	Most   int // members of a group that counts as small; 0: 15
}

// A Growth is how much one sign of a group grew.
type Growth struct {
	Sign     Sign
	Before   int     // happenings in the base
	Recent   int     // and lately
	Expected float64 // lately, at the group's own pace and, where that is faster, as everybody's grew
	Chance   float64 // that so many come about by chance, were nothing growing
	Evidence []*graph.Tie
}

// An Emerging is a small group that may be growing.
type Emerging struct {
	Group   int // in the groups given
	Growths []Growth
	Noise   float64 // the chance that the strongest sign is one of chance, all signs and groups looked at considered
}

// LeftOut counts the groups that are not ranked.
type LeftOut struct {
	Larger int `json:"larger"` // than a small group is
	Alone  int `json:"alone"`  // of one person or none
	Still  int `json:"still"`  // nothing that concerns them is dated in either span
}

// FindEmerging ranks small groups, of two people or more, by how unlikely their growth is to
// be chance, and counts those that it leaves out. A group whose name is the ID of a gang of
// the facts is that gang.
//
// A happening is a dated tie that begins in a span; ties without a date count nowhere, and
// their number is the caller's to tell. If a group were no more active than before, each
// of its happenings in both spans would fall into the recent one with a chance p: the
// recent span's share of the time, or its share of everybody's happenings where that is
// larger, so that better recording of late is no growth. The chance of as many or more is
// the binomial tail. Noise is the smallest over the signs, times the number of signs and
// groups looked at (Bonferroni), at most 1.
//
// Reading: a group that is watched more closely since it drew attention grows in the
// records only. Read the evidence.
//
// Cost: O(ties of the facts + Σ happenings of members).
//
// Source: the conditional test of two Poisson rates, J. Przyborowski and H. Wilenski,
// "Homogeneity of results in testing samples from Poisson series", Biometrika 31 (1940).
// doi:10.1093/biomet/31.3-4.313
func FindEmerging(facts *graph.Network, groups []Named, o EmergingOptions) ([]Emerging, LeftOut) {
	most := o.Most
	if most == 0 {
		most = 15
	}
	h := gather(facts, o)
	var found []Emerging
	var left LeftOut
	tested := 0
	for k, group := range groups {
		if len(group.Members) < 2 {
			left.Alone++
			continue
		}
		if len(group.Members) > most {
			left.Larger++
			continue
		}
		e := Emerging{Group: k, Growths: h.growths(group, o), Noise: 1}
		if len(e.Growths) == 0 {
			left.Still++
			continue
		}
		tested += len(e.Growths)
		for _, g := range e.Growths {
			e.Noise = min(e.Noise, g.Chance)
		}
		found = append(found, e)
	}
	for i := range found {
		found[i].Noise = min(1, found[i].Noise*float64(tested))
	}
	slices.SortStableFunc(found, func(a, b Emerging) int { return cmp.Compare(a.Noise, b.Noise) })
	return found, left
}

// happenings are the dated ties of a case by sign and by whom they concern.
type happenings struct {
	facts  *graph.Network
	by     [signCount]map[graph.EntityID][]*graph.Tie
	recent [signCount]float64 // share of everybody's that is recent
}

// gather sorts the dated ties of both spans.
func gather(facts *graph.Network, o EmergingOptions) *happenings {
	h := &happenings{facts: facts}
	holders := holdersOf(facts)
	var before, recent [signCount]float64
	for sign := range h.by {
		h.by[sign] = map[graph.EntityID][]*graph.Tie{}
	}
	for i := range facts.Ties {
		t := &facts.Ties[i]
		when := t.When()
		if !when.Known() || !o.Before.holds(when.Earliest) && !o.Recent.holds(when.Earliest) {
			continue
		}
		sign, people, ok := signOf(facts, holders, t)
		if !ok {
			continue
		}
		for _, id := range people {
			h.by[sign][id] = append(h.by[sign][id], t)
		}
		if o.Recent.holds(when.Earliest) {
			recent[sign]++
		} else {
			before[sign]++
		}
	}
	for sign := range h.recent {
		if all := before[sign] + recent[sign]; all > 0 {
			h.recent[sign] = recent[sign] / all
		}
	}
	h.by[JoinedGang], h.recent[JoinedGang] = h.by[MembersJoined], h.recent[MembersJoined]
	return h
}

// holdersOf returns the people behind accounts, phones and other things.
func holdersOf(facts *graph.Network) map[graph.EntityID][]graph.EntityID {
	holders := map[graph.EntityID][]graph.EntityID{}
	for i := range facts.Ties {
		switch t := &facts.Ties[i]; t.Kind {
		case graph.Holds, graph.Uses, graph.Owns, graph.Controls:
			if facts.Entity(t.From).Kind == graph.Person {
				holders[t.To] = append(holders[t.To], t.From)
			}
		}
	}
	return holders
}

// signOf says what a tie is a sign of, and for whom.
func signOf(facts *graph.Network, holders map[graph.EntityID][]graph.EntityID, t *graph.Tie) (Sign, []graph.EntityID, bool) {
	people := func(id graph.EntityID) []graph.EntityID {
		if facts.Entity(id).Kind == graph.Person {
			return []graph.EntityID{id}
		}
		return holders[id]
	}
	switch t.Kind {
	case graph.MemberOf:
		return MembersJoined, people(t.From), true
	case graph.InvolvedIn:
		return Incidents, people(t.From), true
	case graph.Pays:
		return Income, people(t.To), true
	case graph.Meets, graph.Calls, graph.AssociatesWith, graph.LinkedTo:
		return Contacts, append(slices.Clone(people(t.From)), people(t.To)...), true
	}
	return 0, nil, false
}

// growths are those signs of a group of which there are any.
func (h *happenings) growths(group Named, o EmergingOptions) []Growth {
	gang := graph.EntityID(group.Name)
	if e := h.facts.Entity(gang); e == nil || e.Kind != graph.Gang {
		gang = ""
	}
	var all []Growth
	for sign := range signCount {
		if sign == MembersJoined && gang == "" || sign == JoinedGang && gang != "" {
			continue
		}
		concerns := func(t *graph.Tie) bool { return sign != MembersJoined || t.To == gang }
		if g := h.growth(sign, group.Members, concerns, o); g.Before+g.Recent > 0 {
			all = append(all, g)
		}
	}
	return all
}

// growth compares what concerned a group in the two spans; what concerned several of its
// members counts once.
func (h *happenings) growth(sign Sign, members []graph.EntityID, concerns func(*graph.Tie) bool, o EmergingOptions) Growth {
	g := Growth{Sign: sign}
	met := map[*graph.Tie]bool{}
	for _, id := range members {
		for _, t := range h.by[sign][id] {
			if met[t] || !concerns(t) {
				continue
			}
			met[t] = true
			if o.Recent.holds(t.When().Earliest) {
				g.Recent++
				g.Evidence = append(g.Evidence, t)
			} else {
				g.Before++
			}
		}
	}
	slices.SortStableFunc(g.Evidence, func(a, b *graph.Tie) int {
		return cmp.Or(cmp.Compare(a.When().Earliest, b.When().Earliest), cmp.Compare(a.Identifier(), b.Identifier()))
	})
	p := max(o.Recent.seconds()/(o.Recent.seconds()+o.Before.seconds()), h.recent[sign])
	all := g.Before + g.Recent
	g.Expected, g.Chance = p*float64(all), tail(g.Recent, all, p)
	return g
}

// tail is the chance of at least k of n where each comes about with chance p.
func tail(k, n int, p float64) float64 {
	switch {
	case k <= 0 || p >= 1:
		return 1
	case p <= 0:
		return 0
	}
	return math.Min(1, mathext.RegIncBeta(float64(k), float64(n-k+1), p))
}
