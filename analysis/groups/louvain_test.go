package groups_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func TestLouvainRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		view *graph.View
		o    groups.LeidenOptions
		ok   bool
	}{
		{"the default resolution", graphtest.View(t, "a-b b-c"), groups.LeidenOptions{}, true},
		{"nobody", graphtest.View(t, ""), groups.LeidenOptions{}, true},
		{"a very high resolution", graphtest.View(t, "a-b b-c"), groups.LeidenOptions{Resolution: 1e6}, true},
		{"a very low one", graphtest.View(t, "a-b b-c"), groups.LeidenOptions{Resolution: 1e-300}, true},
		{"no number", graphtest.View(t, "a-b b-c"), groups.LeidenOptions{Resolution: math.NaN()}, false},
		{"infinity", graphtest.View(t, "a-b b-c"), groups.LeidenOptions{Resolution: math.Inf(1)}, false},
		{"below 0", graphtest.View(t, "a-b b-c"), groups.LeidenOptions{Resolution: -1}, false},
		{"strengths of 0", graphtest.View(t, "a-b=0 b-c=0"), groups.LeidenOptions{Weighted: true}, true},
	} {
		c, err := groups.Louvain(t.Context(), tt.view, tt.o)
		if (err == nil) != tt.ok || math.IsNaN(c.Quality) {
			t.Errorf("%s: quality %g and error %v", tt.name, c.Quality, err)
		}
	}
}

// A countdown is a context that ends once it has been asked so often.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Each round of gonum's draws a number for all but one of those it moves, 59 of 60 at
// first: it stops before the first round and between two.
func TestLouvainStops(t *testing.T) {
	v := view(t, 1, 60, .06, false)
	for _, left := range []int{0, 59, 130} {
		c := &countdown{t.Context(), left}
		if got, err := groups.Louvain(c, v, groups.LeidenOptions{}); !errors.Is(err, context.Canceled) || got.Partition != nil {
			t.Errorf("stopped after %d numbers: %v and error %v, want nothing but that it was cancelled", left, got, err)
		}
	}
}
