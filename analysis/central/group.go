package central

import (
	"context"

	"github.com/linchpin-graph/linchpin/graph"
)

// A GroupScore is how central a set of entities is together.
type GroupScore struct {
	Degree      float64 // others tied to somebody of the set; at most n-c
	Closeness   float64 // r/(n-c) · r/Σd over the r others that can reach the set, d to the nearest of it; at most 1, or 0 without others
	Betweenness float64 // pairs of others whose shortest routes pass through the set; at most Pairs
	Others      int     // n-c
	Pairs       float64 // of others: (n-c)(n-c-1)/2, twice that in directed views
}

// Group says how central a set of entities is together. Betweenness is exact: of each
// pair's shortest routes the share that some of the set lies on. The sum of the members'
// own betweenness counts routes through two of them twice; networkx 3's
// group_betweenness_centrality is wrong for sets of three and more (its issue 8827). Ties
// are one long; in a directed view degree counts ties from others, and distances run
// towards the set.
//
// Reading: what a team that is taken out together carries; compare with the team of the
// same size that any one measure proposes.
//
// Cost: O(nm) time, O(n+m) memory for each CPU. It stops early with ctx's error.
//
// Source: M. G. Everett and S. P. Borgatti, "The centrality of groups and classes",
// J. Math. Sociology 23 (1999). doi:10.1080/0022250X.1999.9990219
func Group(ctx context.Context, v *graph.View, set []int) (GroupScore, error) {
	in := make([]bool, v.Len())
	for _, i := range set {
		in[i] = true
	}
	var g GroupScore
	for i := range in {
		if !in[i] {
			g.Others++
		}
	}
	g.Pairs = float64(g.Others * max(g.Others-1, 0))
	if !v.Directed() {
		g.Pairs /= 2
	}
	g.near(v, in)
	rows := sparseOf(v, false)
	carried := make([]float64, v.Len()) // by source
	err := inParallel(ctx, v.Len(), func() *avoidance { return newAvoidance(rows, in) }, func(a *avoidance, s int) error {
		if !in[s] {
			carried[s] = a.carried(int32(s))
		}
		return nil
	})
	for _, x := range carried {
		g.Betweenness += x
	}
	if !v.Directed() {
		g.Betweenness /= 2
	}
	return g, err
}

// near searches from the whole set at once, against the ties' direction.
func (g *GroupScore) near(v *graph.View, in []bool) {
	distance := make([]int, v.Len())
	var order []int
	for i := range in {
		if distance[i] = -1; in[i] {
			distance[i] = 0
			order = append(order, i)
		}
	}
	reached, far := 0.0, 0.0
	for at := 0; at < len(order); at++ {
		i := order[at]
		for _, j := range v.InNeighbours(i) {
			if distance[j] >= 0 {
				continue
			}
			distance[j] = distance[i] + 1
			order = append(order, int(j))
			reached++
			if far += float64(distance[j]); distance[j] == 1 {
				g.Degree++
			}
		}
	}
	if reached > 0 {
		g.Closeness = reached / float64(g.Others) * (reached / far)
	}
}

// An avoidance counts shortest routes, and those of them that avoid a set.
type avoidance struct {
	rows     sparse
	in       []bool
	distance []int32
	all, off []float64
	order    []int32
}

func newAvoidance(rows sparse, in []bool) *avoidance {
	n := rows.len()
	a := &avoidance{rows: rows, in: in, distance: make([]int32, n), all: make([]float64, n), off: make([]float64, n)}
	for i := range a.distance {
		a.distance[i] = -1
	}
	return a
}

// carried returns how much of the routes from a source to all others outside the set
// passes through it.
func (a *avoidance) carried(source int32) float64 {
	for _, i := range a.order {
		a.distance[i], a.all[i], a.off[i] = -1, 0, 0
	}
	a.order = append(a.order[:0], source)
	a.distance[source], a.all[source], a.off[source] = 0, 1, 1
	sum := 0.0
	for at := 0; at < len(a.order); at++ {
		i := a.order[at]
		if a.in[i] {
			a.off[i] = 0
		} else if at > 0 {
			sum += 1 - a.off[i]/a.all[i]
		}
		for _, j := range a.rows.row(i) {
			if a.distance[j] < 0 {
				a.distance[j] = a.distance[i] + 1
				a.order = append(a.order, j)
			}
			if a.distance[j] == a.distance[i]+1 {
				a.all[j] += a.all[i]
				a.off[j] += a.off[i]
			}
		}
	}
	return sum
}
