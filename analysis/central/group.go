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
// Cost: O(nm) time, O(n+m) memory for each CPU. Undirected, n and m are those of the
// blocks that somebody of the set is in. Progress is told where it is not nil. It stops
// early with ctx's error.
//
// Source: M. G. Everett and S. P. Borgatti, "The centrality of groups and classes",
// J. Math. Sociology 23 (1999). doi:10.1080/0022250X.1999.9990219
func Group(ctx context.Context, v *graph.View, set []int, progress func(done, of int)) (GroupScore, error) {
	t := &throughSet{in: make([]bool, v.Len())}
	for _, i := range set {
		t.in[i] = true
	}
	var g GroupScore
	for i := range t.in {
		if !t.in[i] {
			g.Others++
		}
	}
	g.Pairs = float64(g.Others * max(g.Others-1, 0))
	if !v.Directed() {
		g.Pairs /= 2
	}
	g.near(v, t.in)
	var err error
	if rows := sparseOf(v, false); v.Directed() {
		g.Betweenness, err = t.directed(ctx, rows, progress)
	} else {
		g.Betweenness, err = t.undirected(ctx, rows, progress)
	}
	if err != nil {
		return GroupScore{}, err
	}
	return g, nil
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
