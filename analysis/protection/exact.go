package protection

import (
	"cmp"
	"math"
	"slices"
)

// A Rate is how many of so many decisions were favourable, or fell into a time.
type Rate struct {
	Count int `json:"count"`
	Of    int `json:"of"`
}

// drawnAtLeast returns the chance that so many drawn without replacement from all, of which
// marked are marked, hold at least count marked ones: the tail of the hypergeometric
// distribution. Cost: O(drawn).
func drawnAtLeast(count, drawn, marked, all int) float64 {
	if drawn == 0 || drawn == all {
		return 1
	}
	total := choose(all, drawn)
	sum := 0.0
	for k := max(count, drawn-(all-marked)); k <= min(drawn, marked); k++ {
		sum += math.Exp(choose(marked, k) + choose(all-marked, drawn-k) - total)
	}
	return min(1, sum)
}

// choose returns the logarithm of n over k.
func choose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// adjust returns, for the p-values of all tests made, the least share of false ones among
// those called at that value or below (q, Benjamini and Hochberg), and the least chance of
// calling any falsely (Holm). Cost: O(n log n).
//
// Sources: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. Royal
// Statistical Society B 57 (1995), doi:10.1111/j.2517-6161.1995.tb02031.x; S. Holm, "A simple
// sequentially rejective multiple test procedure", Scandinavian J. Statistics 6 (1979).
func adjust(p []float64) (q, holm []float64) {
	n := len(p)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	q, holm = make([]float64, n), make([]float64, n)
	least := 1.0
	for rank := n; rank > 0; rank-- {
		i := order[rank-1]
		least = min(least, p[i]*float64(n)/float64(rank))
		q[i] = least
	}
	most := 0.0
	for rank, i := range order {
		most = max(most, min(1, p[i]*float64(n-rank)))
		holm[i] = most
	}
	return q, holm
}
