package protection

import (
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// MostContacts is how many contacts an entity may have for routes over it to count: whom
// everybody knows makes no two of them likely to know each other.
const MostContacts = 200

// A near is a pair that is not tied, at a distance of two or three ties, with what lies
// between its ends.
//
// Sources: L. A. Adamic and E. Adar, "Friends and neighbors on the Web", Social Networks 25
// (2003). doi:10.1016/S0378-8733(03)00009-1. T. Zhou, L. Lü and Y.-C. Zhang, "Predicting missing
// links via local information", Eur. Phys. J. B 71 (2009). doi:10.1140/epjb/e2009-00335-8.
// I. A. Kovács et al., "Network-based prediction of protein interactions", Nature Communications
// 10 (2019). doi:10.1038/s41467-019-09177-y.
type near struct {
	from, to int32
	common   float64 // contacts in common
	adamic   float64 // Σ 1/ln k(w) over them
	resource float64 // Σ 1/k(w) over them
	walks    float64 // routes of three ties
	three    float64 // Σ 1/√(k(u) k(v)) over them, u and v being their inner stations
	degrees  float64 // k(from) · k(to)
}

// A lattice is a view without directions as walks read it: the contacts of i are
// to[start[i]:start[i+1]], ascending.
type lattice struct {
	start []int
	to    []int32
}

func latticeOf(v *graph.View) *lattice {
	n := v.Len()
	l := &lattice{start: make([]int, n+1)}
	rows := make([]int32, 0, 2*v.Size())
	for i := range n {
		l.start[i] = len(rows)
		rows = append(rows, v.Neighbours(i)...)
		if v.Directed() {
			rows = append(rows, v.InNeighbours(i)...)
			row := rows[l.start[i]:]
			slices.Sort(row)
			rows = rows[:l.start[i]+len(slices.Compact(row))]
		}
	}
	l.start[n], l.to = len(rows), rows
	return l
}

func (l *lattice) len() int { return len(l.start) - 1 }

func (l *lattice) row(i int32) []int32 { return l.to[l.start[i]:l.start[i+1]] }

func (l *lattice) degree(i int32) int { return l.start[i+1] - l.start[i] }

func (l *lattice) tied(i, j int32) bool {
	_, found := slices.BinarySearch(l.row(i), j)
	return found
}

// A walker finds who is near one entity after the other. It is for one goroutine.
type walker struct {
	*lattice
	sums   []near // by entity, of the walk at hand
	first  []int32
	second []int32
	mark   []byte // by entity: 1 the start or its contact, 2 reached
}

func (l *lattice) walker() *walker {
	return &walker{lattice: l, sums: make([]near, l.len()), mark: make([]byte, l.len())}
}

// from calls found for each pair of i with somebody of a higher number, ascending.
//
// Cost: the contacts of who is within two ties of i, of those with at most MostContacts.
func (w *walker) from(i int32, found func(*near)) {
	w.mark[i] = 1
	for _, u := range w.row(i) {
		w.mark[u] = 1
	}
	w.twos(i)
	w.threes(i)
	slices.Sort(w.second)
	k := float64(w.degree(i))
	for _, j := range w.second {
		if j > i && w.mark[j] == 2 {
			one := &w.sums[j]
			one.from, one.to, one.degrees = i, j, k*float64(w.degree(j))
			found(one)
		}
	}
	w.clear(i)
}

// twos walks two ties. Contacts are reached too: three ties lead over them.
func (w *walker) twos(i int32) {
	for _, u := range w.row(i) {
		k := w.degree(u)
		if k > MostContacts {
			continue
		}
		adamic, resource, root := 1/math.Log(float64(k)), 1/float64(k), 1/math.Sqrt(float64(k))
		for _, v := range w.row(u) {
			if v == i {
				continue
			}
			w.reach(v)
			s := &w.sums[v]
			if s.common == 0 {
				w.first = append(w.first, v)
			}
			s.common, s.adamic, s.resource, s.degrees = s.common+1, s.adamic+adamic, s.resource+resource, s.degrees+root
		}
	}
}

// threes walks on from who was reached in two. Until a pair is found, degrees holds what
// its routes of two ties hand on.
func (w *walker) threes(i int32) {
	for _, v := range w.first {
		k := w.degree(v)
		if k > MostContacts {
			continue
		}
		ways, share := w.sums[v].common, w.sums[v].degrees/math.Sqrt(float64(k))
		for _, j := range w.row(v) {
			if w.mark[j] == 1 {
				continue
			}
			w.reach(j)
			w.sums[j].walks += ways
			w.sums[j].three += share
		}
	}
}

// reach notes who was reached, once.
func (w *walker) reach(j int32) {
	switch w.mark[j] {
	case 0:
		w.mark[j] = 2
		w.second = append(w.second, j)
	case 1: // the sums of contacts are to be cleared as well
	}
}

func (w *walker) clear(i int32) {
	for _, list := range [...][]int32{w.first, w.second, w.row(i)} {
		for _, j := range list {
			w.sums[j], w.mark[j] = near{}, 0
		}
	}
	w.mark[i], w.first, w.second = 0, w.first[:0], w.second[:0]
}
