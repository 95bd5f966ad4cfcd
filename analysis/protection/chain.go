package protection

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// DefaultTies is how many ties a chain has at most, membership of the gang included: an
// account, its payer's account, the payer, who directs it, and the gang are five. Money goes
// through many hands, and of what goes on its amounts tell; of other channels chains are shorter.
const DefaultTies, shortTies = 10, 6

// leastWorth is what a chain must be worth to be followed: less is no lead.
const leastWorth = 1e-4

// A chain leads from an official to a gang.
type chain struct {
	entities []int32
	arcs     []int32
	share    float64
	odds
}

func (c *chain) worth() float64 { return c.share * c.chance }

// odds say how likely it is that every tie of a chain is real. Ties are taken to be independent, and the chance of
// each is the middle of its interval, so that of the chain is their product: what a chance drawn from each
// interval comes to on average, and not the middle of bounds, which for ten ties of [0, 1] would be a half.
type odds struct {
	chance float64
	real   graph.Interval // the products of the lower bounds and of the upper ones
}

// sure is what no tie has been added to.
var sure = odds{1, graph.Interval{Lo: 1, Hi: 1}}

// and adds a tie.
func (o odds) and(tie graph.Interval) odds { return odds{o.chance * middle(tie), o.real.And(tie)} }

// A walk is the best way of so many ties to a state: an entity, and how it was reached.
// The four states of an entity differ in whether it was reached as somebody's own account or
// phone, which is then no station between others, and in whether money has been paid on the way.
type walk struct {
	worth  float64 // share times chance
	before int32   // place of the state before in the layer before
	state  int32   // four times the entity, and viaHolder and viaPayment
	arc    int32
	share  float64
	odds
}

const viaHolder, viaPayment = 1, 2

// A follower finds the best chains from an official by one channel, layer by layer.
type follower struct {
	*traces
	channel Channel
	ties    int
	degree  []int32     // by entity: how many others the channel ties it to, but for payments
	ahead   [][]float32 // by ties left and state: the most that a walk on to a gang is worth
	at      []int32     // by state: its place in the layer that is being filled, from 1
}

func newFollower(t *traces, c Channel, ties int) *follower {
	if c != Money {
		ties = min(ties, shortTies)
	}
	f := &follower{traces: t, channel: c, ties: ties, degree: t.degrees(c), at: make([]int32, 4*t.Len())}
	f.lookAhead()
	return f
}

// lookAhead finds, for each state, the most that a walk of so many ties more to a gang is worth: walks that
// cannot be worth leastWorth when they get there are not followed. Cost: O(ties · arcs) time, O(ties · entities) memory.
func (f *follower) lookAhead() {
	n := int32(f.Len())
	last := make([]float32, 4*n)
	for i := range n {
		for flags := int32(0); flags < 4 && f.kind(i) == graph.Gang; flags++ {
			if f.channel != Money || flags&viaPayment != 0 {
				last[4*i+flags] = 1
			}
		}
	}
	f.ahead = append(f.ahead, last)
	for range f.ties - 1 {
		next := slices.Clone(last)
		for i := range n {
			if ends(f.kind(i)) {
				continue
			}
			for at, end := f.from(i); at < end; at++ {
				a := &f.arcs[at]
				if !f.leads(a, false) || last[4*a.to] == 0 && last[4*a.to+viaPayment] == 0 && last[4*a.to+viaHolder] == 0 && last[4*a.to+viaHolder+viaPayment] == 0 {
					continue
				}
				for state := 4 * i; state < 4*i+4; state++ {
					next[state] = max(next[state], float32(f.passing(state, a, false)*middle(a.real))*last[a.state(state)])
				}
			}
		}
		f.ahead, last = append(f.ahead, next), next
	}
}

// leads reports whether a walk may go along an arc: an official who is a member needs no chain, and is
// shown as one.
func (f *follower) leads(a *arc, first bool) bool {
	return a.step.in(f.channel) && (a.step != ofGang || !first && f.kind(a.to) == graph.Gang)
}

// state is that of whom an arc leads to from a state.
func (a *arc) state(from int32) int32 {
	to := 4*a.to | from&viaPayment
	switch a.step {
	case has:
		to |= viaHolder
	case payment:
		to |= viaPayment
	}
	return to
}

// degrees counts how many others a channel ties each entity to, but for payments.
func (t *traces) degrees(c Channel) []int32 {
	degree, last := make([]int32, t.Len()), make([]int32, t.Len())
	for i := range last {
		last[i] = -1
	}
	for i := range int32(t.Len()) {
		for _, k := range t.of(i) {
			one := &t.ties[k]
			other := one.other(i)
			if s := stepOf(one.Tie, t.kind(one.from), t.kind(one.to)); s != ofGang && s != payment && s.in(c) && last[other] != i {
				last[other] = i
				degree[i]++
			}
		}
	}
	return degree
}

// passing is the share of what reaches an entity that goes on along an arc: of a payment the part
// that it is of all that the payee was paid, otherwise one of k-1, where k are tied to the entity by
// the channel. An account or phone that is reached from its holder, or left to the holder, is the
// holder's and divides nothing, nor does the first station, the official.
func (f *follower) passing(state int32, next *arc, first bool) float64 {
	i := state / 4
	kind := f.kind(i)
	switch {
	case next.step == payment:
		return next.part
	case first, next.step == ofGang, (kind == graph.Account || kind == graph.Phone) && (state&viaHolder != 0 || next.step == has):
		return 1
	}
	return 1 / float64(max(1, f.degree[i]-1))
}

// chains returns the best chain from an official to each gang that can be reached, by the gang.
func (f *follower) chains(official int32) map[int32]chain {
	layers := [][]walk{{{worth: 1, before: -1, state: 4 * official, share: 1, odds: sure}}}
	found := map[int32]chain{}
	for range f.ties {
		next := f.onward(layers[len(layers)-1], f.ahead[f.ties-len(layers)], len(layers) == 1)
		if len(next) == 0 {
			break
		}
		layers = append(layers, next)
		for k := range next {
			i := next[k].state / 4
			if f.kind(i) != graph.Gang || f.channel == Money && next[k].state&viaPayment == 0 {
				continue
			}
			if had := found[i]; next[k].worth > had.worth()*(1+1e-12) {
				if c, simple := f.back(layers, k); simple {
					found[i] = c
				}
			}
		}
	}
	return found
}

// onward fills a layer from the one before, with what may lead to a gang by the ties that are left.
func (f *follower) onward(last []walk, ahead []float32, first bool) []walk {
	var next []walk
	for k := range last {
		w := &last[k]
		i := w.state / 4
		if ends(f.kind(i)) {
			continue
		}
		for at, end := f.from(i); at < end; at++ {
			a := &f.arcs[at]
			if !f.leads(a, first) {
				continue
			}
			reached := walk{before: int32(k), state: a.state(w.state), arc: at, share: w.share * f.passing(w.state, a, first), odds: w.and(a.real)}
			reached.worth = reached.share * reached.chance
			if reached.worth < leastWorth || reached.worth*float64(ahead[reached.state]) < leastWorth*(1-1e-6) {
				continue
			}
			if at := f.at[reached.state]; at == 0 {
				next = append(next, reached)
				f.at[reached.state] = int32(len(next))
			} else if reached.worth > next[at-1].worth*(1+1e-12) {
				next[at-1] = reached
			}
		}
	}
	for k := range next {
		f.at[next[k].state] = 0
	}
	return next
}

// back reads a walk back, and reports whether it passes nobody twice.
func (f *follower) back(layers [][]walk, k int) (chain, bool) {
	w := layers[len(layers)-1][k]
	c := chain{share: w.share, odds: w.odds, entities: []int32{w.state / 4}}
	for l := len(layers) - 1; l > 0; l-- {
		c.arcs = append(c.arcs, w.arc)
		w = layers[l-1][w.before]
		c.entities = append(c.entities, w.state/4)
	}
	slices.Reverse(c.entities)
	slices.Reverse(c.arcs)
	passed := slices.Sorted(slices.Values(c.entities))
	return c, len(slices.Compact(passed)) == len(c.entities)
}
