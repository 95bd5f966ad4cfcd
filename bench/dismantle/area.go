package main

import "github.com/linchpin-graph/linchpin/graph"

// stop is the share of entities below which a curve ends.
const stop = .1

// areaUnder counts the area under the curve of a sequence, from the view and the sequence
// alone, and how many removals the curve has.
func areaUnder(v *graph.View, order []int) (area float64, removals int) {
	var shares []float64
	for _, size := range largestAfter(v, order) {
		shares = append(shares, float64(size)/float64(v.Len()))
		if shares[len(shares)-1] < stop {
			break
		}
	}
	return simpson(shares), len(shares)
}

// simpson adds up parabolas through three points each. Where one interval is left over, it
// is that of the parabola through the last three points.
func simpson(y []float64) float64 {
	n := len(y)
	if n < 2 {
		return 0
	}
	if n == 2 {
		return (y[0] + y[1]) / 2
	}
	sum := 0.0
	for k := 0; k+2 < n; k += 2 {
		sum += (y[k] + 4*y[k+1] + y[k+2]) / 3
	}
	if n%2 == 0 {
		sum += (5*y[n-1] + 8*y[n-2] - y[n-3]) / 12
	}
	return sum
}

// largestAfter returns how large the largest component is after each removal: the ties
// come back with the last removed first.
func largestAfter(v *graph.View, order []int) []int {
	at := make([]int, v.Len()) // when somebody is removed
	for i := range at {
		at[i] = len(order)
	}
	for k, i := range order {
		at[i] = k
	}
	ties := make([][]int, len(order)+1)
	for tie := range v.Size() {
		from, to := v.Ends(tie)
		first := min(at[from], at[to])
		ties[first] = append(ties[first], tie)
	}
	root, size := make([]int, v.Len()), make([]int, v.Len())
	for i := range root {
		root[i], size[i] = i, 1
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	largest, left := 0, make([]int, len(order))
	if len(order) < v.Len() {
		largest = 1
	}
	for k := len(order); k > 0; k-- {
		for _, tie := range ties[k] {
			i, j := v.Ends(tie)
			if a, b := find(i), find(j); a != b {
				root[a] = b
				size[b] += size[a]
				largest = max(largest, size[b])
			}
		}
		left[k-1] = largest
		largest = max(largest, 1)
	}
	return left
}
