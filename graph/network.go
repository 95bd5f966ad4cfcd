package graph

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// ErrUnknownEntity is wrapped by errors that name an entity the case does not have.
var ErrUnknownEntity = errors.New("unknown entity")

// ErrTooStrong is wrapped by the error of a view whose strengths have no finite sum.
var ErrTooStrong = errors.New("the strengths of the view add up to more than a number can hold")

// A Network is the facts of a case, or a part of them. Sources are sorted by ID,
// entities by ID, ties by ends, kind and key, withdrawals by what they take back.
// Every tie's ends are among the entities.
type Network struct {
	Sources     []Source
	Entities    []Entity
	Ties        []Tie
	Withdrawals []Withdrawal
}

// Normalise puts a network that was put together in any order into its one
// form. Parts of one entity, tie or source are joined.
func (n *Network) Normalise() {
	slices.SortFunc(n.Sources, func(a, b Source) int { return strings.Compare(string(a.ID), string(b.ID)) })
	n.Sources = joinRuns(n.Sources, func(a, b Source) bool { return a.ID == b.ID }, func(a *Source, b Source) { *a = MergeSource(*a, b) })

	slices.SortStableFunc(n.Entities, func(a, b Entity) int { return strings.Compare(string(a.ID), string(b.ID)) })
	n.Entities = joinRuns(n.Entities, func(a, b Entity) bool { return a.ID == b.ID }, func(a *Entity, b Entity) {
		a.Kind = JoinKinds(a.Kind, a.Implied(), b.Kind, b.Implied())
		a.Records = append(a.Records, b.Records...)
	})
	for i := range n.Entities {
		n.Entities[i].Records = sortRecords(n.Entities[i].Records)
	}

	slices.SortStableFunc(n.Ties, compareTies)
	n.Ties = joinRuns(n.Ties, func(a, b Tie) bool { return compareTies(a, b) == 0 }, func(a *Tie, b Tie) {
		a.Records = append(a.Records, b.Records...)
	})
	for i := range n.Ties {
		n.Ties[i].Records = sortRecords(n.Ties[i].Records)
	}

	slices.SortFunc(n.Withdrawals, compareWithdrawals)
	n.Withdrawals = slices.Compact(n.Withdrawals)
}

// joinRuns joins neighbours of a sorted slice that are the same thing.
func joinRuns[T any](items []T, same func(a, b T) bool, join func(a *T, b T)) []T {
	kept := items[:0]
	for _, item := range items {
		if len(kept) > 0 && same(kept[len(kept)-1], item) {
			join(&kept[len(kept)-1], item)
			continue
		}
		kept = append(kept, item)
	}
	clear(items[len(kept):])
	return kept
}

// JoinKinds returns the kind of an entity of which two records say something: a
// stated kind before an implied one; of two implied ones that which says more, so that
// who holds an account made it one however often it pays, and of others the first of the
// vocabulary. It does not matter which comes first. Two stated kinds that differ are the
// store's to refuse.
func JoinKinds(a EntityKind, aImplied bool, b EntityKind, bImplied bool) EntityKind {
	switch {
	case aImplied && !bImplied:
		return b
	case bImplied && !aImplied:
		return a
	}
	if va, vb := a.vagueness(), b.vagueness(); va < vb {
		return a
	} else if vb < va {
		return b
	}
	return min(a, b)
}

func compareTies(a, b Tie) int {
	return cmp.Or(strings.Compare(string(a.From), string(b.From)), strings.Compare(string(a.To), string(b.To)),
		cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Key, b.Key))
}

func compareWithdrawals(a, b Withdrawal) int {
	return cmp.Or(strings.Compare(string(a.Record), string(b.Record)), strings.Compare(string(a.Source), string(b.Source)),
		strings.Compare(a.On.String(), b.On.String()), strings.Compare(a.Reason, b.Reason), strings.Compare(a.By, b.By))
}

// Entity returns the entity of an ID, or nil.
func (n *Network) Entity(id EntityID) *Entity {
	i, found := slices.BinarySearchFunc(n.Entities, id, func(e Entity, id EntityID) int { return strings.Compare(string(e.ID), string(id)) })
	if !found {
		return nil
	}
	return &n.Entities[i]
}

// between returns the ties from one entity to another.
func (n *Network) between(from, to EntityID) []*Tie {
	at, _ := slices.BinarySearchFunc(n.Ties, Tie{From: from, To: to}, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	var ties []*Tie
	for ; at < len(n.Ties) && n.Ties[at].From == from && n.Ties[at].To == to; at++ {
		ties = append(ties, &n.Ties[at])
	}
	return ties
}

// Source returns the source of an ID; one that is not described has its ID alone.
func (n *Network) Source(id SourceID) Source {
	i, found := slices.BinarySearchFunc(n.Sources, id, func(s Source, id SourceID) int { return strings.Compare(string(s.ID), string(id)) })
	if !found {
		return Source{ID: id, Title: string(id)}
	}
	return n.Sources[i]
}

// Voice returns what a source counts as when independent sources are combined.
func (n *Network) Voice(id SourceID) string { return n.Source(id).Voice() }

// Counts says how much a network holds.
type Counts struct {
	Entities, Ties, Records, Sources, Withdrawals int
	Undated                                       int // records that do not say when they became known
}

// Counts counts the network.
func (n *Network) Counts() Counts {
	c := Counts{Entities: len(n.Entities), Ties: len(n.Ties), Sources: len(n.Sources), Withdrawals: len(n.Withdrawals)}
	count := func(records []Record) {
		c.Records += len(records)
		for i := range records {
			if !records[i].Known.Known() {
				c.Undated++
			}
		}
	}
	for i := range n.Entities {
		count(n.Entities[i].Records)
	}
	for i := range n.Ties {
		count(n.Ties[i].Records)
	}
	return c
}

// A Batch is a part of what a loader reads, put into a store as one transaction.
// Its key is made of the content it comes from, so that the same batch put twice
// is put once.
type Batch struct {
	Key   string // hex SHA-256 over the source's bytes, the mapping, the options and the part
	Load  string // the same for all parts of one load
	Part  int    // from 1
	Last  bool   // the load is complete with this part
	Title string // what is loaded, for people
	Facts Network
}
