package graph

import (
	"fmt"
	"slices"
)

// A Filter says which part of a case to read. Its zero value is everything that
// is not withdrawn.
type Filter struct {
	EntityKinds []EntityKind // none: all
	TieKinds    []TieKind    // none: all
	Window      Date         // only ties that may lie in it; ties without a date always do
	KnownOn     Date         // as the case was known at the end of that day
	Around      []EntityID   // only what lies within Depth ties of one of these
	Depth       int
	Withdrawn   bool // keep withdrawn records too, for copies and for the digest of the whole
}

// KeepsEntity reports whether the filter's kinds admit an entity of this kind.
func (f Filter) KeepsEntity(k EntityKind) bool {
	return len(f.EntityKinds) == 0 || slices.Contains(f.EntityKinds, k)
}

// KeepsTie reports whether the filter's kinds admit a tie of this kind.
func (f Filter) KeepsTie(k TieKind) bool {
	return len(f.TieKinds) == 0 || slices.Contains(f.TieKinds, k)
}

// Apply returns the part of a network the filter admits, normalised as the
// network was. Stores may narrow what they read, and every one applies this at
// the end, so that all mean the same. The network is left as it is; records are
// shared with it, and where nothing is left out entities and ties as well, so that
// neither may be changed in place. The error wraps [ErrUnknownEntity] where the filter is to read
// around an entity that is not there.
func (f Filter) Apply(n *Network) (*Network, error) {
	s := newSieve(f, n.Withdrawals)
	kept := &Network{Withdrawals: s.withdrawals, Entities: slices.Clip(n.Entities), Ties: slices.Clip(n.Ties)}
	if !s.passesAll() || !n.isSound() {
		s.sift(n, kept)
	}
	if len(f.Around) > 0 {
		if err := kept.keepAround(f.Around, f.Depth); err != nil {
			return nil, err
		}
	}
	kept.Sources = n.sourcesOf(kept)
	return kept, nil
}

// passesAll reports whether the filter leaves out nothing of a sound network.
func (s *sieve) passesAll() bool {
	f := &s.filter
	return len(f.EntityKinds) == 0 && len(f.TieKinds) == 0 && len(f.Around) == 0 && !f.Window.Known() && !f.KnownOn.Known() && len(s.withdrawals) == 0
}

// isSound reports whether every entity and tie has a record and every tie its two ends.
func (n *Network) isSound() bool {
	there := make(map[EntityID]struct{}, len(n.Entities))
	for i := range n.Entities {
		if len(n.Entities[i].Records) == 0 {
			return false
		}
		there[n.Entities[i].ID] = struct{}{}
	}
	return !slices.ContainsFunc(n.Ties, func(t Tie) bool {
		_, from := there[t.From]
		_, to := there[t.To]
		return !from || !to || len(t.Records) == 0
	})
}

// sift makes kept what of a network the sieve lets through.
func (s *sieve) sift(n, kept *Network) {
	f := s.filter
	kept.Entities, kept.Ties = nil, nil
	there := make(map[EntityID]bool, len(n.Entities))
	for i := range n.Entities {
		e := &n.Entities[i]
		if !f.KeepsEntity(e.Kind) {
			continue
		}
		if records := s.pass(e.Records, e); len(records) > 0 {
			kept.Entities = append(kept.Entities, Entity{e.ID, e.Kind, records})
			there[e.ID] = true
		}
	}
	for i := range n.Ties {
		t := &n.Ties[i]
		if !f.KeepsTie(t.Kind) || !there[t.From] || !there[t.To] {
			continue
		}
		part := Tie{t.Kind, t.From, t.To, t.Key, s.pass(t.Records, t)}
		if len(part.Records) > 0 && (!f.Window.Known() || f.Window.Overlaps(part.When())) {
			kept.Ties = append(kept.Ties, part)
		}
	}
}

// A sieve lets through the records that were known, and not withdrawn, on a day.
type sieve struct {
	filter      Filter
	withdrawals []Withdrawal
	records     map[RecordID]bool
	sources     map[SourceID]bool
}

func newSieve(f Filter, all []Withdrawal) *sieve {
	s := &sieve{filter: f, records: map[RecordID]bool{}, sources: map[SourceID]bool{}}
	for _, w := range all {
		if f.KnownOn.Known() && w.On.Known() && w.On.Earliest > f.KnownOn.Latest {
			continue
		}
		s.withdrawals = append(s.withdrawals, w)
		if w.Record != "" {
			s.records[w.Record] = true
		} else {
			s.sources[w.Source] = true
		}
	}
	return s
}

// pass returns the records of a subject, an entity or tie, that are let through,
// without copying when all are.
func (s *sieve) pass(records []Record, subject interface{ RecordID(i int) RecordID }) []Record {
	if !s.filter.KnownOn.Known() && len(s.withdrawals) == 0 {
		return records
	}
	keep := func(i int) bool {
		r := &records[i]
		if !r.Known.SurelyBy(s.filter.KnownOn) {
			return false
		}
		return s.filter.Withdrawn || !s.sources[r.Source] && !s.sources[r.Location.In] && (len(s.records) == 0 || !s.records[subject.RecordID(i)])
	}
	for i := range records {
		if keep(i) {
			continue
		}
		kept := slices.Clone(records[:i])
		for j := i + 1; j < len(records); j++ {
			if keep(j) {
				kept = append(kept, records[j])
			}
		}
		return kept
	}
	return records
}

// keepAround drops what lies farther than depth ties from every one of ids.
func (n *Network) keepAround(ids []EntityID, depth int) error {
	near := map[EntityID]bool{}
	for _, id := range ids {
		if n.Entity(id) == nil {
			return fmt.Errorf("%w: %s", ErrUnknownEntity, id)
		}
		near[id] = true
	}
	for range depth {
		var found []EntityID
		for i := range n.Ties {
			t := &n.Ties[i]
			if near[t.From] != near[t.To] {
				found = append(found, t.From, t.To)
			}
		}
		for _, id := range found {
			near[id] = true
		}
	}
	n.Entities = slices.DeleteFunc(n.Entities, func(e Entity) bool { return !near[e.ID] })
	n.Ties = slices.DeleteFunc(n.Ties, func(t Tie) bool { return !near[t.From] || !near[t.To] })
	return nil
}

// sourcesOf returns the sources that a part of the network rests on.
func (n *Network) sourcesOf(part *Network) []Source {
	used := map[SourceID]bool{}
	use := func(records []Record) {
		for i := range records {
			used[records[i].Source] = true
			used[records[i].Location.In] = true
		}
	}
	for i := range part.Entities {
		use(part.Entities[i].Records)
	}
	for i := range part.Ties {
		use(part.Ties[i].Records)
	}
	var sources []Source
	for _, s := range n.Sources {
		if used[s.ID] {
			sources = append(sources, s)
		}
	}
	return sources
}
