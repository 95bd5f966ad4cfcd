package report

import (
	"time"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// A PaymentText is one payment with the record that gives it.
type PaymentText struct {
	From     Member         `json:"from"`
	To       Member         `json:"to"`
	Amount   string         `json:"amount"` // exact, in the currency beside it
	Currency string         `json:"currency"`
	At       string         `json:"at"` // as the record dates it
	Source   string         `json:"source"`
	Place    string         `json:"place,omitempty"`
	Grade    string         `json:"grade,omitempty"`
	Record   graph.RecordID `json:"record"`
}

// paymentText describes a payment of a table.
func paymentText(p *money.Payments, i int32) PaymentText {
	v, q := p.View(), &p.All[i]
	facts := v.Facts()
	t := &facts.Ties[q.Tie]
	c := p.Currencies[q.Currency]
	text := PaymentText{
		From: memberOf(v, q.From), To: memberOf(v, q.To), At: t.When().String(),
		Amount: graph.FormatUnits(q.Units, c.Scale), Currency: c.Code,
	}
	if value := t.Value(graph.PropAmount); value.Record != nil {
		r := value.Record
		text.Source, text.Place, text.Grade = facts.Source(r.Source).Title, r.Location.String(), r.Grade.String()
		for k := range t.Records {
			if &t.Records[k] == r {
				text.Record = t.RecordID(k)
			}
		}
	}
	return text
}

// payment takes out of a payment whom a role or age protects.
func (n veil) payment(p PaymentText) PaymentText {
	p.From, p.To = n.member(p.From.ID), n.member(p.To.ID)
	p.Source = n.redactor.Text(p.Source, "a source not named here")
	return p
}

// line is the payment in one line.
func (p *PaymentText) line() string {
	text := p.At + "  " + p.From.Name + " -> " + p.To.Name + "  " + money1(p.Amount, p.Currency) + "  (" + p.Source
	if p.Place != "" {
		text += ":" + p.Place
	}
	if p.Grade != "" {
		text += ", " + p.Grade
	}
	return text + ")"
}

// money1 is an amount and its currency, where it has one.
func money1(amount, currency string) string {
	if currency == "" {
		return amount
	}
	return amount + " " + currency
}

func memberOf(v *graph.View, i int32) Member {
	return Member{v.ID(int(i)), v.Entity(int(i)).Name()}
}

// moneyNotes say which payments of a view a table does not hold.
func moneyNotes(p *money.Payments) []string {
	var notes []string
	add := func(n int, what string) {
		if n > 0 {
			notes = append(notes, counted(n, "payment")+" "+what)
		}
	}
	add(p.LeftOut.Undated, "without a time: they stand in no order and are left out")
	add(p.LeftOut.Vague, "whose date leaves open more than a month: left out, for they may have come before or after nearly any other")
	add(p.LeftOut.NoAmount, "without an amount above nothing: left out")
	return notes
}

// moment writes a moment as a day, or as a time where it is no end of a day.
func moment(at int64) string {
	t := time.Unix(at, 0).UTC()
	if second := at - at/86400*86400; second == 0 || second == 86399 {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02T15:04:05Z")
}
