package dismantle

// A region is a part of a piece that grows, with the neighbours that part it from the rest.
type region struct {
	*annealer
	piece        int32
	in, seen     marks
	border       []int32
	inside, edge mass
	price        float64 // of the border
	kept         int     // how many of it may not be removed
}

// regionOf returns the one of one entity.
func (a *annealer) regionOf(from int32) *region {
	r := &region{annealer: a, piece: a.label[from], in: newMarks(len(a.label)), seen: newMarks(len(a.label))}
	r.in.next()
	r.seen.next()
	r.take(from)
	return r
}

// grow takes one of the border.
func (r *region) grow() {
	best, fewest := 0, len(r.label)
	for range min(borderTries, len(r.border)) {
		at := r.random.IntN(len(r.border))
		if brings := r.brings(r.border[at]); brings < fewest {
			best, fewest = at, brings
		}
	}
	i, last := r.border[best], len(r.border)-1
	r.border[best] = r.border[last]
	r.border = r.border[:last]
	r.edge.take(r.massOf(i))
	r.price -= r.priceOf(i)
	if !r.eligible[i] {
		r.kept--
	}
	r.take(i)
}

// take makes somebody one of those inside, and the neighbours part of the border.
func (r *region) take(i int32) {
	r.in.add(i)
	r.inside.add(r.massOf(i))
	for _, j := range r.pieces.network.row(i) {
		if r.label[j] != r.piece || r.in.has(j) || !r.seen.add(j) {
			continue
		}
		r.border = append(r.border, j)
		r.edge.add(r.massOf(j))
		r.price += r.priceOf(j)
		if !r.eligible[j] {
			r.kept++
		}
	}
}

// brings is how many would be new in the border if one of it were taken.
func (r *region) brings(i int32) int {
	n := 0
	for _, j := range r.pieces.network.row(i) {
		if r.label[j] == r.piece && !r.in.has(j) && !r.seen.has(j) {
			n++
		}
	}
	return n
}
