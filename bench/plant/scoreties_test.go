package main

import "testing"

// Of the ties that small cases lose, so many are found among as many pairs as bench/PLANT.md says; the
// chances given add up to what was lost in reach.
func TestLostTiesAreLookedFor(t *testing.T) {
	var sum tieScore
	chance := 0.0
	for seed := range uint64(10) {
		c := Generate(Options{People: Fewest, Seed: seed + 1})
		s, err := scoreTies(t.Context(), c, c.thinPairs(.1, c.Seed), .1)
		if err != nil {
			t.Fatal(err)
		}
		sum, chance = sum.plus(s), chance+s.byChance()
	}
	if share := part(sum.met, sum.lost); share < .12 || float64(sum.met) < 8*chance {
		t.Errorf("%d of %d lost ties are met, %.3f, %.1f by chance; want at least .12 and eight times chance", sum.met, sum.lost, share, chance)
	}
	if right := float64(sum.reach) / sum.expected; right < .9 || right > 1.15 {
		t.Errorf("%d lost ties are in reach, %.0f expected", sum.reach, sum.expected)
	}
}
