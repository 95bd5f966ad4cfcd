package main

import (
	"github.com/linchpin-graph/linchpin/graph"
)

// trade adds honest companies with their owners and directors; one in six is a shop, one in
// seven belongs to another.
func (t *town) trade() {
	citizens := t.civilians[len(t.officials):]
	for range max(10, len(t.civilians)/12) {
		c := company{id: t.entity(graph.Company, "c", "register")}
		switch owner := pick(t, citizens); {
		case len(t.companies) > 0 && t.often(1./7):
			parent := pick(t, t.companies)
			t.tie(graph.Owns, parent.id, c.id, "register", graph.PropShare, "100")
			c.owners = parent.owners
		case t.often(.3):
			other := pick(t, citizens)
			if other == owner {
				other = t.civilians[len(t.civilians)-1]
			}
			c.owners = []id{owner, other}
			t.tie(graph.Owns, owner, c.id, "register", graph.PropShare, "60")
			t.tie(graph.Owns, other, c.id, "register", graph.PropShare, "40")
		default:
			c.owners = []id{owner}
			t.tie(graph.Owns, owner, c.id, "register", graph.PropShare, "100")
		}
		director := c.owners[0]
		if t.often(.4) {
			director = pick(t, citizens)
		}
		t.tie(graph.Directs, director, c.id, "register", graph.PropSince, date(-t.between(10, 2500)))
		if t.often(1. / 6) {
			t.shops = append(t.shops, len(t.companies))
		}
		t.companies = append(t.companies, c)
	}
	for len(t.shops) < 2 {
		t.shops = append(t.shops, len(t.shops))
	}
}

// ordinaryPayments adds what everybody pays: wages, rents, shopping, bills, invoices, taxes,
// and what friends owe each other. Of whoever is no official, the files hold one year.
func (t *town) ordinaryPayments() {
	for _, k := range t.shops {
		t.truth.Shops = append(t.truth.Shops, Shop{t.account(t.companies[k].id), t.companies[k].id})
	}
	for i, one := range t.civilians {
		from, until := t.year()
		employer := pick(t, t.companies).id
		if i < len(t.officials) {
			from, until, employer = 0, days, t.bodies[t.officials[i].body].id
		}
		t.household(one, employer, from, until)
	}
	for _, one := range t.members {
		if t.often(.4) {
			from, until := t.year()
			t.household(one, pick(t, t.companies).id, from, until)
		}
	}
	for i := range t.companies {
		t.invoices(t.companies[i].id, t.between(2, 5))
	}
	for i := range t.fronts {
		if t.often(.5) {
			t.invoices(t.fronts[i].id, t.between(1, 3))
		}
	}
}

func (t *town) year() (from, until int) {
	from = 365 * t.IntN(2)
	return from, from + 365
}

// household adds what one earns and spends.
func (t *town) household(one, employer id, from, until int) {
	wage, landlord, rent := t.between(120000, 420000), pick(t, t.civilians), 5000*t.between(8, 26)
	favourites := []id{t.companies[pick(t, t.shops)].id, t.companies[pick(t, t.shops)].id}
	works, rents := t.often(.7), t.often(.6) && landlord != one
	for month := firstDay.AddDate(0, 0, from); month.Before(firstDay.AddDate(0, 0, until)); month = month.AddDate(0, 1, 0) {
		day := int(month.Sub(firstDay).Hours() / 24)
		if works {
			t.pay(employer, one, wage, t.during(day+t.between(24, 27)))
		}
		if rents {
			t.pay(one, landlord, rent, t.during(day+t.IntN(5)))
		}
		for range t.IntN(3) {
			cents := t.between(350, 18000)
			if t.often(.3) {
				cents = 500 * t.between(1, 40)
			}
			t.pay(one, pick(t, favourites), cents, t.during(day+t.IntN(28)))
		}
	}
	for range t.IntN(4) {
		friend := pick(t, t.civilians)
		if len(t.kin[one]) > 0 && t.often(.5) {
			friend = pick(t, t.kin[one])
		}
		if friend != one {
			t.pay(one, friend, 1000*t.between(1, 60), t.during(from+t.IntN(until-from)))
		}
	}
}

// invoices adds what a company pays to so many suppliers, most months, and its taxes.
func (t *town) invoices(payer id, suppliers int) {
	for range suppliers {
		to := pick(t, t.companies).id
		if to == payer {
			continue
		}
		usual := t.between(20000, 900000)
		for month := 0; month < days/30; month++ {
			if t.often(.6) {
				t.pay(payer, to, usual*t.between(80, 120)/100, t.during(30*month+t.IntN(30)))
			}
		}
	}
	office := pick(t, t.bodies).id
	for quarter := range days / 91 {
		t.pay(payer, office, t.between(30000, 1200000), t.during(91*quarter+t.IntN(20)))
	}
}
