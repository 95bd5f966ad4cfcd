package certainty

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// Why says what an entity's place among the first rests on.
type Why struct {
	Rank, Top int
	Footing
	Sources Loss
	Records Loss // of the entity's own ties
}

// A Lost is a source, or one record of a tie, that might fall away.
type Lost struct {
	Source graph.SourceID
	Tie    *graph.Tie // of the view's facts; nil for a whole source
	Record int        // of the tie
}

// A Loss is the smallest set found of sources or records without which the entity is not
// among the first.
type Loss struct {
	Set     []Lost  // what would have to be lost; empty where no loss of these does it
	Rank    int     // of the entity without it; 0: it is not in the view any more
	Score   float64 // of the entity without it
	AtLeast int     // so many it takes at least: the set is proven smallest where it has no more
	Singles []Lost  // each of which does it alone
	Of      int     // how many were considered
}

// ErrNotFirst is returned for an entity that is not among the first, so that nothing can
// drop it.
var ErrNotFirst = errors.New("not among the first")

// Explain looks for the smallest set of sources, and of records of the entity's own
// ties, whose loss drops an entity from the first of a ranking. Each loss is taken as a
// withdrawal from the facts, and view and measure are made anew.
//
// Sets are tried by growing size, as long as all of a size can be within 2000 losses, and
// the smallest found so is proven. A larger one is found by taking what hurts most first
// and putting back what is not needed, and AtLeast says what is proven. At most 1000
// sources and 1000 records are considered.
//
// Cost: the view and the measure once for every loss tried, at most some thousands. It
// stops early with ctx's error.
func Explain(ctx context.Context, m central.Measure, v *graph.View, measure central.Options, entity, top int) (Why, error) {
	s := &search{ctx: ctx, measure: m, options: measure, view: v, id: v.ID(entity), top: top, tell: measure.Progress}
	if s.options.Progress = nil; s.tell == nil {
		s.tell = func(done, of int) {}
	}
	now, err := s.without()
	if err != nil {
		return Why{}, err
	}
	w := Why{Rank: now.rank, Top: top}
	if !now.first {
		return w, ErrNotFirst
	}
	w.Footing = FootingOf(v, entity)
	if w.Sources, err = s.smallest(sourcesOf(v, entity)); err != nil {
		return Why{}, err
	}
	w.Records, err = s.smallest(recordsOf(v, entity))
	return w, err
}

// tiesOf returns the ties of an entity, both ways, each once.
func tiesOf(v *graph.View, entity int) []int {
	var ties []int
	for _, tie := range slices.Concat(v.Ties(entity), v.InTies(entity)) {
		ties = append(ties, int(tie))
	}
	slices.Sort(ties)
	return slices.Compact(ties)
}

// sourcesOf returns every source of the view's ties, each by itself; those that speak of
// most of the entity's own ties first, then of most others.
func sourcesOf(v *graph.View, entity int) [][]Lost {
	weight := map[graph.SourceID]int{}
	count := func(tie, by int) {
		seen := map[graph.SourceID]bool{}
		for _, t := range v.Evidence(tie) {
			for i := range t.Records {
				if source := t.Records[i].Source; !seen[source] {
					seen[source] = true
					weight[source] += by
				}
			}
		}
	}
	for tie := range v.Size() {
		count(tie, 1)
	}
	for _, tie := range tiesOf(v, entity) {
		count(tie, v.Size())
	}
	sources := slices.SortedFunc(maps.Keys(weight), func(a, b graph.SourceID) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(a, b))
	})
	groups := make([][]Lost, len(sources))
	for i, id := range sources {
		groups[i] = []Lost{{Source: id}}
	}
	return groups
}

// recordsOf returns the records of the entity's own ties, those of each tie of the view
// together: several may say the same.
func recordsOf(v *graph.View, entity int) [][]Lost {
	var groups [][]Lost
	for _, tie := range tiesOf(v, entity) {
		var group []Lost
		for _, t := range v.Evidence(tie) {
			for i := range t.Records {
				group = append(group, Lost{t.Records[i].Source, t, i})
			}
		}
		groups = append(groups, group)
	}
	return groups
}
