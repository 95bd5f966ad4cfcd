package money

import (
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

// usage lists the properties of payments and payees that say what a payment is for, and
// the words that say that it became cash or property.
var (
	saying = []string{"type", "method", "purpose", "reference", "description", "text", graph.PropWord, graph.PropClass, graph.PropTitle}
	cashed = []string{"cash", "atm", "withdrawal"}
	built  = []string{"property", "house", "flat", "apartment", "land", "plot", "villa", "mortgage", "notary"}
)

// Became returns what a payment's money became: Cash or Property, where a property of the
// payment or of the payee that says what it is has a word for that; Abroad, where payer
// and payee, or who holds their accounts, have countries and none in common; otherwise "".
func (p *Payments) Became(payment int32) string {
	if p.view == nil {
		return ""
	}
	q := &p.All[payment]
	for _, records := range [2][]graph.Record{p.view.Facts().Ties[q.Tie].Records, p.view.Entity(int(q.To)).Records} {
		switch {
		case says(records, cashed):
			return Cash
		case says(records, built):
			return Property
		}
	}
	from, to := p.countries(q.From), p.countries(q.To)
	if len(from) == 0 || len(to) == 0 {
		return ""
	}
	for _, country := range to {
		for _, home := range from {
			if strings.EqualFold(country, home) {
				return ""
			}
		}
	}
	return Abroad
}

// says reports whether some records have one of some words where they say what is meant.
func says(records []graph.Record, words []string) bool {
	for i := range records {
		for _, name := range saying {
			for said := range strings.FieldsFuncSeq(strings.ToLower(records[i].Get(name)), func(r rune) bool { return !unicode.IsLetter(r) }) {
				for _, word := range words {
					if said == word {
						return true
					}
				}
			}
		}
	}
	return false
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
