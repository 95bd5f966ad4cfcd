package central

import (
	"cmp"
	"math"
	"slices"
)

// Scores are a measure of each entity of a view.
type Scores struct {
	Measure Measure
	Weights string    // "", "strength" or "distance": what was taken of the ties' strengths
	Unit    string    // what a score of 1 is
	Max     float64   // the largest that is possible in a view of this size; 0 where there is none
	Values  []float64 // indexed like the view

	// Where scores are estimated, the bounds between which each lies, all of them with a
	// chance of 95 %, and from how many draws; nil and 0 where they are exact.
	Low, High []float64
	Draws     int
}

// Normalised returns the scores divided by their maximum, so that they lie in
// [0, 1]. Where no maximum exists they are as they were.
func (s Scores) Normalised() Scores {
	if s.Max == 0 {
		return s
	}
	shares := func(scores []float64) []float64 {
		scores = slices.Clone(scores)
		for i := range scores {
			scores[i] /= s.Max
		}
		return scores
	}
	s.Values, s.Low, s.High = shares(s.Values), shares(s.Low), shares(s.High)
	s.Unit, s.Max = "share of the largest possible", 1
	return s
}

// Of returns the scores of some entities alone, in the order given, to be ranked among
// themselves.
func (s Scores) Of(entities []int) Scores {
	part := func(scores []float64) []float64 {
		if scores == nil {
			return nil
		}
		some := make([]float64, len(entities))
		for k, i := range entities {
			some[k] = scores[i]
		}
		return some
	}
	s.Values, s.Low, s.High = part(s.Values), part(s.Low), part(s.High)
	return s
}

// sameScore is how near two scores, relative to the larger, count as equal: sums of
// fractions in another order differ by less.
const sameScore = 1e-9

// Scored reports whether an entity has a score by the measure: 0 is that of who has no
// ties to be scored by, or is on no route, and is no place among the first.
func (s Scores) Scored(i int) bool { return s.Values[i] > 0 }

// Precedence returns a number by which entities come in the order of their ranks: the
// larger, the nearer the first. It is the score, or, where the lowest score is the first,
// its negative; who has no score comes last.
func (s Scores) Precedence(i int) float64 {
	switch {
	case !s.Measure.LowFirst():
		return s.Values[i]
	case !s.Scored(i):
		return math.Inf(-1)
	}
	return -s.Values[i]
}

// Order returns the entities' numbers, the first by their measure first; equal scores by
// number.
func (s Scores) Order() []int {
	order := make([]int, len(s.Values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.Precedence(b), s.Precedence(a)) })
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && s.same(order[from], order[to]) {
			to++
		}
		slices.Sort(order[from:to])
		from = to
	}
	return order
}

func (s Scores) same(i, j int) bool {
	a, b := s.Values[i], s.Values[j]
	return math.Abs(a-b) <= sameScore*max(math.Abs(a), math.Abs(b))
}

// Ranks returns each entity's rank, 1 for the highest score, or for the lowest where the
// measure is [Measure.LowFirst]. Equal scores share a
// rank and the next ones follow by count: 1, 2, 2, 4.
func (s Scores) Ranks() []int {
	ranks := make([]int, len(s.Values))
	order := s.Order()
	first := 0 // of the run of equal scores
	for at, i := range order {
		if !s.same(order[first], i) {
			first = at
		}
		ranks[i] = first + 1
	}
	return ranks
}
