package dismantle

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// drawSlowly goes through everybody.
func drawSlowly(weights []float64, excluded []int32, share float64) int32 {
	total := 0.0
	for i, w := range weights {
		if !slices.Contains(excluded, int32(i)) {
			total += w
		}
	}
	last, rest := int32(gone), share*total
	for i, w := range weights {
		if w > 0 && rest >= 0 && !slices.Contains(excluded, int32(i)) {
			last = int32(i)
			rest -= w
		}
	}
	return last
}

// A draw from weights that stand added up is that of going through everybody, whoever is
// excluded and whatever share is drawn, while ties become more.
func TestDrawIsThatOfGoingThroughEverybody(t *testing.T) {
	drawn := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 13))
		n := 1 + r.IntN(30)
		weights, may := make([]float64, n), make([]bool, n)
		for i := range weights {
			may[i] = r.IntN(5) > 0
			if may[i] {
				weights[i] = float64(r.IntN(4))
			}
		}
		u := &tieUrn{fixedUrn: fill(slices.Clone(weights), func(i int) bool { return may[i] }), may: may, more: make([]int32, n+1)}
		for range 40 {
			var excluded []int32
			for i := range int32(n) {
				if r.IntN(3) == 0 {
					excluded = append(excluded, i)
				}
			}
			share := float64(r.IntN(5)) / 4 // the ends of the weights among them
			if r.IntN(2) == 0 {
				share = r.Float64()
			}
			got, want := draw(u, n, excluded, share), drawSlowly(weights, excluded, share)
			if got != want {
				t.Fatalf("seed %d: %g of %v without %v is %d, want %d", seed, share, weights, excluded, got, want)
			}
			if got != gone {
				drawn++
			}
			if i := int32(r.IntN(n)); may[i] {
				u.add(i)
				weights[i]++
			}
		}
	}
	if drawn < 1000 {
		t.Errorf("%d drawn: the test says nothing", drawn)
	}
}
