package report

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// MoneyTrace is what became of some money, or where it came from.
type MoneyTrace struct {
	Heading Heading     `json:"heading"`
	From    Member      `json:"from"` // the party, or who paid the one payment
	Back    bool        `json:"back"`
	By      string      `json:"by"` // the method that decides what is listed
	Traces  []TraceText `json:"traces"`
}

// A TraceText is the trace of the money of one currency.
type TraceText struct {
	Currency string      `json:"currency"`
	Amount   string      `json:"amount"`   // that is followed
	Payments int         `json:"payments"` // of the start
	Narrowed bool        `json:"narrowed"` // least and most are as narrow as can be; otherwise some may be wider
	Of       int         `json:"of"`       // steps, of which those below are the first
	Steps    []TraceStep `json:"steps"`
	Ends     []TraceEnd  `json:"ends"`
}

// TraceUnits are how much of some money is that which is followed, by each method.
type TraceUnits struct {
	FIFO         string `json:"fifo"`
	Proportional string `json:"proportional"`
	Least        string `json:"least"`
	Most         string `json:"most"`
}

// A TraceStep is a payment with some of the money.
type TraceStep struct {
	PaymentText
	TraceUnits
	Depth  int    `json:"depth"`
	Became string `json:"became,omitempty"` // cash, property or abroad, where the data say so
}

// A TraceEnd is where money is followed no further.
type TraceEnd struct {
	Party   Member   `json:"party"`
	Holders []Member `json:"holders"`
	TraceUnits
	Depth int    `json:"depth"`
	Why   string `json:"why"`
}

// NewMoneyTrace describes traces, of each the so many first steps (0: all). Whom a redactor
// hides is not named.
func NewMoneyTrace(h Heading, p *money.Payments, hidden *Redactor, from int, back bool, by money.Method, traces []money.Trace, top int) MoneyTrace {
	h.Notes = append(h.Notes, moneyNotes(p)...)
	n := veil{p.View(), hidden}
	r := MoneyTrace{Heading: h, From: n.member(p.View().ID(from)), Back: back, By: by.String()}
	for _, t := range traces {
		c := p.Currencies[t.Currency]
		text := TraceText{Currency: c.Code, Amount: graph.FormatUnits(t.Units, c.Scale), Payments: len(t.Start), Narrowed: t.Narrowed, Of: len(t.Steps), Steps: []TraceStep{}, Ends: []TraceEnd{}}
		for _, s := range t.Steps {
			if top == 0 || len(text.Steps) < top {
				text.Steps = append(text.Steps, TraceStep{n.payment(paymentText(p, s.Payment)), traceUnits(s.Units, c), s.Depth, p.Became(s.Payment)})
			}
		}
		for _, e := range t.Ends {
			end := TraceEnd{n.member(p.View().ID(int(e.Party))), []Member{}, traceUnits(e.Units, c), e.Depth, e.Why.String()}
			if !n.hides(p.View().ID(int(e.Party))) { // whose it is besides would be told
				for _, holder := range p.Holders(e.Party) {
					end.Holders = append(end.Holders, n.member(p.View().ID(int(holder))))
				}
			}
			text.Ends = append(text.Ends, end)
		}
		r.Traces = append(r.Traces, text)
	}
	return r
}

// full is a name with its identifier, where that may be told.
func (m Member) full() string {
	if m.ID == "" {
		return m.Name
	}
	return fmt.Sprintf("%s (%s)", m.Name, m.ID)
}

// key is an identifier, or that there is none to tell.
func (m Member) key() string { return cmp.Or(string(m.ID), m.Name) }

func traceUnits(u money.Units, c money.Currency) TraceUnits {
	text := func(units int64) string { return graph.FormatUnits(units, c.Scale) }
	return TraceUnits{text(u.FIFO), text(u.Proportional), text(u.Least), text(u.Most)}
}

// Table returns a row for each step, and then for each end.
func (r MoneyTrace) Table() Table {
	t := Table{
		Columns: []string{"ROW", "DEPTH", "FROM", "TO", "AMOUNT", "CURRENCY", "FIFO", "PROPORTIONAL", "LEAST", "MOST", "AT", "BECAME", "SOURCE", "PLACE", "RECORD"},
		Numeric: []bool{false, true, false, false, true, false, true, true, true, true},
	}
	for _, trace := range r.Traces {
		for i := range trace.Steps {
			s := &trace.Steps[i]
			t.Rows = append(t.Rows, []string{"payment", strconv.Itoa(s.Depth), s.From.key(), s.To.key(), s.Amount, s.Currency, s.FIFO, s.Proportional, s.Least, s.Most, s.At, s.Became, s.Source, s.Place, string(s.Record)})
		}
		for _, e := range trace.Ends {
			t.Rows = append(t.Rows, []string{"end", strconv.Itoa(e.Depth), e.Party.key(), "", "", trace.Currency, e.FIFO, e.Proportional, e.Least, e.Most, "", e.Why, "", "", ""})
		}
	}
	return t
}

// Write writes the traces for a terminal.
func (r MoneyTrace) Write(w io.Writer) error {
	whose := "from"
	if r.Back {
		whose = "back from"
	}
	lines := append(r.Heading.lines(), [2]string{whose, r.From.full()}, [2]string{"listed by", r.By})
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	for i := range r.Traces {
		if err := r.Traces[i].write(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\nFIFO and PROPORTIONAL are conventions; LEAST and MOST bound what can be the same money, for each payment by itself.\n%s\n", r.Heading.Lead)
	return err
}

func (t *TraceText) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\n%s in %s; %d of %d steps shown\n", Inert(money1(t.Amount, t.Currency)), plural(t.Payments, "payment"), len(t.Steps), t.Of); err != nil {
		return err
	}
	steps := Table{Columns: []string{"DEPTH", "AT", "FROM", "TO", "AMOUNT", "FIFO", "PROPORTIONAL", "LEAST", "MOST", "", "SOURCE"}, Numeric: []bool{true, false, false, false, true, true, true, true, true}}
	for i := range t.Steps {
		s := &t.Steps[i]
		steps.Rows = append(steps.Rows, []string{strconv.Itoa(s.Depth), s.At, s.From.Name, s.To.Name, s.Amount, s.FIFO, s.Proportional, s.Least, s.Most, s.Became, strings.TrimSuffix(s.Source+":"+s.Place, ":")})
	}
	if err := steps.Write(w); err != nil {
		return err
	}
	wide := "LEAST and MOST of payments, and of what lies somewhere, are as narrow as can be"
	if !t.Narrowed {
		wide = "LEAST and MOST may be wider than need be: the trace is too large for all of them to be narrowed"
	}
	if _, err := fmt.Fprintf(w, "\n%s\n\nwhere it is\n", wide); err != nil {
		return err
	}
	ends := Table{Columns: []string{"DEPTH", "PARTY", "HELD BY", "FIFO", "PROPORTIONAL", "LEAST", "MOST", "WHY"}, Numeric: []bool{true, false, false, true, true, true, true}}
	for _, e := range t.Ends {
		var holders []string
		for _, h := range e.Holders {
			holders = append(holders, h.Name)
		}
		ends.Rows = append(ends.Rows, []string{strconv.Itoa(e.Depth), e.Party.Name, strings.Join(holders, ", "), e.FIFO, e.Proportional, e.Least, e.Most, e.Why})
	}
	return ends.Write(w)
}
