package protection

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The chance of the least of several windows agrees with dealing out every hand: of random cases with up to
// four windows, each choice of the some from all is made in turn.
func TestNestedAgreesWithEveryHand(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for range 300 {
		windows := 1 + r.IntN(4)
		some, others := make([]int, windows+1), make([]int, windows+1)
		var places []int // of each of all, the window it falls into
		drawn := 0
		for i := range some {
			some[i], others[i] = r.IntN(3), r.IntN(4)
			drawn += some[i]
			for range some[i] + others[i] {
				places = append(places, i)
			}
		}
		if drawn == 0 || drawn == len(places) {
			continue
		}
		n := newNested(some, others)
		_, least := n.mostTelling()
		hands, telling, smallest := 0, 0, math.Inf(1)
		for hand := range 1 << len(places) {
			in, size := make([]int, windows+1), 0
			for i, at := range places {
				if hand>>i&1 == 1 {
					in[at]++
					size++
				}
			}
			if size != drawn {
				continue
			}
			best, held := math.Inf(1), 0
			for w := range windows {
				held += in[w]
				best = min(best, n.alone[w][held])
			}
			smallest = min(smallest, best)
			hands++
			if best <= least*(1+1e-9) {
				telling++
			}
		}
		if want := float64(telling) / float64(hands); math.Abs(n.chance(least)-want) > 1e-9 {
			t.Fatalf("%v of %v: %g, by every hand %g", some, others, n.chance(least), want)
		}
		if got := n.leastOne(); math.Abs(got-smallest) > 1e-9 {
			t.Fatalf("%v of %v: the least there can be %g, by every hand %g", some, others, got, smallest)
		}
	}
}
