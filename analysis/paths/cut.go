package paths

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrNoPrice is wrapped by the error of a price that is none.
var ErrNoPrice = errors.New("want a whole number above 0")

// CutOptions say what a cut may take and at what price.
type CutOptions struct {
	Price  []int64                       // by entity; nil: 1 each. The sum must be below 2^50
	Never  []bool                        // by entity: who or what cannot be taken; nil: everything can
	Taken  []bool                        // by entity: who or what is gone already; nil: nothing
	Follow func(tie int, back bool) bool // whether something goes along a tie from its first end to its second, or back; nil: both
}

// A Cut is the cheapest entities without which nothing leads from one set to another.
type Cut struct {
	Price   int64
	Members []int // nearest to the first set, by number
	Far     []int // as cheap, nearest to the second set
	Core    []int // in every cheapest cut
	Some    []int // in one or another
	Joined  []int // of the second set, whom direct ties join to the first: they are not parted
	Direct  []int // those ties: from the first set, or from one who is joined, to one who is
	Stays   []int // members who cannot be taken: without them something still leads over
	Parted  bool  // nothing leads to others of the second set than those joined, once the members are gone
}

// MinimumCut finds the cheapest entities whose loss parts two sets of a view, whoever is in a
// set not being taken. Where the sets cannot be parted without those who cannot
// be taken, as few of these as can be are in the cut, and said.
//
// Whom a tie joins to the first set without anybody between, no cut parts from it. Such a one of the second
// set is joined, and so is whom a tie joins to one who is. What leads on from them leads over as well, so that the
// cut parts the first set and all who are joined from everybody else of the second set: once it is taken,
// nothing reaches these from the first set, through whomever it leads.
//
// Every cheapest cut is known by two facts of a greatest flow (J.-C. Picard and M. Queyranne): an entity is in
// all of them when its loss would be felt both ways, and in some when what is left of the flow leads round it
// nowhere.
//
// Cost: a greatest flow with two stations for each entity; exact.
//
// Sources: K. Menger, "Zur allgemeinen Kurventheorie", Fundamenta Mathematicae 10 (1927); J.-C. Picard and M.
// Queyranne, "On the structure of all minimum cuts in a network and applications", Math. Programming Study 13
// (1980). doi:10.1007/BFb0120902
func MinimumCut(ctx context.Context, v *graph.View, from, to []int, o CutOptions) (Cut, error) {
	c, err := newCutter(v, from, to, o)
	if err != nil {
		return Cut{}, err
	}
	price, err := c.flow.Max(ctx, c.source, c.sink)
	if err != nil {
		return Cut{}, err
	}
	return c.read(price), nil
}

// A cutter is the network of a cut: an entity is an arc from its way in, 2i, to its way out,
// 2i+1, and a tie an arc from the way out of each end into the other.
type cutter struct {
	*graph.View
	CutOptions
	side         []side // by entity
	flow         *Flow
	source, sink int
	dear         int64 // price of one who cannot be taken: above all others together
}

// A side is what an entity is to a cut.
type side int8

const (
	between  side = iota
	ofFirst       // of the first set
	ofSecond      // of the second set, to be parted from the first
	joined        // of the second set, and no cut parts them from the first
)

func newCutter(v *graph.View, from, to []int, o CutOptions) (*cutter, error) {
	n := v.Len()
	c := &cutter{View: v, CutOptions: o, side: make([]side, n), flow: NewFlow(2*n + 2), source: 2 * n, sink: 2*n + 1, dear: 1}
	for k, set := range [2][]int{from, to} {
		for _, i := range set {
			own := ofFirst + side(k)
			if c.side[i] != between && c.side[i] != own {
				return nil, fmt.Errorf("%s is in both sets", v.ID(i))
			}
			c.side[i] = own
		}
	}
	for i := range n {
		if c.price(i) <= 0 || c.price(i) >= Unlimited>>10 {
			return nil, fmt.Errorf("price %d of %s: %w, and at most 2^50", c.price(i), v.ID(i), ErrNoPrice)
		}
		c.dear += c.price(i)
	}
	c.join(from)
	for i := range n {
		if !c.gone(i) {
			c.enter(i)
		}
	}
	for tie := range v.Size() {
		if a, b := v.Ends(tie); !c.gone(a) && !c.gone(b) {
			c.lead(tie, a, b)
		}
	}
	return c, nil
}

// join finds who of the second set is joined to the first.
func (c *cutter) join(from []int) {
	queue := slices.Clone(from)
	for k := 0; k < len(queue); k++ {
		i := queue[k]
		ties := c.Ties(i)
		if c.Directed() {
			ties = slices.Concat(ties, c.InTies(i))
		}
		for _, tie := range ties {
			a, b := c.Ends(int(tie))
			if j := a + b - i; c.side[j] == ofSecond && !c.gone(i) && !c.gone(j) && c.follows(int(tie), i == b) {
				c.side[j] = joined
				queue = append(queue, j)
			}
		}
	}
}

// enter adds the arcs of an entity.
func (c *cutter) enter(i int) {
	switch {
	case c.side[i] != between:
		c.flow.Arc(2*i, 2*i+1, Unlimited)
	case c.Never != nil && c.Never[i]:
		c.flow.Arc(2*i, 2*i+1, c.dear)
	default:
		c.flow.Arc(2*i, 2*i+1, c.price(i))
	}
	switch c.side[i] {
	case ofFirst, joined:
		c.flow.Arc(c.source, 2*i, Unlimited)
	case ofSecond:
		c.flow.Arc(2*i+1, c.sink, Unlimited)
	}
}

// direct reports whether a tie leads to one who is joined from the first set or from another who is.
func (c *cutter) direct(tie int) bool {
	a, b := c.Ends(tie)
	leads := func(from, to int) bool {
		return (c.side[from] == ofFirst || c.side[from] == joined) && c.side[to] == joined
	}
	return !c.gone(a) && !c.gone(b) && (leads(a, b) && c.follows(tie, false) || leads(b, a) && c.follows(tie, true))
}

func (c *cutter) gone(i int) bool { return c.Taken != nil && c.Taken[i] }

func (c *cutter) follows(tie int, back bool) bool { return c.Follow == nil || c.Follow(tie, back) }

// lead adds the arcs of a tie.
func (c *cutter) lead(tie, a, b int) {
	if c.follows(tie, false) {
		c.flow.Arc(2*a+1, 2*b, Unlimited)
	}
	if c.follows(tie, true) {
		c.flow.Arc(2*b+1, 2*a, Unlimited)
	}
}

func (c *cutter) price(i int) int64 {
	if c.Price == nil {
		return 1
	}
	return c.Price[i]
}

// read takes the cheapest cuts from a greatest flow.
func (c *cutter) read(price int64) Cut {
	cut := Cut{Price: price, Parted: true}
	after, before, part := c.flow.After(c.source), c.flow.Before(c.sink), c.flow.parts()
	for tie := range c.Size() {
		if c.direct(tie) {
			cut.Direct = append(cut.Direct, tie)
		}
	}
	for i := range c.Len() {
		if c.side[i] == joined {
			cut.Joined = append(cut.Joined, i)
		}
		if c.side[i] != between || c.gone(i) {
			continue
		}
		in, out := 2*i, 2*i+1
		if after[in] && !after[out] {
			cut.Members = append(cut.Members, i)
			if c.Never != nil && c.Never[i] {
				cut.Stays, cut.Parted = append(cut.Stays, i), false
				cut.Price -= c.dear
			}
		}
		if !before[in] && before[out] {
			cut.Far = append(cut.Far, i)
		}
		if after[in] && before[out] {
			cut.Core = append(cut.Core, i)
		}
		if c.filled(i) && part[in] != part[out] {
			cut.Some = append(cut.Some, i)
		}
	}
	return cut
}

// filled reports whether as much goes through an entity as can.
func (c *cutter) filled(i int) bool {
	for e := c.flow.head[2*i]; e >= 0; e = c.flow.next[e] {
		if c.flow.to[e] == int32(2*i+1) && e%2 == 0 {
			return c.flow.left[e] == 0
		}
	}
	return false
}
