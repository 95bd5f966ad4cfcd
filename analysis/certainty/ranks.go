package certainty

import (
	"context"

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
	Unscored              // no score by what is recorded, and so no place to be sure of
)

// ClassOf returns the class of a share of the worlds.
func ClassOf(share float64) Class {
	switch {
	case share >= .9:
		return Stable
	case share >= .6:
		return Likely
	}
	return Unstable
}

// String returns the class's word.
func (c Class) String() string {
	return [...]string{"unstable", "likely", "stable", "no score"}[c]
}

// MarshalText returns the class's word.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// A Place is where one entity stands in the worlds.
type Place struct {
	First, Last int     // ranks between which it is in 95 of 100 worlds, ties counted both ways
	Top         float64 // share of the worlds in which it is among the first, with a score
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
// Cost: that of the measure for every world, and memory for a twentieth of each entity's
// ranks. It stops early with ctx's error.
//
// Source: S. P. Borgatti, K. M. Carley and D.
// Krackhardt, "On the robustness of centrality measures under conditions of imperfect
// data", Social Networks 28 (2006). doi:10.1016/j.socnet.2005.05.001
func Rank(ctx context.Context, m central.Measure, v *graph.View, measure central.Options, o Options) (Ranks, error) {
	o = o.Filled()
	d := newDrawer(v, o)
	ranked := o.ranked(v.Len())
	tallies := newTallies(len(ranked), o.Worlds)
	tell := measure.Progress
	measure.Progress = nil
	for world := range o.Worlds {
		if tell != nil {
			tell(world, o.Worlds)
		}
		s, err := central.Compute(ctx, m, d.draw(world), measure)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return Ranks{}, err
		}
		count(s.Of(ranked), tallies, o.Top)
	}
	recorded, err := central.Compute(ctx, m, v, measure)
	if err != nil {
		return Ranks{}, err
	}
	r := Ranks{Measure: m, Worlds: o.Worlds, Missing: o.Missing, People: o.People, Top: o.Top, Seed: o.Seed, Places: make([]Place, v.Len())}
	for k, i := range ranked {
		r.Places[i] = tallies[k].place(o.Worlds)
		if !recorded.Scored(i) {
			r.Places[i].Class = Unscored
		}
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
