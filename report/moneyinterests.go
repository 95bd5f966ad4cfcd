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

// MoneyInterests are what the members of a gang have, with the evidence.
type MoneyInterests struct {
	Heading   Heading          `json:"heading"`
	Gang      Member           `json:"gang"`
	Members   int              `json:"members"`
	Interests []InterestText   `json:"interests"`
	Worth     []InterestAmount `json:"worth"` // of what has a value or balance, whole, by currency
	Withheld  Few              `json:"withheld"`
}

// An InterestText is one thing that members have.
type InterestText struct {
	Asset    Member           `json:"asset"`
	Kind     string           `json:"kind"`
	Share    ShareText        `json:"share"` // of all members together who may be named
	Control  string           `json:"control,omitempty"`
	UsedOnly bool             `json:"used_only"`
	Worth    string           `json:"worth,omitempty"` // the whole, as its records give it
	Currency string           `json:"currency,omitempty"`
	Moved    []InterestAmount `json:"moved"`
	Parts    []InterestPart   `json:"parts"`
	Evidence []EvidenceText   `json:"evidence"`
}

// An InterestAmount is an amount of one currency.
type InterestAmount struct {
	Currency string `json:"currency"`
	Amount   string `json:"amount,omitempty"`
	Received string `json:"received,omitempty"`
	Paid     string `json:"paid,omitempty"`
	Count    int    `json:"count"`
}

// An InterestPart is what one member has of it.
type InterestPart struct {
	Member Member    `json:"member"`
	Share  ShareText `json:"share"`
	Steps  int       `json:"steps"`
	Roles  []string  `json:"roles"`
	Uses   bool      `json:"uses"`
}

// InterestOptions say what was asked of interests.
type InterestOptions struct {
	Gang      int
	Members   int // all of them
	All       int // things that they have; told is what those have who may be named
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewMoneyInterests describes what members of a gang have. What somebody has whom a role or age
// protects is counted, and not told.
func NewMoneyInterests(h Heading, p *money.Payments, found []money.Interest, o InterestOptions) MoneyInterests {
	v := p.View()
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	r := MoneyInterests{Heading: h, Gang: n.member(v.ID(o.Gang)), Members: o.Members, Interests: []InterestText{}, Worth: []InterestAmount{}}
	var worth graph.Totals
	for i := range found {
		t, told := n.interest(p, &found[i])
		if !told {
			continue
		}
		if a, ok := money.Worth(v.Entity(found[i].Asset)); ok && !found[i].UsedOnly {
			worth.Add(a)
		}
		r.Interests = append(r.Interests, t)
	}
	r.Withheld = Few(o.All - len(r.Interests))
	for i := range worth {
		r.Worth = append(r.Worth, InterestAmount{Currency: worth[i].Currency, Amount: worth[i].Value(), Count: worth[i].Count})
	}
	return r
}

func (n veil) interest(p *money.Payments, f *money.Interest) (InterestText, bool) {
	e := n.view.Entity(f.Asset)
	t := InterestText{Asset: n.member(e.ID), Kind: e.Kind.String(), Share: partOf(f.Share), Control: f.Control.String(), UsedOnly: f.UsedOnly, Moved: moved(p, int32(f.Asset)), Parts: []InterestPart{}, Evidence: []EvidenceText{}}
	for _, part := range f.Parts {
		if !n.hides(n.view.ID(part.Member)) {
			t.Parts = append(t.Parts, n.interestPart(part, f.Asset))
		}
	}
	if n.hides(e.ID) || len(t.Parts) == 0 {
		return t, false
	}
	if a, ok := money.Worth(e); ok {
		t.Worth, t.Currency = a.Value.String(), a.Currency
	}
	for _, tie := range f.Ties {
		if !n.hides(tie.From) && !n.hides(tie.To) {
			t.Evidence = append(t.Evidence, n.records(tie)...)
		}
	}
	return t, true
}

func (n veil) interestPart(part money.Part, asset int) InterestPart {
	t := InterestPart{Member: n.member(n.view.ID(part.Member)), Share: partOf(part.Share), Steps: part.Steps, Roles: []string{}, Uses: part.Uses}
	for _, o := range part.Offices {
		if word := o.Role.String(); !slices.Contains(t.Roles, word) {
			t.Roles = append(t.Roles, word)
		}
	}
	return t
}

// moved is what came to a party and went from it, by currency.
func moved(p *money.Payments, party int32) []InterestAmount {
	in, out, count := make([]int64, len(p.Currencies)), make([]int64, len(p.Currencies)), make([]int, len(p.Currencies))
	for _, i := range p.In(party) {
		in[p.All[i].Currency] += p.All[i].Units
		count[p.All[i].Currency]++
	}
	for _, i := range p.Out(party) {
		out[p.All[i].Currency] += p.All[i].Units
		count[p.All[i].Currency]++
	}
	all := []InterestAmount{}
	for c, currency := range p.Currencies {
		if count[c] > 0 {
			all = append(all, InterestAmount{Currency: currency.Code, Received: graph.FormatUnits(in[c], currency.Scale), Paid: graph.FormatUnits(out[c], currency.Scale), Count: count[c]})
		}
	}
	return all
}

// whose names the members, with what each has.
func (t *InterestText) whose() string {
	var words []string
	for _, p := range t.Parts {
		word := p.Member.Name
		switch {
		case p.Share.Most > 0 && len(t.Parts) > 1:
			word += " " + p.Share.Text
		case p.Share.Most == 0 && p.Uses:
			word += " (uses)"
		}
		if len(p.Roles) > 0 {
			word += " (" + strings.Join(p.Roles, ", ") + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// movedText is what came and went in one line.
func (t *InterestText) movedText(of func(InterestAmount) string) string {
	var words []string
	for _, m := range t.Moved {
		words = append(words, money1(of(m), m.Currency))
	}
	return strings.Join(words, ", ")
}

// steps are the fewest between a member and the thing.
func (t *InterestText) steps() string {
	fewest := 0
	for _, p := range t.Parts {
		if p.Steps > 0 && (fewest == 0 || p.Steps < fewest) {
			fewest = p.Steps
		}
	}
	if fewest == 0 {
		return ""
	}
	return strconv.Itoa(fewest)
}

// Table returns the interests as a table.
func (r MoneyInterests) Table() Table {
	t := Table{
		Columns: []string{"ID", "NAME", "KIND", "SHARE", "STEPS", "CONTROL", "WHOSE", "WORTH", "RECEIVED", "PAID"},
		Numeric: []bool{false, false, false, true, true, false, false, true, true, true},
	}
	for i := range r.Interests {
		one := &r.Interests[i]
		t.Rows = append(t.Rows, []string{string(one.Asset.ID), one.Asset.Name, one.Kind, one.Share.told(), one.steps(), one.Control, one.whose(), money1(one.Worth, one.Currency),
			one.movedText(func(m InterestAmount) string { return m.Received }), one.movedText(func(m InterestAmount) string { return m.Paid })})
	}
	return t
}

// Write writes the interests for a terminal: a table, and below it what each rests on.
func (r MoneyInterests) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"gang", fmt.Sprintf("%s, %s", r.Gang.Name, counted(r.Members, "recorded member"))})
	for _, sum := range r.Worth {
		lines = append(lines, [2]string{"worth", fmt.Sprintf("%s, the whole of %s of which a value is recorded", money1(sum.Amount, sum.Currency), counted(sum.Count, "thing"))})
	}
	lines = append(lines, r.Withheld.lines("line", " about somebody")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	var out strings.Builder
	out.WriteString("\nWhat each rests on\n")
	for i := range r.Interests {
		one := &r.Interests[i]
		fmt.Fprintf(&out, "  %s: %s\n", Inert(one.Asset.Name), Inert(evidenceLine(one.Evidence)))
	}
	fmt.Fprintf(&out, "\nSHARE is of all members together who may be named, along all chains of records; STEPS: of the shortest chain. WORTH is of the whole thing, as recorded; currencies are never added. What a member has is not thereby the gang's.\n%s\n", r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

// Said is what a file of a result's rows carries in every row.
func (r MoneyInterests) Said() [][2]string { return r.Heading.saidWithheld(r.Withheld) }
