package money

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Share is a part of a whole between two bounds, both from 0 to 1 and both included.
// What is not known is from 0 to 1; where both bounds are the same it is exact.
type Share struct {
	Lo, Hi float64
	Above  bool // as recorded: more than Lo, which only a majority asks
}

// unknownShare is a share of which nothing is known.
var unknownShare = Share{Lo: 0, Hi: 1}

// Precision is how exact shares are: solved in double precision, and taken for equal
// within this much.
const Precision = 1e-9

// Exact reports whether the bounds are the same within [Precision].
func (s Share) Exact() bool { return s.Hi-s.Lo <= Precision }

// Surely reports whether the share is at least so much.
func (s Share) Surely(least float64) bool { return s.Lo >= least-Precision }

// Possibly reports whether the share may be at least so much.
func (s Share) Possibly(least float64) bool { return s.Hi >= least-Precision }

// String returns the share in per cent, such as "25 %" or "25-50 %", rounded to two
// decimals, the least downwards and the most upwards.
func (s Share) String() string {
	lo, hi := percent(s.Lo, math.Floor), percent(s.Hi, math.Ceil)
	if s.Exact() {
		lo = percent(s.Lo, math.Round)
		hi = lo
	}
	if lo == hi {
		return lo + " %"
	}
	return lo + "-" + hi + " %"
}

// percent rounds a share to two decimals of per cent. A hair's breadth, within the
// precision, is no reason to go to the next.
func percent(share float64, round func(float64) float64) string {
	hundredths := share * 1e4
	if near := math.Round(hundredths); math.Abs(hundredths-near) < Precision*1e4 {
		hundredths = near
	}
	return strconv.FormatFloat(round(hundredths)/100, 'f', -1, 64)
}

// ParseShare reads a share in per cent, as registers give it: "40", "40 %", a band
// "25-50", ">25-50", ">25" (to 100), "<25" (from 0). Both bounds are read as included,
// but for Above: more than 50 % is a majority, 50 % is none.
func ParseShare(text string) (Share, error) {
	fail := func() (Share, error) {
		return Share{}, fmt.Errorf("share %q: want per cent from 0 to 100, such as 40, 25-50 or >25", text)
	}
	plain := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	plain, above := strings.CutPrefix(plain, ">")
	if equal, ok := strings.CutPrefix(plain, "="); above && ok {
		plain, above = equal+"-100", false
	}
	lo, hi, band := strings.Cut(plain, "-")
	switch below, under := strings.CutPrefix(plain, "<"); {
	case under:
		lo, hi = "0", strings.TrimPrefix(below, "=")
	case !band && above:
		hi = "100"
	case !band:
		hi = lo
	}
	least, ok := parsePercent(lo)
	most, also := parsePercent(hi)
	if !ok || !also || least > most {
		return fail()
	}
	return Share{least, most, above}, nil
}

// parsePercent reads a plain decimal number from 0 to 100 as a part of 1.
func parsePercent(text string) (float64, bool) {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	if text == "" || strings.Trim(text, "0123456789.") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x / 100, err == nil && x <= 100
}
