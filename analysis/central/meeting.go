package central

// A meeting finds the shortest routes between two entities by searching from both, the
// smaller front first, until the fronts meet. It is used for one pair after another and
// allocates nothing once it has grown.
//
// Source: M. Borassi and E. Natale, "KADABRA is an adaptive algorithm for betweenness via
// random approximation", ESA 2016, which shows why so few entities are met.
// doi:10.4230/LIPIcs.ESA.2016.20
type meeting struct {
	sides [2]front
	share []float64 // of the routes, by entity; 0 between searches
	lists [2][]int32
}

// A front is one of the two searches.
type front struct {
	rows, back sparse    // along which it goes, and the other way
	distance   []int32   // -1: not met
	sigma      []float64 // number of shortest routes from where it begins
	order      []int32
	last       int // where in order the outermost entities begin
	steps      int // how many rows' entries they have
}

func newMeeting(ahead, back sparse) *meeting {
	n := ahead.len()
	m := &meeting{share: make([]float64, n)}
	m.sides = [2]front{{rows: ahead, back: back}, {rows: back, back: ahead}}
	for k := range m.sides {
		f := &m.sides[k]
		f.distance, f.sigma = make([]int32, n), make([]float64, n)
		for i := range f.distance {
			f.distance[i] = -1
		}
	}
	return m
}

// begin starts a new search.
func (f *front) begin(at int32) {
	for _, i := range f.order {
		f.distance[i] = -1
	}
	f.order, f.last, f.steps = append(f.order[:0], at), 0, len(f.rows.row(at))
	f.distance[at], f.sigma[at] = 0, 1
}

// step goes on by one tie and reports whether there was anybody to meet.
func (f *front) step() bool {
	from, to := f.last, len(f.order)
	f.last, f.steps = to, 0
	for _, i := range f.order[from:to] {
		further := f.distance[i] + 1
		for _, j := range f.rows.row(i) {
			if f.distance[j] < 0 {
				f.distance[j], f.sigma[j] = further, 0
				f.order = append(f.order, j)
				f.steps += len(f.rows.row(j))
			}
			if f.distance[j] == further {
				f.sigma[j] += f.sigma[i]
			}
		}
	}
	return len(f.order) > to
}

// between adds to the scores the share of the shortest routes from one entity to another
// that each of the others lies on.
func (m *meeting) between(from, to int32, scores []float64) {
	m.sides[0].begin(from)
	m.sides[1].begin(to)
	met := m.lists[0][:0]
	for len(met) == 0 {
		near, far := &m.sides[0], &m.sides[1]
		if far.steps < near.steps {
			near, far = far, near
		}
		if !near.step() {
			return // no route
		}
		for _, i := range near.order[near.last:] {
			if far.distance[i] >= 0 {
				met = append(met, i)
			}
		}
	}
	m.lists[0] = met
	routes := 0.0
	for _, i := range met {
		routes += m.sides[0].sigma[i] * m.sides[1].sigma[i]
	}
	for k := range m.sides {
		for _, i := range met {
			m.share[i] = m.sides[0].sigma[i] * m.sides[1].sigma[i] / routes
		}
		m.handBack(k, met, scores, k == 0)
	}
}

// handBack goes back from where the searches met to where one began, and scores on the
// way; where they met, if that is asked for.
func (m *meeting) handBack(side int, met []int32, scores []float64, scoreMet bool) {
	f, here := &m.sides[side], append(m.lists[1][:0], met...)
	for at := 0; at < len(here); at++ {
		i := here[at]
		share := m.share[i]
		m.share[i] = 0
		if m.sides[0].distance[i] != 0 && m.sides[1].distance[i] != 0 && (scoreMet || at >= len(met)) {
			scores[i] += share
		}
		for _, j := range f.back.row(i) {
			if f.distance[j] >= 0 && f.distance[j] == f.distance[i]-1 {
				if m.share[j] == 0 {
					here = append(here, j)
				}
				m.share[j] += share * f.sigma[j] / f.sigma[i]
			}
		}
	}
	m.lists[1] = here
}
