package main

import (
	"slices"

	"github.com/linchpin-graph/linchpin/bench/shape"
	"github.com/linchpin-graph/linchpin/graph"
)

// gangs lays out so many members and brokers as [shape.Case] does, with their fringe of
// phones, accounts, companies and vehicles.
func (t *town) gangs(people int, seed uint64) {
	n := people * 100 / 28
	for n*27/100+n/100 < people {
		n++
	}
	pairs := shape.Case(n, seed)
	ids := make([]id, n)
	for i := range people {
		ids[i] = t.entity(graph.Person, "p", "police", graph.PropRole, "suspect")
	}
	t.members = slices.Clone(ids[:people])
	fringe := [...]struct {
		kind   graph.EntityKind
		letter string
		tie    graph.TieKind
	}{{graph.Phone, "x", graph.Uses}, {graph.Account, "a", graph.Holds}, {graph.Company, "c", graph.Owns}, {graph.Vehicle, "v", graph.Uses}}
	kinds, owners := make([]int, n), make([][]id, n)
	for i := people; i < n; i++ {
		kinds[i] = t.IntN(len(fringe))
		ids[i] = t.entity(fringe[kinds[i]].kind, fringe[kinds[i]].letter, "register")
	}
	for _, p := range pairs { // the lower number first, which is a person's
		if int(p.To) < people {
			t.tie(graph.AssociatesWith, ids[p.From], ids[p.To], "police")
			continue
		}
		owners[p.To] = append(owners[p.To], ids[p.From])
	}
	for i := people; i < n; i++ {
		f := fringe[kinds[i]]
		share := map[int]string{1: "100", 2: "50"}[len(owners[i])]
		for _, owner := range owners[i] {
			switch {
			case f.kind == graph.Company:
				t.tie(f.tie, owner, ids[i], "register", graph.PropShare, share)
			default:
				t.tie(f.tie, owner, ids[i], "police")
			}
			if f.kind == graph.Account && t.accounts[owner] == "" {
				t.accounts[owner] = ids[i]
			}
		}
		if f.kind == graph.Company && len(owners[i]) > 0 {
			t.fronts = append(t.fronts, front{ids[i], owners[i]})
		}
	}
	t.membership(n*27/100, pairs, ids)
}

// membership makes a gang of those members who are tied to each other.
func (t *town) membership(members int, pairs []shape.Pair, ids []id) {
	first := make([]int32, members) // of the gang, the member with the lowest number
	for i := range first {
		first[i] = int32(i)
	}
	for _, p := range pairs {
		if int(p.To) < members {
			first[p.To] = min(first[p.To], first[p.From])
		}
	}
	gang := map[int32]id{}
	for i := range first {
		f := first[i]
		for first[f] != f {
			f = first[f]
		}
		if gang[f] == "" {
			gang[f] = t.entity(graph.Gang, "g", "police")
		}
		t.gangsOf[ids[i]] = []id{gang[f]}
		t.tie(graph.MemberOf, ids[i], gang[f], "police")
	}
}

// citizens adds people of no gang: officials in bodies, families, friends.
func (t *town) citizens(people int) {
	for range people {
		t.civilians = append(t.civilians, t.entity(graph.Person, "p", "register"))
	}
	officials := max(16, people/12)
	for range max(4, officials/6) {
		t.bodies = append(t.bodies, body{id: t.entity(graph.PublicBody, "b", "register"), form: pick(t, []string{"licence", "release", "case dropped", "contract"})})
	}
	for i := range officials {
		o := official{id: t.civilians[i], body: i % len(t.bodies), rate: t.habit()}
		t.officials = append(t.officials, o)
		t.tie(graph.HoldsOffice, o.id, t.bodies[o.body].id, "register", graph.PropSince, date(-t.between(100, 1500)))
	}
	t.planned = t.Perm(officials)[:2*t.each]
	for _, k := range t.planned[:t.each] {
		t.officials[k].rate = .15 + .1*t.Float64()
	}
	t.families()
	for _, one := range t.civilians {
		if other := pick(t, t.civilians); other != one {
			t.tie(graph.AssociatesWith, one, other, "police")
		}
	}
}

// habit draws how often an official decides in favour: one in five nearly always, two in
// five every other time, the rest seldom.
func (t *town) habit() float64 {
	switch k := t.IntN(10); {
	case k < 2:
		return .85 + .12*t.Float64()
	case k < 6:
		return .4 + .2*t.Float64()
	}
	return .15 + .15*t.Float64()
}

// families makes everybody one of a family of one to four. One in twenty-five members is of a
// family that is otherwise in no gang.
func (t *town) families() {
	var all []id
	members := slices.Clone(t.members)
	t.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	inTown := len(members) / 25
	all = append(append(all, t.civilians...), members[:inTown]...)
	t.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = append(all, members[inTown:]...)
	for len(all) > 0 {
		size := min(t.between(1, 4), len(all))
		for i, one := range all[:size] {
			for _, other := range all[:i] {
				t.tie(graph.KinOf, one, other, "register")
				t.kin[one], t.kin[other] = append(t.kin[one], other), append(t.kin[other], one)
			}
		}
		all = all[size:]
	}
}
