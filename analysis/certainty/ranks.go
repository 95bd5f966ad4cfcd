package certainty

import (
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Class says in a word how sure a name's place among the first is.
type Class uint8

// The classes, by how often a name is among the first in the worlds drawn.
const (
	Unstable Class = iota // in fewer than six of ten
	Likely                // in six to nine of ten
	Stable                // in nine of ten or more
)

// String returns the class's word.
func (c Class) String() string { return [...]string{"unstable", "likely", "stable"}[c] }

// MarshalText returns the class's word.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// A Place is where one entity stands in the worlds.
type Place struct {
	First, Last int     // ranks between which it is in 95 of 100 worlds, ties counted both ways
	Top         float64 // share of the worlds in which it is among the first
	Class       Class
}

// Ranks are the places of a view's entities under one measure.
type Ranks struct {
	Measure central.Measure
	Worlds  int     // drawn
	Missing float64 // share of the true ties taken as unrecorded
	People  float64 // share of the people taken as unrecorded
	Top     int     // how many "the first" are
	Seed    uint64
	Places  []Place // indexed like the view; empty places of those who are not ranked
}

// Rank takes a measure in possible worlds and says between which ranks each entity is.
//
// Reading: a name that is first today and between 1 and 9 in the worlds is first by what
// happens to be recorded. The worlds know nothing of who records what: where a whole
// group was never watched, no interval shows it.
//
// Cost: that of the measure for every world. It stops early with ctx's error.
//
// Source: S. P. Borgatti, K. M. Carley and D.
// Krackhardt, "On the robustness of centrality measures under conditions of imperfect
// data", Social Networks 28 (2006). doi:10.1016/j.socnet.2005.05.001
func Rank(ctx context.Context, m central.Measure, v *graph.View, measure central.Options, o Options) (Ranks, error) {
	o = o.filled()
	d := newDrawer(v, o)
	ranked := o.ranked(v.Len())
	firsts, lasts := perWorld(len(ranked), o.Worlds), perWorld(len(ranked), o.Worlds)
	tell := measure.Progress
	measure.Progress = nil
	for world := range o.Worlds {
		if tell != nil {
			tell(world, o.Worlds)
		}
		if err := ctx.Err(); err != nil {
			return Ranks{}, err
		}
		s, err := central.Compute(ctx, m, d.draw(world), measure)
		if err != nil {
			return Ranks{}, err
		}
		values := make([]float64, len(ranked))
		for k, i := range ranked {
			values[k] = s.Values[i]
		}
		ranks := central.Scores{Values: values}.Ranks()
		sharing := make([]int, len(ranks)+1) // by rank
		for _, rank := range ranks {
			sharing[rank]++
		}
		for k, rank := range ranks {
			firsts[k][world] = int32(rank)
			lasts[k][world] = int32(rank + sharing[rank] - 1)
		}
	}
	r := Ranks{Measure: m, Worlds: o.Worlds, Missing: o.Missing, People: o.People, Top: o.Top, Seed: o.Seed, Places: make([]Place, v.Len())}
	for k, i := range ranked {
		r.Places[i] = placeOf(firsts[k], lasts[k], o.Top)
	}
	return r, nil
}

// ranked returns the numbers of those who are ranked.
func (o Options) ranked(n int) []int {
	var ranked []int
	for i := range n {
		if o.Among == nil || o.Among[i] {
			ranked = append(ranked, i)
		}
	}
	return ranked
}

// outside is the share of worlds on either side of an interval.
const outside = .025

// placeOf sums up the ranks of one entity by world: the first and the last that it
// shares with others of the same score.
func placeOf(firsts, lasts []int32, top int) Place {
	within := 0
	for _, rank := range firsts {
		if int(rank) <= top {
			within++
		}
	}
	slices.Sort(firsts)
	slices.Sort(lasts)
	cut := int(math.Floor(outside * float64(len(firsts))))
	p := Place{First: int(firsts[cut]), Last: int(lasts[len(lasts)-1-cut]), Top: float64(within) / float64(len(firsts))}
	switch {
	case p.Top >= .9:
		p.Class = Stable
	case p.Top >= .6:
		p.Class = Likely
	}
	return p
}

func perWorld(entities, worlds int) [][]int32 {
	room, rows := make([]int32, entities*worlds), make([][]int32, entities)
	for i := range rows {
		rows[i], room = room[:worlds:worlds], room[worlds:]
	}
	return rows
}
