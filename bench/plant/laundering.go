package main

import (
	"strconv"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

// shells returns so many accounts that nothing else is planted on: of companies of gangs,
// of new companies and of members.
func (t *town) shells(n int) (accounts []id) {
	for range n {
		switch t.IntN(3) {
		case 0:
			accounts = append(accounts, t.account(t.freeFront().id))
		case 1:
			c := t.entity(graph.Company, "c", "register")
			t.tie(graph.Directs, pick(t, t.civilians), c, "register", graph.PropSince, date(-t.between(10, 300)))
			t.tie(graph.Owns, pick(t, t.members), c, "register", graph.PropShare, "100")
			accounts = append(accounts, t.account(c))
		default:
			a := t.entity(graph.Account, "a", "bank")
			t.tie(graph.Holds, t.free(t.members), a, "bank")
			accounts = append(accounts, a)
		}
	}
	return accounts
}

// cycle plants money that goes round three to eight accounts within days, each keeping a
// little over one per cent at most.
func (t *town) cycle() {
	c := Cycle{Accounts: t.shells(t.between(3, 8))}
	cents, at := t.between(1500000, 9000000), t.during(t.IntN(days-30))
	for k, from := range c.Accounts {
		c.Payments = append(c.Payments, t.transfer(from, c.Accounts[(k+1)%len(c.Accounts)], cents, at))
		cents -= cents * t.IntN(13) / 1000
		at = at.Add(hours(t.between(2, 60)))
	}
	t.truth.Cycles = append(t.truth.Cycles, c)
}

// fanIn plants payments of twelve to twenty-five people within a week into one account,
// which passes nearly all of it on within three days.
func (t *town) fanIn() {
	both := t.shells(2)
	f := FanIn{Account: both[0]}
	day, sum := t.IntN(days-20), 0
	payers := map[id]bool{}
	for many := t.between(12, 25); len(f.Payers) < many; {
		payer := t.account(pick(t, t.members))
		if payers[payer] || payer == both[0] || payer == both[1] {
			continue
		}
		payers[payer] = true
		cents := t.between(40000, 480000)
		sum += cents
		f.Payers = append(f.Payers, payer)
		f.Payments = append(f.Payments, t.transfer(payer, f.Account, cents, t.during(day+t.IntN(7))))
	}
	f.Passed = t.transfer(f.Account, both[1], sum*t.between(93, 99)/100, t.during(day+7+t.IntN(3)))
	t.truth.FanIns = append(t.truth.FanIns, f)
}

// structuring plants nine to sixteen payments just below ten thousand within three weeks, by
// one to four payers.
func (t *town) structuring() {
	const threshold = 10000
	all := t.shells(t.between(2, 5))
	s := Structuring{Account: all[0], Threshold: threshold}
	day := t.IntN(days - 25)
	for range t.between(9, 16) {
		cents := 100*threshold - t.between(1000, 95000)
		if t.often(.4) {
			cents -= cents % 5000
		}
		s.Payments = append(s.Payments, t.transfer(pick(t, all[1:]), s.Account, cents, t.during(day+t.IntN(21))))
	}
	t.truth.Structuring = append(t.truth.Structuring, s)
}

// hiddenOwner plants a member who owns three to five companies, each by a chain of its own of
// one to three companies, with nominees for the rest of the shares and as directors.
func (t *town) hiddenOwner() {
	o := Owner{Owner: t.free(t.members)}
	for range t.between(3, 5) {
		above, share := o.Owner, 100.
		for range t.between(2, 4) {
			c := t.entity(graph.Company, "c", "register")
			part := t.between(75, 100)
			t.tie(graph.Owns, above, c, "register", graph.PropShare, strconv.Itoa(part))
			if part < 100 {
				t.tie(graph.Owns, pick(t, t.civilians), c, "register", graph.PropShare, strconv.Itoa(100-part))
			}
			t.tie(graph.Directs, pick(t, t.civilians), c, "register", graph.PropSince, date(-t.between(10, 900)))
			share *= float64(part) / 100
			above = c
		}
		o.Companies, o.Shares = append(o.Companies, above), append(o.Shares, share)
	}
	t.truth.Owners = append(t.truth.Owners, o)
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }
