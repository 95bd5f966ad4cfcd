package money

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Pattern is a shape that payments can have between them.
//
// The words for fans, gathering and scattering are those of E. Altman et al., "Realistic
// synthetic financial transactions for anti-money laundering models", NeurIPS 2023,
// arXiv:2306.16424.
type Pattern uint8

// The patterns.
const (
	Cycles        Pattern = iota // money that comes back to where it set out
	FanIn                        // many pay one within a window
	FanOut                       // one pays many within a window
	GatherScatter                // many pay one, who pays many
	ScatterGather                // one pays many, who pay one
	PassThrough                  // what comes in goes out within hours
	Structuring                  // payments just below a threshold
	RoundAmounts                 // whole hundreds, more often than others
	Dormant                      // a long silence, and then many payments
	Shared                       // accounts with one holder, address or phone
)

var patternNames = [...]string{"cycles", "fan-in", "fan-out", "gather-scatter", "scatter-gather", "pass-through", "structuring", "round-amounts", "dormant", "shared"}

// Patterns returns every pattern.
func Patterns() []Pattern {
	all := make([]Pattern, len(patternNames))
	for i := range all {
		all[i] = Pattern(i)
	}
	return all
}

// String returns the pattern's word.
func (p Pattern) String() string { return patternNames[p] }

// MarshalText returns the pattern's word.
func (p Pattern) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the pattern's word.
func (p *Pattern) UnmarshalText(text []byte) error {
	i := slices.Index(patternNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("unknown pattern %q: want one of %s", text, strings.Join(patternNames[:], ", "))
	}
	*p = Pattern(i)
	return nil
}

// A Finding is some payments of a case that are consistent with a pattern.
type Finding struct {
	Pattern  Pattern
	Parties  []int32 // the one in the middle first; of a cycle in the order of the money
	Payments []int32 // numbers in the table; of a cycle in the order of the money, otherwise of time
	Currency uint8
	Amount   int64 // units: of a cycle the least that a step carries, otherwise the sum of what the pattern counts
	Count    int   // what the pattern counts: steps, payers, payees, payments, accounts
	Of       int   // out of how many, where that is told; 0 otherwise
	Begin    int64 // the earliest moment of its payments
	End      int64 // the latest

	// Surprise is how unlike ordinary traffic it is, as a power of ten; of one pattern, the
	// more the rarer.
	Surprise float64
	// Expected is how many findings of the pattern, at least as surprising, ordinary
	// traffic of the same case would show by chance among all that were looked at. Where
	// AtMost is set no shuffle showed any, and the number is the least that can be said. It is
	// never less than Alike: what an account shows again and again is ordinary for it.
	Expected float64
	AtMost   bool
	Alike    int    // of fans: other windows of the same party that are at least four fifths as full
	About    string // of shared: what is shared
}

// Chance returns the probability that ordinary traffic of the case shows at least one
// such finding: 1 - e^-Expected, as rare ones are Poisson.
func (f *Finding) Chance() float64 { return -math.Expm1(-f.Expected) }

// period sets when a finding's payments were made.
func (f *Finding) period(p *Payments) {
	f.Begin, f.End = math.MaxInt64, math.MinInt64
	for _, i := range f.Payments {
		f.Begin, f.End = min(f.Begin, p.All[i].Earliest), max(f.End, p.All[i].Latest)
	}
}
