package money

import "math/bits"

// A Tolerance is by how much amounts may differ that count as the same money, in
// thousandths of the larger: 0 to 1000.
type Tolerance uint16

// holds reports whether the least and the most of some amounts differ by no more,
// exactly.
func (t Tolerance) holds(least, most int64) bool {
	highGap, lowGap := bits.Mul64(uint64(most-least), 1000)
	highMost, lowMost := bits.Mul64(uint64(most), uint64(t))
	return highGap < highMost || highGap == highMost && lowGap <= lowMost
}
