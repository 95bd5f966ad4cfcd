package graph_test

import (
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// links writes a view's ties by the names of their ends.
func links(v *graph.View) (all []string) {
	for tie := range v.Size() {
		from, to := v.Ends(tie)
		all = append(all, string(v.ID(from))+"-"+string(v.ID(to)))
	}
	return all
}

func TestAltered(t *testing.T) {
	v := graphtest.View(t, "a-b b-c c-d d") // ties ab, bc, cd
	for _, tt := range []struct {
		name string
		c    graph.Change
		want []string
	}{
		{"nothing", graph.Change{}, []string{"a-b", "b-c", "c-d"}},
		{"one taken out", graph.Change{Keep: []bool{true, false, true}}, []string{"a-b", "c-d"}},
		{"one added", graph.Change{Added: []graph.AddedTie{{From: 3, To: 0}}}, []string{"a-b", "a-d", "b-c", "c-d"}},
		{"one added twice, a loop, and one that is there", graph.Change{Added: []graph.AddedTie{{From: 0, To: 2}, {From: 2, To: 0}, {From: 1, To: 1}, {From: 1, To: 2}}}, []string{"a-b", "a-c", "b-c", "c-d"}},
		{"one taken out and added is not there", graph.Change{Keep: []bool{true, true, false}, Added: []graph.AddedTie{{From: 2, To: 3}}}, []string{"a-b", "b-c"}},
		{"somebody nobody recorded", graph.Change{People: 1, Added: []graph.AddedTie{{From: 4, To: 1}}}, []string{"a-b", "b-c", "b-unrecorded:1", "c-d"}},
	} {
		w := v.Altered(tt.c)
		if got := links(w); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		for i := range w.Len() {
			if !slices.IsSorted(w.Neighbours(i)) {
				t.Errorf("%s: neighbours of %s are not in order: %v", tt.name, w.ID(i), w.Neighbours(i))
			}
		}
	}
	if got := links(v); len(got) != 3 || v.Len() != 4 {
		t.Errorf("the view itself changed: %v", got)
	}
}
