package money

import (
	"cmp"
	"math"
	"slices"
)

// components splits what was reached into strongly connected parts, owners before what
// they own. Those asked about are in none.
//
// Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Computing 1
// (1972), without recursion. doi:10.1137/0201010
func (r *reached) components() [][]int32 {
	n := len(r.assets)
	index, low := make([]int32, n), make([]int32, n) // 0: not seen
	next := make([]int, n)                           // the stake to follow
	on := make([]bool, n)
	var stack, path []int32
	var parts [][]int32
	count := int32(0)
	enter := func(at int32) {
		count++
		index[at], low[at], on[at] = count, count, true
		stack, path = append(stack, at), append(path, at)
	}
	for start := r.asked; start < n; start++ {
		if index[start] > 0 {
			continue
		}
		for enter(int32(start)); len(path) > 0; {
			at := path[len(path)-1]
			if out := r.from[r.assets[at]]; next[at] < len(out) {
				to := r.at[r.stakes[out[next[at]]].Asset]
				next[at]++
				switch {
				case int(to) < r.asked:
				case index[to] == 0:
					enter(to)
				case on[to]:
					low[at] = min(low[at], index[to])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				low[path[len(path)-1]] = min(low[path[len(path)-1]], low[at])
			}
			if low[at] == index[at] {
				from := slices.Index(stack, at)
				part := slices.Clone(stack[from:])
				stack = stack[:from]
				for _, i := range part {
					on[i] = false
				}
				parts = append(parts, part)
			}
		}
	}
	slices.Reverse(parts)
	return parts
}

// A loopStake is a stake in a company of a loop: what it is worth from without, or by whom
// of the loop it is held.
type loopStake struct {
	owner  int // place in the loop; -1: outside
	x      float64
	lo, hi float64
}

// solve finds the shares in the assets of one loop, those of all owners before it being
// known.
func (r *reached) solve(loop []int32) {
	place := map[int32]int{}
	for k, at := range loop {
		place[at] = k
	}
	least, most := make([][]loopStake, len(loop)), make([][]loopStake, len(loop))
	for k, at := range loop {
		for _, i := range r.into[r.assets[at]] {
			s := &r.stakes[i]
			owner := r.number(s.Owner)
			if owner < 0 {
				continue
			}
			inside, ok := place[owner]
			if !ok {
				inside = -1
			}
			least[k] = append(least[k], loopStake{inside, r.lo[owner], s.lo, s.lo})
			most[k] = append(most[k], loopStake{inside, r.hi[owner], s.lo, s.hi})
		}
	}
	lo := evaluate(least, lowest(least))
	hi := best(most, r.budgets(loop))
	for k, at := range loop {
		r.lo[at], r.hi[at] = min(1, lo[k]), min(1, max(lo[k], hi[k]))
	}
}

// budgets returns what of each asset of a loop nobody is sure to own.
func (r *reached) budgets(loop []int32) []float64 {
	left := make([]float64, len(loop))
	for k, at := range loop {
		left[k] = 1
		for _, i := range r.into[r.assets[at]] {
			left[k] -= r.stakes[i].lo
		}
		left[k] = max(0, left[k])
	}
	return left
}

// lowest is the division by which every stake is at its lower bound.
func lowest(stakes [][]loopStake) [][]float64 {
	weights := make([][]float64, len(stakes))
	for k := range stakes {
		for _, s := range stakes[k] {
			weights[k] = append(weights[k], s.lo)
		}
	}
	return weights
}

const (
	mostPolicies = 200  // tried for one loop; a dozen are enough in practice
	mostDense    = 1000 // companies of a loop that are solved by elimination
	mostSweeps   = 100_000
)

// best returns the most that each company of a loop can belong to those asked about.
func best(stakes [][]loopStake, budgets []float64) []float64 {
	x := make([]float64, len(stakes))
	weights := make([][]float64, len(stakes))
	for round := range mostPolicies {
		changed := false
		for k := range stakes {
			better := divided(stakes[k], x, budgets[k])
			if round == 0 || worth(stakes[k], better, x) > worth(stakes[k], weights[k], x)+1e-14 {
				weights[k], changed = better, true
			}
		}
		if !changed {
			break
		}
		x = evaluate(stakes, weights)
	}
	return x
}

// divided gives what is free of a company to those owners who are worth the most.
func divided(stakes []loopStake, x []float64, free float64) []float64 {
	order := make([]int, len(stakes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(stakes[b].value(x), stakes[a].value(x)) })
	weights := make([]float64, len(stakes))
	for _, i := range order {
		more := 0.
		if stakes[i].value(x) > 0 || len(stakes) == 1 {
			more = min(free, stakes[i].hi-stakes[i].lo)
		}
		free -= more
		weights[i] = stakes[i].lo + more
	}
	for _, i := range order { // who is worth nothing yet may be later
		more := min(free, stakes[i].hi-weights[i])
		free -= more
		weights[i] += more
	}
	return weights
}

func (s loopStake) value(x []float64) float64 {
	if s.owner < 0 {
		return s.x
	}
	return x[s.owner]
}

func worth(stakes []loopStake, weights, x []float64) float64 {
	sum := 0.
	for i, s := range stakes {
		sum += weights[i] * s.value(x)
	}
	return sum
}

// evaluate returns the least solution of x = b + W·x for one division: that of companies
// into which nothing comes from without is 0.
func evaluate(stakes [][]loopStake, weights [][]float64) []float64 {
	b := make([]float64, len(stakes))
	owned := make([][]int, len(stakes)) // by owner of the loop
	var queue []int
	seen := make([]bool, len(stakes))
	for k := range stakes {
		for i, s := range stakes[k] {
			if s.owner < 0 {
				b[k] += weights[k][i] * s.x
			} else if weights[k][i] > 0 {
				owned[s.owner] = append(owned[s.owner], k)
			}
		}
		if b[k] > 0 {
			seen[k] = true
			queue = append(queue, k)
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, k := range owned[queue[at]] {
			if !seen[k] {
				seen[k] = true
				queue = append(queue, k)
			}
		}
	}
	slices.Sort(queue)
	if len(queue) > mostDense {
		return swept(stakes, weights, queue, b)
	}
	return eliminated(stakes, weights, queue, b)
}

// leastPivot stands for a pivot that rounding makes nothing: companies that others have a
// hair of, and themselves the rest.
const leastPivot = 1e-15

// eliminated solves for the companies that are worth anything by Gaussian elimination. The
// matrix is an M-matrix whose columns add up to 0 or more, which needs no pivots.
func eliminated(stakes [][]loopStake, weights [][]float64, worthy []int, b []float64) []float64 {
	n := len(worthy)
	place := make([]int, len(stakes))
	for i := range place {
		place[i] = -1
	}
	for row, k := range worthy {
		place[k] = row
	}
	rows := make([][]float64, n)
	for row, k := range worthy {
		rows[row] = make([]float64, n+1)
		rows[row][row], rows[row][n] = 1, b[k]
		for i, s := range stakes[k] {
			if s.owner >= 0 && place[s.owner] >= 0 {
				rows[row][place[s.owner]] -= weights[k][i]
			}
		}
	}
	for p := range n {
		rows[p][p] = max(rows[p][p], leastPivot)
		for row := p + 1; row < n; row++ {
			if rows[row][p] == 0 {
				continue
			}
			factor := rows[row][p] / rows[p][p]
			for c := p; c <= n; c++ {
				rows[row][c] -= factor * rows[p][c]
			}
		}
	}
	x := make([]float64, len(stakes))
	for p := n - 1; p >= 0; p-- {
		sum := rows[p][n]
		for c := p + 1; c < n; c++ {
			sum -= rows[p][c] * x[worthy[c]]
		}
		x[worthy[p]] = sum / rows[p][p]
	}
	return x
}

// swept solves by sweeps from below until nothing grows.
func swept(stakes [][]loopStake, weights [][]float64, worthy []int, b []float64) []float64 {
	x := make([]float64, len(stakes))
	for range mostSweeps {
		grown := 0.
		for _, k := range worthy {
			sum := b[k]
			for i, s := range stakes[k] {
				if s.owner >= 0 {
					sum += weights[k][i] * x[s.owner]
				}
			}
			grown = math.Max(grown, sum-x[k])
			x[k] = sum
		}
		if grown < 1e-14 {
			break
		}
	}
	return x
}
