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
	real     graph.Interval
}

func (c *chain) worth() float64 { return c.share * middle(c.real) }

// A walk is the best way of so many ties to a state: an entity, and how it was reached.
// The four states of an entity differ in whether it was reached as somebody's own account or
// phone, which is then no station between others, and in whether money has been paid on the way.
type walk struct {
	worth  float64 // share times the middle of real
	before int32   // place of the state before in the layer before
	state  int32   // four times the entity, and viaHolder and viaPayment
	arc    int32
	share  float64
	real   graph.Interval
}

const viaHolder, viaPayment = 1, 2

// A follower finds the best chains from an official by one channel, layer by layer.
type follower struct {
	*traces
	channel Channel
	ties    int
	degree  []int32 // by entity: how many others the channel ties it to, but for payments
	at      []int32 // by state: its place in the layer that is being filled, from 1
}

func newFollower(t *traces, c Channel, ties int) *follower {
	if c != Money {
		ties = min(ties, shortTies)
	}
	return &follower{traces: t, channel: c, ties: ties, degree: t.degrees(c), at: make([]int32, 4*t.Len())}
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
func (f *follower) passing(w *walk, next *arc, first bool) float64 {
	i := w.state / 4
	kind := f.kind(i)
	switch {
	case next.step == payment:
		return next.part
	case first, next.step == ofGang, (kind == graph.Account || kind == graph.Phone) && (w.state&viaHolder != 0 || next.step == has):
		return 1
	}
	return 1 / float64(max(1, f.degree[i]-1))
}

// chains returns the best chain from an official to each gang that can be reached, by the gang. In a
// possible world only arcs that are there are gone along, and surely; alive is nil for the record.
func (f *follower) chains(official int32, alive []bool) map[int32]chain {
	layers := [][]walk{{{worth: 1, before: -1, state: 4 * official, share: 1, real: graph.Interval{Lo: 1, Hi: 1}}}}
	found := map[int32]chain{}
	for range f.ties {
		next := f.onward(layers[len(layers)-1], len(layers) == 1, alive)
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

// onward fills a layer from the one before.
func (f *follower) onward(last []walk, first bool, alive []bool) []walk {
	var next []walk
	for k := range last {
		w := &last[k]
		i := w.state / 4
		if ends(f.kind(i)) {
			continue
		}
		for at, end := f.from(i); at < end; at++ {
			a := &f.arcs[at]
			if !a.step.in(f.channel) || alive != nil && !alive[at] || a.step == ofGang && (first || f.kind(a.to) != graph.Gang) {
				continue // an official who is a member needs no chain, and is shown as one
			}
			reached := walk{before: int32(k), state: 4*a.to | w.state&viaPayment, arc: at, share: w.share * f.passing(w, a, first), real: w.real}
			if alive == nil {
				reached.real = w.real.And(a.real)
			}
			if reached.worth = reached.share * middle(reached.real); reached.worth < leastWorth {
				continue
			}
			switch a.step {
			case has:
				reached.state |= viaHolder
			case payment:
				reached.state |= viaPayment
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
	c := chain{share: w.share, real: w.real, entities: []int32{w.state / 4}}
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
