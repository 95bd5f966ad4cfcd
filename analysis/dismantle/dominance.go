package dismantle

import "slices"

// waiting tells of each entity who is at least as good to remove, and so goes first: one
// whose neighbours are all of this one's, and perhaps more, for no higher price. Where the
// other is still there, to remove the other instead leaves no more connection, for what is
// left is the same network with fewer ties. Twins wait in order of their numbers. Where
// entities count differently nobody waits.
//
// Source: after the rule for simplicial vertices of A. Arulselvan et al., "Detecting
// critical nodes in sparse graphs", Computers & Operations Research 36 (2009).
// doi:10.1016/j.cor.2008.08.016
func (q *question) waiting() []int32 {
	first, may := make([]int32, q.network.len()), q.may()
	for i := range first {
		first[i] = gone
	}
	for _, i := range q.choice {
		if !q.fixed[i] && q.one == nil {
			first[i] = q.dominator(i, may)
		}
	}
	return first
}

// dominator returns who goes before i, or gone.
func (q *question) dominator(i int32, may []bool) int32 {
	row := q.network.row(i)
	if len(row) == 0 {
		return gone
	}
	fewest := row[0]
	for _, j := range row {
		if may[j] && q.goesBefore(j, i) {
			return j
		}
		if len(q.network.row(j)) < len(q.network.row(fewest)) {
			fewest = j
		}
	}
	for _, j := range q.network.row(fewest) { // who is not a neighbour has all of i's, this one too
		if j != i && may[j] && q.goesBefore(j, i) {
			return j
		}
	}
	return gone
}

// goesBefore reports whether j has all the neighbours of i, for no higher price.
func (q *question) goesBefore(j, i int32) bool {
	if q.priceOf(j) > q.priceOf(i) {
		return false
	}
	mine, other := q.network.row(i), q.network.row(j)
	missing := 0 // neighbours of i that j lacks, itself aside
	for _, k := range mine {
		if k == j {
			continue
		}
		if _, has := slices.BinarySearch(other, k); !has {
			missing++
			break
		}
	}
	if missing > 0 {
		return false
	}
	_, tied := slices.BinarySearch(mine, j)
	own := len(mine)
	if tied {
		own-- // j itself, which stands for i in j's own row
	}
	more := len(other) - own
	if tied {
		more-- // i itself
	}
	return more > 0 || q.priceOf(j) < q.priceOf(i) || j < i
}
