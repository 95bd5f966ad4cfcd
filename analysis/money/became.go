package money

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/linchpin-graph/linchpin/graph"
)

// What money became, where the data say so.
const (
	Cash     = "cash"
	Property = "property"
	Abroad   = "abroad"
)

// saying lists the properties of payments and payees that say what a payment is for.
var saying = []string{"type", "method", "purpose", "reference", "description", "text", graph.PropWord, graph.PropClass, graph.PropTitle}

// What is said, in English and as words between blanks: of a payment that it is taken out in
// cash or buys property, and of a payee that it hands out cash or sells property. A word alone
// is not enough where it has other uses: a flat fee, house wine, land transport; and cash that
// is paid in or given back is where money came from. What unsays it is said of such payments too.
var (
	takesCash = regexp.MustCompile(` (atm|cashpoint|cash (machine|dispenser|withdrawals?|advances?|out)|withdrawals?) `)
	noCash    = regexp.MustCompile(` (deposit(s|ed)?|paid in|refund(s|ed)?|return(s|ed)?|reversal|reversed|fees?|charges?) `)
	buys      = regexp.MustCompile(` (` + building + `) (purchase|price) | (purchase|price|down payment|instalments?) (of|for|on) ((a|an|the) )?(` + building + `) ((at|in|on|near|by|no|nr) |$)| mortgage `)
	noBuying  = regexp.MustCompile(` (rent|rental|lease|insurance|tax(es)?|repairs?|agents?|refund(s|ed)?|return(s|ed)?|reversal|reversed|fees?|charges?) `)
	cashier   = regexp.MustCompile(` (atm|cashpoint|cash (desk|machine|dispenser)) `)
	builder   = regexp.MustCompile(` (real estate|property developer|land registry) `)
)

const building = `house|flat|apartment|land|plot|plot of land|villa|building|property|real estate`

// Became returns what a payment's money became: Cash or Property, where a property of the
// payment, or of the payee, says so; Abroad, where it does not and the payment goes abroad;
// otherwise "".
func (p *Payments) Became(payment int32) string {
	if p.view == nil {
		return ""
	}
	q := &p.All[payment]
	said, payee := saidOf(p.view.Facts().Ties[q.Tie].Records), saidOf(p.view.Entity(int(q.To)).Records)
	switch {
	case says(said, takesCash, noCash), says(payee, cashier, nil) && !says(said, noCash, nil):
		return Cash
	case says(said, buys, noBuying), says(payee, builder, nil) && !says(said, noBuying, nil):
		return Property
	}
	if p.GoesAbroad(payment) {
		return Abroad
	}
	return ""
}

// GoesAbroad reports whether payer and payee, or who holds their accounts, have countries and
// none in common, whatever the payment is for. Countries are compared as they are written.
func (p *Payments) GoesAbroad(payment int32) bool {
	if p.view == nil {
		return false
	}
	from, to := p.countries(p.All[payment].From), p.countries(p.All[payment].To)
	shared := slices.ContainsFunc(to, func(country string) bool {
		return slices.ContainsFunc(from, func(home string) bool { return strings.EqualFold(country, home) })
	})
	return len(from) > 0 && len(to) > 0 && !shared
}

// saidOf returns what records say, as words in lower case with a blank before and after each.
func saidOf(records []graph.Record) (all []string) {
	for i := range records {
		for _, name := range saying {
			words := strings.FieldsFunc(strings.ToLower(records[i].Get(name)), func(r rune) bool { return !unicode.IsLetter(r) })
			if len(words) > 0 {
				all = append(all, " "+strings.Join(words, " ")+" ")
			}
		}
	}
	return all
}

// says reports whether some text has one form, and not the other.
func says(texts []string, form, not *regexp.Regexp) bool {
	return slices.ContainsFunc(texts, func(text string) bool {
		return form.MatchString(text) && (not == nil || !not.MatchString(text))
	})
}

// countries returns the countries of a party: its own, or else those of who holds it.
func (p *Payments) countries(party int32) []string {
	var all []string
	for _, i := range append([]int32{party}, p.Holders(party)...) {
		for _, v := range p.view.Entity(int(i)).Values("country") {
			all = append(all, v.Text)
		}
		if i == party && len(all) > 0 {
			break
		}
	}
	return all
}
