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
	From    Member      `json:"from"`    // who was asked about, or who paid the one payment
	SetOut  []TraceFrom `json:"set_out"` // whose payments are followed
	Back    bool        `json:"back"`
	By      string      `json:"by"` // the method that decides what is listed
	Traces  []TraceText `json:"traces"`
}

// A TraceFrom is a party whose payments are followed, or of one who was asked about an account.
type TraceFrom struct {
	Party Member   `json:"party"`
	With  []Member `json:"with"` // who else holds the account
}

// TraceShown says what of traces is told: who was asked about, the parties whose payments are
// followed, and how many steps (0: all).
type TraceShown struct {
	From    *graph.Entity
	Parties []int32
	Back    bool
	By      money.Method
	Top     int
	Hidden  *Redactor
}

// A TraceText is the trace of the money of one currency.
type TraceText struct {
	Currency string      `json:"currency"`
	Amount   string      `json:"amount"`   // that is followed
	Payments int         `json:"payments"` // of the start
	Narrowed bool        `json:"narrowed"` // least and most are as narrow as can be; otherwise some may be wider
	Open     int         `json:"open"`     // payments of those reached that the dates let stand in more than one order
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
	Depth    int    `json:"depth"`
	Narrowed bool   `json:"narrowed"`         // least and most are of greatest flows, not of accounts one by one
	Became   string `json:"became,omitempty"` // cash, property or abroad, where the data say so
}

// A TraceEnd is where money is followed no further.
type TraceEnd struct {
	Party   Member   `json:"party"`
	Holders []Member `json:"holders"`
	TraceUnits
	Depth    int    `json:"depth"`
	Narrowed bool   `json:"narrowed"`
	Why      string `json:"why"`
}

// NewMoneyTrace describes traces. Whom a redactor hides is not named.
func NewMoneyTrace(h Heading, p *money.Payments, traces []money.Trace, o TraceShown) MoneyTrace {
	h.Notes = append(h.Notes, moneyNotes(p)...)
	n := veil{p.View(), o.Hidden}
	r := MoneyTrace{Heading: h, From: Member{o.From.ID, o.From.Name()}, SetOut: n.setOut(p, o), Back: o.Back, By: o.By.String()}
	if o.From.Kind != graph.Gang { // which a view of money does not show
		r.From = n.member(o.From.ID)
	}
	for _, t := range traces {
		c := p.Currencies[t.Currency]
		text := TraceText{Currency: c.Code, Amount: graph.FormatUnits(t.Units, c.Scale), Payments: len(t.Start), Narrowed: t.Exact, Open: t.Open, Of: len(t.Steps), Steps: []TraceStep{}, Ends: []TraceEnd{}}
		for _, s := range t.Steps {
			if o.Top == 0 || len(text.Steps) < o.Top {
				text.Steps = append(text.Steps, TraceStep{n.payment(paymentText(p, s.Payment)), traceUnits(s.Units, c), s.Depth, s.Narrowed, p.Became(s.Payment)})
			}
		}
		for _, e := range t.Ends {
			end := TraceEnd{n.member(p.View().ID(int(e.Party))), []Member{}, traceUnits(e.Units, c), e.Depth, e.Narrowed, e.Why.String()}
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

// setOut lists those whose payments are followed, where any were made or got.
func (n veil) setOut(p *money.Payments, o TraceShown) []TraceFrom {
	all := []TraceFrom{}
	for _, i := range o.Parties {
		if len(p.In(i))+len(p.Out(i)) == 0 {
			continue
		}
		id := p.View().ID(int(i))
		from := TraceFrom{n.member(id), []Member{}}
		for _, holder := range p.Holders(i) {
			if other := p.View().ID(int(holder)); other != o.From.ID && !n.hides(id) { // whose it is besides would be told
				from.With = append(from.With, n.member(other))
			}
		}
		all = append(all, from)
	}
	return all
}

// setOutShown is how many of those whose payments are followed the table names.
const setOutShown = 12

// setOut says in words whose payments are followed.
func (r MoneyTrace) setOut() string {
	var words []string
	for _, from := range r.SetOut[:min(setOutShown, len(r.SetOut))] {
		var with []string
		for _, m := range from.With {
			if !strings.Contains(from.Party.Name, m.Name) {
				with = append(with, m.Name)
			}
		}
		text := from.Party.Name
		if len(with) > 0 {
			text += " (held by " + strings.Join(with, ", ") + ")"
		}
		words = append(words, text)
	}
	if left := len(r.SetOut) - len(words); left > 0 {
		words = append(words, fmt.Sprintf("and %d more", left))
	}
	return strings.Join(words, ", ")
}

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
	lines := append(r.Heading.lines(), [2]string{whose, r.From.full()})
	if len(r.SetOut) != 1 || r.SetOut[0].Party.ID != r.From.ID {
		lines = append(lines, [2]string{"that is", r.setOut()})
	}
	lines = append(lines, [2]string{"listed by", r.By})
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
	if _, err := fmt.Fprintf(w, "\n%s in %s; %d of %d steps shown\n", Inert(money1(t.Amount, t.Currency)), counted(t.Payments, "payment"), len(t.Steps), t.Of); err != nil {
		return err
	}
	steps := Table{Columns: []string{"DEPTH", "AT", "FROM", "TO", "AMOUNT", "FIFO", "PROPORTIONAL", "LEAST", "MOST", "BECAME", "SOURCE"}, Numeric: []bool{true, false, false, false, true, true, true, true, true}}
	for i := range t.Steps {
		s := &t.Steps[i]
		steps.Rows = append(steps.Rows, []string{strconv.Itoa(s.Depth), s.At, s.From.Name, s.To.Name, s.Amount, s.FIFO, s.Proportional, s.Least, s.Most, s.Became, strings.TrimSuffix(s.Source+":"+s.Place, ":")})
	}
	if err := steps.Write(w); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "\n%s\n\nwhere it is\n", t.bounds()); err != nil {
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

// bounds says how far the figures are to be trusted.
func (t *TraceText) bounds() string {
	if t.Narrowed && t.Open == 0 {
		return "LEAST and MOST are as narrow as can be"
	}
	text := "LEAST and MOST hold in every order that the dates allow"
	if t.Narrowed {
		text = "LEAST and MOST are as narrow as can be, in every order that the dates allow"
	}
	steps, ends := 0, 0
	for _, s := range t.Steps {
		if s.Narrowed {
			steps++
		}
	}
	for _, e := range t.Ends {
		if e.Narrowed {
			ends++
		}
	}
	if steps < len(t.Steps) || ends < len(t.Ends) {
		text += fmt.Sprintf(";\nthe trace is large: but for the first %s and %s here they may be wider than need be", counted(steps, "payment"), counted(ends, "end"))
	} else if !t.Narrowed {
		text += ", and may be wider than need be"
	}
	if t.Open > 0 {
		text += fmt.Sprintf(";\nthe dates leave the order of %s open: FIFO and PROPORTIONAL take the earliest first, and of the same\ndate what comes to an account before what goes out; --by most lists what any order allows", counted(t.Open, "payment"))
	}
	return text
}
