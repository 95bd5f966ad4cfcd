package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// Searched returns the texts an entity is found by, its identifier first.
func Searched(e *graph.Entity) []string {
	_, identifier := e.ID.Split()
	texts := []string{identifier}
	for _, name := range []string{graph.PropName, graph.PropAlias} {
		for _, v := range e.Values(name) {
			texts = append(texts, v.Text)
		}
	}
	return texts
}

// A Ranking gathers the matches of a text and puts them into the order that Find
// promises.
type Ranking struct {
	wanted string
	found  []rankedMatch
}

type rankedMatch struct {
	Match
	rank int // 0 is the text, 1 begins with it, 2 has it
}

// NewRanking returns a ranking of matches of a text.
func NewRanking(text string) *Ranking { return &Ranking{wanted: Fold(text)} }

// Wanted returns the folded text, as a store may look it up.
func (r *Ranking) Wanted() string { return r.wanted }

// Add adds the entity if one of its texts matches; ties is how many it stands in.
// The entity is to have no withdrawn records; one without any is not added.
func (r *Ranking) Add(e *graph.Entity, ties int) {
	if len(e.Records) == 0 {
		return
	}
	best := rankedMatch{rank: 3}
	for _, text := range Searched(e) {
		rank, folded := 3, Fold(text)
		switch {
		case folded == r.wanted:
			rank = 0
		case strings.HasPrefix(folded, r.wanted):
			rank = 1
		case strings.Contains(folded, r.wanted):
			rank = 2
		}
		if rank < best.rank {
			best = rankedMatch{Match{e.ID, e.Kind, e.Name(), text, ties, rank == 0}, rank}
		}
	}
	if best.rank < 3 {
		r.found = append(r.found, best)
	}
}

// Matches returns the best matches; limit of 0 is no limit.
func (r *Ranking) Matches(limit int) []Match {
	slices.SortFunc(r.found, func(a, b rankedMatch) int {
		return cmp.Or(a.rank-b.rank, strings.Compare(string(a.ID), string(b.ID)))
	})
	matches := make([]Match, 0, len(r.found))
	for _, m := range r.found {
		matches = append(matches, m.Match)
	}
	if limit > 0 && len(matches) > limit {
		return matches[:limit]
	}
	return matches
}
