package main

import (
	"context"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// A score is how many of the planted were found, and how many of the found were planted.
type score struct{ planted, hits, found int }

// recall is the part of the planted that was found, 1 where nothing was.
func (s score) recall() float64 { return part(s.hits, s.planted) }

// precision is the part of the found that was planted, 1 where nothing was found.
func (s score) precision() float64 { return part(s.hits, s.found) }

func part(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func (s score) String() string {
	return fmt.Sprintf("%d | %d | %d | %.2f | %.2f", s.planted, s.found, s.hits, s.recall(), s.precision())
}

// A kind is something that is planted, with how it is looked for and what counts as found.
type kind struct {
	name, how string
	score     func(context.Context, *graph.View, *truth) (score, error)
}

// kinds are all that is planted and looked for.
var kinds = []kind{
	{"umbrella", "`umbrella`, Q at most .05; an official and the company", scoreUmbrellas},
	{"protector", "`protection`, a part of kinship, companies or mixed of .02 or more; an official and the gang", scoreProtectors},
	{"cycle", "`money patterns`, expected at most .05 times; every payment", scoreCycles},
	{"fan-in", "`money patterns`, expected at most .05 times; the account", scoreFanIns},
	{"structuring", "`money patterns`, expected at most .05 times; the account", scoreStructuring},
}
