package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// A MoneyFreeze is what to freeze so that a gang's money does not come to its uses.
type MoneyFreeze struct {
	Heading Heading      `json:"heading"`
	Gang    Member       `json:"gang"`
	Share   float64      `json:"share"` // to be stopped, a part of 1
	Price   float64      `json:"price"`
	Bound   float64      `json:"any_plan_costs_at_least"`
	Proven  bool         `json:"proven_cheapest"`
	Short   bool         `json:"share_cannot_be_stopped"`
	Looked  int          `json:"flows_looked_at"`
	Flows   []FreezeFlow `json:"flows"`
	Items   []FreezeText `json:"freeze"`

	Withheld Few `json:"withheld"` // leaders and officials, to whom money is not followed
}

// A FreezeFlow is what the plan does to the money of one currency; amounts are exact.
type FreezeFlow struct {
	Currency string        `json:"currency"`
	Whole    string        `json:"whole"`
	Stopped  string        `json:"stopped"`
	Left     string        `json:"left"`
	Part     float64       `json:"left_part"` // of the whole
	Through  []FreezeReach `json:"still_comes_to"`
	Secured  string        `json:"secured"` // known balances, and what else is left of what was received

	units money.FreezeCurrency
}

// A FreezeReach is what still comes to one use.
type FreezeReach struct {
	To     Member   `json:"to"`
	Whose  []Member `json:"whose"`
	Amount string   `json:"amount"`
}

// A FreezeText is one thing to freeze.
type FreezeText struct {
	Order   int            `json:"order"`
	What    Member         `json:"what"`
	Kind    string         `json:"kind"`
	Whose   []Member       `json:"whose"`
	Price   float64        `json:"price"`
	Amounts []FreezeAmount `json:"amounts"`
	Balance string         `json:"balance,omitempty"` // as recorded
}

// A FreezeAmount is what freezing one thing does in one currency.
type FreezeAmount struct {
	Currency string `json:"currency"`
	Stops    string `json:"stops"`       // beside those before it
	Alone    string `json:"stops_alone"` // what would come through if only it were not frozen
	Received string `json:"received"`
	Paid     string `json:"paid"`
	Rest     string `json:"rest"` // received and not paid on, in the payments read; nothing where more was paid
}

// FreezeOptions say what was asked of a freeze plan.
type FreezeOptions struct {
	Gang      int
	Question  money.FreezeQuestion
	Entities  []int // by item
	Unit      float64
	Withheld  int // leaders and officials whom a role or age protects
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewMoneyFreeze describes a plan.
func NewMoneyFreeze(h Heading, p *money.Payments, plan money.Freeze, o FreezeOptions) MoneyFreeze {
	v := p.View()
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	h.Notes = append(h.Notes, moneyNotes(p)...)
	r := MoneyFreeze{Heading: h, Gang: n.member(v.ID(o.Gang)), Share: o.Question.Share, Price: float64(plan.Price) / o.Unit, Bound: float64(plan.Bound) / o.Unit,
		Proven: plan.Proven, Short: plan.Short, Looked: plan.Looked, Withheld: Few(o.Withheld), Flows: []FreezeFlow{}, Items: []FreezeText{}}
	for k, item := range plan.Items {
		i := o.Entities[item]
		t := FreezeText{Order: k + 1, What: n.member(v.ID(i)), Kind: v.Entity(i).Kind.String(), Whose: n.holders(i), Price: float64(o.Question.Items[item].Price) / o.Unit, Amounts: []FreezeAmount{}}
		if a, ok := money.Worth(v.Entity(i)); ok {
			t.Balance = a.String()
		}
		r.Items = append(r.Items, t)
	}
	for _, f := range plan.Flows {
		r.Flows = append(r.Flows, r.flow(n, p, f, plan.Items, o))
	}
	return r
}

// flow describes one currency, and notes what each thing does in it.
func (r *MoneyFreeze) flow(n veil, p *money.Payments, f money.FreezeCurrency, items []int, o FreezeOptions) FreezeFlow {
	c := p.Currencies[f.Currency]
	text := func(units int64) string { return graph.FormatUnits(units, c.Scale) }
	t := FreezeFlow{Currency: c.Code, Whole: text(f.Whole), Stopped: text(f.Whole - f.Left), Left: text(f.Left), Part: float64(f.Left) / float64(f.Whole), Through: []FreezeReach{}, units: f}
	for _, reach := range f.Through {
		i := int(reach.Party)
		t.Through = append(t.Through, FreezeReach{n.member(n.view.ID(i)), n.holders(i), text(reach.Units)})
	}
	var secured graph.Totals
	for k := range items {
		rest := max(0, f.Items[k].In-f.Items[k].Out)
		r.Items[k].Amounts = append(r.Items[k].Amounts, FreezeAmount{c.Code, text(f.Stopped[k]), text(f.Alone[k]), text(f.Items[k].In), text(f.Items[k].Out), text(rest)})
		amount, known := money.Worth(n.view.Entity(o.Entities[items[k]]))
		if !known {
			value, _ := graph.ParseDecimal(text(rest))
			amount = graph.Amount{Value: value, Currency: c.Code}
		}
		if amount.Currency == c.Code {
			secured.Add(amount)
		}
	}
	if t.Secured = text(0); len(secured) > 0 { // nothing to freeze, or worth something in other currencies only
		t.Secured = secured[0].Value()
	}
	return t
}

// result says in words how good the plan is.
func (r MoneyFreeze) result() string {
	switch {
	case len(r.Items) == 0:
		return "nothing that can be frozen stops any of it"
	case r.Short && r.Proven:
		return fmt.Sprintf("so much cannot be stopped by what can be frozen; the least that can be left, for %s, proven cheapest", scoreText(r.Price))
	case r.Short:
		return fmt.Sprintf("so much cannot be stopped by what can be frozen; the least that can be left, for %s; not proven: any such plan costs %s or more", scoreText(r.Price), scoreText(r.Bound))
	case r.Proven:
		return fmt.Sprintf("stopped for %s, proven cheapest", scoreText(r.Price))
	}
	return fmt.Sprintf("stopped for %s, the best found; not proven: any plan costs %s or more", scoreText(r.Price), scoreText(r.Bound))
}

// Table returns a row for each thing to freeze and each currency.
func (r MoneyFreeze) Table() Table {
	t := Table{
		Columns: []string{"ORDER", "ID", "NAME", "KIND", "WHOSE", "PRICE", "CURRENCY", "STOPS", "ALONE", "RECEIVED", "PAID", "REST", "BALANCE"},
		Numeric: []bool{true, false, false, false, false, true, false, true, true, true, true, true, true},
	}
	for _, f := range r.Items {
		for _, a := range f.Amounts {
			t.Rows = append(t.Rows, []string{strconv.Itoa(f.Order), string(f.What.ID), f.What.Name, f.Kind, memberNames(f.Whose), scoreText(f.Price), a.Currency, a.Stops, a.Alone, a.Received, a.Paid, a.Rest, f.Balance})
		}
	}
	return t
}

// Write writes the plan for a terminal.
func (r MoneyFreeze) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"gang", r.Gang.Name}, [2]string{"result", r.result()})
	for _, f := range r.Flows {
		lines = append(lines, [2]string{"flow", fmt.Sprintf("at most %s; %s stopped, %s still come through (%.3g %%)", money1(f.Whole, f.Currency), f.Stopped, f.Left, 100*f.Part)},
			[2]string{"secured", money1(f.Secured, f.Currency) + ": balances where recorded, otherwise what was received and not paid on"})
	}
	lines = append(lines, r.Withheld.lines("person", " among leaders and officials")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	var out strings.Builder
	for _, f := range r.Flows {
		for _, reach := range f.Through {
			fmt.Fprintf(&out, "  still: %s to %s (%s)\n", Inert(money1(reach.Amount, f.Currency)), Inert(reach.To.Name), Inert(memberNames(reach.Whose)))
		}
	}
	fmt.Fprintf(&out, "\nSTOPS: of the flow, beside those before it. ALONE: what comes through again if only this is not frozen. The flow is the most that can be the same money in an order of time, from what others pay to those of the gang; what was paid to these by somebody who had it from them, on the same day as well, is their own money coming back. Whoever is frozen may find other ways.\n%s\n", r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

// Said is what a file of a result's rows carries in every row.
func (r MoneyFreeze) Said() [][2]string {
	return append([][2]string{{"PURPOSE", r.Heading.Purpose}, {"REASON", r.Heading.Reason}, {"RESULT", r.result()}}, r.Heading.saidWithheld(r.Withheld)...)
}
