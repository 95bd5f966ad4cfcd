package main

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// umbrella lets an official decide in favour of a gang's company within two to thirty days
// after each benefit from it or its owners, and one to three times about it as about anybody. Benefits go to
// the official's account, that of kin, or a company of kin; or kin get a post in the company first.
func (t *town) umbrella(o *official, favours [2]int) {
	f := t.freeFront()
	u := Umbrella{Official: o.id, For: []id{f.id}, Channel: pick(t, []string{"account", "kin", "company of kin", "post for kin"})}
	for _, owner := range f.owners {
		u.For = append(append(u.For, owner), t.gangsOf[owner]...)
	}
	to := o.id
	if u.Channel != "account" {
		to = t.relative(o.id)
	}
	if u.Channel == "company of kin" {
		c := t.entity(graph.Company, "c", "register")
		t.tie(graph.Owns, to, c, "register", graph.PropShare, "100")
		to = c
	}
	times := t.between(favours[0], favours[1])
	for k := range times {
		day := k*days/times + t.IntN(days/times-32)
		if k == 0 && u.Channel == "post for kin" {
			t.tie(graph.Directs, to, f.id, "register", graph.PropSince, date(day))
		} else {
			u.Payments = append(u.Payments, t.pay(pick(t, slices.Concat(f.owners, []id{f.id})), to, t.between(80000, 900000), t.during(day)))
		}
		u.Decisions = append(u.Decisions, t.decided(o, f.id, "favourable", day+t.between(2, 30), false, false))
	}
	for range t.between(1, 3) {
		t.decide(o, f.id, t.often(o.rate), t.IntN(days))
	}
	t.truth.Umbrellas = append(t.truth.Umbrellas, u)
}

func (t *town) freeFront() front {
	for range 10000 {
		if f := pick(t, t.fronts); !t.taken[f.id] {
			t.taken[f.id] = true
			return f
		}
	}
	panic("plant: no company of a gang is left")
}

// relative returns kin of somebody who is of no gang, or adds one.
func (t *town) relative(of id) id {
	for _, one := range t.kin[of] {
		if t.gangsOf[one] == nil && !t.taken[one] {
			return one
		}
	}
	one := t.entity(graph.Person, "p", "register")
	t.tie(graph.KinOf, one, of, "register")
	t.kin[of], t.kin[one] = append(t.kin[of], one), append(t.kin[one], of)
	return one
}

// shield plants an official whose kin has a company together with a member of a gang, or
// directs one of a member's; one in two is kin of kin.
func (t *town) shield(o *official) {
	f := t.freeFront()
	for len(t.gangsOf[f.owners[0]]) == 0 {
		f = t.freeFront()
	}
	s := Shield{Official: o.id, Gang: t.gangsOf[f.owners[0]][0], Chain: []id{o.id}}
	at := t.relative(o.id)
	s.Chain = append(s.Chain, at)
	if t.often(.5) {
		in := t.entity(graph.Person, "p", "register")
		t.tie(graph.KinOf, at, in, "register")
		at = in
		s.Chain = append(s.Chain, at)
	}
	if t.often(.5) {
		t.tie(graph.Directs, at, f.id, "register", graph.PropSince, date(-t.between(10, 900)))
		s.Chain = append(s.Chain, f.id)
	} else {
		c := t.entity(graph.Company, "c", "register")
		t.tie(graph.Owns, at, c, "register", graph.PropShare, "50")
		t.tie(graph.Owns, f.owners[0], c, "register", graph.PropShare, "50")
		s.Chain = append(s.Chain, c)
	}
	s.Chain = append(s.Chain, f.owners[0], s.Gang)
	t.truth.Shields = append(t.truth.Shields, s)
}
