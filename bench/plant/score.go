package main

import (
	"context"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// A score is how many of the planted were found, and how many of the found were planted.
type score struct{ planted, found, hits, right int } // hits: planted that something found is; right: found that something planted is

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
	return score{s.planted + o.planted, s.found + o.found, s.hits + o.hits, s.right + o.right}
}

func (s score) String() string {
	return fmt.Sprintf("%d | %d | %.2f | %d | %d | %.2f", s.planted, s.hits, s.recall(), s.found, s.right, s.precision())
}

// A kind is something that is planted, with how it is looked for and what counts as found.
type kind struct {
	name, how string
	score     func(context.Context, *graph.View, *Truth) (score, error)
}

// kinds are all that is planted and looked for.
var kinds = []kind{
	{"umbrella", "`umbrella`, Q at most .05; the official and the company, its owner or their gang", scoreUmbrellas},
	{"protector", "`protection`, kinship, companies or mixed adding .004 or more; the official and the gang", scoreProtectors},
}
