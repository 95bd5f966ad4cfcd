package groups_test

import (
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
)

// snapshots reads "abc def" as two groups of three, a member a letter.
func snapshots(texts ...string) []groups.Snapshot {
	var all []groups.Snapshot
	for _, text := range texts {
		var s groups.Snapshot
		for _, word := range strings.Fields(text) {
			var g groups.Named
			if name, members, ok := strings.Cut(word, ":"); ok {
				g.Name, word = name, members
			}
			for _, letter := range word {
				g.Members = append(g.Members, graph.EntityID(letter))
			}
			s.Groups = append(s.Groups, g)
		}
		all = append(all, s)
	}
	return all
}

func TestFollow(t *testing.T) {
	for _, tt := range []struct {
		name  string
		steps []string
		want  []string // a life each: its stages
	}{
		{"it goes on", []string{"abcd", "abcd"}, []string{"there from the start 4; stayed 4"}},
		{"it grows, shrinks and dies", []string{"abcd", "abcdef", "abc", ""}, []string{"there from the start 4; grew 6; shrank 3; died 0"}},
		{"it changes its members one by one", []string{"abcd", "bcde", "cdef", "defg"}, []string{"there from the start 4; stayed 4; stayed 4; stayed 4"}},
		{"two merge", []string{"abcde fgh", "abcdefgh"}, []string{"there from the start 5; merged 8 with 2", "there from the start 3; merged 0"}},
		{"one splits", []string{"abcdefgh", "abcde fgh"}, []string{"there from the start 8; shrank 5", "split 3 with 1"}},
		{"it is back", []string{"abcd xyz", "xyz", "abce xyz"}, []string{"there from the start 4; died 0; back 4", "there from the start 3; stayed 3; stayed 3"}},
		{"it is born", []string{"xyz", "xyz abcd"}, []string{"there from the start 3; stayed 3", "born 4"}},
		{"in another order", []string{"abc xyz", "xyz abc"}, []string{"there from the start 3; stayed 3", "there from the start 3; stayed 3"}},
		{"a name is an identity", []string{"red:abc blue:xyz", "red:xyz blue:abc"}, []string{"there from the start 3; stayed 3", "there from the start 3; stayed 3"}},
		{"what has merged does not come back", []string{"abcde fgh", "abcdefgh", "abcde fgh"}, []string{"there from the start 5; merged 8 with 2; shrank 5", "there from the start 3; merged 0", "split 3 with 1"}},
	} {
		lives := groups.Follow(snapshots(tt.steps...))
		var got []string
		for _, l := range lives {
			var stages []string
			for _, s := range l.Stages {
				text := s.Change.String() + " " + string(rune('0'+len(s.Members)))
				for _, with := range s.With {
					text += " with " + string(rune('0'+with))
				}
				stages = append(stages, text)
			}
			got = append(got, strings.Join(stages, "; "))
		}
		if strings.Join(got, " | ") != strings.Join(tt.want, " | ") {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Nobody joins where the records begin.
func TestNobodyJoinsAtTheStart(t *testing.T) {
	lives := groups.Follow(snapshots("abc", "abcd efg"))
	for k, want := range [][]int{{0, 1}, {3}} {
		for at, s := range lives[k].Stages {
			if s.Joined != want[at] {
				t.Errorf("life %d, stage %d: %d joined, want %d", k+1, at+1, s.Joined, want[at])
			}
		}
	}
}
