package protection

import (
	"math"
	"testing"
)

// The tea tasting is R. A. Fisher's (The Design of Experiments, 1935, chapter 2): 3 of 4 or
// better by chance 17 in 70, all four 1 in 70. The last two are counted by hand.
func TestDrawnAtLeast(t *testing.T) {
	for _, tt := range []struct {
		a, b Rate
		want float64
	}{
		{Rate{3, 4}, Rate{1, 4}, 17. / 70},
		{Rate{4, 4}, Rate{0, 4}, 1. / 70},
		{Rate{0, 4}, Rate{4, 4}, 1},
		{Rate{2, 2}, Rate{2, 2}, 1}, // all are marked
		{Rate{1, 1}, Rate{0, 9}, .1},
		{Rate{2, 2}, Rate{1, 3}, 3. / 10},
	} {
		if got := drawnAtLeast(tt.a.Count, tt.a.Of, tt.a.Count+tt.b.Count, tt.a.Of+tt.b.Of); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%v against %v: %g, want %g", tt.a, tt.b, got, tt.want)
		}
	}
}

// The tail is that of counting every draw, for all tables of up to nine.
func TestDrawnAtLeastIsWhatCountingGives(t *testing.T) {
	for all := 1; all <= 9; all++ {
		for marked := range all + 1 {
			counts, draws := make([][10]int, all+1), make([]int, all+1)
			for set := range 1 << all {
				drawn, hit := 0, 0
				for i := range all {
					if set>>i&1 == 1 {
						drawn++
						if i < marked {
							hit++
						}
					}
				}
				draws[drawn]++
				counts[drawn][hit]++
			}
			for drawn := 1; drawn < all; drawn++ {
				for count := range drawn + 1 {
					hits := 0
					for k := count; k <= drawn; k++ {
						hits += counts[drawn][k]
					}
					want := float64(hits) / float64(draws[drawn])
					if got := drawnAtLeast(count, drawn, marked, all); math.Abs(got-want) > 1e-12 {
						t.Fatalf("%d of %d drawn from %d, %d marked: %g, counted %g", count, drawn, all, marked, got, want)
					}
				}
			}
		}
	}
}

// The fifteen p-values are those of Benjamini and Hochberg's example (1995, section 4.1), where
// their procedure at .05 rejects four and Bonferroni's three; adjusted values by hand.
func TestAdjust(t *testing.T) {
	p := []float64{.0459, .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .3240, .4262, .5719, .6528, .7590, 1}
	q, holm := adjust(p)
	for _, tt := range []struct {
		at   int
		q, h float64
	}{{1, .0015, .0015}, {2, .003, .0056}, {3, .0095, .0247}, {4, .035625, .114}, {5, .0603, .2211}, {14, 1, 1}} {
		if math.Abs(q[tt.at]-tt.q) > 1e-12 || math.Abs(holm[tt.at]-tt.h) > 1e-12 {
			t.Errorf("p %g: q %g and Holm %g, want %g and %g", p[tt.at], q[tt.at], holm[tt.at], tt.q, tt.h)
		}
	}
	rejected := 0
	for _, x := range q {
		if x <= .05 {
			rejected++
		}
	}
	if rejected != 4 {
		t.Errorf("%d are at .05 or below, published: 4", rejected)
	}
}
