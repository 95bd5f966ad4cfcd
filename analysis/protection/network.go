package protection

import (
	"cmp"
	"context"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// NetworkOptions say what is to be explained, and how much of it is shown.
type NetworkOptions struct {
	Gangs     []int
	Officials []int
	Pairs     int       // most pairs of an official and a gang, the best; 0: all
	Ways      int       // for each pair; 0: one
	Least     float64   // worth from which a way counts; 0: 0.0001
	Through   []int     // beside the ways of pairs, a short way of any that passes each of these
	Channels  []Channel // of ways, and recorded protection; none: all
	Rough     bool      // do with a short tree where the shortest would take time
}

// A Network is the part of a case by which gangs reach officials.
type Network struct {
	Trees []Tree // for officials and gangs that are joined with each other
	Ways  []Way  // by pair, the best pair first, and of each the best way first
	Links []Link // of ways, in their order, and of trees
	Left  int    // pairs that are joined too, but not among the best
	Apart []int  // officials and gangs to or from whom no way leads
}

// A Tree is the smallest part that holds a way for each of its pairs.
type Tree struct {
	Officials, Gangs []int
	Length           float64 // -ln of what all its links are worth together
	Exact            bool    // proven: no tree that holds a way for each pair is shorter
	Ratio            float64 // how many times as long as the shortest it is at most; 1 where proven
}

// A Way leads from an official to a gang.
type Way struct {
	Official, Gang int
	Rank           int // among those of the pair, from 1
	Entities       []int
	Worth          float64
	Chance         float64        // that every tie of it is real: the product of the middles of their intervals
	Real           graph.Interval // the products of the bounds
}

// A Link is what ties two of a network.
type Link struct {
	From, To int // as ways go along it, from the official's side
	Both     bool
	Worth    float64
	Real     graph.Interval // of the sort of tie that is worth so much
	Facts    []*graph.Tie
	Tree     bool // it is part of the smallest; else of some way alone
}

// FindNetwork finds, in a view of the whole, the smallest part that explains how gangs reach
// officials: for each official and gang that are joined at all a way, and all ways together as short
// as can be; and the best ways of each pair by themselves.
//
// A way is as long as -ln of what it is worth: the chance that all its ties are real, which is that of the same
// chain in [FindShields], times the share that goes on at each station, by all channels mixed (see newLinks). Money is
// followed from payee to payer. No way goes on from a gang.
//
// Up to about twelve officials and gangs together, fewer in a large case, the shortest tree is found and
// proven; beyond that a short one, with a bound.
//
// Cost: a search of the view for each official and gang; then, of the part that lies on ways worth enough,
// O(3^t n + 2^t m log n) for t of them, or a search for each pair and round.
func FindNetwork(ctx context.Context, v *graph.View, o NetworkOptions) (Network, error) {
	t := newTraces(open(v))
	n := &netting{traces: t, NetworkOptions: o, limit: int64(-ofOne * math.Log(cmp.Or(o.Least, leastWorth)))}
	if err := n.pairUp(ctx, newLinks(t, o.Gangs, o.Channels)); err != nil {
		return Network{}, err
	}
	for _, p := range n.pairs {
		if err := ctx.Err(); err != nil {
			return Network{}, err
		}
		for k, w := range n.ways(p, max(1, o.Ways), n.limit) {
			n.tell(w, k+1)
		}
	}
	if err := n.joinAll(ctx); err != nil {
		return Network{}, err
	}
	return n.found, n.through(ctx)
}
