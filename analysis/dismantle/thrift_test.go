package dismantle

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestEverybodyIsNeeded looks at random questions: nobody could be left out of a plan, and
// where every team can be looked at, no cheaper one leaves as little.
func TestEverybodyIsNeeded(t *testing.T) {
	for seed := range uint64(300) {
		q, o := randomQuestion(rand.New(rand.NewPCG(seed, 9)))
		teams, _, err := q.answer(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		found := teams[0].members
		left := q.leftBy(found, o)
		for k, i := range found {
			if rest := slices.Delete(slices.Clone(found), k, k+1); !q.fixed[i] && q.leftBy(rest, o) <= left {
				t.Errorf("seed %d: %v leaves %g, without %d too", seed, found, left, i)
			}
		}
		if price := q.priceOfAll(found); price > q.priceOfAll(q.always()) {
			cheaper := *q
			cheaper.budget = price * (1 - 1e-9)
			if least := leastOf(&cheaper, o); least <= left {
				t.Errorf("seed %d: %v leaves %g for %g, another %g for less", seed, found, left, price, least)
			}
		}
	}
}

func (q *question) leftBy(team []int32, o *Options) float64 {
	without := make([]bool, q.network.len())
	for _, i := range team {
		without[i] = true
	}
	return q.network.connected(without, o)
}

// Where nothing is connected, or all that can be is done with fewer, nobody more is in a
// plan, however many are paid for.
func TestNobodyForNothing(t *testing.T) {
	for _, c := range []struct {
		name, pairs string
		objective   Objective
		people      int
	}{
		{"a star", "a-b a-c a-d a-e", Pairs, 1},
		{"two paths", "a-b b-c d-e e-f", Largest, 2},
		{"a path of five", "a-b b-c c-d d-e", Pairs, 2}, // b and d
	} {
		v := graphtest.View(t, c.pairs)
		p, err := Best(t.Context(), v, Options{Objective: c.objective, Budget: 4, Among: slices.Repeat([]bool{true}, v.Len())})
		if err != nil || len(p.Team) != c.people || !p.Proven {
			t.Errorf("%s: team %v, proven %t, %v; want %d people, by hand", c.name, p.Team, p.Proven, err, c.people)
		}
	}
}

// A search of Reach that may take one step only still names people, who see something.
func TestReachInOneStep(t *testing.T) {
	v := graphtest.View(t, "a-b a-c a-d d-e e-f f-g")
	p, err := Best(t.Context(), v, Options{Objective: Reach, Budget: 2, Ties: 1, Effort: 1, Among: slices.Repeat([]bool{true}, v.Len())})
	if err != nil || len(p.Team) != 2 || p.After() < 5 {
		t.Errorf("team %v sees %g, %v; want two who see at least 5", p.Team, p.After(), err)
	}
}
