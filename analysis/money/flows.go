package money

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Level says between whom flows are told.
type Level uint8

// The levels.
const (
	OfAccounts Level = iota // payers and payees as they are
	OfHolders               // whoever holds an account stands for it
	OfOwners                // and whoever owns a company for it, through any number of companies
)

var levelNames = [...]string{"account", "holder", "owner"}

// Levels returns every level.
func Levels() []Level { return []Level{OfAccounts, OfHolders, OfOwners} }

// String returns the level's word.
func (l Level) String() string { return levelNames[l] }

// MarshalText returns the level's word.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the level's word.
func (l *Level) UnmarshalText(text []byte) error {
	i := slices.Index(levelNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("unknown level %q: want one of %s", text, strings.Join(levelNames[:], ", "))
	}
	*l = Level(i)
	return nil
}

// FlowOptions say how flows are told.
type FlowOptions struct {
	Level   Level
	Monthly bool    // a flow for each month, by the earliest moment of its payments in UTC
	Of      []int32 // only flows from or to these; none: all
	Rates   *Rates  // nil: nothing is converted
	Into    string  // the currency to convert into
	Told    []int32 // by party: in whose place it is told, so that several are told as one; nil: each as itself
}

// A Flow is what one party paid another in one currency.
type Flow struct {
	From, To    int32
	Month       int // months since the year 0; 0 where not asked for
	Currency    uint8
	Count       int
	Units       int64
	First, Last int64 // moments
	Converted   *Converted
}

// Converted is a flow in another currency, with the days of the rates used.
type Converted struct {
	Units       int64 // of Rates.Scale digits; each payment rounded to the nearest, halves to even
	Count       int   // payments converted; the others have no rate on or before their day
	First, Last graph.Date
}

// Flows adds up payments between the same two, per currency, and leaves out those from a
// party to itself. Amounts of different currencies are never added; where rates are given
// each flow of another currency is converted beside, at the last rate on or before the day
// of each payment. Flows come by payer, payee, month and currency.
//
// An account stands for itself where several hold it, and a company where it has several
// owners, for then the records do not say whose the money is.
func Flows(ctx context.Context, p *Payments, o FlowOptions) ([]Flow, error) {
	stands := p.stands(o.Level)
	keys := make([]Flow, 0, len(p.All))
	rate := rater{rates: o.Rates, into: o.Into, p: p}
	for i := range p.All {
		if i%1_000_000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		q := &p.All[i]
		f := Flow{From: stands[q.From], To: stands[q.To], Currency: q.Currency, Count: 1, Units: q.Units, First: q.Earliest, Last: q.Latest}
		if f.From == f.To || len(o.Of) > 0 && !slices.Contains(o.Of, f.From) && !slices.Contains(o.Of, f.To) {
			continue
		}
		if o.Told != nil {
			if f.From, f.To = o.Told[f.From], o.Told[f.To]; f.From == f.To {
				continue
			}
		}
		if o.Monthly {
			f.Month = monthOf(q.Earliest)
		}
		converted, err := rate.convert(q)
		if err != nil {
			return nil, err
		}
		f.Converted = converted
		keys = append(keys, f)
	}
	slices.SortStableFunc(keys, compareFlows)
	flows := keys[:0]
	for _, f := range keys {
		if n := len(flows); n > 0 && compareFlows(flows[n-1], f) == 0 {
			flows[n-1].add(f)
			continue
		}
		flows = append(flows, f)
	}
	return flows, nil
}

func compareFlows(a, b Flow) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Currency, b.Currency))
}

// add adds another flow between the same two.
func (f *Flow) add(g Flow) {
	f.Count, f.Units, f.First, f.Last = f.Count+g.Count, f.Units+g.Units, min(f.First, g.First), max(f.Last, g.Last)
	switch {
	case g.Converted == nil:
	case f.Converted == nil:
		f.Converted = g.Converted
	default:
		c := f.Converted
		c.Units, c.Count = c.Units+g.Converted.Units, c.Count+g.Converted.Count
		if g.Converted.First.Earliest < c.First.Earliest {
			c.First = g.Converted.First
		}
		if g.Converted.Last.Earliest > c.Last.Earliest {
			c.Last = g.Converted.Last
		}
	}
}

// monthOf counts months since the year 0.
func monthOf(moment int64) int {
	t := time.Unix(moment, 0).UTC()
	return t.Year()*12 + int(t.Month()) - 1
}

// MonthText writes a month of a flow, "" for none.
func MonthText(month int) string {
	if month == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", month/12, month%12+1)
}

// longestChain is how many owners of owners are gone up, for they may own in a ring.
const longestChain = 64

// stands returns who stands for each party at a level.
func (p *Payments) stands(l Level) []int32 {
	stands := make([]int32, p.parties)
	for i := range stands {
		stands[i] = int32(i)
		if l == OfAccounts {
			continue
		}
		if holders := p.Holders(int32(i)); len(holders) == 1 {
			stands[i] = holders[0]
		}
		for range longestChain {
			owners := p.Owners(stands[i])
			if l != OfOwners || len(owners) != 1 || owners[0] == int32(i) {
				break
			}
			stands[i] = owners[0]
		}
	}
	return stands
}
