package money

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// An Owner is somebody at the end of the chains above an asset: a person, or a gang, public
// body or company above which no owner is recorded.
type Owner struct {
	Holding
	Entity     int
	Natural    bool     // a person
	Control    Control  // by majority, or as records state it
	Offices    []Office // in the asset, then in what is above it
	Beneficial bool     // a person who surely owns the threshold or more, controls the asset, or whom a source calls a beneficial owner
	Perhaps    bool     // a person who possibly does
	Ways       []Stake  // all that are recorded on a chain to the asset, the owner's first
}

// Owners returns who is at the end of the chains of ownership and control above an asset:
// persons first, then by the least and the most they own, then by number. Whoever has
// neither a share nor control nor an office is not among them.
//
// Reading: interests as recorded. An unknown share makes somebody a possible owner of all
// of it, so that Perhaps is long where shares are not recorded.
//
// Cost: one [Ownership.Holdings] and [Ownership.Control] for each owner above. It stops
// early with ctx's error.
func (w *Ownership) Owners(ctx context.Context, asset int) ([]Owner, error) {
	var found []Owner
	above := w.above(asset)
	within := map[int]bool{asset: true}
	for _, i := range above {
		within[i] = true
	}
	for _, i := range above {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kind := w.view.Entity(i).Kind
		if !ofParty.Has(kind) || kind != graph.Person && (w.hasOwners(i) || w.isControlled(i)) {
			continue
		}
		o := Owner{Entity: i, Natural: kind == graph.Person, Offices: w.officesAbove(i, asset, within)}
		o.Holding.Asset = asset
		for _, h := range w.Holdings(i) {
			if h.Asset == asset {
				o.Holding = h
			}
		}
		o.Control = w.controlOf(i, asset)
		if o.Share.Hi <= 0 && o.Control == NoControl && len(o.Offices) == 0 {
			continue
		}
		o.Ways = w.ways(i, asset)
		w.judge(&o)
		found = append(found, o)
	}
	slices.SortStableFunc(found, func(a, b Owner) int {
		return cmp.Or(-compareBools(a.Natural, b.Natural), cmp.Compare(b.Share.Lo, a.Share.Lo), cmp.Compare(b.Share.Hi, a.Share.Hi), cmp.Compare(a.Entity, b.Entity))
	})
	return found, nil
}

// officesAbove returns what a party is to an asset, and then to what is above it.
func (w *Ownership) officesAbove(party, asset int, within map[int]bool) []Office {
	found := w.officesOf(party, asset)
	for _, k := range w.officesBy(party) {
		if o := w.offices[k]; o.Subject != asset && within[o.Subject] {
			found = append(found, o)
		}
	}
	return found
}

var ofParty = graph.Kinds(graph.Person, graph.Gang, graph.Company, graph.PublicBody)

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// judge says whether an owner is an ultimate beneficial one.
func (w *Ownership) judge(o *Owner) {
	if !o.Natural {
		return
	}
	declared := slices.ContainsFunc(o.Offices, func(x Office) bool { return x.Role == BeneficialOwner && x.Subject == o.Asset })
	o.Beneficial = declared || o.Control == Controls || o.Share.Surely(w.options.atLeast())
	o.Perhaps = !o.Beneficial && (o.Control == MayControl || o.Share.Possibly(w.options.atLeast()))
}

// above returns whoever owns, controls, directs or is an owner by declaration, of an asset
// or of what is above it, by number.
func (w *Ownership) above(asset int) []int {
	seen := map[int]bool{asset: true}
	all := []int{asset}
	add := func(i int) {
		if !seen[i] {
			seen[i] = true
			all = append(all, i)
		}
	}
	for at := 0; at < len(all); at++ {
		for _, k := range w.into[all[at]] {
			add(w.stakes[k].Owner)
		}
		for _, k := range w.claims[all[at]] {
			add(w.declared[k].Owner)
		}
		for _, o := range w.officesIn(all[at]) {
			add(o.Party)
		}
	}
	all = all[1:]
	slices.Sort(all)
	return all
}

// ways returns the stakes that lie on chains from an owner to an asset, and the declared
// ones between the two, nearest the owner first.
func (w *Ownership) ways(owner, asset int) []Stake {
	leads := map[int]bool{asset: true} // to the asset
	queue := []int{asset}
	for at := 0; at < len(queue); at++ {
		for _, k := range w.into[queue[at]] {
			if i := w.stakes[k].Owner; !leads[i] && queue[at] != owner {
				leads[i] = true
				queue = append(queue, i)
			}
		}
	}
	var ways []Stake
	for _, k := range w.claims[asset] {
		if w.declared[k].Owner == owner {
			ways = append(ways, w.declared[k])
		}
	}
	seen := map[int]bool{owner: true}
	for queue = []int{owner}; len(queue) > 0; queue = queue[1:] {
		for _, k := range w.from[queue[0]] {
			s := w.stakes[k]
			if !leads[s.Asset] || s.Asset == owner {
				continue
			}
			ways = append(ways, s)
			if !seen[s.Asset] {
				seen[s.Asset] = true
				if s.Asset != asset {
					queue = append(queue, s.Asset)
				}
			}
		}
	}
	return ways
}

// Assets returns the companies in a view that somebody is recorded to own, control or
// direct, by number.
func (w *Ownership) Assets() []int {
	var all []int
	for i := range w.view.Len() {
		if w.view.Entity(i).Kind == graph.Company && (w.hasOwners(i) || len(w.officesIn(i)) > 0 || len(w.claims[i]) > 0) {
			all = append(all, i)
		}
	}
	return all
}
