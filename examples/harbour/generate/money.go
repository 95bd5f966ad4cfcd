package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// An account of Gulf Maritime Bank; the cash desk has no holder.
type account struct{ id, holder string }

const cash = "VEL-0000"

// collectors and runners pay in cash, each sum below what the bank must report:
// 5,000 for the first and, since they never tried more, 1,000 for the second.
var (
	collectors = []string{"teodoro", "kestane", "ferrowe", "abendau"}
	runners    = []string{"rasmin", "petra", "ilyas", "jude", "bianca", "samira"}
	private    = []string{"wray", "hesper", "corvin", "grell", "ottoline"}
)

// earners are the households' first two and the officials: a wage in, rent and
// shopping out.
func earners() []string {
	var ids []string
	for _, h := range households {
		ids = append(ids, member(h.id, 0), member(h.id, 1))
	}
	for _, o := range officials {
		ids = append(ids, o.id)
	}
	return ids
}

// accounts returns all accounts of the case.
func accounts() []account {
	all := []account{{cash, ""}}
	add := func(holder string) {
		all = append(all, account{fmt.Sprintf("VEL-%04d", 1000+37*len(all)), holder})
	}
	for _, f := range fronts {
		add(f.id)
	}
	for _, e := range employers {
		add(e.id)
	}
	for _, b := range bodies {
		add(b.id)
	}
	for _, id := range slices.Concat(earners(), collectors, runners, private) {
		add(id)
	}
	return all
}

// A payment is a line of a statement; cents are its amount.
type payment struct {
	on       time.Time
	from, to string // holders; "" is the cash desk
	cents    int
	purpose  string
	reversed bool
	number   int
}

// A ledger is all payments in the making.
type ledger struct {
	r   *rand.Rand
	all []payment
}

func (l *ledger) pay(on time.Time, from, to string, cents int, purpose string) {
	if on.After(end) || on.Before(start) {
		return
	}
	l.all = append(l.all, payment{on: on, from: from, to: to, cents: cents, purpose: purpose})
}

// some returns an amount in cents between two in whole units.
func (l *ledger) some(least, most int) int { return least*100 + l.r.IntN((most-least)*100+1) }

// payments returns every payment, in order, numbered.
func payments() []payment {
	l := &ledger{r: chance(3)}
	for month := day("2023-01-01"); month.Before(end); month = month.AddDate(0, 1, 0) {
		l.ordinary(month)
		l.cashOfTheHouse(month)
		l.cashOfTheLanterns(month)
		l.layers(month)
	}
	l.favours()
	slices.SortStableFunc(l.all, func(a, b payment) int { return a.on.Compare(b.on) })
	for i := range l.all {
		l.all[i].number = 700001 + 3*i
		l.all[i].reversed = i%211 == 17
	}
	l.garage()
	slices.SortStableFunc(l.all, func(a, b payment) int { return a.on.Compare(b.on) })
	return l.all
}

// ordinary is what a city does: wages, rents, shopping, supplies.
func (l *ledger) ordinary(month time.Time) {
	for i, id := range earners() {
		l.pay(month.AddDate(0, 0, 26+l.r.IntN(2)), employerOf(i, id), id, 210000+i*3700, "wage")
		l.pay(month.AddDate(0, 0, l.r.IntN(3)), id, "homes", 62000+i*1100, "rent")
		if l.r.IntN(10) < 6 {
			l.pay(month.AddDate(0, 0, 3+l.r.IntN(22)), id, []string{"market", "bakery", "fuel", "trams"}[l.r.IntN(4)], l.some(12, 240), "card")
		}
	}
	for i, e := range employers {
		supplier := employers[(i+1+l.r.IntN(len(employers)-1))%len(employers)].id
		l.pay(month.AddDate(0, 0, 5+l.r.IntN(20)), e.id, supplier, l.some(900, 18000), "invoice")
	}
	l.pay(month.AddDate(0, 0, 9), "compass", "bakery", l.some(300, 700), "invoice")
	l.pay(month.AddDate(0, 0, 12), "corvinship", "stevedores", l.some(6000, 14000), "invoice")
	l.pay(month.AddDate(0, 0, 14), "corvinship", "saltmarket", 300000, "advice")
}

// employerOf returns who pays the i-th earner's wage.
func employerOf(i int, id string) string {
	for _, o := range officials {
		if o.id == id {
			return o.group
		}
	}
	switch id {
	case "h07a":
		return "compass"
	case "h11a", "h12a", "h13a":
		return "corvinship"
	}
	return employers[i*5%len(employers)].id
}

// cashOfTheHouse is paid in below the limit of 5,000 and gathered by the fishery.
func (l *ledger) cashOfTheHouse(month time.Time) {
	for _, id := range collectors {
		sum := 0
		for range 2 + l.r.IntN(2) {
			cents := l.some(4100, 4950)
			sum += cents
			l.pay(month.AddDate(0, 0, l.r.IntN(20)), "", id, cents, "cash")
		}
		l.pay(month.AddDate(0, 0, 22+l.r.IntN(3)), id, "saltmarket", sum-l.some(150, 400), "fish")
	}
}

// cashOfTheLanterns grows as runners join, in sums below 1,000.
func (l *ledger) cashOfTheLanterns(month time.Time) {
	for _, id := range runners {
		if month.Before(joined(id)) {
			continue
		}
		sum := 0
		for range 4 + l.r.IntN(3) {
			cents := l.some(300, 950)
			sum += cents
			l.pay(month.AddDate(0, 0, l.r.IntN(24)), "", id, cents, "cash")
		}
		l.pay(month.AddDate(0, 0, 25), id, "lamplight", sum*9/10, "evening")
	}
}

// layers carries the money through the companies to Blue Keel.
func (l *ledger) layers(month time.Time) {
	l.pay(month.AddDate(0, 0, 3), "saltmarket", "tern", l.some(26000, 31000), "loan")
	l.pay(month.AddDate(0, 0, 5), "tern", "petrel", l.some(25000, 25900), "loan")
	l.pay(month.AddDate(0, 0, 8), "petrel", "bluekeel", l.some(24000, 24900), "storage")
	l.pay(month.AddDate(0, 0, 10), "bluekeel", "stevedores", l.some(3000, 9000), "invoice")
	l.pay(month.AddDate(0, 0, 16), "bluekeel", "saltmarket", l.some(9000, 12000), "fish")
	l.pay(month.AddDate(0, 0, 11), "", "meridian", l.some(7000, 9500), "takings")
	l.pay(month.AddDate(0, 0, 13), "meridian", "wrayfreight", l.some(5000, 6500), "freight")
	l.pay(month.AddDate(0, 0, 18), "wrayfreight", "bluekeel", l.some(3500, 4800), "freight")
	if !month.Before(day("2023-09")) {
		l.pay(month.AddDate(0, 0, 20), "lamplight", "wrayfreight", l.some(1800, 2600), "freight")
	}
}

// garage is what a cold store pays an analyst of the customs for her garage, every month,
// whatever she decides.
func (l *ledger) garage() {
	for k := range 23 {
		l.pay(day("2023-01-05").AddDate(0, k, 0), "icehouse", "castellin", 18000, "garage")
		l.all[len(l.all)-1].number = 800001 + k
	}
}

// favours are paid to the consultant a week before each decision, and go on to the
// commissioner a few days after it as a loan within the family.
func (l *ledger) favours() {
	for i, d := range favours {
		on, cents := day(d.on), 1800000+250000*i
		l.pay(on.AddDate(0, 0, -4-l.r.IntN(5)), "bluekeel", "odelin", cents, "advice")
		l.pay(on.AddDate(0, 0, 3+l.r.IntN(4)), "odelin", "marchent", cents*2/5, "family loan")
	}
}

// statements are what the bank disclosed, twice, in its own layout. Both hold
// December 2023.
func statements() (early, late []byte) {
	ids := map[string]string{}
	for _, a := range accounts() {
		ids[a.holder] = cmp.Or(ids[a.holder], a.id)
	}
	const header = "Booking,Booked,Debtor,Creditor,Amount,Ccy,Purpose,Status,Extract"
	first, second := newTable(';', header), newTable(';', header)
	for _, p := range payments() {
		status := "booked"
		if p.reversed {
			status = "reversed"
		}
		row := func(t *table, extract time.Time) {
			t.row(fmt.Sprint(p.number), slashed(p.on), ids[p.from], ids[p.to], comma(p.cents), "EUR", p.purpose, status, slashed(extract))
		}
		if p.on.Year() == 2023 {
			row(first, firstHand)
		}
		if !p.on.Before(day("2023-12")) {
			row(second, lastHand)
		}
	}
	return first.bytes(), second.bytes()
}

func slashed(t time.Time) string { return t.Format("02/01/2006") }

// comma writes cents as the bank does: 1.250,00.
func comma(cents int) string {
	whole := fmt.Sprint(cents / 100)
	var groups []string
	for len(whole) > 3 {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
		whole = whole[:len(whole)-3]
	}
	return strings.Join(append([]string{whole}, groups...), ".") + fmt.Sprintf(",%02d", cents%100)
}
