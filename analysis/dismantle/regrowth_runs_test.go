package dismantle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// chain is a view of so many in a row.
func chain(t *testing.T, n int) *graph.View {
	pairs := make([]string, n-1)
	for i := range pairs {
		pairs[i] = fmt.Sprintf("e%d-e%d", i, i+1)
	}
	return graphtest.View(t, strings.Join(pairs, " "))
}

// What is reckoned by hand: (n+m)(1+n/100,000) times the searches of a run, for each plan and
// mechanism, within 2^30.
func TestRunsWithin(t *testing.T) {
	small, large := chain(t, 500), chain(t, 20_000)
	teams := func(plans, people int) [][]int {
		all := make([][]int, plans)
		for k := range all {
			all[k] = make([]int, people)
		}
		return all
	}
	for _, test := range []struct {
		name  string
		v     *graph.View
		o     dismantle.RegrowthOptions
		plans [][]int
		want  int
	}{
		{"small", small, dismantle.RegrowthOptions{}, teams(20, 5), 100},
		{"as many as are asked for", small, dismantle.RegrowthOptions{Runs: 7}, teams(20, 5), 7},
		{"47,999 for 80", large, dismantle.RegrowthOptions{}, teams(20, 5), 100},
		{"47,999 for 400", large, dismantle.RegrowthOptions{}, teams(100, 5), 55},
		{"ten at the least", large, dismantle.RegrowthOptions{}, teams(1000, 5), 10},
		{"too many plans", large, dismantle.RegrowthOptions{}, teams(10_000, 1), 0},
		{"too large a team", large, dismantle.RegrowthOptions{}, teams(1, 7_000), 0},
		{"by distance, in a small view", small, dismantle.RegrowthOptions{Count: dismantle.Options{Objective: dismantle.Distance}}, teams(20, 5), 100},
		{"in a large", large, dismantle.RegrowthOptions{Count: dismantle.Options{Objective: dismantle.Distance}}, teams(20, 5), 0},
		{"within two ties", large, dismantle.RegrowthOptions{Count: dismantle.Options{Objective: dismantle.Within}}, teams(20, 5), 10},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.o.RunsWithin(test.v, test.plans); got != test.want {
				t.Errorf("got %d, want %d, by hand", got, test.want)
			}
		})
	}
}
