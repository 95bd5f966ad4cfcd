package main

import (
	"context"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// A score is how many of the planted were found, and how many of the found were planted.
type score struct {
	planted, hits int // hits: of the planted, those that something found is
	found, right  int // right: of the found, those that something planted is
	first         int // right: of the first as many as are planted
}

// add counts a finding, the next in rank.
func (s *score) add(right bool) {
	s.found++
	if !right {
		return
	}
	s.right++
	if s.found <= s.planted {
		s.first++
	}
}

// recall is the part of the planted that was found; 1 where nothing was planted.
func (s score) recall() float64 { return part(s.hits, s.planted) }

// precision is the part of the found that was planted; 1 where nothing was found.
func (s score) precision() float64 { return part(s.right, s.found) }

func part(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// plus adds the score of another case.
func (s score) plus(o score) score {
	return score{s.planted + o.planted, s.hits + o.hits, s.found + o.found, s.right + o.right, s.first + o.first}
}

func (s score) String() string {
	return fmt.Sprintf("%d | %d | %.2f | %d | %d | %.2f | %d", s.planted, s.hits, s.recall(), s.found, s.right, s.precision(), s.first)
}

// A kind is something that is planted, with how it is looked for and what counts as found.
type kind struct {
	name, how string
	score     func(context.Context, *graph.View, *Truth) (score, error)
}

// kinds are all that is planted and looked for.
var kinds = []kind{
	{"umbrella", "`umbrella`, Q at most .05; the official and the company, its owner or their gang", scoreUmbrellas},
	{"protector", "`protection`, kinship, companies or family adding .01 or more; the official and the gang; right are those by chance, too", scoreProtectors},
	{"hidden owner", "`money owners --hidden`; the person, by two of the companies or more", scoreOwners},
	{"cycle", "`money patterns`, listed; all its payments", scoreCycles},
	{"fan-in", "`money patterns`, listed; half its payments", scoreFanIns},
	{"structuring", "`money patterns`, listed; half its payments", scoreStructuring},
}
