package main

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A truth is what was planted.
type truth struct {
	umbrellas   [][2]graph.EntityID // official, and the company that benefits came from
	protectors  [][2]graph.EntityID // official, and the gang that only kin and companies lead to
	cycles      [][]graph.TieID     // payments, in order of time
	fanIns      []graph.EntityID    // accounts that gather
	structuring []graph.EntityID    // accounts paid in below the threshold
	hidden      [][2]graph.EntityID // two companies with one hidden owner
}

// planted is how many of each kind a town of so many gangs has.
func (t *town) planted() int { return max(3, len(t.gangs)/2) }

// plantUmbrellas lets officials who refuse more than they grant decide for a gang's company each time within three weeks after it
// has paid the company of a brother-in-law.
func (t *town) plantUmbrellas() {
	for k := 0; len(t.truth.umbrellas) < t.planted() && k < len(t.officials); k++ {
		one := t.officials[k]
		if one.rate > .6 {
			continue
		}
		g := t.gangs[len(t.truth.umbrellas)%len(t.gangs)]
		spouse, brother := t.entity("p", graph.Person), t.entity("p", graph.Person)
		firm := t.entity("f", graph.Company)
		t.account(firm)
		t.tie(graph.KinOf, one.id, spouse)
		t.tie(graph.KinOf, spouse, brother)
		t.tie(graph.Owns, brother, firm, "share", "100")
		for n := range 8 {
			day := 30 + 85*n + t.random.IntN(20)
			t.pay(g.front, firm, 4000+t.random.IntN(9000), day)
			t.decide(one, g.front, true, day+2+t.random.IntN(18))
		}
		t.truth.umbrellas = append(t.truth.umbrellas, [2]graph.EntityID{one.id, g.front})
	}
}

// plantProtectors ties officials to gangs by a cousin who owns a company with somebody of the gang.
func (t *town) plantProtectors() {
	for k := range t.planted() {
		one := t.officials[len(t.officials)-1-k]
		g := t.gangs[k%len(t.gangs)]
		cousin, firm := t.entity("p", graph.Person), t.entity("f", graph.Company)
		t.tie(graph.KinOf, one.id, cousin)
		t.tie(graph.Owns, cousin, firm, "share", "50")
		t.tie(graph.Owns, g.members[1], firm, "share", "50")
		t.truth.protectors = append(t.truth.protectors, [2]graph.EntityID{one.id, g.id})
	}
}

// plantCycles sends an amount round four to seven accounts and back, a little less at each step, within three weeks.
func (t *town) plantCycles() {
	for range t.planted() {
		length, amount, day := 4+t.random.IntN(4), 20_000+t.random.IntN(30_000), t.random.IntN(days-40)
		var ring []graph.EntityID
		for len(ring) < length {
			if id := t.anybody(); !slices.Contains(ring, id) {
				ring = append(ring, id)
			}
		}
		var cycle []graph.TieID
		for k := range length {
			cycle = append(cycle, t.pay(ring[k], ring[(k+1)%length], amount, day))
			amount -= amount / 50
			day += 1 + t.random.IntN(3)
		}
		t.truth.cycles = append(t.truth.cycles, cycle)
	}
}

// plantFanIns lets twenty people pay like sums to one within five days.
func (t *town) plantFanIns() {
	for range t.planted() {
		collector, day := t.anybody(), t.random.IntN(days-10)
		for range 20 {
			t.pay(t.anybody(), collector, 900+t.random.IntN(80), day+t.random.IntN(5))
		}
		t.truth.fanIns = append(t.truth.fanIns, accountOf(collector))
	}
}

// plantStructuring pays cash into an account fifteen times just below ten thousand, within two months.
func (t *town) plantStructuring() {
	desk := t.entity("f", graph.Company)
	t.account(desk)
	for range t.planted() {
		one, day := t.anybody(), t.random.IntN(days-70)
		for k := range 15 {
			t.pay(desk, one, 9_300+t.random.IntN(690), day+4*k)
		}
		t.truth.structuring = append(t.truth.structuring, accountOf(one))
	}
}

// plantHidden puts one person above two companies, by a chain of two others each.
func (t *town) plantHidden() {
	for range t.planted() {
		owner := t.anybody()
		var pair [2]graph.EntityID
		for k := range pair {
			at := owner
			for range 3 {
				firm := t.entity("f", graph.Company)
				t.tie(graph.Owns, at, firm, "share", "80")
				at = firm
			}
			pair[k] = at
		}
		t.truth.hidden = append(t.truth.hidden, pair)
	}
}
