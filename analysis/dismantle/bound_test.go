package dismantle

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCurvesLeaveNoMoreThanAnyChoice draws two pieces in which each may be charged
// anything, and sees that no choice within the budget leaves less than is said.
func TestCurvesLeaveNoMoreThanAnyChoice(t *testing.T) {
	for seed := range uint64(20000) {
		r := rand.New(rand.NewPCG(seed, 3))
		o := []Objective{Pairs, Largest, Between}[r.IntN(3)]
		q := &question{network: randomNetwork(r, 8, 0), objective: o, worth: worths[o], budget: float64(1 + r.IntN(4)), fixed: make([]bool, 8)}
		for i := range int32(8) {
			q.choice = append(q.choice, i)
			if seed%2 == 0 {
				q.price = append(q.price, .3+2*r.Float64())
			}
		}
		b := newPathBound(newResidual(q))
		for i := range b.charge {
			b.charge[i] = 12 * r.Float64()
		}
		var curves []curve
		for k := range int32(2) {
			b.those = []int32{4 * k, 4*k + 1, 4*k + 2, 4*k + 3}
			curves = append(curves, b.newCurve(mass{int32(4 + r.IntN(20)), int32(r.IntN(8)), int32(r.IntN(8))}))
		}
		least, bound := leastOfCurves(b, curves), b.leftOf(curves)
		if o == Largest {
			least = math.Ceil(least - integral) // sizes are whole
		}
		if bound > least+integral {
			t.Fatalf("seed %d: %s is to leave at least %g, a choice leaves %g", seed, o, bound, least)
		}
	}
}

// leastOfCurves looks at every choice of eight, the first four of one piece.
func leastOfCurves(b *pathBound, curves []curve) float64 {
	least := b.together(curves[0].left(b.objective, 0), curves[1].left(b.objective, 0))
	for set := range 1 << 8 {
		spent, cut := 0.0, [2]float64{}
		for i := range 8 {
			if set>>i&1 != 0 {
				spent += b.priceOf(int32(i))
				cut[i/4] += b.charge[i]
			}
		}
		if b.affords(spent) {
			least = min(least, b.together(curves[0].left(b.objective, cut[0]), curves[1].left(b.objective, cut[1])))
		}
	}
	return least
}
