package dismantle

import (
	"cmp"
	"context"
	"slices"
)

// A start is an order of all who may be removed, and the area under its curve.
type start struct {
	method string
	order  []int32
	area   float64
}

// starts returns an order by each of several methods, the best first. Each is rebuilt from its
// end, across as many places as makes it best.
func (s *sequencer) starts(ctx context.Context) []start {
	methods := []struct {
		name  string
		order func(context.Context) []int32
	}{{"ties", s.byTies}, {"core", s.byCore}, {"influence", s.byInfluence}, {"brokering", s.byBrokering}}
	found := make([]start, len(methods))
	inTurn(len(methods), func(k int) {
		a := newAssembly(s.network, s.choice)
		places := placesOf(methods[k].order(ctx), s.choice)
		found[k] = s.startOf(a, places)
		for across := 16; across < 4*len(places); across *= 4 {
			if anew := s.startOf(a, a.rebuild(ctx, places, across)); anew.area < found[k].area {
				found[k] = anew
			}
		}
		found[k].method = methods[k].name
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
	for _, st := range starts {
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
	influenceWork = 1 << 23 // ties of neighbours that are looked at for influence two ties far
	brokerWork    = 1 << 28 // ties that are looked at for brokering, unless it is more at the least
	leastSources  = 32
	leastRounds   = 64
	mostRounds    = 400
	smallTies     = 1 << 13
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
	if work > influenceWork {
		far = 1
	}
	return r.order(ctx, s.choice, func(i int32) float64 { return r.influence(i, far) })
}

// byBrokering looks for brokers so often that each time there are routes from leastSources or
// more, which in a large network is seldom.
func (s *sequencer) byBrokering(ctx context.Context) []int32 {
	b := newBrokering(s.network, s.may, s.seed)
	guess := s.lengthByTies(ctx)
	rounds := max(leastRounds, min(mostRounds, brokerWork/(leastSources*(1+len(s.network.to)))))
	removed := b.remove(ctx, s.stop/2, brokerWork/rounds, (guess+rounds-1)/rounds)
	return append(removed, b.remover.order(ctx, s.choice, b.remover.ties)...)
}

// lengthByTies is how many removals it takes by ties.
func (s *sequencer) lengthByTies(ctx context.Context) int {
	left := make([]int32, len(s.choice))
	newAssembly(s.network, s.choice).curve(placesOf(s.byTies(ctx), s.choice), left)
	return points(left, s.stop)
}
