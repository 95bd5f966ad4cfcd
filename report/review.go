package report

import (
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

// propReview is the day by which it is to be looked at whether a person's data may
// still be kept.
const propReview = "review-date"

// longestReview is how far ahead that day may lie.
//
// Source: 28 CFR 23.20(h): information is reviewed and validated within five years.
const longestReview = 5 // years

// reviewMark says what is amiss with the day of a person's review, "" where nothing is.
// A case that has no such days is not reminded of it at everybody.
func reviewMark(e *graph.Entity, on graph.Date, used bool) string {
	text := e.Value(propReview).Text
	due, err := graph.ParseDate(text)
	latest := time.Unix(on.Latest, 0).UTC().AddDate(longestReview, 0, 0).Unix()
	switch {
	case text == "" && used:
		return "no review date"
	case text == "":
		return ""
	case err != nil:
		return "review date cannot be read"
	case due.Latest < on.Earliest:
		return "review overdue since " + due.String()
	case due.Earliest > latest:
		return "review more than five years ahead, " + due.String()
	}
	return ""
}

// usesReviews reports whether a case says of anybody when to review what is kept.
func usesReviews(n *graph.Network) bool {
	for i := range n.Entities {
		if n.Entities[i].Value(propReview).Text != "" {
			return true
		}
	}
	return false
}
