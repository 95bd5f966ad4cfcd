package dismantle

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// lawfulQuestion draws a network of up to 80 people and a question with prices, people who may
// not be removed and one who is in any case.
func lawfulQuestion(t *testing.T, seed uint64) (*graph.View, Options) {
	r := rand.New(rand.NewPCG(seed, 11))
	n := 10 + r.IntN(70)
	v := graphtest.View(t, graphtest.Random(seed, n, 2.5/float64(n)))
	o := Options{Objective: []Objective{Pairs, Largest, Between}[seed%3], Budget: float64(2 + r.IntN(5)), Effort: 1 << 16, Seed: seed,
		Among: make([]bool, v.Len()), From: make([]bool, v.Len()), To: make([]bool, v.Len())}
	for i := range o.Among {
		o.Among[i] = r.IntN(4) > 0
		o.From[i], o.To[i] = i%3 == 0, i%3 == 1
		if seed%2 == 0 {
			o.Price = append(o.Price, float64(1+r.IntN(6))/2)
		}
	}
	o.Among[0] = true
	if seed%4 < 2 {
		o.Always = []int{0}
		o.Budget += 3
	}
	return v, o
}

// TestLargeQuestionsAreLawful asks small questions as if they were large.
func TestLargeQuestionsAreLawful(t *testing.T) {
	for seed := range uint64(60) {
		v, o := lawfulQuestion(t, seed)
		q := questionOf(v, &o)
		grown, promising := q.growLazily(t.Context())
		found, bound, err := q.answerLarge(t.Context(), &o)
		if err != nil {
			t.Fatal(err)
		}
		for _, members := range [][]int32{grown, q.putBackLazily(t.Context(), q.breakUp(t.Context()), nearlyLeast), found[0].members} {
			team := []int{}
			for _, i := range members {
				team = append(team, int(i))
				if !o.Among[i] || slices.Index(members, i) != len(team)-1 {
					t.Errorf("seed %d: %d may not be in a team, or is twice", seed, i)
				}
			}
			if !q.affords(q.priceOfAll(members)) || o.Always != nil && !slices.Contains(team, o.Always[0]) {
				t.Errorf("seed %d: %v costs %g of %g; %v are to be in it", seed, team, q.priceOfAll(members), o.Budget, o.Always)
			}
			if left, err := Measure(t.Context(), v, o, team); err != nil || left < bound {
				t.Errorf("seed %d: %g are left, the bound is %g (%v)", seed, left, bound, err)
			}
		}
		if len(promising) == 0 {
			t.Errorf("seed %d: nobody is promising", seed)
		}
	}
}

// TestLargeQuestionsAreAnsweredWell compares with the proof of the same questions.
func TestLargeQuestionsAreAnsweredWell(t *testing.T) {
	for seed := range uint64(20) {
		v, o := lawfulQuestion(t, seed)
		o.Effort = 1 << 20
		best, err := Best(t.Context(), v, o)
		if err != nil {
			t.Fatal(err)
		}
		teams, _, err := questionOf(v, &o).answerLarge(t.Context(), &o)
		if err != nil {
			t.Fatal(err)
		}
		var team []int
		for _, i := range teams[0].members {
			team = append(team, int(i))
		}
		if left, err := Measure(t.Context(), v, o, team); err != nil || best.Proven && left > best.After() {
			t.Errorf("seed %d: %s %g are left, the proof says %g (%v)", seed, o.Objective, left, best.After(), err)
		}
	}
}

// TestEffectIsMeasured counts what each part of a team leaves, in which somebody may come
// twice.
func TestEffectIsMeasured(t *testing.T) {
	for seed := range uint64(60) {
		v, o := lawfulQuestion(t, seed)
		r := rand.New(rand.NewPCG(seed, 12))
		var team []int
		for range r.IntN(12) {
			team = append(team, r.IntN(v.Len()))
		}
		got, err := Effect(t.Context(), v, o, team)
		if err != nil {
			t.Fatal(err)
		}
		for k, left := range got {
			if want, err := Measure(t.Context(), v, o, team[:k]); err != nil || left != want {
				t.Errorf("seed %d: %s the first %d of %v leave %g, measured %g (%v)", seed, o.Objective, k, team, left, want, err)
			}
		}
	}
}
