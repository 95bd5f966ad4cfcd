package dismantle

import (
	"context"
	"slices"
)

// A remover removes entities one after the other, each time who comes first by a score in
// the network that is left. Scores must not rise while others are removed.
type remover struct {
	network *network
	gone    []bool
	degree  []int32 // ties to those who are left
	core    []int32 // of them, to those who are in the 2-core; 0: not in it
	peel    []int32
	met     marks
	ball    []int32
}

func newRemover(g *network) *remover {
	r := &remover{network: g, gone: make([]bool, g.len()), degree: make([]int32, g.len()), core: make([]int32, g.len()), met: newMarks(g.len())}
	for i := range r.degree {
		r.degree[i] = int32(len(g.row(int32(i))))
	}
	copy(r.core, r.degree)
	for i := range r.core {
		r.drop(int32(i), 1)
	}
	return r
}

// without takes an entity out.
func (r *remover) without(i int32) {
	r.gone[i] = true
	for _, j := range r.network.row(i) {
		r.degree[j]--
	}
	r.drop(i, r.core[i])
}

// drop takes one out of the 2-core that has no more ties there than so many, and then all
// who have one tie left there.
func (r *remover) drop(i, most int32) {
	if r.core[i] == 0 || r.core[i] > most {
		return
	}
	r.core[i] = 0
	for r.peel = append(r.peel[:0], i); len(r.peel) > 0; {
		last := r.peel[len(r.peel)-1]
		r.peel = r.peel[:len(r.peel)-1]
		for _, j := range r.network.row(last) {
			if r.core[j] == 0 {
				continue
			}
			if r.core[j]--; r.core[j] <= 1 {
				r.core[j] = 0
				r.peel = append(r.peel, j)
			}
		}
	}
}

// order returns all of some in the order in which they are removed: who scores highest
// among those left goes first, of equals the one whose number is lower.
func (r *remover) order(ctx context.Context, among []int32, score func(int32) float64) []int32 {
	line := make([]candidate, 0, len(among))
	for _, i := range among {
		if !r.gone[i] {
			line = append(line, candidate{who: i, rank: score(i)})
		}
	}
	slices.SortFunc(line, before)
	var order []int32
	for len(line) > 0 {
		first := &line[0]
		if now := score(first.who); now < first.rank && ctx.Err() == nil {
			first.rank = now
		} else {
			r.without(first.who)
			order = append(order, first.who)
			line[0] = line[len(line)-1]
			line = line[:len(line)-1]
		}
		sink(line)
	}
	return order
}

// ties scores by ties to those who are left.
func (r *remover) ties(i int32) float64 { return float64(r.degree[i]) }

// coreTies scores by ties within the 2-core; outside of it, by ties, behind all who are in.
//
// Source: L. Zdeborová, P. Zhang and H.-J. Zhou, "Fast and simple decycling and dismantling
// of networks", Sci. Rep. 6 (2016). doi:10.1038/srep37954
func (r *remover) coreTies(i int32) float64 {
	if r.core[i] == 0 {
		return float64(r.degree[i]) / float64(r.network.len())
	}
	return float64(r.core[i])
}

// influence scores by an entity's ties and those of the entities so many ties away, one less of
// each.
//
// Source: F. Morone and H. A. Makse, "Influence maximization in complex networks through
// optimal percolation", Nature 524 (2015), equation 1. doi:10.1038/nature14604
func (r *remover) influence(i int32, far int) float64 {
	if r.degree[i] <= 1 {
		return float64(r.degree[i]) / 2
	}
	r.met.next()
	r.met.add(i)
	r.ball = append(r.ball[:0], i)
	from := 0
	for ; far > 0; far-- {
		end := len(r.ball)
		for ; from < end; from++ {
			for _, j := range r.network.row(r.ball[from]) {
				if !r.gone[j] && r.met.add(j) {
					r.ball = append(r.ball, j)
				}
			}
		}
	}
	sum := int32(0)
	for _, j := range r.ball[from:] {
		sum += r.degree[j] - 1
	}
	return float64(r.degree[i]-1)*float64(sum) + 1
}
