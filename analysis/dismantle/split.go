package dismantle

import "slices"

// split returns a team that divides one piece more than another team does: those join it who part a region of the
// piece from the rest, and others leave it who connect least. To a walk from team to team such a division
// is far away, where it takes several who are of no use without each other.
func (a *annealer) split(t *team) []int32 {
	a.without(t.members)
	border := a.borderAround(a.somewhere())
	for _, i := range border {
		a.remove(i)
	}
	slices.Sort(border)
	a.affordAgain(func(i int32) bool {
		_, in := slices.BinarySearch(border, i)
		return in
	})
	return slices.Clone(a.removed)
}

// somewhere returns somebody in a piece, more often in a large one; gone: there is nobody.
func (a *annealer) somewhere() int32 {
	found := int32(gone)
	for range someTries {
		i := int32(a.random.IntN(len(a.label)))
		if l := a.label[i]; l != gone && (found == gone || a.mass[l].size > a.mass[a.label[found]].size) {
			found = i
		}
	}
	return found
}

const (
	someTries   = 3
	borderTries = 8
)

// borderAround returns who parts a region around somebody from the rest of a piece, of the regions that grow there those for whom
// connection is lessened most for their price. It grows by one of a few neighbours, the one who brings fewest new ones.
//
// Source: G. Karypis and V. Kumar, "A fast and high quality multilevel scheme for partitioning irregular
// graphs", SIAM J. Sci. Comput. 20 (1998), section 3.2, GGGP. doi:10.1137/S1064827595287997
func (a *annealer) borderAround(from int32) []int32 {
	if from == gone {
		return nil
	}
	var best []int32
	most, budget := 0.0, (a.budget-a.priceOfAll(a.always()))/2
	whole := a.mass[a.label[from]]
	for r := a.regionOf(from); len(r.border) > 0 && 2*r.inside.size < whole.size; r.grow() {
		if r.price > budget || r.kept > 0 {
			continue
		}
		rest := whole
		rest.take(r.inside)
		rest.take(r.edge)
		if gain := (a.pieces.worth(whole) - a.pieces.worth(r.inside) - a.pieces.worth(rest)) / r.price; gain > most {
			most, best = gain, append(best[:0], r.border...)
		}
	}
	return best
}
