package graph

import (
	"fmt"
	"strconv"
	"strings"
)

// An Interval is an interval of probability within [0, 1].
type Interval struct{ Lo, Hi float64 }

// unknown is the interval of what cannot be judged.
var unknown = Interval{0, 1}

// Or returns the interval of at least one of two independent events (noisy-or on
// the bounds): 1 - (1-p)(1-q).
func (i Interval) Or(j Interval) Interval { return Interval{either(i.Lo, j.Lo), either(i.Hi, j.Hi)} }

// either is 1 - (1-p)(1-q), written so that 0 leaves the other exactly as it was:
// a single grade of .2 must pass a threshold of .2.
func either(p, q float64) float64 {
	less, more := min(p, q), max(p, q)
	return more + float64(less*(1-more)) // the conversion forbids a fused, differently rounded sum
}

// And returns the interval of both of two independent events.
func (i Interval) And(j Interval) Interval { return Interval{i.Lo * j.Lo, i.Hi * j.Hi} }

// A Scheme is a way of grading intelligence.
type Scheme uint8

// The schemes.
const (
	Ungraded    Scheme = iota
	Admiralty          // reliability A-F, credibility 1-6 (NATO AJP-2.1)
	ThreeFive          // 3x5x2: source 1-3, assessment A-E, handling P or C (UK, since 2016)
	FiveFive           // 5x5x5: source A-E, information 1-5, handling 1-5 (UK, to 2016)
	Words              // confirmed, tentative, unconfirmed
	Probability        // a probability, or an interval of one
)

var schemeNames = [...]string{"", "admiralty", "3x5x2", "5x5x5", "words", "probability"}

// A Grade is how far a statement is trusted, in the words of the scheme it was
// given in. The zero Grade is no grade.
type Grade struct {
	Scheme Scheme
	Text   string
}

// A scale reads one place of a grade; its figures are linchpin's own and are set
// out in docs/measures.md.
type (
	trustScale map[byte]float64  // the share of a statement's weight left after its source is doubted
	truthScale map[byte]Interval // the chance that a statement by a trusted source is true
)

var (
	admiraltyTrust = trustScale{'A': 1, 'B': .8, 'C': .6, 'D': .4, 'E': .2, 'F': 0}
	admiraltyTruth = truthScale{'1': {.9, 1}, '2': {.7, .9}, '3': {.5, .7}, '4': {.2, .5}, '5': {0, .2}, '6': unknown}
	threeTrust     = trustScale{'1': 1, '2': .5, '3': .2}
	threeTruth     = truthScale{'A': {.9, 1}, 'B': {.7, .9}, 'C': {.5, .7}, 'D': unknown, 'E': {0, .2}}
	fiveTrust      = trustScale{'A': 1, 'B': .8, 'C': .6, 'D': .2, 'E': .5}
	fiveTruth      = truthScale{'1': {.9, 1}, '2': {.7, .9}, '3': {.5, .7}, '4': unknown, '5': {0, .2}}
	wordTruth      = map[string]Interval{"confirmed": {.9, 1}, "tentative": {.5, .9}, "unconfirmed": {0, .5}}
)

// ParseGrade reads a grade. The forms differ enough to be told apart: B2 is
// Admiralty, 1AP is 3x5x2, B21 is 5x5x5, a word is a word, 0.7 and 0.5-0.8 are
// probabilities; the scheme's name and a colon may stand before. Slashes, blanks
// and hyphens between letters and digits are ignored. "" is no grade.
func ParseGrade(text string) (Grade, error) {
	given := strings.TrimSpace(text)
	if given == "" {
		return Grade{}, nil
	}
	scheme, rest, named := strings.Cut(given, ":")
	if !named {
		rest = given
	}
	for s := Admiralty; s <= Probability; s++ {
		if named && !strings.EqualFold(scheme, schemeNames[s]) {
			continue
		}
		if canonical, _, ok := readGrade(s, rest); ok {
			return Grade{s, canonical}, nil
		}
	}
	return Grade{}, fmt.Errorf("grade %q: want Admiralty such as B2 (a letter A-F and a digit 1-6), 3x5x2 such as 1AP, 5x5x5 such as B21, confirmed, tentative, unconfirmed, or a probability such as 0.7 or 0.5-0.8", text)
}

// readGrade reads a text in one scheme: its one spelling and its interval.
func readGrade(s Scheme, text string) (canonical string, reading Interval, ok bool) {
	switch s {
	case Words:
		canonical = strings.ToLower(text)
		reading, ok = wordTruth[canonical]
		return canonical, reading, ok
	case Probability:
		return readProbability(text)
	}
	code := strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '/' || r == ' ' || r == '-' {
			return -1
		}
		return r
	}, text))
	var trust trustScale
	var truth truthScale
	switch {
	case s == Admiralty && len(code) == 2:
		trust, truth = admiraltyTrust, admiraltyTruth
	case s == ThreeFive && (len(code) == 2 || len(code) == 3 && strings.Contains("PC", code[2:])):
		trust, truth = threeTrust, threeTruth
	case s == FiveFive && len(code) == 3 && code[2] >= '1' && code[2] <= '5':
		trust, truth = fiveTrust, fiveTruth
	default:
		return "", Interval{}, false
	}
	share, ok1 := trust[code[0]]
	likely, ok2 := truth[code[1]]
	return code, discount(share, likely), ok1 && ok2
}

// discount weakens a statement by doubt in its source: the share that is not
// trusted may be anything (Shafer, A Mathematical Theory of Evidence, 1976).
func discount(share float64, i Interval) Interval {
	return Interval{share * i.Lo, 1 - share*(1-i.Hi)}
}

func readProbability(text string) (string, Interval, bool) {
	first, last, span := strings.Cut(text, "-")
	if !span {
		last = first
	}
	lo, err1 := ParseDecimal(strings.TrimSpace(first))
	hi, err2 := ParseDecimal(strings.TrimSpace(last))
	i := Interval{lo.Float(), hi.Float()}
	if err1 != nil || err2 != nil || i.Lo < 0 || i.Lo > i.Hi || i.Hi > 1 {
		return "", Interval{}, false
	}
	form := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	if i.Lo == i.Hi {
		return form(i.Lo), i, true
	}
	return form(i.Lo) + "-" + form(i.Hi), i, true
}

// Interval reads the grade as an interval of probability that the statement is
// true. What cannot be judged, and what has no grade, is [0, 1].
func (g Grade) Interval() Interval {
	if _, reading, ok := readGrade(g.Scheme, g.Text); ok {
		return reading
	}
	return unknown
}

// SecondHand reports whether the grade says that the source has the information from
// others: 3x5x2 B and C (known indirectly), 5x5x5 3 (not known personally).
func (g Grade) SecondHand() bool {
	switch {
	case len(g.Text) < 2:
		return false
	case g.Scheme == ThreeFive:
		return g.Text[1] == 'B' || g.Text[1] == 'C'
	}
	return g.Scheme == FiveFive && g.Text[1] == '3'
}

// String returns the scheme and the grade, such as "admiralty:B2", or "".
func (g Grade) String() string {
	if g.Scheme == Ungraded {
		return ""
	}
	return schemeNames[g.Scheme] + ":" + g.Text
}

// MarshalText returns the grade as String does.
func (g Grade) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads a grade as ParseGrade does.
func (g *Grade) UnmarshalText(text []byte) (err error) {
	*g, err = ParseGrade(string(text))
	return err
}

// Certainty is the word under which a tie is drawn and listed.
type Certainty uint8

// The certainties, from an interval's lower bound.
const (
	NotGraded   Certainty = iota // no record carries a grade
	Unconfirmed                  // below .5
	Tentative                    // at least .5
	Confirmed                    // at least .9
)

// String returns the word.
func (c Certainty) String() string {
	return [...]string{"ungraded", "unconfirmed", "tentative", "confirmed"}[c]
}
