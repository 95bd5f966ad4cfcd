package dismantle

import "sort"

// An urn is whom a replacement is drawn from: candidates by number, each with the chance of
// its weight.
type urn interface {
	// upTo returns the weights of the candidates up to one, that one included, added up.
	upTo(i int32) float64
	// some returns how many candidates have any weight.
	some() int
}

// draw draws one of so many entities by a share of the weights, those excluded aside, who
// ascend; gone where nobody is left to draw.
//
// Cost: O(log n), and what it takes to look at those excluded.
func draw(u urn, entities int, excluded []int32, share float64) int32 {
	few, less := 0, 0.0
	for _, i := range excluded {
		if w := u.upTo(i) - u.upTo(i-1); w > 0 {
			few, less = few+1, less+w
		}
	}
	if few == u.some() {
		return gone
	}
	target, from := share*(u.upTo(int32(entities-1))-less), int32(0)
	less = 0
	for _, i := range excluded {
		if u.upTo(i-1)-less > target {
			break
		}
		less += u.upTo(i) - u.upTo(i-1)
		from = i + 1
	}
	at := from + int32(sort.Search(entities-int(from), func(k int) bool { return u.upTo(from+int32(k))-less > target }))
	for at < int32(entities) && u.upTo(at) == u.upTo(at-1) { // rounding
		at++
	}
	if at < int32(entities) {
		return at
	}
	return lastOf(u, int32(entities), excluded)
}

// lastOf returns the last candidate who is not excluded, whom rounding may leave out.
func lastOf(u urn, entities int32, excluded []int32) int32 {
	for at := entities - 1; at >= 0; at-- {
		if k := len(excluded); k > 0 && excluded[k-1] == at {
			excluded = excluded[:k-1]
			continue
		}
		if u.upTo(at) > u.upTo(at-1) {
			return at
		}
	}
	return gone
}

// A fixedUrn is one whose weights stay as they are.
type fixedUrn struct {
	sum   []float64
	count int
}

// fill makes weights by entity an urn of those who may be candidates; it keeps the slice.
func fill(weights []float64, may func(i int) bool) *fixedUrn {
	u := &fixedUrn{sum: weights}
	sum := 0.0
	for i, w := range weights {
		if w > 0 && may(i) {
			sum += w
			u.count++
		}
		weights[i] = sum
	}
	return u
}

func (u *fixedUrn) upTo(i int32) float64 {
	if i < 0 {
		return 0
	}
	return u.sum[i]
}

func (u *fixedUrn) some() int { return u.count }

// A tieUrn is one whose weights are ties, which become more. The ties that there are from
// the outset stand added up; those that came are in a tree of sums.
//
// Source of the tree: P. M. Fenwick, "A new data structure for cumulative frequency tables",
// Software: Practice and Experience 24 (1994). doi:10.1002/spe.4380240306
type tieUrn struct {
	*fixedUrn
	more  []int32 // by entity, from 1
	added int     // of them, who have one now
	may   []bool
}

func (u *tieUrn) upTo(i int32) float64 {
	sum := u.fixedUrn.upTo(i)
	for at := i + 1; at > 0; at &= at - 1 {
		sum += float64(u.more[at])
	}
	return sum
}

func (u *tieUrn) some() int { return u.count + u.added }

// add adds a tie to somebody's.
func (u *tieUrn) add(i int32) {
	if !u.may[i] {
		return
	}
	if u.upTo(i) == u.upTo(i-1) {
		u.added++
	}
	for at := i + 1; at < int32(len(u.more)); at += at & -at {
		u.more[at]++
	}
}
