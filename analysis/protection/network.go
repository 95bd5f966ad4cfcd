package protection

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Network is the smallest well-connected part of a case that explains how gangs reach
// officials.
type Network struct {
	Gangs, Officials []int // that it ties together
	Apart            []int // of those asked about, who nothing ties to one of the other sort
	Ties             []NetworkTie
	Cost             float64
	Exact            bool // no network costs less
}

// A NetworkTie joins two of a network.
type NetworkTie struct {
	From, To int
	Facts    []*graph.Tie
	Real     graph.Interval // of the surest fact
}

// FindNetwork finds the cheapest tree that ties given gangs and officials together. A tie costs the
// negative logarithm of the middle of its probability, so that what a tree costs is that of its being real as a whole;
// payments besides that of the part that they are of all that the payee was paid; and
// each station that is neither gang nor official the logarithm of the others it has, less one, half from
// either side: so a way through whom everybody pays or calls explains little, and is gone only where there is no other. Nothing
// leads through a public body, event, proceeding, place, vehicle, property or another gang. Of several parts that hang apart
// each that has both gangs and officials gets a tree.
//
// Cost: that of a Steiner tree, exact up to ten terminals in cases of ordinary size and otherwise at most twice the
// cheapest; see Exact.
func FindNetwork(ctx context.Context, v *graph.View, gangs, officials []int) (Network, error) {
	c := newConnections(open(v), gangs, officials)
	part := c.components()
	by := map[int32][]int32{}
	for _, i := range slices.Concat(gangs, officials) {
		by[part[i]] = append(by[part[i]], int32(i))
	}
	n := Network{Exact: true}
	parts := make([]int32, 0, len(by))
	for p := range by {
		parts = append(parts, p)
	}
	slices.Sort(parts)
	for _, p := range parts {
		terminals := by[p]
		slices.Sort(terminals)
		if !c.both(terminals) {
			for _, i := range terminals {
				n.Apart = append(n.Apart, int(i))
			}
			continue
		}
		t, err := c.steiner(ctx, terminals)
		if err != nil {
			return Network{}, err
		}
		n.Cost, n.Exact = n.Cost+t.cost, n.Exact && t.exact
		for _, e := range t.edges {
			n.Ties = append(n.Ties, c.tie(e))
		}
		for _, i := range terminals {
			if c.kind(i) == graph.Gang {
				n.Gangs = append(n.Gangs, int(i))
			} else {
				n.Officials = append(n.Officials, int(i))
			}
		}
	}
	slices.Sort(n.Gangs)
	slices.Sort(n.Officials)
	slices.Sort(n.Apart)
	return n, nil
}

// connections are the pairs of a case that a network can be made of.
type connections struct {
	web
	*file
	pairs []connection
}

// A connection is the facts that join two entities.
type connection struct {
	i, j  int32
	facts []int32
	real  graph.Interval
	cost  float64
}

func newConnections(f *file, gangs, officials []int) *connections {
	c := &connections{file: f}
	terminal := make([]bool, f.Len())
	for _, i := range slices.Concat(gangs, officials) {
		terminal[i] = true
	}
	passes := func(i int32) bool { return !ends(f.kind(i)) || terminal[i] && f.kind(i) == graph.Gang }
	t := newTraces(f)
	for i := range int32(f.Len()) {
		for at, end := t.from(i); at < end; at++ {
			if a := &t.arcs[at]; passes(i) && passes(a.to) {
				c.pairs = append(c.pairs, connection{min(i, a.to), max(i, a.to), slices.Clone(t.proof[a.first:a.last]), a.real, a.cost()})
			}
		}
	}
	slices.SortStableFunc(c.pairs, func(a, b connection) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	c.join()
	c.lay(terminal)
	return c
}

// join makes one of the pairs of the same two, with every fact and the cheapest cost.
func (c *connections) join() {
	kept := c.pairs[:0]
	for _, p := range c.pairs {
		if n := len(kept); n > 0 && kept[n-1].i == p.i && kept[n-1].j == p.j {
			last := &kept[n-1]
			last.facts = append(last.facts, p.facts...)
			last.real, last.cost = surer(last.real, p.real), min(last.cost, p.cost)
			continue
		}
		kept = append(kept, p)
	}
	for k := range kept {
		slices.Sort(kept[k].facts)
		kept[k].facts = slices.Compact(kept[k].facts)
	}
	c.pairs = kept
}

// cost is the negative logarithm of a tie's being real, and of a payment besides of the part that it is of all that the
// payee was paid: what a shop takes from one of many customers says little of it.
func (a *arc) cost() float64 {
	real := middle(a.real)
	if a.step == payment {
		real *= a.part
	}
	return -math.Log(max(real, leastReal))
}

const leastReal = 1e-6 // of a tie; below it is as good as none, and its logarithm has no end

// lay puts the pairs into rows, with what they cost.
func (c *connections) lay(terminal []bool) {
	n := c.Len()
	c.web.start = make([]int32, n+1)
	for _, p := range c.pairs {
		c.web.start[p.i+1]++
		c.web.start[p.j+1]++
	}
	passing := make([]float64, n)
	for i := range n {
		if !terminal[i] {
			passing[i] = math.Log(max(1, float64(c.web.start[i+1]-1))) / 2
		}
	}
	for i := range n {
		c.web.start[i+1] += c.web.start[i]
	}
	next := slices.Clone(c.web.start)
	c.to, c.edge, c.cost = make([]int32, 2*len(c.pairs)), make([]int32, 2*len(c.pairs)), make([]float64, 2*len(c.pairs))
	for e, p := range c.pairs {
		cost := p.cost + passing[p.i] + passing[p.j]
		for _, end := range [2][2]int32{{p.i, p.j}, {p.j, p.i}} {
			at := next[end[0]]
			c.to[at], c.edge[at], c.cost[at] = end[1], int32(e), cost
			next[end[0]]++
		}
	}
}

// both reports whether there are gangs and officials among some.
func (c *connections) both(terminals []int32) bool {
	gang := func(i int32) bool { return c.kind(i) == graph.Gang }
	return slices.ContainsFunc(terminals, gang) && slices.ContainsFunc(terminals, func(i int32) bool { return !gang(i) })
}

func (c *connections) tie(e int32) NetworkTie {
	p := c.pairs[e]
	t := NetworkTie{From: int(p.i), To: int(p.j), Real: p.real}
	for _, k := range p.facts {
		t.Facts = append(t.Facts, c.ties[k].Tie)
	}
	return t
}
