package central

import (
	"context"
	"errors"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrOneMode is wrapped where a measure is of two-mode networks and a view is not one.
var ErrOneMode = errors.New("needs a view of people and things in which no two people and no two things are tied, such as --lens whole --entity-kinds person,event")

// TwoModeDegree scores each entity of a network of people and what they share, such as
// events or companies, by the share of the other mode that it is tied to.
//
// Unit: share. Max: 1.
//
// Reading: a person's share of the events, an event's share of the people. Degree
// compares people with events, of which there may be far fewer.
//
// Cost: O(n+m). The error wraps [ErrOneMode] where a tie joins two of one mode.
//
// Source: S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social
// Networks 19 (1997). doi:10.1016/S0378-8733(96)00301-2
func TwoModeDegree(_ context.Context, v *graph.View, _ Options) (Scores, error) {
	s := Scores{Measure: MeasureTwoModeDegree, Unit: "share", Max: 1, Values: make([]float64, v.Len())}
	people, things, err := modes(v, s.Measure)
	if err != nil {
		return Scores{}, err
	}
	for i := range s.Values {
		if others := otherMode(v, i, people, things); others > 0 {
			s.Values[i] = float64(len(v.Neighbours(i))) / float64(others)
		}
	}
	return s, nil
}

// TwoModeBetweenness scores each entity of a network of people and what they share by
// its betweenness as a share of the largest that its mode can have.
//
// Unit: share. Max: 1.
//
// Reading: as Betweenness, comparable between people and things.
//
// Cost: as Betweenness. Source and errors: as [TwoModeDegree].
func TwoModeBetweenness(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	s := Scores{Measure: MeasureTwoModeBetweenness, Unit: "share", Max: 1}
	people, things, err := modes(v, s.Measure)
	if err != nil {
		return Scores{}, err
	}
	between, err := Betweenness(ctx, v, Options{Progress: o.Progress})
	if err != nil {
		return Scores{}, err
	}
	s.Values = between.Values
	for i := range s.Values {
		others := otherMode(v, i, people, things)
		if most := mostTwoMode(people+things-others, others); most > 0 {
			s.Values[i] /= most
		}
	}
	return s, nil
}

// mostTwoMode is the largest betweenness of an entity of a mode of own members, with
// others in the other mode.
func mostTwoMode(own, others int) float64 {
	if own == 0 || others == 0 {
		return 0
	}
	s, t := float64((own-1)/others), float64((own-1)%others)
	m := float64(others)
	return (m*m*(s+1)*(s+1) + m*(s+1)*(2*t-s-1) - t*(2*s-t+3)) / 2
}

// modes counts the people and the things of an undirected two-mode view.
func modes(v *graph.View, m Measure) (people, things int, err error) {
	if v.Directed() {
		return 0, 0, fmt.Errorf("%s is of undirected views: leave out --directed", m)
	}
	person := func(i int) bool { return v.Entity(i).Kind == graph.Person }
	for i := range v.Len() {
		if person(i) {
			people++
		}
	}
	for tie := range v.Size() {
		if from, to := v.Ends(tie); person(from) == person(to) {
			return 0, 0, fmt.Errorf("%s %w; %s and %s are", m, ErrOneMode, v.ID(from), v.ID(to))
		}
	}
	return people, v.Len() - people, nil
}

// otherMode returns how many there are of the mode that an entity does not belong to.
func otherMode(v *graph.View, i, people, things int) int {
	if v.Entity(i).Kind == graph.Person {
		return things
	}
	return people
}
