package diagram

import (
	"cmp"
	"slices"
)

// Columns finds a column for each of n parties, so that little of the streams leads back:
// whose money goes further stands further left, and a party whose money has a long way to come
// stands further right. Streams that must lead back, such as those to a start, are not given
// to it.
//
// Who stands before whom is found by a greedy rule: who only pays comes first, who is only paid
// last; otherwise who is paid by somebody in the line already, so that a circle begins where
// money comes to it, and of those who pays most above what is received. Then the longest way
// decides.
//
// Source: P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the feedback arc
// set problem", Information Processing Letters 47 (1993). doi:10.1016/0020-0190(93)90079-O
func Columns(n int, streams []Stream) []int {
	place := placesInLine(n, streams)
	var ahead []Stream
	for _, s := range streams {
		if place[s.From] < place[s.To] {
			ahead = append(ahead, s)
		}
	}
	slices.SortStableFunc(ahead, func(a, b Stream) int { return cmp.Compare(place[a.From], place[b.From]) })
	columns := make([]int, n)
	for _, s := range ahead {
		columns[s.To] = max(columns[s.To], columns[s.From]+1)
	}
	return closer(columns, place, ahead)
}

// closer moves those who pay more than they are paid to the right, up to the first whom they
// pay: bands get shorter.
func closer(columns, place []int, ahead []Stream) []int {
	rest, next := make([]float64, len(columns)), make([]int, len(columns))
	for i := range next {
		next[i] = -1
	}
	for _, s := range ahead {
		rest[s.From] += s.Amount
		rest[s.To] -= s.Amount
	}
	slices.Reverse(ahead)
	for k, s := range ahead {
		if next[s.From] < 0 || columns[s.To] < next[s.From] {
			next[s.From] = columns[s.To]
		}
		if last := k+1 == len(ahead) || ahead[k+1].From != s.From; last && rest[s.From] > 0 {
			columns[s.From] = next[s.From] - 1
		}
	}
	return columns
}

// placesInLine returns for each party how many stand before it.
func placesInLine(n int, streams []Stream) []int {
	l := flowLine{place: make([]int, n), rest: make([]float64, n), payees: make([]int, n), payers: make([]int, n), reached: make([]bool, n)}
	for i := range l.place {
		l.place[i] = -1
	}
	for _, s := range streams {
		l.count(s, 1)
	}
	for first, last := 0, n-1; first <= last; {
		best := -1
		for i := range n {
			if l.place[i] < 0 && (best < 0 || l.before(i, best)) {
				best = i
			}
		}
		if l.payers[best] > 0 && l.payees[best] == 0 {
			l.place[best], last = last, last-1
		} else {
			l.place[best], first = first, first+1
		}
		for _, s := range streams {
			if s.From == best && l.place[s.To] < 0 || s.To == best && l.place[s.From] < 0 {
				l.count(s, -1)
				l.reached[s.To] = true
			}
		}
	}
	return l.place
}

// A flowLine is a line in which not all parties stand yet. Figures are of streams among those
// who do not.
type flowLine struct {
	place          []int // -1: not yet
	rest           []float64
	payees, payers []int
	reached        []bool // paid by somebody in the line
}

func (l *flowLine) count(s Stream, times int) {
	if s.From == s.To {
		return
	}
	l.rest[s.From] += float64(times) * s.Amount
	l.rest[s.To] -= float64(times) * s.Amount
	l.payees[s.From] += times
	l.payers[s.To] += times
}

// before reports whether one party comes into the line before another.
func (l *flowLine) before(i, j int) bool {
	rank := func(k int) int {
		switch {
		case l.payers[k] == 0:
			return 3
		case l.payees[k] == 0:
			return 2
		case l.reached[k]:
			return 1
		}
		return 0
	}
	if a, b := rank(i), rank(j); a != b {
		return a > b
	}
	return l.rest[i] > l.rest[j]
}
