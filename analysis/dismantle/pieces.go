package dismantle

import "math"

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
// the piece where nothing is. What was found is kept until it may no longer hold. To put one back costs the size of the smaller pieces that
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
	cuts    cuts
	sizes   *sizes // nil: nobody asks for the largest piece
	search  search
	met     marks // labels met
	path    []int32
}

const gone = -1

// newPieces returns those of a network of which all is removed.
func newPieces(g *network, w worth, one []mass) *pieces {
	n := g.len()
	p := &pieces{network: g, worth: w, one: one, label: make([]int32, n), mass: make([]mass, n), changes: make([]int32, n),
		unused: make([]int32, n), removed: make([]int32, n), place: make([]int32, n), cuts: newCuts(n),
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

// weigh makes pieces worth something else from now on.
func (p *pieces) weigh(w worth) {
	p.worth, p.value = w, 0
	p.met.next()
	for _, l := range p.label {
		if l != gone && p.met.add(l) {
			p.value += w(p.mass[l])
		}
	}
	p.cuts.forget()
}

func (p *pieces) massOf(i int32) mass {
	if p.one == nil {
		return mass{size: 1}
	}
	return p.one[i]
}

// gain returns how much less connection there is without an entity that is there.
func (p *pieces) gain(i int32) float64 {
	c := p.cut(i)
	whole := p.mass[p.label[i]]
	rest := whole
	rest.take(p.massOf(i))
	rest.take(c.mass)
	return p.worth(whole) - c.worth - p.worth(rest)
}

// cut returns what is cut off without an entity.
func (p *pieces) cut(i int32) *cut {
	c := &p.cuts.of[i]
	if l := p.label[i]; !c.holds(p.changes[l]) {
		parts := p.search.around(p, i)
		c.mass, c.worth = mass{}, 0
		for _, part := range parts {
			m := p.massIn(part)
			c.mass.add(m)
			c.worth += p.worth(m)
		}
		p.cuts.keep(i, p.changes[l], &p.search)
	}
	return c
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
	p.value -= p.gain(i)
	rest := p.mass[l]
	rest.take(p.massOf(i))
	if p.cuts.of[i].mass.size > 0 {
		parts := p.search.around(p, i)
		for _, part := range parts {
			m := p.massIn(part)
			rest.take(m)
			p.give(part, p.newLabel(m))
		}
	}
	p.label[i] = gone
	p.sizes.change(p.mass[l].size, rest.size)
	p.mass[l] = rest
	p.changes[l]++
	if rest.size == 0 {
		p.unused = append(p.unused, l)
	}
	p.cuts.without(i)
	p.place[i] = int32(len(p.removed))
	p.removed = append(p.removed, i)
}

// give gives the entities of a part a label.
func (p *pieces) give(part part, label int32) {
	p.sizes.change(0, p.mass[label].size)
	for _, run := range p.search.runs(part) {
		for _, j := range run {
			p.label[j] = label
		}
	}
}

// loss returns how much more connection there is when a removed entity is put back, or as
// soon as it is known to be more than a limit, something that is more too.
func (p *pieces) loss(i int32, limit float64) float64 {
	p.met.next()
	all, apart := p.massOf(i), 0.0
	loss := p.worth(all)
	for _, j := range p.network.row(i) {
		if l := p.label[j]; l != gone && p.met.add(l) {
			all.add(p.mass[l])
			apart += p.worth(p.mass[l])
			if loss = p.worth(all) - apart; loss > limit {
				return loss
			}
		}
	}
	return loss
}

// putBack puts a removed entity back. The largest piece that it joins keeps its label.
func (p *pieces) putBack(i int32) {
	p.value += p.loss(i, math.Inf(1))
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
		l := p.label[j]
		if l != gone && j != i {
			p.cuts.joined(j)
		}
		if l != gone && l != own {
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
