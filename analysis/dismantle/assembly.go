package dismantle

import "slices"

// An assembly is a network that is put together again: of a pool all are removed, and are
// put back one by one; the last can be taken out again. The pool is numbered from 0, and
// behind it come the components that are left without it.
//
// Components are kept by union-find, without shortening paths, which could not be undone:
// to put one back costs its ties times the logarithm of a component's size.
//
// Source: M. E. J. Newman and R. M. Ziff, "Fast Monte Carlo algorithm for site or bond
// percolation", Phys. Rev. E 64 (2001), on putting back instead of removing.
// doi:10.1103/PhysRevE.64.016706
type assembly struct {
	pool    []int32 // the entities of the numbers from 0
	ties    network // of the pool with itself and with the components left
	there   []bool
	root    []int32 // towards the one that stands for a component
	size    []int32 // by root
	largest int32
	joined  []int32 // roots that have come under another
	back    []comeback
	met     marks
	bare    []int32 // sizes before anybody is put back
	least   int32   // the largest of them
}

// A comeback is what was before somebody was put back.
type comeback struct {
	who     int32
	largest int32
	joined  int // how many roots had come under another
}

// newAssembly returns that of a network without a pool.
func newAssembly(g *network, pool []int32) *assembly {
	number := make([]int32, g.len())
	for i := range number {
		number[i] = gone
	}
	for k, i := range pool {
		number[i] = int32(k)
	}
	a := &assembly{pool: pool, bare: make([]int32, len(pool))}
	for i := range number {
		if number[i] == gone {
			a.bare = append(a.bare, g.flood(number, int32(i), int32(len(a.bare))))
			a.least = max(a.least, a.bare[len(a.bare)-1])
		}
	}
	for k := range pool {
		a.bare[k] = 1
	}
	a.ties.start = append(a.ties.start, 0)
	for _, i := range pool {
		from := len(a.ties.to)
		for _, j := range g.row(i) {
			a.ties.to = append(a.ties.to, number[j])
		}
		slices.Sort(a.ties.to[from:])
		a.ties.to = a.ties.to[:from+len(slices.Compact(a.ties.to[from:]))]
		a.ties.start = append(a.ties.start, int32(len(a.ties.to)))
	}
	n := len(a.bare)
	a.there, a.root, a.size, a.met = make([]bool, n), make([]int32, n), make([]int32, n), newMarks(n)
	a.clear()
	return a
}

// flood gives a component of those without a number one, and returns its size.
func (g *network) flood(number []int32, first, label int32) int32 {
	number[first] = label
	path, size := []int32{first}, int32(0)
	for len(path) > 0 {
		i := path[len(path)-1]
		path = path[:len(path)-1]
		size++
		for _, j := range g.row(i) {
			if number[j] == gone {
				number[j] = label
				path = append(path, j)
			}
		}
	}
	return size
}

// clear removes all of the pool.
func (a *assembly) clear() {
	copy(a.size, a.bare)
	for i := range a.root {
		a.root[i], a.there[i] = int32(i), i >= len(a.pool)
	}
	a.largest, a.joined, a.back = a.least, a.joined[:0], a.back[:0]
}

func (a *assembly) find(i int32) int32 {
	for a.root[i] != i {
		i = a.root[i]
	}
	return i
}

// putBack puts one back.
func (a *assembly) putBack(i int32) {
	a.back = append(a.back, comeback{i, a.largest, len(a.joined)})
	a.there[i] = true
	own := i
	for _, j := range a.ties.row(i) {
		if !a.there[j] {
			continue
		}
		other := a.find(j)
		if other == own {
			continue
		}
		if a.size[other] > a.size[own] {
			own, other = other, own
		}
		a.root[other] = own
		a.size[own] += a.size[other]
		a.joined = append(a.joined, other)
	}
	a.largest = max(a.largest, a.size[own])
}

// takeOut undoes the last time that somebody was put back.
func (a *assembly) takeOut() {
	last := a.back[len(a.back)-1]
	a.back = a.back[:len(a.back)-1]
	for len(a.joined) > last.joined {
		r := a.joined[len(a.joined)-1]
		a.joined = a.joined[:len(a.joined)-1]
		a.size[a.root[r]] -= a.size[r]
		a.root[r] = r
	}
	a.there[last.who], a.largest = false, last.largest
}

// makes returns the size of the component that one would be in if put back.
func (a *assembly) makes(i int32) int32 {
	a.met.next()
	size := int32(1)
	for _, j := range a.ties.row(i) {
		if a.there[j] {
			if r := a.find(j); a.met.add(r) {
				size += a.size[r]
			}
		}
	}
	return size
}

// curve fills in how large the largest component is after each removal of an order.
func (a *assembly) curve(order, left []int32) {
	a.clear()
	for k := len(order) - 1; k >= 0; k-- {
		left[k] = a.largest
		a.putBack(order[k])
	}
}
