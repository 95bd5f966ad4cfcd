package dismantle

import (
	"cmp"
	"slices"
)

// takersOf sums up who took over lost ties. Of the ten who did so most often those are
// named who may be; the others are counted.
func takersOf(runs []run, among []bool, n int) (named []Taker, withheld int) {
	all := make([]Taker, n)
	for i := range all {
		all[i].Entity = i
	}
	for k := range runs {
		most := int32(0)
		for _, t := range runs[k].takers {
			most = max(most, t.ties)
		}
		for _, t := range runs[k].takers {
			all[t.entity].Ties += float64(t.ties)
			if t.ties == most {
				all[t.entity].First++
			}
		}
	}
	all = slices.DeleteFunc(all, func(t Taker) bool { return t.Ties == 0 })
	slices.SortStableFunc(all, func(a, b Taker) int { return cmp.Or(cmp.Compare(b.First, a.First), cmp.Compare(b.Ties, a.Ties)) })
	for _, t := range all {
		if len(named) == mostTakers {
			break
		}
		if among == nil || !among[t.Entity] {
			withheld++
			continue
		}
		t.First, t.Ties = t.First/float64(len(runs)), t.Ties/float64(len(runs))
		named = append(named, t)
	}
	return named, withheld
}

// gangShares compares what each gang has of the connection before, after and at the end.
func (s *simulation) gangShares(runs []run) []GangShare {
	shares := make([]GangShare, len(s.groups))
	if known := s.o.sameTeam; known != nil {
		copy(shares, known.Gangs)
	} else {
		before := s.network.holds(make([]bool, s.network.len()), s.of, len(s.groups))
		after := s.rest.holds(s.without, s.of, len(s.groups))
		for g := range shares {
			shares[g] = GangShare{ID: s.groups[g], Before: before[g], After: after[g]}
		}
	}
	for g := range shares {
		shares[g].End = Hold{}
		for k := range runs {
			shares[g].End.Largest += runs[k].hold[g].Largest / float64(len(runs))
			shares[g].End.Pairs += runs[k].hold[g].Pairs / float64(len(runs))
		}
	}
	return shares
}
