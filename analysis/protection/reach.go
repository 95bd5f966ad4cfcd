package protection

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A reach is an entity that stands for somebody, with the ties by which it does.
type reach struct {
	who   int32
	chain []*graph.Tie
}

// Bounds of chains: longer ones are true of half a town.
const (
	chainLength = 4 // ties
	kinSteps    = 2 // in-laws are family
)

// circle returns whom and what a benefit may go to instead of an official: family to two
// steps, associates to one, and the accounts and companies of those, in the order of how far
// they are. The first is the official.
func (f *file) circle(official int32) []reach {
	return f.grow(official, func(from reach, t fact, other int32) bool {
		switch t.Kind {
		case graph.KinOf:
			return len(from.chain) < kinSteps && !slices.ContainsFunc(from.chain, func(t *graph.Tie) bool { return t.Kind != graph.KinOf })
		case graph.AssociatesWith:
			return len(from.chain) == 0 && f.kind(other) == graph.Person
		case graph.Holds, graph.Owns, graph.Controls, graph.Directs:
			return t.from == from.who && (f.kind(other) == graph.Account || f.kind(other) == graph.Company)
		}
		return false
	})
}

// principals returns whom an entity acts for: holders of an account, owners and directors of
// a company, gangs of a person. The first is the entity itself.
func (f *file) principals(entity int32) []reach {
	return f.grow(entity, func(from reach, t fact, other int32) bool {
		switch t.Kind {
		case graph.Holds, graph.Owns, graph.Controls, graph.Directs:
			return t.to == from.who
		case graph.MemberOf:
			return t.from == from.who
		}
		return false
	})
}

// grow follows ties breadth first from one entity, those that may be followed, and returns
// each entity met by the shortest chain, of equals that of the first ties.
func (f *file) grow(from int32, follows func(reach, fact, int32) bool) []reach {
	all := []reach{{who: from}}
	met := map[int32]bool{from: true}
	for k := 0; k < len(all); k++ {
		at := all[k]
		if len(at.chain) == chainLength {
			continue
		}
		for _, k := range f.of(at.who) {
			t := f.ties[k]
			if other := t.other(at.who); !met[other] && follows(at, t, other) {
				met[other] = true
				all = append(all, reach{other, append(slices.Clip(at.chain), t.Tie)})
			}
		}
	}
	return all
}
