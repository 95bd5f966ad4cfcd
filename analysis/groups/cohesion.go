package groups

import (
	"github.com/linchpin-graph/linchpin/graph"
)

// Cohesion says how a group hangs together, and with the rest.
type Cohesion struct {
	Size           int
	Ties           int     // within
	Density        float64 // share of the pairs within that are tied, directed twice as many; 0 for one member
	Centralisation float64 // Freeman's, by degree within: 0 where all have the same, 1 for a star
	Clustering     float64 // share of the pairs of contacts within that are tied themselves: transitivity
	Pieces         int     // that the group falls into without the rest
	Outside        int     // ties to others
	Conductance    float64 // ties to others / ends of ties at members, or at the others where those are fewer
}

// Cohesions measures groups of a view; directions are ignored but for the density.
//
// Cost: O(n+m), and O(Σ d²) over the members of each.
//
// Source: L. C. Freeman, "Centrality in social networks: conceptual clarification",
// Social Networks 1 (1978). doi:10.1016/0378-8733(78)90021-7
func Cohesions(v *graph.View, groups [][]int32) []Cohesion {
	ends := 0
	for i := range v.Len() {
		ends += len(bothWays(v, i))
	}
	all := make([]Cohesion, len(groups))
	for k, members := range groups {
		all[k] = cohesionOf(v, members, ends)
	}
	return all
}

func cohesionOf(v *graph.View, members []int32, allEnds int) Cohesion {
	in := make(map[int32]bool, len(members))
	for _, i := range members {
		in[i] = true
	}
	c := Cohesion{Size: len(members)}
	within := make(map[int32][]int32, len(members))
	ends := 0
	for _, i := range members {
		for _, j := range bothWays(v, int(i)) {
			ends++
			if in[j] {
				within[i] = append(within[i], j)
			} else {
				c.Outside++
			}
		}
		for _, j := range v.Neighbours(int(i)) {
			if in[j] && (v.Directed() || i < j) {
				c.Ties++
			}
		}
	}
	if pairs := len(members) * (len(members) - 1) / 2; pairs > 0 {
		if v.Directed() {
			pairs *= 2
		}
		c.Density = float64(c.Ties) / float64(pairs)
	}
	c.Centralisation, c.Clustering = centralisation(members, within), clustering(members, within)
	c.Pieces = pieces(members, within)
	if fewer := min(ends, allEnds-ends); fewer > 0 {
		c.Conductance = float64(c.Outside) / float64(fewer)
	}
	return c
}

// bothWays returns who is tied to an entity in either direction, each once.
func bothWays(v *graph.View, i int) []int32 {
	out, in := v.Neighbours(i), v.InNeighbours(i)
	if !v.Directed() {
		return out
	}
	all := make([]int32, 0, len(out)+len(in))
	for len(out) > 0 || len(in) > 0 {
		switch {
		case len(in) == 0 || len(out) > 0 && out[0] < in[0]:
			all, out = append(all, out[0]), out[1:]
		case len(out) == 0 || in[0] < out[0]:
			all, in = append(all, in[0]), in[1:]
		default:
			all, out, in = append(all, out[0]), out[1:], in[1:]
		}
	}
	return all
}

func centralisation(members []int32, within map[int32][]int32) float64 {
	n := len(members)
	if n < 3 {
		return 0
	}
	most, sum := 0, 0
	for _, i := range members {
		most, sum = max(most, len(within[i])), sum+len(within[i])
	}
	return float64(n*most-sum) / float64((n-1)*(n-2))
}

func clustering(members []int32, within map[int32][]int32) float64 {
	tied, closed, triples := map[[2]int32]bool{}, 0, 0
	for _, i := range members {
		for _, j := range within[i] {
			tied[[2]int32{i, j}] = true
		}
	}
	for _, i := range members {
		near := within[i]
		triples += len(near) * (len(near) - 1) / 2
		for a := range near {
			for _, b := range near[a+1:] {
				if tied[[2]int32{near[a], b}] {
					closed++
				}
			}
		}
	}
	if triples == 0 {
		return 0
	}
	return float64(closed) / float64(triples)
}

func pieces(members []int32, within map[int32][]int32) int {
	met, count := map[int32]bool{}, 0
	for _, first := range members {
		if met[first] {
			continue
		}
		count++
		met[first] = true
		for path := []int32{first}; len(path) > 0; {
			i := path[len(path)-1]
			path = path[:len(path)-1]
			for _, j := range within[i] {
				if !met[j] {
					met[j] = true
					path = append(path, j)
				}
			}
		}
	}
	return count
}
