package graph

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// A Decimal is an exact decimal number of up to eighteen digits, as money is
// written. Its scale is the number of digits after the point, kept as given.
type Decimal struct {
	coefficient int64
	scale       uint8
}

const maxDigits = 18 // what an int64 holds whatever the digits are

// ParseDecimal reads digits with an optional sign and decimal point, and an exponent
// as programs write it for whole numbers of many digits (1.0258813E7, 1e3). It refuses
// separators and everything else that would have to be guessed, the exponents that
// spreadsheets round with (4.48E+11) among them.
func ParseDecimal(text string) (Decimal, error) {
	digits := strings.TrimPrefix(text, "-")
	mantissa, exponent, powered := digits, "", false
	if i := strings.IndexAny(digits, "eE"); i >= 0 {
		mantissa, exponent, powered = digits[:i], digits[i+1:], true
	}
	whole, fraction, point := strings.Cut(mantissa, ".")
	if !allDigits(whole) || point && !allDigits(fraction) || powered && (!allDigits(exponent) || len(exponent) > 2) {
		return Decimal{}, fmt.Errorf("amount %q: want digits with at most one decimal point, such as 1250.00", text)
	}
	if powered {
		shift := int(exponent[0] - '0')
		if len(exponent) == 2 {
			shift = shift*10 + int(exponent[1]-'0')
		}
		fraction += strings.Repeat("0", max(0, shift-len(fraction)))
		whole, fraction = whole+fraction[:shift], fraction[shift:]
	}
	if len(strings.TrimLeft(whole, "0"))+len(fraction) > maxDigits {
		return Decimal{}, fmt.Errorf("amount %q has more than %d digits", text, maxDigits)
	}
	d := Decimal{scale: uint8(len(fraction))}
	for _, c := range whole + fraction {
		d.coefficient = d.coefficient*10 + int64(c-'0')
	}
	if len(digits) < len(text) {
		d.coefficient = -d.coefficient
	}
	return d, nil
}

func allDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// String returns the number as ParseDecimal reads it, with its scale.
func (d Decimal) String() string { return formatScaled(big.NewInt(d.coefficient), d.scale) }

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coefficient < 0:
		return -1
	case d.coefficient > 0:
		return 1
	}
	return 0
}

// Float returns the number as a float64, for scores and drawing, never for sums.
func (d Decimal) Float() float64 {
	f, _ := new(big.Rat).SetFrac(big.NewInt(d.coefficient), power10(d.scale)).Float64()
	return f
}

func power10(n uint8) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func formatScaled(coefficient *big.Int, scale uint8) string {
	digits := new(big.Int).Abs(coefficient).String()
	if pad := int(scale) + 1 - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	if scale > 0 {
		digits = digits[:len(digits)-int(scale)] + "." + digits[len(digits)-int(scale):]
	}
	if coefficient.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

// An Amount is an exact sum of money in a currency. Currency is its ISO 4217
// code, or "" where the source gave none.
type Amount struct {
	Value    Decimal
	Currency string
}

// String returns the amount as "1250.00 EUR".
func (a Amount) String() string { return strings.TrimSuffix(a.Value.String()+" "+a.Currency, " ") }

// A Total is the exact sum of the amounts of one currency.
type Total struct {
	Currency string
	Count    int
	sum      big.Int
	scale    uint8
}

// String returns the total as "1250.00 EUR".
func (t *Total) String() string { return strings.TrimSuffix(t.Value()+" "+t.Currency, " ") }

// Value returns the sum alone.
func (t *Total) Value() string { return formatScaled(&t.sum, t.scale) }

// Float returns the sum as a float64, for drawing.
func (t *Total) Float() float64 {
	f, _ := new(big.Rat).SetFrac(&t.sum, power10(t.scale)).Float64()
	return f
}

// Totals are exact sums per currency, sorted by currency. Amounts of different
// currencies are never added. The zero value is empty.
type Totals []Total

// Add adds an amount to the total of its currency.
func (ts *Totals) Add(a Amount) {
	i, found := slices.BinarySearchFunc(*ts, a.Currency, func(t Total, c string) int { return strings.Compare(t.Currency, c) })
	if !found {
		*ts = slices.Insert(*ts, i, Total{Currency: a.Currency})
	}
	t := &(*ts)[i]
	term := big.NewInt(a.Value.coefficient)
	switch {
	case a.Value.scale > t.scale:
		t.sum.Mul(&t.sum, power10(a.Value.scale-t.scale))
		t.scale = a.Value.scale
	case a.Value.scale < t.scale:
		term.Mul(term, power10(t.scale-a.Value.scale))
	}
	t.sum.Add(&t.sum, term)
	t.Count++
}

// String returns the totals separated by commas.
func (ts Totals) String() string {
	parts := make([]string, len(ts))
	for i := range ts {
		parts[i] = ts[i].String()
	}
	return strings.Join(parts, ", ")
}
