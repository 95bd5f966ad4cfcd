package money

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrLens is wrapped by the error of a view that shows no accounts: payments can be
// followed on the lenses money and whole.
var ErrLens = errors.New("payments are followed on the lens money or whole")

// ErrTooMuch is wrapped by the error of a case whose amounts of one currency add up to
// more units than an int64 holds.
var ErrTooMuch = errors.New("amounts add up to more than can be counted")

// vaguest is how long the time of a payment may be, in seconds, for it to stand in an
// order of time: a month. A payment of "2024" may have come before or after nearly
// every other of that year.
const vaguest = 31 * 24 * 3600

// A Payment is one row of a table: units of 10^-scale of a currency go from one party to
// another at a moment from Earliest to Latest, both included, in seconds since 1970 UTC.
type Payment struct {
	From, To         int32 // parties, by their number in the view
	Units            int64 // above 0
	Earliest, Latest int64
	Tie              int32 // in the facts of the view
	Currency         uint8 // in the table's Currencies
}

// A Currency is one of a table, with the scale in which its amounts are whole numbers.
type Currency struct {
	Code  string // "" where the source gave none
	Scale uint8
}

// LeftOut counts the payments of a view that a table does not hold.
type LeftOut struct {
	Undated  int // without a time, or with one that is open to a side
	Vague    int // with a time longer than a month
	NoAmount int // without an amount, or with one of nothing or less
}

// Payments is a table of the payments of a view, sorted by their earliest moment, then
// their latest, then by their place in the facts. 40 bytes a payment, and 8 for finding
// it by its payer and its payee.
type Payments struct {
	All        []Payment
	Currencies []Currency
	LeftOut    LeftOut

	view    *graph.View // nil where the table was made of rows
	parties int
	out, in lists

	holders, accounts pairs // who holds an account, and which accounts somebody holds
	owners, companies pairs

	spread   func() *spread   // made on first use; shuffling leaves it as it is
	sequence func() *sequence // made on first use
	longest  int64            // of the times of the payments, in seconds
}

// lists are the numbers of payments by party: those of i are at start[i]:start[i+1],
// in order of time.
type lists struct {
	start []int32
	rows  []int32
}

func (l *lists) of(i int32) []int32 { return l.rows[l.start[i]:l.start[i+1]] }

// Read makes the table of a view's payments. Each currency has the scale of its most
// precise amount, so that all are exact. The error wraps [ErrLens] or [ErrTooMuch].
//
// Cost: O(m log m) time for m payments.
func Read(ctx context.Context, v *graph.View) (*Payments, error) {
	if lens := v.Options().Lens; lens != graph.Money && lens != graph.Whole {
		return nil, fmt.Errorf("lens %s: %w", lens, ErrLens)
	}
	r := reader{view: v, facts: v.Facts(), table: &Payments{view: v}, codes: map[string]int{}}
	if err := r.each(ctx, r.scale); err != nil {
		return nil, err
	}
	if len(r.table.Currencies) > math.MaxUint8 {
		return nil, fmt.Errorf("%d currencies: want at most %d", len(r.table.Currencies), math.MaxUint8)
	}
	r.sortCurrencies()
	if err := r.each(ctx, r.add); err != nil {
		return nil, err
	}
	r.table.hold(v)
	if err := r.table.freeze(v.Len()); err != nil {
		return nil, err
	}
	return r.table, nil
}

// NewPayments makes a table of rows among so many parties, which must stand in the ranges
// that [Payment] says. It keeps the rows. The error wraps [ErrTooMuch].
func NewPayments(parties int, rows []Payment, currencies []Currency) (*Payments, error) {
	p := &Payments{All: rows, Currencies: currencies}
	if err := p.freeze(parties); err != nil {
		return nil, err
	}
	return p, nil
}

// Parties returns the number of entities between which payments may go.
func (p *Payments) Parties() int { return p.parties }

// View returns the view that the table was made of, or nil.
func (p *Payments) View() *graph.View { return p.view }

// Out returns the numbers of the payments that a party made, in order of time. The slice
// belongs to the table.
func (p *Payments) Out(party int32) []int32 { return p.out.of(party) }

// In returns the numbers of the payments that a party received, in order of time. The
// slice belongs to the table.
func (p *Payments) In(party int32) []int32 { return p.in.of(party) }

// Format writes units of a currency as an amount with its code.
func (p *Payments) Format(units int64, currency uint8) string {
	c := p.Currencies[currency]
	text := graph.FormatUnits(units, c.Scale)
	if c.Code == "" {
		return text
	}
	return text + " " + c.Code
}

// A reader fills a table.
type reader struct {
	view  *graph.View
	facts *graph.Network
	table *Payments
	codes map[string]int // where a currency stands in the table
}

// each calls do for every payment behind the view's ties.
func (r *reader) each(ctx context.Context, do func(from, to int32, tie int32) error) error {
	for e := range r.view.Size() {
		if e%100_000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a, b := r.view.Ends(e)
		for _, i := range r.view.EvidenceIndices(e) {
			t := &r.facts.Ties[i]
			if t.Kind != graph.Pays {
				continue
			}
			from, to := int32(a), int32(b)
			if r.view.ID(a) != t.From {
				from, to = to, from
			}
			if err := do(from, to, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// scale notes the currency of a payment and how precise its amount is.
func (r *reader) scale(_, _ int32, tie int32) error {
	amount, ok := r.facts.Ties[tie].Amount()
	if !ok {
		return nil
	}
	c, there := r.codes[amount.Currency]
	if !there {
		c = len(r.table.Currencies)
		r.codes[amount.Currency] = c
		r.table.Currencies = append(r.table.Currencies, Currency{Code: amount.Currency})
	}
	r.table.Currencies[c].Scale = max(r.table.Currencies[c].Scale, amount.Value.Scale())
	return nil
}

func (r *reader) sortCurrencies() {
	slices.SortFunc(r.table.Currencies, func(a, b Currency) int { return cmp.Compare(a.Code, b.Code) })
	for c, currency := range r.table.Currencies {
		r.codes[currency.Code] = c
	}
}

// add appends a payment to the table, or counts why not.
func (r *reader) add(from, to int32, tie int32) error {
	t := &r.facts.Ties[tie]
	amount, ok := t.Amount()
	when := t.When()
	out := &r.table.LeftOut
	switch {
	case !ok || amount.Value.Sign() <= 0:
		out.NoAmount++
		return nil
	case !when.Known() || when.Earliest == math.MinInt64 || when.Latest == math.MaxInt64:
		out.Undated++
		return nil
	case when.Latest-when.Earliest >= vaguest:
		out.Vague++
		return nil
	}
	c := r.codes[amount.Currency]
	units, ok := amount.Value.Units(r.table.Currencies[c].Scale)
	if !ok {
		return fmt.Errorf("%s from %s to %s: %w", amount, t.From, t.To, ErrTooMuch)
	}
	r.table.All = append(r.table.All, Payment{From: from, To: to, Units: units, Earliest: when.Earliest, Latest: when.Latest, Tie: tie, Currency: uint8(c)})
	return nil
}

func comparePayments(a, b Payment) int {
	return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(a.Latest, b.Latest), cmp.Compare(a.Tie, b.Tie))
}

// freeze sorts the rows and lists them by party.
func (p *Payments) freeze(parties int) error {
	p.parties = parties
	if p.spread == nil {
		p.spread = sync.OnceValue(func() *spread { return newSpread(p) })
	}
	if !slices.IsSortedFunc(p.All, comparePayments) {
		slices.SortFunc(p.All, comparePayments)
	}
	p.sequence = sync.OnceValue(func() *sequence { return newSequence(p) })
	sums := make([]int64, len(p.Currencies))
	for i := range p.All {
		q := &p.All[i]
		if sums[q.Currency] += q.Units; sums[q.Currency] < 0 {
			return fmt.Errorf("%s: %w", p.Currencies[q.Currency].Code, ErrTooMuch)
		}
		p.longest = max(p.longest, q.Latest-q.Earliest)
	}
	p.out = newLists(parties, p.All, func(q *Payment) int32 { return q.From })
	p.in = newLists(parties, p.All, func(q *Payment) int32 { return q.To })
	return nil
}

// newLists sorts the numbers of payments into lists by counting.
func newLists(parties int, all []Payment, of func(*Payment) int32) lists {
	l := lists{start: make([]int32, parties+1), rows: make([]int32, len(all))}
	for i := range all {
		l.start[of(&all[i])+1]++
	}
	for i := range parties {
		l.start[i+1] += l.start[i]
	}
	next := slices.Clone(l.start)
	for i := range all {
		at := &next[of(&all[i])]
		l.rows[*at] = int32(i)
		*at++
	}
	return l
}

// since returns the part of a list, in order of time, from the first payment that may lie
// at or after a moment; some of the part may still be over by then.
func (p *Payments) since(rows []int32, moment int64) []int32 {
	low, high := 0, len(rows)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if p.All[rows[middle]].Earliest < moment-p.longest {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return rows[low:]
}
