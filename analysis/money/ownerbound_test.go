package money_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

// The most of an interval is reached: on 60 small random networks with circles it is the best of all divisions that are
// corners of what the bounds and the sum allow, each worked out by the series.
func TestHoldingsReachTheirMost(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 11))
		const n = 3 // companies; owner n is p
		var lines strings.Builder
		fmt.Fprint(&lines, "person p\n")
		for i := range n {
			fmt.Fprintf(&lines, "company k%d\n", i)
		}
		low, high := square(n), square(n)
		for asset := range n {
			for o := range n + 1 {
				if r.IntN(3) == 0 { // a company may own a part of itself
					continue
				}
				lo := r.IntN(25)
				hi := lo + r.IntN(60)
				low[o][asset], high[o][asset] = float64(lo)/100, float64(hi)/100
				owner := "p"
				if o < n {
					owner = fmt.Sprintf("k%d", o)
				}
				fmt.Fprintf(&lines, "owns %s k%d share=%d-%d\n", owner, asset, lo, hi)
			}
		}
		best := make([]float64, n)
		everyCorner(low, high, n, func(share [][]float64) {
			for i, x := range series(share, n) {
				best[i] = max(best[i], x)
			}
		})
		w, v := ownership(t, lines.String())
		p, _ := v.Index("p")
		got := make([]float64, n)
		for _, h := range w.Holdings(p) {
			var i int
			if _, err := fmt.Sscanf(string(v.ID(h.Asset)), "k%d", &i); err == nil {
				got[i] = h.Share.Hi
			}
		}
		for i := range n {
			if math.Abs(got[i]-best[i]) > 10*money.Precision {
				t.Fatalf("seed %d: k%d at most %g, by every corner %g\n%s", seed, i, got[i], best[i], lines.String())
			}
		}
	}
}

func square(n int) [][]float64 {
	rows := make([][]float64, n+1)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}

// everyCorner tries all corners of the divisions of each company: in some order of its owners each has as much as its bound and
// what is free allow.
func everyCorner(low, high [][]float64, n int, try func([][]float64)) {
	share := square(n)
	var orders func(asset int)
	orders = func(asset int) {
		if asset == n {
			try(share)
			return
		}
		permutations(n+1, func(order []int) {
			free := 1.
			for o := range n + 1 {
				free -= low[o][asset]
			}
			for _, o := range order {
				more := min(free, high[o][asset]-low[o][asset])
				free -= more
				share[o][asset] = low[o][asset] + more
			}
			orders(asset + 1)
		})
	}
	orders(0)
}

func permutations(n int, try func([]int)) {
	order := make([]int, 0, n)
	used := make([]bool, n)
	var next func()
	next = func() {
		if len(order) == n {
			try(order)
			return
		}
		for i := range n {
			if !used[i] {
				used[i] = true
				order = append(order, i)
				next()
				order = order[:len(order)-1]
				used[i] = false
			}
		}
	}
	next()
}
