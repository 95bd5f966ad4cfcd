package graph

import (
	"math/big"
	"math/bits"
)

// Scale returns the number of digits after the point.
func (d Decimal) Scale() uint8 { return d.scale }

// Units returns the number as a whole number of units of 10^-scale, such as cents for a
// scale of 2. The second result is false where it is not one or an int64 does not hold it.
func (d Decimal) Units(scale uint8) (int64, bool) {
	units := d.coefficient
	for at := d.scale; at < scale; at++ {
		high, low := bits.Mul64(magnitude(units), 10)
		if high > 0 || low > 1<<63-1 {
			return 0, false
		}
		units *= 10
	}
	for at := scale; at < d.scale; at++ {
		if units%10 != 0 {
			return 0, false
		}
		units /= 10
	}
	return units, true
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// FormatUnits writes a whole number of units of 10^-scale as a decimal number.
func FormatUnits(units int64, scale uint8) string { return formatScaled(big.NewInt(units), scale) }
