package money

import (
	"cmp"
	"slices"
)

// Rest returns what of an asset none of its owners, as [Ownership.Owners] returns them, is
// known to own: nobody is recorded to own it, or it is held in circles of ownership. Of a
// company whose recorded shares add up to the whole or more nothing is without an owner,
// whichever of them are too high.
func (w *Ownership) Rest(asset int, owners []Owner) Share {
	rest := Share{Lo: 1, Hi: 1}
	for i := range owners {
		rest.Lo -= owners[i].Share.Hi
		rest.Hi -= owners[i].Share.Lo
	}
	if rest.Lo < rest.Hi && !w.claimed(asset) {
		rest.Lo = max(rest.Lo, 1-w.together(owners, asset))
	}
	if rest.Hi > 0 && len(w.Excesses(asset)) > 0 {
		rest.Hi = min(rest.Hi, w.unowned(asset, owners))
	}
	rest.Hi = max(0, rest.Hi)
	return Share{Lo: max(0, min(rest.Lo, rest.Hi)), Hi: rest.Hi}
}

// together returns the most of an asset that its owners have between them, which can be less
// than what each may have, added up.
func (w *Ownership) together(owners []Owner, asset int) float64 {
	var all []int
	for i := range owners {
		all = append(all, owners[i].Entity)
	}
	for _, h := range w.Holdings(all...) {
		if h.Asset == asset {
			return h.Share.Hi
		}
	}
	return 0
}

// claimed reports whether a source declares shares that are held through others, of an asset
// or of what is above it.
func (w *Ownership) claimed(asset int) bool {
	return slices.ContainsFunc(w.upwards(asset), func(i int) bool { return len(w.claims[i]) > 0 })
}

// An Excess says that the recorded shares in a company add up to more than the whole.
type Excess struct {
	Asset    int
	Owners   []int   // of a part each
	Recorded float64 // all together at least, in parts of 1
}

// Excesses returns those of the Overstated that are an asset or above it by stakes, nearest
// first.
func (w *Ownership) Excesses(asset int) []Excess {
	var found []Excess
	for _, i := range w.upwards(asset) {
		if !w.overstated(i) {
			continue
		}
		x := Excess{Asset: i}
		for _, k := range w.into[i] {
			x.Owners = append(x.Owners, w.stakes[k].Owner)
			x.Recorded += w.stakes[k].Share.Lo
		}
		found = append(found, x)
	}
	return found
}

func (w *Ownership) overstated(asset int) bool {
	_, ok := slices.BinarySearch(w.Overstated, asset)
	return ok
}

const mostFalls = 10_000 // sweeps; a few are enough but where a company is nearly all its own

// unowned returns the most of an asset that is none of the owners', by sweeps from above:
// each is a bound, and they come down to the greatest solution of
//
//	y(j) = Σ w(i,j)·y(i) + what of j nobody is recorded to own,  y = 0 for the owners
//
// by the division of each company that makes it largest.
func (w *Ownership) unowned(asset int, owners []Owner) float64 {
	all, y, end := w.upwards(asset), map[int]float64{}, map[int]bool{}
	for _, i := range all {
		y[i] = 1
	}
	for i := range owners {
		y[owners[i].Entity], end[owners[i].Entity] = 0, true
	}
	for range mostFalls {
		fell := 0.
		for _, i := range all {
			if end[i] || len(w.into[i]) == 0 {
				continue
			}
			now := min(y[i], w.unownedOf(i, y))
			fell = max(fell, y[i]-now)
			y[i] = now
		}
		if fell < 1e-14 {
			break
		}
	}
	if y[asset] < Precision {
		return 0
	}
	return y[asset]
}

// unownedOf returns the most of a company that is nobody's where so much of its owners is.
func (w *Ownership) unownedOf(company int, y map[int]float64) float64 {
	stakes := make([]*Stake, 0, len(w.into[company]))
	sum, free := 0., 1.
	for _, k := range w.into[company] {
		s := &w.stakes[k]
		stakes = append(stakes, s)
		sum += s.lo * y[s.Owner]
		free -= s.lo
	}
	if w.overstated(company) { // the whole is somebody's: what is free goes to those who are nobody's most
		slices.SortStableFunc(stakes, func(a, b *Stake) int { return cmp.Compare(y[b.Owner], y[a.Owner]) })
		for _, s := range stakes {
			more := min(free, s.hi-s.lo)
			sum += more * y[s.Owner]
			free -= more
		}
	}
	return sum + max(0, free)
}
