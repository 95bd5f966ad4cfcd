package dismantle

// simpson returns what the value at one of so many evenly spaced points counts in the area
// under the curve through them, the spacing being 1.
//
// With an odd number of points that is the composite rule, ⅓ (1, 4, 2, 4, …, 2, 4, 1). With
// an even number the rule covers all points but the last, and the last interval is that of
// the parabola through the last three points, which counts -1/12, 8/12 and 5/12; of two
// points it is the trapezium. One point has no area under it.
//
// Source: K. V. Cartwright, "Simpson's rule cumulative integration with MS Excel and
// irregularly-spaced data", J. Math. Sciences and Mathematics Education 12 (2017), eq. 8.
func simpson(at, points int) float64 {
	switch {
	case at >= points || points < 2:
		return 0
	case points == 2:
		return 1. / 2
	case points%2 == 1:
		return composite(at, points)
	}
	last := [...]float64{-1. / 12, 8. / 12, 5. / 12}
	x := composite(at, points-1)
	if k := at - (points - 3); k >= 0 {
		x += last[k]
	}
	return x
}

// composite is simpson of an odd number of points.
func composite(at, points int) float64 {
	switch {
	case at >= points:
		return 0
	case at == 0 || at == points-1:
		return 1. / 3
	case at%2 == 1:
		return 4. / 3
	}
	return 2. / 3
}

// points returns how many of a curve's values count: up to the first that is below the
// stop, and that one.
func points(left []int32, stop float64) int {
	for k, x := range left {
		if float64(x) < stop {
			return k + 1
		}
	}
	return len(left)
}

// area returns the area under a curve, up to where it ends.
func area(left []int32, stop float64) float64 {
	end, sum := points(left, stop), 0.0
	for k, x := range left[:end] {
		sum += simpson(k, end) * float64(x)
	}
	return sum
}
