package certainty

import (
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/central"
)

// outside is the share of worlds on either side of an interval.
const outside = .025

// A tally counts the ranks of one entity in the worlds. Of the ranks it keeps only as many
// of the first and of the last as lie outside the interval, and the one at its end.
type tally struct {
	firsts []int32 // the first rank it shares with others of the same score, ascending
	lasts  []int32 // the last one, less than 0, ascending
	within int     // worlds in which it is among the first
}

func newTallies(entities, worlds int) []tally {
	each := int(outside*float64(worlds)) + 1
	tallies, room := make([]tally, entities), make([]int32, 2*entities*each)
	for k := range tallies {
		tallies[k].firsts, tallies[k].lasts = room[:0:each], room[each:each:2*each]
		room = room[2*each:]
	}
	return tallies
}

// count adds one world. With no score nobody is among the first.
func count(s central.Scores, tallies []tally, top int) {
	ranks := s.Ranks()
	sharing := make([]int, len(ranks)+1) // by rank
	for _, rank := range ranks {
		sharing[rank]++
	}
	for k, rank := range ranks {
		t := &tallies[k]
		t.firsts = keepLeast(t.firsts, int32(rank))
		t.lasts = keepLeast(t.lasts, -int32(rank+sharing[rank]-1))
		if rank <= top && s.Scored(k) {
			t.within++
		}
	}
}

// keepLeast adds a number to the least ones, as many as there is room for, ascending.
func keepLeast(least []int32, x int32) []int32 {
	at, _ := slices.BinarySearch(least, x)
	switch {
	case len(least) < cap(least):
		return slices.Insert(least, at, x)
	case at < len(least):
		copy(least[at+1:], least[at:])
		least[at] = x
	}
	return least
}

// place sums up the ranks in so many worlds.
func (t *tally) place(worlds int) Place {
	end := len(t.firsts) - 1
	top := float64(t.within) / float64(worlds)
	return Place{First: int(t.firsts[end]), Last: -int(t.lasts[end]), Top: top, Class: ClassOf(top)}
}
