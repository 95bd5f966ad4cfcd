package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// MoneyFlows are what parties paid one another.
type MoneyFlows struct {
	Heading Heading    `json:"heading"`
	Level   string     `json:"level"`
	Into    string     `json:"into,omitempty"` // the currency converted into
	Of      int        `json:"of"`             // flows, of which those below are the largest of each currency
	Flows   []FlowText `json:"flows"`
}

// A FlowText is what one party paid another in one currency.
type FlowText struct {
	From      Member `json:"from"`
	To        Member `json:"to"`
	Month     string `json:"month,omitempty"`
	Amount    string `json:"amount"`
	Currency  string `json:"currency"`
	Payments  int    `json:"payments"`
	First     string `json:"first"`
	Last      string `json:"last"`
	Converted string `json:"converted,omitempty"`    // in MoneyFlows.Into, at the rates of the days beside it
	Unrated   int    `json:"without_rate,omitempty"` // payments for which no rate was given
	RatesFrom string `json:"rates_from,omitempty"`   // the first day of the rates used
	RatesTo   string `json:"rates_to,omitempty"`     // and the last
}

// NewMoneyFlows describes flows. Whom a redactor hides is not named.
func NewMoneyFlows(h Heading, p *money.Payments, hidden *Redactor, level money.Level, into string, scale uint8, flows []money.Flow, of int) MoneyFlows {
	h.Notes = append(h.Notes, moneyNotes(p)...)
	n := veil{p.View(), hidden}
	r := MoneyFlows{Heading: h, Level: level.String(), Into: into, Of: of, Flows: []FlowText{}}
	for _, f := range flows {
		c := p.Currencies[f.Currency]
		text := FlowText{
			From: n.member(p.View().ID(int(f.From))), To: n.member(p.View().ID(int(f.To))), Month: money.MonthText(f.Month),
			Amount: graph.FormatUnits(f.Units, c.Scale), Currency: c.Code, Payments: f.Count, First: moment(f.First), Last: moment(f.Last),
		}
		if into != "" {
			text.Unrated = f.Count
		}
		if x := f.Converted; x != nil {
			text.Converted, text.Unrated = graph.FormatUnits(x.Units, scale), f.Count-x.Count
			text.RatesFrom, text.RatesTo = x.First.String(), x.Last.String()
		}
		r.Flows = append(r.Flows, text)
	}
	return r
}

// Table returns a row for each flow.
func (r MoneyFlows) Table() Table {
	t := Table{Columns: []string{"FROM", "TO", "MONTH", "AMOUNT", "CURRENCY", "PAYMENTS", "FIRST", "LAST"}, Numeric: []bool{false, false, false, true, false, true}}
	if r.Into != "" {
		t.Columns = append(t.Columns, "IN "+r.Into, "RATES OF", "WITHOUT RATE")
		t.Numeric = append(t.Numeric, false, false, true, false, true)
	}
	for _, f := range r.Flows {
		row := []string{f.From.Name, f.To.Name, f.Month, f.Amount, f.Currency, strconv.Itoa(f.Payments), f.First, f.Last}
		if r.Into != "" {
			days := f.RatesFrom
			if f.RatesTo != f.RatesFrom {
				days += " to " + f.RatesTo
			}
			row = append(row, f.Converted, days, strconv.Itoa(f.Unrated))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Write writes the flows for a terminal.
func (r MoneyFlows) Write(w io.Writer) error {
	if err := writeLines(w, r.Heading.Title, append(r.Heading.lines(), [2]string{"between", r.Level + "s"})); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	text := fmt.Sprintf("\n%d of %d flows shown. Amounts of different currencies are not added.", len(r.Flows), r.Of)
	if r.Into != "" {
		text += " IN " + r.Into + " is at the last rate on or before the day of each payment, each rounded to the nearest."
	}
	_, err := io.WriteString(w, strings.TrimSpace(text)+"\n"+r.Heading.Lead+"\n")
	return err
}
