package money

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// cheapestHit tries every set of items.
func cheapestHit(sets [][]int32, price []int64) int64 {
	least := int64(math.MaxInt64)
	for chosen := range uint(1) << len(price) {
		sum := int64(0)
		for i, p := range price {
			if chosen>>i&1 == 1 {
				sum += p
			}
		}
		if sum < least && !slices.ContainsFunc(sets, func(set []int32) bool {
			return !slices.ContainsFunc(set, func(i int32) bool { return chosen>>i&1 == 1 })
		}) {
			least = sum
		}
	}
	return least
}

// On random sets the answer is as cheap as the best of all sets of items; where it may not be
// looked for long its bound holds, and what may cost no more than there is is not found.
func TestHittingAgreesWithEverySet(t *testing.T) {
	short := 0
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 3))
		price := make([]int64, 1+r.IntN(12))
		for i := range price {
			price[i] = 1 + r.Int64N(1+int64(seed%5))
		}
		var sets [][]int32
		for range r.IntN(14) {
			set := []int32{r.Int32N(int32(len(price)))}
			for range r.IntN(4) {
				set = append(set, r.Int32N(int32(len(price))))
			}
			slices.Sort(set)
			sets = append(sets, slices.Compact(set))
		}
		want := cheapestHit(sets, price)
		for _, budget := range []int{0, 1, 10_000} {
			h := hitting{price: price, budget: budget}
			got, ok, err := h.solve(t.Context(), sets, math.MaxInt64)
			if err != nil || !ok {
				t.Fatalf("seed %d: %v, %t", seed, err, ok)
			}
			sum := int64(0)
			for _, i := range got.items {
				sum += price[i]
			}
			hits := !slices.ContainsFunc(sets, func(set []int32) bool {
				return !slices.ContainsFunc(set, func(i int32) bool { return slices.Contains(got.items, i) })
			})
			if !hits || sum != got.price || got.price < want || got.bound > want || budget > 1 && (got.price != want || got.bound != want) {
				t.Fatalf("seed %d, budget %d: %v of %v at %v for %d, bound %d; the cheapest costs %d", seed, budget, got.items, sets, price, got.price, got.bound, want)
			}
			if got.bound < got.price {
				short++
			}
		}
		h := hitting{price: price, budget: 10_000}
		if _, ok, err := h.solve(t.Context(), sets, want); ok || err != nil {
			t.Fatalf("seed %d: something cheaper than the cheapest, %v", seed, err)
		}
		if one, ok, err := h.solve(t.Context(), sets, want+1); !ok || one.price != want || err != nil {
			t.Fatalf("seed %d: not the cheapest where only it is cheap enough: %v, %v", seed, one, err)
		}
	}
	if short == 0 {
		t.Error("no answer was ever short of proof: the budget does nothing")
	}
}
