package graph

import (
	"cmp"
	"fmt"
	"slices"
)

// A Change makes another view of the same entities: what the network would be like if
// some ties were not there and others were.
type Change struct {
	Keep   []bool     // by tie of the view; nil: all
	People int        // entities besides, whom nobody has recorded; their numbers follow
	Added  []AddedTie // between entities that are not tied in the view
}

// An AddedTie is a tie that no record gives.
type AddedTie struct {
	From, To int32
	Strength Strength
}

// Altered returns the view with a change. Its entities keep their numbers; its added
// ties have no evidence and a probability of 1. An added tie that is there already, or
// stands there twice, counts once. O(n+m) time.
func (v *View) Altered(c Change) *View {
	w := &View{facts: v.facts, options: v.options, leftOut: v.leftOut, entities: v.entities, aside: v.aside}
	if c.People > 0 {
		w.entities = slices.Clip(v.entities)
		for i := range c.People {
			w.entities = append(w.entities, &Entity{ID: EntityID(fmt.Sprintf("unrecorded:%d", i+1)), Kind: Person})
		}
	}
	added := v.inOrder(c.Added)
	room := v.Size() + len(added)
	w.from, w.to = make([]int32, 0, room), make([]int32, 0, room)
	w.strength, w.probability = make([]Strength, 0, room), make([]Interval, 0, room)
	put := func(from, to int32, s Strength, p Interval, evidence []int32) {
		w.from, w.to = append(w.from, from), append(w.to, to)
		w.strength, w.probability = append(w.strength, s), append(w.probability, p)
		if v.evidence.start != nil {
			w.evidence.add(evidence)
		}
	}
	next := 0
	for tie := range v.Size() {
		from, to := v.from[tie], v.to[tie]
		for ; next < len(added) && compareAdded(added[next], AddedTie{From: from, To: to}) < 0; next++ {
			put(added[next].From, added[next].To, added[next].Strength, Interval{1, 1}, nil)
		}
		if next < len(added) && added[next].From == from && added[next].To == to {
			next++ // it is there already
		}
		if c.Keep == nil || c.Keep[tie] {
			put(from, to, v.Strength(tie), v.Probability(tie), v.evidence.of(tie))
		}
	}
	for _, a := range added[next:] {
		put(a.From, a.To, a.Strength, Interval{1, 1}, nil)
	}
	w.freeze()
	return w
}

// inOrder returns added ties once each, in the order of a view's ties.
func (v *View) inOrder(ties []AddedTie) []AddedTie {
	added := slices.Clone(ties)
	if !v.Directed() {
		for i, a := range added {
			added[i].From, added[i].To = min(a.From, a.To), max(a.From, a.To)
		}
	}
	added = slices.DeleteFunc(added, func(a AddedTie) bool { return a.From == a.To })
	slices.SortStableFunc(added, compareAdded)
	return slices.CompactFunc(added, func(a, b AddedTie) bool { return compareAdded(a, b) == 0 })
}

func compareAdded(a, b AddedTie) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}
