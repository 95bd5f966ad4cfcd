package dismantle_test

import (
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// twoStars are two stars of four, a and b, whose centres are tied: a1 to a3, b1 to b3.
const twoStars = "a-a1 a-a2 a-a3 b-b1 b-b2 b-b3 a-b"

func anybody(v *graph.View) []bool { return slices.Repeat([]bool{true}, v.Len()) }

func TestRankedKeepsBudgetAndChoice(t *testing.T) {
	v := graphtest.View(t, twoStars) // a, a1, a2, a3, b, b1, b2, b3
	order := []int{4, 0, 1, 2, 3, 5, 6, 7}
	may := anybody(v)
	may[0] = false
	price := []float64{1, 1, 1, 1, 3, 1, 1, 1}
	for _, test := range []struct {
		name string
		o    dismantle.Options
		want []int
	}{
		{"the first two", dismantle.Options{Among: anybody(v), Budget: 2}, []int{4, 0}},
		{"who may not is passed over", dismantle.Options{Among: may, Budget: 2}, []int{4, 1}},
		{"who costs too much, too", dismantle.Options{Among: may, Budget: 2, Price: price}, []int{1, 2}},
		{"who is in any team goes first", dismantle.Options{Among: may, Budget: 4, Price: price, Always: []int{7}}, []int{7, 4}},
		{"nobody", dismantle.Options{Budget: 2}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := dismantle.Ranked(v, test.o, order); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v, by hand", got, test.want)
			}
		})
	}
}

// Of the eight teams of one, the two centres leave the other star, 6 of 28 pairs, and three
// alone; the six others leave seven connected, 21 pairs.
func TestAtRandom(t *testing.T) {
	v := graphtest.View(t, twoStars)
	o := dismantle.Options{Among: anybody(v), Budget: 1, Seed: 3}
	c, err := dismantle.AtRandom(t.Context(), v, o, 400)
	if err != nil {
		t.Fatal(err)
	}
	if c.Draws != 400 || c.Least != 6 || c.Most != 21 {
		t.Errorf("%d draws leave %g to %g, want 6 to 21", c.Draws, c.Least, c.Most)
	}
	if want := (2*6 + 6*21) / 8.; c.Mean < want-1.5 || c.Mean > want+1.5 {
		t.Errorf("a mean of %g, want about %g", c.Mean, want)
	}
	again, err := dismantle.AtRandom(t.Context(), v, o, 400)
	if err != nil || again != c {
		t.Errorf("again %v (%v), want %v", again, err, c)
	}
}

func TestWithoutAMember(t *testing.T) {
	v := graphtest.View(t, twoStars)
	o := dismantle.Options{Among: anybody(v), Budget: 2, Effort: 2000}
	best, err := dismantle.Best(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	other, err := dismantle.Without(t.Context(), v, o, 0)
	if err != nil {
		t.Fatal(err)
	}
	if best.After() != 0 || other.After() != 3 || slices.Contains(other.Team, 0) || best.Shared(other) != 1 {
		t.Errorf("the best leaves %g; without a %v leaves %g and shares %d; want 0, 3 and 1, by hand", best.After(), other.Team, other.After(), best.Shared(other))
	}
	if !o.Among[0] {
		t.Error("the options were changed")
	}
}

// The mean of teams that leave the same is just that: of two rings of
// five, whoever goes, one is left.
func TestMeanIsWithinItsRange(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d d-e e-a f-g g-h h-i i-j j-f")
	for seed := range uint64(20) {
		o := dismantle.Options{Objective: dismantle.Largest, Among: anybody(v), Budget: 1, Seed: seed}
		if c, err := dismantle.AtRandom(t.Context(), v, o, 100); err != nil || c.Mean != 5 || c.Least != 5 || c.Most != 5 {
			t.Errorf("seed %d: %+v, %v; want 5 each, by hand", seed, c, err)
		}
	}
}
