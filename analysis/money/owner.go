package money

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// DefaultAtLeast is the share from which somebody is an ultimate beneficial owner. Rules
// differ: this convention is at least 25 %, that of the European Union more than 25 %.
const DefaultAtLeast = .25

// The properties of ties that only ownership reads, as loaders write them.
const (
	propDirectness = "directness"       // "indirect": a share held through others, which are no step of their own
	propBeneficial = "beneficial-owner" // "true": the source calls the party a beneficial owner
	wordNominee    = "nominee"          // holds for somebody else
)

// OwnerOptions say which ownership is looked at.
type OwnerOptions struct {
	On      graph.Date // ties that had surely ended, or not begun, are left out; zero: none is
	AtLeast float64    // from which share somebody is an ultimate owner; 0: DefaultAtLeast
}

func (o OwnerOptions) atLeast() float64 { return cmp.Or(o.AtLeast, DefaultAtLeast) }

// A Stake is what is recorded that one entity owns of another: owns ties, and holds ties of
// accounts. Several add up.
type Stake struct {
	Owner, Asset int   // numbers in the view
	Share        Share // as recorded, or as the kind of asset has it where none is
	Stated       bool  // a share is recorded
	Declared     bool  // a share that a source says is held through others; no step of a chain
	Ties         []*graph.Tie

	lo, hi float64 // what it can be beside the other stakes in the asset
}

// Ownership is who owns what in a view, by records.
//
// A recorded share is per cent of the asset. Where none is recorded, the share in a company,
// a property or a place is unknown, from 0 to 1; an account, phone or vehicle is
// wholly its one owner's, and unknown where several are recorded. All shares in one asset
// add up to 1 or less, for not every owner need be recorded. Where those recorded add up to
// more, each may be too high by the excess, and the asset is among the Overstated. What a
// company owns of itself is a stake like any other.
type Ownership struct {
	view       *graph.View
	options    OwnerOptions
	stakes     []Stake // direct ones, by asset and owner
	declared   []Stake // by asset and owner
	into, from [][]int32
	claims     [][]int32      // by asset: of declared
	offices    []Office       // by subject and party
	held       [][]int32      // by party: its offices
	uses       [][]*graph.Tie // by party: what a source says that it uses

	Overstated []int // assets whose recorded shares add up to more than the whole
	Own        int   // ties by which companies own parts of themselves
	Unread     int   // ties whose share cannot be read; it is unknown
	Disputed   int   // ties whose records give different shares, of which one counts
}

// NewOwnership reads the ownership in a view; of the lenses whole and money have all of it.
//
// Cost: O(n + m log m) time, O(n+m) memory. It stops early with ctx's error.
func NewOwnership(ctx context.Context, v *graph.View, o OwnerOptions) (*Ownership, error) {
	w := &Ownership{view: v, options: o, uses: make([][]*graph.Tie, v.Len())}
	for tie := range v.Size() {
		if tie&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, t := range v.Evidence(tie) {
			w.read(t)
		}
	}
	for _, t := range v.Aside() {
		w.readOwn(t)
	}
	w.stakes, w.declared = joined(w.stakes), joined(w.declared)
	slices.SortFunc(w.offices, compareOffices)
	w.index()
	for i := range w.into {
		w.complete(i)
	}
	return w, nil
}

// read takes what a tie says of ownership and control.
func (w *Ownership) read(t *graph.Tie) {
	from, there := w.view.Index(t.From)
	to, also := w.view.Index(t.To)
	if !there || !also || from == to || w.options.On.Known() && !t.When().Overlaps(w.options.On) {
		return
	}
	share, stated := w.shareOf(t)
	switch t.Kind {
	case graph.Owns, graph.Holds:
		s := Stake{Owner: from, Asset: to, Share: share, Stated: stated, Ties: []*graph.Tie{t}}
		if s.Declared = t.Value(propDirectness).Text == "indirect"; s.Declared {
			w.declared = append(w.declared, s)
		} else {
			w.stakes = append(w.stakes, s)
		}
		if w.beneficial(t) {
			w.offices = append(w.offices, Office{Party: from, Subject: to, Role: BeneficialOwner, Tie: t})
		}
	case graph.Controls, graph.Directs:
		w.offices = append(w.offices, Office{from, to, roleOf(t, stated), share, t})
		if w.beneficial(t) {
			w.offices = append(w.offices, Office{Party: from, Subject: to, Role: BeneficialOwner, Tie: t})
		}
	case graph.Uses:
		w.uses[from] = append(w.uses[from], t)
	case graph.LinkedTo:
		if w.beneficial(t) {
			w.offices = append(w.offices, Office{Party: from, Subject: to, Role: BeneficialOwner, Tie: t})
		}
	}
}

func (w *Ownership) beneficial(t *graph.Tie) bool { return t.Value(propBeneficial).Text == "true" }

// shareOf returns the share that a tie records.
func (w *Ownership) shareOf(t *graph.Tie) (Share, bool) {
	value := t.Value(graph.PropShare)
	if value.Text == "" {
		return unknownShare, false
	}
	if value.Conflict {
		w.Disputed++
	}
	share, err := ParseShare(value.Text)
	if err != nil {
		w.Unread++
		return unknownShare, false
	}
	return share, true
}

// joined adds up the stakes of one owner in one asset.
func joined(stakes []Stake) []Stake {
	slices.SortStableFunc(stakes, func(a, b Stake) int {
		return cmp.Or(cmp.Compare(a.Asset, b.Asset), cmp.Compare(a.Owner, b.Owner))
	})
	kept := stakes[:0]
	for _, s := range stakes {
		if n := len(kept); n > 0 && kept[n-1].Asset == s.Asset && kept[n-1].Owner == s.Owner {
			last := &kept[n-1]
			lo := last.Share.Lo + s.Share.Lo // above 1 as recorded, too, which narrow sees
			last.Share = Share{lo, max(lo, min(1, last.Share.Hi+s.Share.Hi)), last.Share.Above || s.Share.Above}
			last.Stated = last.Stated || s.Stated
			last.Ties = append(last.Ties, s.Ties...)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// index finds the stakes by their ends.
func (w *Ownership) index() {
	n := w.view.Len()
	w.into, w.from, w.claims, w.held = make([][]int32, n), make([][]int32, n), make([][]int32, n), make([][]int32, n)
	for k, o := range w.offices {
		w.held[o.Party] = append(w.held[o.Party], int32(k))
	}
	for k, s := range w.stakes {
		w.into[s.Asset] = append(w.into[s.Asset], int32(k))
		w.from[s.Owner] = append(w.from[s.Owner], int32(k))
	}
	for k, s := range w.declared {
		w.claims[s.Asset] = append(w.claims[s.Asset], int32(k))
	}
}

// undivided are the kinds of asset that have no shares unless some are recorded.
var undivided = graph.Kinds(graph.Account, graph.Phone, graph.Vehicle)

// complete gives stakes without a share the one that the asset's kind has, and narrows
// every stake in the asset to what it can be beside the others.
func (w *Ownership) complete(asset int) {
	into := w.into[asset]
	if len(into) == 1 && undivided.Has(w.view.Entity(asset).Kind) {
		if s := &w.stakes[into[0]]; !s.Stated {
			s.Share = Share{Lo: 1, Hi: 1}
		}
	}
	shares := make([]Share, len(into))
	for k, at := range into {
		shares[k] = w.stakes[at].Share
	}
	if narrow(shares) {
		w.Overstated = append(w.Overstated, asset)
	}
	for k, at := range into {
		w.stakes[at].lo, w.stakes[at].hi = shares[k].Lo, shares[k].Hi
	}
}

// narrow brings the bounds of parts to what they can be when all add up to 1 at most. Where
// the lower bounds add up to more, which it reports, each goes down by the excess.
func narrow(parts []Share) (excess bool) {
	sum := 0.
	for _, s := range parts {
		sum += s.Lo
	}
	if sum > 1+Precision {
		over := sum - 1
		excess, sum = true, 0
		for k := range parts {
			parts[k].Lo = max(0, parts[k].Lo-over)
			sum += parts[k].Lo
		}
	}
	for k := range parts {
		parts[k].Hi = max(parts[k].Lo, min(parts[k].Hi, 1-(sum-parts[k].Lo)))
	}
	return excess
}

// hasOwners reports whether anybody else is recorded to own a part of an entity.
func (w *Ownership) hasOwners(i int) bool {
	return slices.ContainsFunc(w.into[i], func(k int32) bool { return w.stakes[k].Owner != i })
}
