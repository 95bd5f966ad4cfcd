package protection

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A file is the facts of a case, with the ties of each entity at hand.
type file struct {
	facts *graph.Network
	at    map[graph.EntityID]int32
	start []int32 // by entity, where its ties begin in ties
	ties  []int32
}

// open puts the ties of a case in order. Cost: O(entities + ties).
func open(facts *graph.Network) *file {
	f := &file{facts: facts, at: make(map[graph.EntityID]int32, len(facts.Entities)), start: make([]int32, len(facts.Entities)+1)}
	for i := range facts.Entities {
		f.at[facts.Entities[i].ID] = int32(i)
	}
	ends := make([][2]int32, len(facts.Ties))
	for i := range facts.Ties {
		t := &facts.Ties[i]
		ends[i] = [2]int32{f.at[t.From], f.at[t.To]}
		f.start[ends[i][0]+1]++
		if ends[i][0] != ends[i][1] {
			f.start[ends[i][1]+1]++
		}
	}
	for i := range facts.Entities {
		f.start[i+1] += f.start[i]
	}
	next := slices.Clone(f.start)
	f.ties = make([]int32, f.start[len(f.start)-1])
	for i, e := range ends {
		f.ties[next[e[0]]] = int32(i)
		next[e[0]]++
		if e[0] != e[1] {
			f.ties[next[e[1]]] = int32(i)
			next[e[1]]++
		}
	}
	return f
}

// of returns the ties of an entity, in the order of the facts.
func (f *file) of(i int32) []int32 { return f.ties[f.start[i]:f.start[i+1]] }

// tie returns a tie, and the end of it that is not i.
func (f *file) tie(tie, i int32) (t *graph.Tie, other int32) {
	t = &f.facts.Ties[tie]
	if other = f.at[t.From]; other == i {
		other = f.at[t.To]
	}
	return t, other
}

func (f *file) kind(i int32) graph.EntityKind { return f.facts.Entities[i].Kind }

func (f *file) id(i int32) graph.EntityID { return f.facts.Entities[i].ID }
