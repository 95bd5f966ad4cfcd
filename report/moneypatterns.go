package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// MoneyPatterns are payments that are consistent with patterns, the rarest first.
type MoneyPatterns struct {
	Heading  Heading       `json:"heading"`
	Payments int           `json:"payments"` // of the view, that stand in an order of time
	Patterns []PatternText `json:"patterns"`
	Withheld Few           `json:"withheld"` // findings about somebody whom a role or age protects, of all patterns
}

// A PatternText is what was found of one pattern.
type PatternText struct {
	Pattern  string        `json:"pattern"`
	Reading  string        `json:"reading"`
	Of       int           `json:"of"`       // findings that may be told, of which those below are the rarest
	Common   int           `json:"common"`   // findings left out, for ordinary traffic shows more of them than asked for
	Cut      int           `json:"cut"`      // beginnings from which only a part was looked at
	Shuffles int           `json:"shuffles"` // of ordinary traffic, by which it was measured; 0: computed
	Findings []FindingText `json:"findings"`
}

// A FindingText is one finding.
type FindingText struct {
	Rank     int           `json:"rank"`
	Parties  []Member      `json:"parties"` // of a cycle in the order of the money; otherwise the one in the middle first
	About    string        `json:"about,omitempty"`
	Counted  string        `json:"counted"`
	Amount   string        `json:"amount"`
	Currency string        `json:"currency"`
	Begin    string        `json:"begin,omitempty"`
	End      string        `json:"end,omitempty"`
	Expected float64       `json:"expected"`        // findings at least as surprising in ordinary traffic of the same case
	AtMost   bool          `json:"at_most"`         // no shuffle showed any: the figure is the least that can be said
	Alike    int           `json:"alike,omitempty"` // of fans: other windows of the same party nearly as full
	Chance   float64       `json:"chance"`          // that ordinary traffic shows at least one
	Payments []PaymentText `json:"payments"`
}

// readings say of each pattern what a finding is and what it is not.
var readings = map[money.Pattern]string{
	money.Cycles:        "payments consistent with money that comes back to where it set out; settlements between firms of one group, loans and refunds do so, too",
	money.FanIn:         "payments consistent with collecting from many; so are rents, fares and collections for a gift",
	money.FanOut:        "payments consistent with distributing to many; so are wages and benefits",
	money.GatherScatter: "payments consistent with collecting from many and passing it on to many",
	money.ScatterGather: "payments consistent with sending one sum over many to one",
	money.PassThrough:   "payments in that go out again within hours; cash pools and agents do so, too",
	money.Structuring:   "payments consistent with keeping below a threshold; so is a price just below it",
	money.RoundAmounts:  "whole amounts more often than others pay them; so are fees and instalments",
	money.Dormant:       "payments after a long silence; so are seasons and a sale",
	money.Shared:        "accounts with one holder, address or phone; so have families, firms and lodgers",
}

// PatternsShown say which findings are shown.
type PatternsShown struct {
	Top       int     // of each pattern; 0: all
	Expected  float64 // at most
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewMoneyPatterns describes what was found: of each pattern the so many rarest (0: all)
// of those that ordinary traffic is expected to show at most so often. What is about somebody
// whom a role or age protects is counted, and not told.
func NewMoneyPatterns(h Heading, p *money.Payments, found []money.Found, o PatternsShown) MoneyPatterns {
	h.Notes = append(h.Notes, moneyNotes(p)...)
	n := veil{p.View(), NewRedactor(o.Whole, o.Safeguard)}
	r := MoneyPatterns{Heading: h, Payments: len(p.All), Patterns: []PatternText{}}
	for _, f := range found {
		text := PatternText{Pattern: f.Pattern.String(), Reading: readings[f.Pattern], Cut: f.Cut, Shuffles: f.Shuffles, Findings: []FindingText{}}
		for i := range f.Findings {
			one := &f.Findings[i]
			if n.isAbout(p, one) {
				r.Withheld++
				continue
			}
			text.Of++
			switch {
			case one.Expected > o.Expected:
				text.Common++
			case o.Top == 0 || len(text.Findings) < o.Top:
				text.Findings = append(text.Findings, n.finding(findingText(p, one, len(text.Findings)+1)))
			}
		}
		r.Patterns = append(r.Patterns, text)
	}
	return r
}

// isAbout reports whether a finding is about somebody who must not be named: the one in the middle
// of it, either end of what is scattered and gathered, anybody of those who share something, or all
// who stand around somebody or in a circle. Others who only pay or are paid in it are not named.
func (n veil) isAbout(p *money.Payments, f *money.Finding) bool {
	hidden := func(i int32) bool { return n.hides(n.view.ID(int(i))) }
	switch f.Pattern {
	case money.Cycles:
		return !slices.ContainsFunc(f.Parties, func(i int32) bool { return !hidden(i) })
	case money.ScatterGather:
		return slices.ContainsFunc(f.Parties[:2], hidden)
	case money.Shared:
		return slices.ContainsFunc(f.Parties, hidden) || n.redactor.Names(f.About)
	case money.FanIn, money.FanOut, money.GatherScatter:
		middle := f.Parties[0]
		return hidden(middle) || !slices.ContainsFunc(f.Payments, func(i int32) bool {
			q := &p.All[i]
			return q.From != middle && !hidden(q.From) || q.To != middle && !hidden(q.To)
		})
	}
	return hidden(f.Parties[0])
}

// finding takes out of a finding whom a role or age protects.
func (n veil) finding(f FindingText) FindingText {
	for k, m := range f.Parties {
		f.Parties[k] = n.member(m.ID)
	}
	for k, q := range f.Payments {
		f.Payments[k] = n.payment(q)
	}
	f.About = n.text(f.About)
	return f
}

func findingText(p *money.Payments, f *money.Finding, rank int) FindingText {
	c := p.Currencies[f.Currency]
	text := FindingText{
		Rank: rank, About: f.About, Counted: countedOf(f), Currency: c.Code, Amount: graph.FormatUnits(f.Amount, c.Scale),
		Expected: f.Expected, AtMost: f.AtMost, Alike: f.Alike, Chance: f.Chance(), Payments: []PaymentText{},
	}
	for _, i := range f.Parties {
		text.Parties = append(text.Parties, memberOf(p.View(), i))
	}
	for _, i := range f.Payments {
		text.Payments = append(text.Payments, paymentText(p, i))
	}
	if len(f.Payments) > 0 {
		text.Begin, text.End = moment(f.Begin), moment(f.End)
	} else {
		text.Amount, text.Currency = "", ""
	}
	return text
}

// countedOf says what a finding counts.
func countedOf(f *money.Finding) string {
	switch f.Pattern {
	case money.Cycles:
		return counted(f.Count, "step")
	case money.FanIn:
		return fmt.Sprintf("%d of %d payers", f.Count, f.Of)
	case money.FanOut:
		return fmt.Sprintf("%d of %d payees", f.Count, f.Of)
	case money.GatherScatter:
		return fmt.Sprintf("%d payers and payees", f.Count)
	case money.ScatterGather:
		return fmt.Sprintf("%d between", f.Count)
	case money.Shared:
		return counted(f.Count, "account")
	}
	return fmt.Sprintf("%d of %d payments", f.Count, f.Of)
}

// who names a finding's parties in one line.
func (f *FindingText) who(pattern string) string {
	names := make([]string, len(f.Parties))
	for i, m := range f.Parties {
		names[i] = m.Name
	}
	switch {
	case pattern == money.Cycles.String():
		return strings.Join(append(names, names[0]), " -> ")
	case pattern == money.ScatterGather.String():
		return names[0] + " -> " + counted(len(names)-2, "other") + " -> " + names[1]
	case f.About != "":
		return f.About + ": " + strings.Join(names, ", ")
	}
	return names[0]
}

// expectedText says how often ordinary traffic would show such a finding.
func (f *FindingText) expectedText() string {
	text := strconv.FormatFloat(f.Expected, 'g', 2, 64)
	if f.AtMost {
		return "<" + text
	}
	return text
}

// Table returns a row for each payment of each finding.
func (r MoneyPatterns) Table() Table {
	t := Table{
		Columns: []string{"PATTERN", "RANK", "WHO", "COUNTED", "AMOUNT", "CURRENCY", "BEGIN", "END", "EXPECTED", "FROM", "TO", "PAID", "AT", "SOURCE", "PLACE", "RECORD"},
		Numeric: []bool{false, true, false, false, true},
	}
	for _, p := range r.Patterns {
		for i := range p.Findings {
			f := &p.Findings[i]
			row := []string{p.Pattern, strconv.Itoa(f.Rank), f.who(p.Pattern), f.Counted, f.Amount, f.Currency, f.Begin, f.End, f.expectedText()}
			if len(f.Payments) == 0 {
				t.Rows = append(t.Rows, append(row, "", "", "", "", "", "", ""))
			}
			for _, q := range f.Payments {
				t.Rows = append(t.Rows, append(row[:9:9], q.From.key(), q.To.key(), q.Amount, q.At, q.Source, q.Place, string(q.Record)))
			}
		}
	}
	return t
}

const mostPayments = 10 // shown of each finding on a terminal

// Write writes the findings for a terminal: a line for each, and its payments below.
func (r MoneyPatterns) Write(w io.Writer) error {
	if err := writeLines(w, r.Heading.Title, append(append(r.Heading.lines(), [2]string{"payments", strconv.Itoa(r.Payments)}), r.Withheld.lines("finding", " about somebody")...)); err != nil {
		return err
	}
	var out strings.Builder
	for i := range r.Patterns {
		r.Patterns[i].write(&out)
	}
	fmt.Fprintf(&out, "\nEXPECTED is how many findings at least as surprising ordinary traffic of this case would show among all that were looked at.\n%s\n", r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

// write writes what was found of one pattern.
func (p *PatternText) write(out *strings.Builder) {
	fmt.Fprintf(out, "\n%s: %d of %d shown; %s\n", p.Pattern, len(p.Findings), p.Of, p.Reading)
	if p.Common > 0 {
		fmt.Fprintf(out, "  %s as ordinary traffic shows more often than --expected allows\n", counted(p.Common, "finding"))
	}
	if p.Shuffles > 0 {
		fmt.Fprintf(out, "  expected by %s of ordinary traffic: amounts and times of each payer's payments dealt out anew among its payees; payers of fewer than five change each with any of the case\n", counted(p.Shuffles, "shuffle"))
	}
	if p.Cut > 0 {
		fmt.Fprintf(out, "  from %s only a part was looked at: narrow the window or the tolerance\n", counted(p.Cut, "beginning"))
	}
	for i := range p.Findings {
		f := &p.Findings[i]
		fmt.Fprintf(out, "%3d. %s\n     %s", f.Rank, Inert(f.who(p.Pattern)), f.Counted)
		if f.Amount != "" {
			fmt.Fprintf(out, ", %s, %s to %s", Inert(money1(f.Amount, f.Currency)), f.Begin, f.End)
		}
		fmt.Fprintf(out, ", expected %s\n", f.expectedText())
		for _, q := range f.Payments[:min(mostPayments, len(f.Payments))] {
			fmt.Fprintf(out, "       %s\n", Inert(q.line()))
		}
		if more := len(f.Payments) - mostPayments; more > 0 {
			fmt.Fprintf(out, "       and %s more\n", counted(more, "payment"))
		}
	}
}
