package dismantle

import (
	"cmp"
	"context"
	"slices"
)

// A start is an order of all who may be removed, and the area under its curve.
type start struct {
	order []int32
	area  float64
}

// starts returns orders by several methods, each rebuilt from its end, the best first.
func (s *sequencer) starts(ctx context.Context) []start {
	methods := []func(context.Context) []int32{s.byTies, s.byCore, s.byInfluence}
	if s.brokerRounds() > 0 {
		methods = append(methods, s.byBrokering)
	}
	found := make([]start, 2*len(methods))
	inTurn(len(methods), func(k int) {
		order := methods[k](ctx)
		a := newAssembly(s.network, s.choice)
		places := placesOf(order, s.choice)
		anew := a.rebuild(ctx, places, s.horizon())
		for at, p := range [][]int32{places, anew} {
			found[2*k+at] = s.startOf(a, p)
		}
	})
	slices.SortStableFunc(found, func(a, b start) int { return cmp.Compare(a.area, b.area) })
	return found
}

// startOf measures an order of places in a pool.
func (s *sequencer) startOf(a *assembly, places []int32) start {
	left := make([]int32, len(places))
	a.curve(places, left)
	found := start{area: area(left, s.stop)}
	for _, p := range places {
		found.order = append(found.order, a.pool[p])
	}
	return found
}

// horizon is how many places a start is rebuilt across, so that it takes some seconds.
func (s *sequencer) horizon() int {
	return max(16, min(len(s.choice), rebuildWork/(1+len(s.network.to))))
}

// placesOf returns at which place of a pool each of an order is, without those who are
// not in it.
func placesOf(order, pool []int32) []int32 {
	at := make(map[int32]int32, len(pool))
	for k, i := range pool {
		at[i] = int32(k)
	}
	var places []int32
	for _, i := range order {
		if k, in := at[i]; in {
			places = append(places, k)
		}
	}
	return places
}

// pool returns who may be removed in the search: in a small network everybody, in a large
// one whom the better starts remove until little more than what is asked for is left.
func (s *sequencer) pool(starts []start) []int32 {
	if len(s.network.to) <= smallTies {
		return s.choice
	}
	in := make([]bool, s.network.len())
	a := newAssembly(s.network, s.choice)
	left := make([]int32, len(s.choice))
	for _, st := range starts[:crowd] {
		a.curve(placesOf(st.order, s.choice), left)
		for _, i := range st.order[:points(left, s.stop/4)] {
			in[i] = true
		}
	}
	var pool []int32
	for _, i := range s.choice {
		if in[i] {
			pool = append(pool, i)
		}
	}
	return pool
}

const (
	rebuildWork  = 1 << 27
	brokerWork   = 1 << 28 // ties that are looked at for brokering
	leastSources = 64
	leastRounds  = 32
	mostRounds   = 400
	smallTies    = 1 << 13
)

func (s *sequencer) byTies(ctx context.Context) []int32 {
	r := newRemover(s.network)
	return r.order(ctx, s.choice, r.ties)
}

func (s *sequencer) byCore(ctx context.Context) []int32 {
	r := newRemover(s.network)
	return r.order(ctx, s.choice, r.coreTies)
}

// byInfluence looks two ties far where that is little work, and else one.
func (s *sequencer) byInfluence(ctx context.Context) []int32 {
	r, far, work := newRemover(s.network), 2, 0
	for _, i := range s.choice {
		work += len(s.network.row(i)) * len(s.network.row(i))
	}
	if work > rebuildWork/16 {
		far = 1
	}
	return r.order(ctx, s.choice, func(i int32) float64 { return r.influence(i, far) })
}

// brokerRounds is how often brokers are looked for, each time by routes from leastSources
// or more; 0 in a large network, where too seldom is worse than never.
func (s *sequencer) brokerRounds() int {
	rounds := min(mostRounds, brokerWork/(leastSources*(1+len(s.network.to))))
	if rounds < leastRounds {
		return 0
	}
	return rounds
}

func (s *sequencer) byBrokering(ctx context.Context) []int32 {
	b := newBrokering(s.network, s.may, s.seed)
	guess := s.lengthByTies(ctx)
	rounds := min(guess, s.brokerRounds())
	removed := b.remove(ctx, s.stop/2, brokerWork/rounds, (guess+rounds-1)/rounds)
	return append(removed, b.remover.order(ctx, s.choice, b.remover.ties)...)
}

// lengthByTies is how many removals it takes by ties.
func (s *sequencer) lengthByTies(ctx context.Context) int {
	left := make([]int32, len(s.choice))
	newAssembly(s.network, s.choice).curve(placesOf(s.byTies(ctx), s.choice), left)
	return points(left, s.stop)
}
