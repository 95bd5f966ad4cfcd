package dismantle

// A mass is what a piece holds: how many entities, and how many of them are of the two
// sets between which connection counts.
type mass struct{ size, from, to int32 }

func (m *mass) add(o mass) {
	m.size += o.size
	m.from += o.from
	m.to += o.to
}

func (m *mass) take(o mass) {
	m.size -= o.size
	m.from -= o.from
	m.to -= o.to
}

// A worth says how much connection a piece holds. That of a network is the sum over its
// pieces.
type worth func(mass) float64

// pieces are the components that are left of a network when some entities are removed,
// kept up to date while entities are removed and put back.
//
// To remove one costs what it takes to search from its neighbours until all searches but
// one have met or ended: about the size of what is cut off, or the root of the size of
// the piece where nothing is. To put one back costs the size of the smaller pieces that
// it joins.
type pieces struct {
	network *network
	worth   worth
	one     []mass // by entity; nil: all of one size and of no set
	value   float64
	label   []int32 // of the piece that an entity is in; gone: it is removed
	mass    []mass  // by label
	changes []int32 // by label, how often its piece has changed
	unused  []int32 // labels of no piece
	removed []int32
	place   []int32 // of an entity in removed
	known   []gain  // by entity, what was found last
	sizes   *sizes  // nil: nobody asks for the largest piece
	search  search
	met     marks // labels met
	path    []int32
}

const gone = -1

// A gain is what is lost of a piece's worth without an entity, as long as the piece does
// not change.
type gain struct {
	value          float64
	label, changes int32
}

// newPieces returns those of a network of which all is removed.
func newPieces(g *network, w worth, one []mass) *pieces {
	n := g.len()
	p := &pieces{network: g, worth: w, one: one, label: make([]int32, n), mass: make([]mass, n), changes: make([]int32, n),
		unused: make([]int32, n), removed: make([]int32, n), place: make([]int32, n), known: make([]gain, n),
		search: newSearch(n), met: newMarks(n)}
	for i := range p.label {
		p.label[i], p.removed[i], p.place[i] = gone, int32(i), int32(i)
		p.unused[i] = int32(n - 1 - i)
	}
	return p
}

// without makes exactly the entities of a team removed.
func (p *pieces) without(team []int32) {
	p.met.next()
	for _, i := range team {
		p.met.add(i)
	}
	var back []int32
	for _, i := range p.removed {
		if !p.met.has(i) {
			back = append(back, i)
		}
	}
	for _, i := range back {
		p.putBack(i)
	}
	for _, i := range team {
		if p.label[i] != gone {
			p.remove(i)
		}
	}
}

func (p *pieces) massOf(i int32) mass {
	if p.one == nil {
		return mass{size: 1}
	}
	return p.one[i]
}

// gain returns how much less connection there is without an entity that is there.
func (p *pieces) gain(i int32) float64 {
	l := p.label[i]
	if k := &p.known[i]; k.label == l && k.changes == p.changes[l] && k.changes > 0 {
		return k.value
	}
	rest, value := p.mass[l], p.worth(p.mass[l])
	rest.take(p.massOf(i))
	for _, part := range p.search.around(p, i) {
		m := p.massIn(part)
		rest.take(m)
		value -= p.worth(m)
	}
	value -= p.worth(rest)
	p.known[i] = gain{value, l, p.changes[l]}
	return value
}

// massIn adds up what a part that was cut off holds.
func (p *pieces) massIn(part part) mass {
	if p.one == nil {
		return mass{size: part.size}
	}
	var m mass
	for _, run := range p.search.runs(part) {
		for _, j := range run {
			m.add(p.one[j])
		}
	}
	return m
}

// remove takes an entity out. What is cut off gets labels of its own; the rest, in which
// the search did not end, keeps its label.
func (p *pieces) remove(i int32) {
	l := p.label[i]
	rest, value := p.mass[l], p.worth(p.mass[l])
	rest.take(p.massOf(i))
	parts := p.search.around(p, i)
	p.label[i] = gone
	for _, part := range parts {
		m := p.massIn(part)
		rest.take(m)
		value -= p.worth(m)
		own := p.newLabel(m)
		p.sizes.change(0, m.size)
		for _, run := range p.search.runs(part) {
			for _, j := range run {
				p.label[j] = own
			}
		}
	}
	value -= p.worth(rest)
	p.value -= value
	p.sizes.change(p.mass[l].size, rest.size)
	p.mass[l] = rest
	p.changes[l]++
	if rest.size == 0 {
		p.unused = append(p.unused, l)
	}
	p.place[i] = int32(len(p.removed))
	p.removed = append(p.removed, i)
}

// loss returns how much more connection there is when a removed entity is put back.
func (p *pieces) loss(i int32) float64 {
	p.met.next()
	all, apart := p.massOf(i), 0.0
	for _, j := range p.network.row(i) {
		if l := p.label[j]; l != gone && p.met.add(l) {
			all.add(p.mass[l])
			apart += p.worth(p.mass[l])
		}
	}
	return p.worth(all) - apart
}

// putBack puts a removed entity back. The largest piece that it joins keeps its label.
func (p *pieces) putBack(i int32) {
	p.value += p.loss(i)
	own, row := int32(gone), p.network.row(i)
	for _, j := range row {
		if l := p.label[j]; l != gone && (own == gone || p.mass[l].size > p.mass[own].size) {
			own = l
		}
	}
	if own == gone {
		own = p.newLabel(mass{})
	}
	p.label[i] = own
	before := p.mass[own].size
	p.mass[own].add(p.massOf(i))
	for _, j := range row {
		if l := p.label[j]; l != gone && l != own {
			p.mass[own].add(p.mass[l])
			p.sizes.change(p.mass[l].size, 0)
			p.relabel(j, own)
			p.changes[l]++
			p.unused = append(p.unused, l)
		}
	}
	p.changes[own]++
	p.sizes.change(before, p.mass[own].size)
	last := p.removed[len(p.removed)-1]
	p.removed[p.place[i]], p.place[last] = last, p.place[i]
	p.removed = p.removed[:len(p.removed)-1]
}

// relabel gives the piece of an entity another label.
func (p *pieces) relabel(i, label int32) {
	old := p.label[i]
	p.label[i] = label
	for p.path = append(p.path[:0], i); len(p.path) > 0; {
		last := p.path[len(p.path)-1]
		p.path = p.path[:len(p.path)-1]
		for _, j := range p.network.row(last) {
			if p.label[j] == old {
				p.label[j] = label
				p.path = append(p.path, j)
			}
		}
	}
}

func (p *pieces) newLabel(m mass) int32 {
	l := p.unused[len(p.unused)-1]
	p.unused = p.unused[:len(p.unused)-1]
	p.mass[l] = m
	p.changes[l]++
	return l
}

// marks are a set of numbers that is emptied in one step.
type marks struct {
	at  []int32
	now int32
}

func newMarks(n int) marks { return marks{at: make([]int32, n)} }

// next empties the set.
func (m *marks) next() {
	if m.now++; m.now < 0 { // all numbers were used
		clear(m.at)
		m.now = 1
	}
}

// add adds a number and reports whether it is new.
func (m *marks) add(i int32) bool {
	if m.at[i] == m.now {
		return false
	}
	m.at[i] = m.now
	return true
}

func (m *marks) has(i int32) bool { return m.at[i] == m.now }
