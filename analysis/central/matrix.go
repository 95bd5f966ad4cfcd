package central

import "github.com/linchpin-graph/linchpin/graph"

// A matrix is the rows of ties towards some entities, numbered by their place.
type matrix struct {
	start, from []int32
	weight      []float64 // along from; nil where every tie weighs 1
}

func matrixOf(v *graph.View, o Options, members []int32) matrix {
	place := make([]int32, v.Len())
	for k, i := range members {
		place[i] = int32(k)
	}
	m := matrix{start: make([]int32, 1, len(members)+1)}
	heaviest := 1.0
	for _, i := range members {
		for _, j := range v.InNeighbours(int(i)) {
			m.from = append(m.from, place[j])
		}
		m.start = append(m.start, int32(len(m.from)))
		if o.Weighted {
			for _, tie := range v.InTies(int(i)) {
				w := float64(v.Strength(int(tie)))
				m.weight = append(m.weight, w)
				heaviest = max(heaviest, w)
			}
		}
	}
	for k := range m.weight {
		m.weight[k] /= heaviest // keeps products finite; the vector is the same
	}
	return m
}

// row returns the product of a row and a vector.
func (m *matrix) row(i int, x []float64) float64 {
	from, sum := m.from[m.start[i]:m.start[i+1]], 0.0
	if m.weight == nil {
		for _, j := range from {
			sum += x[j]
		}
		return sum
	}
	for k, w := range m.weight[m.start[i]:m.start[i+1]] {
		sum += w * x[from[k]]
	}
	return sum
}

// times multiplies a vector by the matrix.
func (m *matrix) times(x, product []float64) {
	for i := range product {
		product[i] = m.row(i, x)
	}
}

// columns returns the sum of each column.
func (m *matrix) columns() []float64 {
	sums := make([]float64, len(m.start)-1)
	for k, j := range m.from {
		if m.weight == nil {
			sums[j]++
		} else {
			sums[j] += m.weight[k]
		}
	}
	return sums
}

func everybody(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}
