package money

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Hidden is an ultimate owner whom several companies or accounts have in common, none of
// whose records names them: there is at least one company between.
type Hidden struct {
	Owner  int
	Assets []HiddenAsset
}

// A HiddenAsset is what a hidden owner has in one company or account.
type HiddenAsset struct {
	Holding
	Control Control
	Through []int   // who directly owns, holds or controls the asset on a chain from the owner
	Ways    []Stake // all that are recorded on a chain from the owner, the owner's first
}

// HiddenOwners returns the persons who, through at least one company each, surely own the
// threshold or more of, or control, two companies or accounts whose direct owners differ:
// those with most companies first, then with most accounts, then by number. Of those asked about (nil: all) at least one is
// among the assets.
//
// Reading: two that deal with each other as if they were strangers may be in one hand. A
// group of companies is built so, too, and its accounts say so openly.
//
// Cost: one [Ownership.Holdings] and [Ownership.Control] for each person who owns or
// controls anything. It stops early with ctx's error.
func (w *Ownership) HiddenOwners(ctx context.Context, asked []int) ([]Hidden, error) {
	var found []Hidden
	for i := range w.view.Len() {
		if w.view.Entity(i).Kind != graph.Person || len(w.from[i])+len(w.held[i]) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if h := w.hidden(i); h.differ() && (len(asked) == 0 || h.among(asked)) {
			found = append(found, h)
		}
	}
	companies := func(h *Hidden) (n int) {
		for _, a := range h.Assets {
			if w.view.Entity(a.Asset).Kind == graph.Company {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(found, func(a, b Hidden) int {
		return cmp.Or(cmp.Compare(companies(&b), companies(&a)), cmp.Compare(len(b.Assets), len(a.Assets)))
	})
	return found, nil
}

// hidden returns what a person has through companies only.
func (w *Ownership) hidden(person int) Hidden {
	h := Hidden{Owner: person}
	holdings := map[int]Holding{}
	for _, one := range w.Holdings(person) {
		holdings[one.Asset] = one
	}
	control := w.Control(person)
	for _, asset := range w.below(person) {
		kind := w.view.Entity(asset).Kind
		if kind != graph.Company && kind != graph.Account || w.named(person, asset) {
			continue
		}
		one := HiddenAsset{Holding: holdings[asset], Control: control[asset]}
		one.Asset = asset
		if !one.Share.Surely(w.options.atLeast()) && one.Control != Controls {
			continue
		}
		one.Ways = w.ways(person, asset)
		one.Through = w.directly(asset, person)
		h.Assets = append(h.Assets, one)
	}
	return h
}

// below returns what somebody has an interest in, through any number of steps, by number.
func (w *Ownership) below(person int) []int {
	seen := map[int]bool{person: true}
	queue := []int{person}
	add := func(i int) {
		if !seen[i] {
			seen[i] = true
			queue = append(queue, i)
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, k := range w.from[queue[at]] {
			add(w.stakes[k].Asset)
		}
		for _, i := range w.parts(queue[at]) {
			add(i)
		}
	}
	all := queue[1:]
	slices.Sort(all)
	return all
}

// named reports whether a record names a person as an owner, controller, director or
// nominee of an asset itself.
func (w *Ownership) named(person, asset int) bool {
	for _, k := range w.into[asset] {
		if w.stakes[k].Owner == person {
			return true
		}
	}
	for _, k := range w.claims[asset] {
		if w.declared[k].Owner == person {
			return true
		}
	}
	return len(w.officesOf(person, asset)) > 0
}

// directly returns who directly owns or controls an asset and is below a person.
func (w *Ownership) directly(asset, person int) []int {
	below := w.below(person)
	var all []int
	for _, k := range w.into[asset] {
		all = append(all, w.stakes[k].Owner)
	}
	for _, o := range w.officesIn(asset) {
		if o.Role == Controller || o.Role == Voter {
			all = append(all, o.Party)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(all, func(i int) bool { _, ok := slices.BinarySearch(below, i); return !ok || i == asset })
}

// differ reports whether two of the assets have different direct owners, neither being the
// other's, so that their records do not tell of the common owner.
func (h *Hidden) differ() bool {
	for a := range h.Assets {
		for b := range a {
			x, y := &h.Assets[a], &h.Assets[b]
			if !slices.Equal(x.Through, y.Through) && !slices.Contains(x.Through, y.Asset) && !slices.Contains(y.Through, x.Asset) {
				return true
			}
		}
	}
	return false
}

func (h *Hidden) among(asked []int) bool {
	return slices.ContainsFunc(h.Assets, func(a HiddenAsset) bool { return slices.Contains(asked, a.Asset) })
}

// Dealings returns the payments between a hidden owner's assets, or between accounts of
// theirs, by the order of the view's ties.
func (w *Ownership) Dealings(h Hidden) []*graph.Tie {
	ours := map[int]bool{}
	for _, a := range h.Assets {
		ours[a.Asset] = true
	}
	var found []*graph.Tie
	for tie := range w.view.Size() {
		from, to := w.view.Ends(tie)
		if !ours[from] || !ours[to] {
			continue
		}
		for _, t := range w.view.Evidence(tie) {
			if t.Kind == graph.Pays {
				found = append(found, t)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *graph.Tie) int {
		return cmp.Or(cmp.Compare(a.When().Earliest, b.When().Earliest), strings.Compare(string(a.From), string(b.From)), strings.Compare(a.Key, b.Key))
	})
	return found
}
