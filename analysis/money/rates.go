package money

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Rate is what one unit of a currency is in another on a day.
type Rate struct {
	On       graph.Date
	From, To string
	Value    graph.Decimal // above 0
}

// Rates are exchange rates, with the scale of amounts that are converted.
type Rates struct {
	Scale uint8
	all   []Rate // by currencies and day
}

// ErrRate is wrapped by errors about exchange rates.
var ErrRate = errors.New("exchange rate")

// NewRates sorts rates. Converted amounts have so many digits after the point. Two rates
// of one day and pair of currencies that differ are an error, which wraps [ErrRate].
func NewRates(all []Rate, scale uint8) (*Rates, error) {
	r := &Rates{Scale: scale, all: slices.Clone(all)}
	slices.SortStableFunc(r.all, compareRates)
	for i := range r.all {
		one := &r.all[i]
		if one.Value.Sign() <= 0 {
			return nil, fmt.Errorf("%s to %s on %s is %s: %w above 0 wanted", one.From, one.To, one.On, one.Value, ErrRate)
		}
		if i > 0 && compareRates(r.all[i-1], *one) == 0 && r.all[i-1].Value != one.Value {
			return nil, fmt.Errorf("%s to %s on %s is %s and %s: one %w wanted", one.From, one.To, one.On, r.all[i-1].Value, one.Value, ErrRate)
		}
	}
	return r, nil
}

func compareRates(a, b Rate) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.On.Earliest, b.On.Earliest))
}

// at returns the last rate of two currencies on or before a moment.
func (r *Rates) at(from, to string, moment int64) (Rate, bool) {
	after, _ := slices.BinarySearchFunc(r.all, Rate{From: from, To: to, On: graph.Date{Earliest: moment + 1}}, compareRates)
	if after == 0 || r.all[after-1].From != from || r.all[after-1].To != to {
		return Rate{}, false
	}
	return r.all[after-1], true
}

// A rater converts payments of a table.
type rater struct {
	rates *Rates
	into  string
	p     *Payments
}

// convert converts a payment; nil where there is nothing to convert, or no rate. What is
// in the currency already is as it is.
func (r *rater) convert(q *Payment) (*Converted, error) {
	if r.rates == nil {
		return nil, nil
	}
	c := r.p.Currencies[q.Currency]
	day := graph.Date{Earliest: q.Earliest, Latest: q.Latest}
	value := new(big.Rat).SetFrac(big.NewInt(q.Units), power(c.Scale))
	if c.Code != r.into {
		rate, ok := r.rates.at(c.Code, r.into, q.Earliest)
		if !ok {
			return nil, nil
		}
		exact, _ := new(big.Rat).SetString(rate.Value.String())
		value.Mul(value, exact)
		day = rate.On
	}
	value.Mul(value, new(big.Rat).SetInt(power(r.rates.Scale)))
	units := nearest(value)
	if !units.IsInt64() {
		return nil, fmt.Errorf("%s in %s: %w", r.p.Format(q.Units, q.Currency), r.into, ErrTooMuch)
	}
	converted := &Converted{Units: units.Int64(), Count: 1}
	if c.Code != r.into {
		converted.First, converted.Last = day, day
	}
	return converted, nil
}

func power(scale uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
}

// nearest rounds a number of at least 0 to the nearest whole one, halves to even.
func nearest(x *big.Rat) *big.Int {
	whole, rest := new(big.Int).QuoRem(x.Num(), x.Denom(), new(big.Int))
	switch half := rest.Lsh(rest, 1).Cmp(x.Denom()); {
	case half > 0, half == 0 && whole.Bit(0) == 1:
		whole.Add(whole, big.NewInt(1))
	}
	return whole
}
