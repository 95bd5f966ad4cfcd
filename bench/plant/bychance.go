package main

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// byChance returns the pairs of an official and a gang that a chain as the planted ones ties without having been planted: kin
// to two steps, or the official, with a part in a company in which somebody of the gang has one; or kin who are of the gang.
// Such chains are as real as those planted: relatives of members, and of the nominees of hidden owners.
func (t *town) byChance() (pairs []Shield) {
	kin, companies, partners, gangs := map[id][]id{}, map[id][]id{}, map[id][]id{}, map[id][]id{}
	for i := range t.net.Ties {
		switch one := &t.net.Ties[i]; one.Kind {
		case graph.KinOf:
			kin[one.From], kin[one.To] = append(kin[one.From], one.To), append(kin[one.To], one.From)
		case graph.Owns, graph.Directs, graph.Controls:
			companies[one.From], partners[one.To] = append(companies[one.From], one.To), append(partners[one.To], one.From)
		case graph.MemberOf:
			gangs[one.From] = append(gangs[one.From], one.To)
		}
	}
	for _, o := range t.officials {
		circle := []id{o.id}
		for from, steps := 0, 0; steps < 2; steps++ {
			until := len(circle)
			for _, one := range circle[from:until] {
				for _, other := range kin[one] {
					if !slices.Contains(circle, other) {
						circle = append(circle, other)
					}
				}
			}
			from = until
		}
		for _, one := range circle {
			reached := []id{one}
			for _, c := range companies[one] {
				reached = append(reached, partners[c]...)
			}
			for _, member := range reached {
				for _, g := range gangs[member] {
					pairs = append(pairs, Shield{Official: o.id, Gang: g})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b Shield) int { return cmp.Or(cmp.Compare(a.Official, b.Official), cmp.Compare(a.Gang, b.Gang)) })
	pairs = slices.CompactFunc(pairs, Shield.same)
	return slices.DeleteFunc(pairs, func(s Shield) bool { return slices.ContainsFunc(t.truth.Shields, s.same) })
}

func (s Shield) same(o Shield) bool { return s.Official == o.Official && s.Gang == o.Gang }
