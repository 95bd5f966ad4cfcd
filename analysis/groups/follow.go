package groups

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Snapshot is the groups of one stretch of time, each in the order of its members' IDs.
// A name keeps a group's identity where it has one, such as a gang's ID.
type Snapshot struct {
	Label  string
	Groups []Named
}

// A Named is a group's members, and its name where it has one.
type Named struct {
	Name    string
	Members []graph.EntityID
}

// A Change is what became of a group from one snapshot to the next.
type Change uint8

// The changes.
const (
	AtStart Change = iota // it is there at the first snapshot, where the records begin and not the group
	Born                  // no group before it has enough of its members
	Stayed                // as large as before, by a tenth
	Grew
	Shrank
	Merged // it took in another group, which ends
	Split  // it comes out of another group, which goes on
	Back   // it was gone for a while
	Died   // no group after it has enough of its members
)

// String returns the change's word.
func (c Change) String() string {
	return [...]string{"there from the start", "born", "stayed", "grew", "shrank", "merged", "split", "back", "died"}[c]
}

// MarshalText returns the change's word.
func (c Change) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// A Stage is a group at one snapshot of its life.
type Stage struct {
	At      int // the snapshot
	Change  Change
	With    []int // the lives merged in, or split off from
	Members []graph.EntityID
	Joined  int // members who were not in it at its last stage; 0 at the first snapshot
	Left    int
}

// A Life is one group through the snapshots.
type Life struct {
	ID     int // from 1, in the order of appearance
	Name   string
	Stages []Stage
}

// Last returns the latest stage at which the group was there.
func (l *Life) Last() *Stage {
	for i := len(l.Stages) - 1; ; i-- {
		if l.Stages[i].Change != Died {
			return &l.Stages[i]
		}
	}
}

// alike is the share of the smaller of two groups that both must have for one to come out
// of the other.
const alike = .5

// Follow finds the same groups in one snapshot after the other. A group goes on in that one
// of the next snapshot which shares most with it (Jaccard's index), and at least half of
// the smaller of the two; of several that would go on in one the most alike keeps its
// identity, and the others merge with it; what else comes out of one has split from it.
// Groups of one name are the same. Groups of the first snapshot are there from the start:
// the records begin there, and since when the groups are is not known.
//
// Cost: O(s g²) for s snapshots of g groups at worst.
//
// Source: after D. Greene, D. Doyle and P. Cunningham, "Tracking the evolution of
// communities in dynamic social networks", ASONAM 2010. doi:10.1109/ASONAM.2010.17
func Follow(snapshots []Snapshot) []Life {
	f := &following{}
	for at := range snapshots {
		f.step(at, snapshots[at].Groups)
	}
	return f.lives
}

type following struct{ lives []Life }

// A match is a life that may go on in a group.
type match struct {
	life, group int
	likeness    float64
}

func (f *following) step(at int, groups []Named) {
	var matches []match
	for life := range f.lives {
		l := &f.lives[life]
		if l.Name == "" && l.Stages[len(l.Stages)-1].Change == Merged && l.Stages[len(l.Stages)-1].Members == nil {
			continue // it ended in another
		}
		for g := range groups {
			if likeness, ok := likenessOf(l, &groups[g]); ok {
				matches = append(matches, match{life, g, likeness})
			}
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.life, b.life), cmp.Compare(a.group, b.group))
	})
	lifeOf, groupOf := map[int]int{}, map[int]int{} // by group, by life
	for _, m := range matches {
		if _, taken := lifeOf[m.group]; taken {
			continue
		}
		if _, taken := groupOf[m.life]; !taken {
			lifeOf[m.group], groupOf[m.life] = m.life, m.group
		}
	}
	merged, from := map[int][]int{}, map[int][]int{} // lives into a group; lives a group came from
	for _, m := range matches {
		_, goesOn := groupOf[m.life]
		_, isOn := lifeOf[m.group]
		switch {
		case !goesOn && isOn && f.alive(m.life, at):
			merged[m.group] = append(merged[m.group], m.life)
			groupOf[m.life] = -1 // it ends
		case goesOn && !isOn:
			from[m.group] = append(from[m.group], m.life)
		}
	}
	living := len(f.lives)
	for g := range groups {
		if life, goesOn := lifeOf[g]; goesOn {
			f.enter(at, &groups[g], life, merged[g])
		} else {
			f.begin(at, &groups[g], from[g])
		}
	}
	f.end(at, living, groupOf)
}

// end closes those of the lives from before that go on in no group, or in another's: -1.
func (f *following) end(at, living int, groupOf map[int]int) {
	for life := range living {
		if g, goesOn := groupOf[life]; !goesOn && f.alive(life, at) {
			f.lives[life].Stages = append(f.lives[life].Stages, Stage{At: at, Change: Died, Left: len(f.lives[life].Last().Members)})
		} else if goesOn && g == -1 {
			f.lives[life].Stages = append(f.lives[life].Stages, Stage{At: at, Change: Merged})
		}
	}
}

// alive reports whether a life was there at the snapshot before.
func (f *following) alive(life, at int) bool {
	stages := f.lives[life].Stages
	last := stages[len(stages)-1]
	return last.At == at-1 && last.Members != nil
}

// begin puts a group down as the first stage of a new life.
func (f *following) begin(at int, group *Named, from []int) {
	s := Stage{At: at, Change: AtStart, Members: group.Members}
	if at > 0 {
		s.Change, s.Joined = Born, len(group.Members)
	}
	for _, other := range from {
		s.Change, s.With = Split, append(s.With, f.lives[other].ID)
	}
	f.lives = append(f.lives, Life{ID: len(f.lives) + 1, Name: group.Name, Stages: []Stage{s}})
}

// enter puts a group down as the next stage of its life.
func (f *following) enter(at int, group *Named, life int, merged []int) {
	s := Stage{At: at, Members: group.Members}
	l := &f.lives[life]
	before := l.Last()
	both := common(before.Members, group.Members)
	s.Joined, s.Left = len(group.Members)-both, len(before.Members)-both
	size, was := float64(len(group.Members)), float64(len(before.Members))
	switch {
	case len(merged) > 0:
		s.Change = Merged
		for _, other := range merged {
			s.With = append(s.With, f.lives[other].ID)
		}
	case !f.alive(life, at):
		s.Change = Back
	case size > 1.1*was:
		s.Change = Grew
	case size < .9*was:
		s.Change = Shrank
	default:
		s.Change = Stayed
	}
	l.Stages = append(l.Stages, s)
}

// likenessOf says how alike a life and a group are, where they are enough.
func likenessOf(l *Life, g *Named) (float64, bool) {
	if l.Name != "" || g.Name != "" {
		return 1, l.Name == g.Name
	}
	a, b := l.Last().Members, g.Members
	both := common(a, b)
	if both == 0 || float64(both) < alike*float64(min(len(a), len(b))) {
		return 0, false
	}
	return float64(both) / float64(len(a)+len(b)-both), true
}

// common counts the members of two groups in order.
func common(a, b []graph.EntityID) int {
	both := 0
	for len(a) > 0 && len(b) > 0 {
		switch c := cmp.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			both++
			a, b = a[1:], b[1:]
		}
	}
	return both
}
