package money

import (
	"cmp"
	"slices"
)

// A Holding is the part of an asset that belongs, directly and through others, to somebody.
type Holding struct {
	Asset    int
	Share    Share // effective
	Direct   Share // of it, what is recorded directly; 0 where nothing is
	Steps    int   // of the shortest chain of records
	Disputed bool  // a source declares an indirect share that the recorded chain does not allow
}

// Holdings returns the effective shares of one entity, or of several together, in all that
// they own directly or through chains and loops of companies, by asset:
//
//	x(j) = Σ w(i,j)·x(i) over the owners i of j,  x = 1 for those asked about
//
// the least solution there is, so that a loop which only owns itself belongs to nobody. It
// adds up the products of shares along every chain. A company with a part of itself is a
// loop of one, and its shares belong to its other owners in proportion. A chain does not come back to those
// asked about: what a company owns of itself through others is no part of its share in
// them. For a person, who is owned by nobody, this is the integrated ownership of Brioschi
// and others; for a company in a loop it is that of Baldone and others.
//
// With intervals the least is by the lower bound of every stake. The most is by the best
// division of each asset among its owners that keeps their bounds and adds up to 1 at most:
// a bounded-parameter Markov decision process, solved by policy iteration. Both are exact
// within [Precision], each company's owners being free of each other company's.
//
// A share that a source declares as indirect is no step of a chain. It narrows what the
// chain allows; where there is no chain it stands; where the two cannot both be, the bounds
// hold both and the holding is Disputed. Beyond the asset it counts along every chain but
// in the asset's own loop.
//
// Unit: parts of 1. Reading: an economic interest; control is another matter, see
// [Ownership.Control].
//
// Cost: O(r log r) for r stakes reached, and O(k³) for each loop of k companies, times the
// number of policies tried, which is small.
//
// Source: F. Brioschi, L. Buzzacchi and M. G. Colombo, "Risk capital financing and the
// separation of ownership and control in business groups", J. Banking and Finance 13
// (1989); for loops, S. Vitali, J. B. Glattfelder and S. Battiston, "The network of global
// corporate control", PLoS ONE 6(10) (2011), appendix. doi:10.1371/journal.pone.0025995
// Bounds: R. Givan, S. Leach and T. Dean, "Bounded-parameter Markov decision processes",
// Artificial Intelligence 122 (2000). doi:10.1016/S0004-3702(00)00047-3
func (w *Ownership) Holdings(owners ...int) []Holding {
	r := w.reach(owners)
	for _, loop := range r.loops {
		r.solve(loop)
		for _, at := range loop {
			r.declare(at)
		}
	}
	var found []Holding
	for at, asset := range r.assets {
		if at < r.asked || r.hi[at] <= 0 {
			continue
		}
		h := Holding{Asset: asset, Share: Share{Lo: r.lo[at], Hi: r.hi[at]}, Steps: int(r.steps[at]), Disputed: r.disputed[at]}
		for _, k := range w.into[asset] {
			if s := &w.stakes[k]; r.number(s.Owner) >= 0 && int(r.number(s.Owner)) < r.asked {
				h.Direct.Lo += s.lo
				h.Direct.Hi = min(1, h.Direct.Hi+s.hi)
			}
		}
		found = append(found, h)
	}
	slices.SortFunc(found, func(a, b Holding) int { return cmp.Compare(a.Asset, b.Asset) })
	return found
}

// A reached is what is owned, in any part, by those asked about, who come first.
type reached struct {
	*Ownership
	asked    int
	assets   []int         // numbers in the view
	at       map[int]int32 // the places of assets
	steps    []int32
	loops    [][]int32 // places, each strongly connected; owners before what they own
	lo, hi   []float64
	disputed []bool
	each     map[int]float64 // by asset: the most that each asked about has, added up; made on first use
}

// number returns the place of an entity, or -1.
func (r *reached) number(entity int) int32 {
	if at, ok := r.at[entity]; ok {
		return at
	}
	return -1
}

// reach follows the stakes of owners, declared ones too.
func (w *Ownership) reach(owners []int) *reached {
	r := &reached{Ownership: w, at: map[int]int32{}}
	add := func(entity int, steps int32) {
		if _, ok := r.at[entity]; !ok {
			r.at[entity] = int32(len(r.assets))
			r.assets, r.steps = append(r.assets, entity), append(r.steps, steps)
		}
	}
	for _, i := range owners {
		add(i, 0)
	}
	r.asked = len(r.assets)
	own := map[int][]int{} // what those asked about are declared to own
	for _, s := range w.declared {
		if at, ok := r.at[s.Owner]; ok && int(at) < r.asked {
			own[s.Owner] = append(own[s.Owner], s.Asset)
		}
	}
	for at := 0; at < len(r.assets); at++ {
		for _, k := range w.from[r.assets[at]] {
			add(w.stakes[k].Asset, r.steps[at]+1)
		}
		for _, asset := range own[r.assets[at]] {
			add(asset, r.steps[at]+1)
		}
	}
	n := len(r.assets)
	r.lo, r.hi, r.disputed = make([]float64, n), make([]float64, n), make([]bool, n)
	for at := range r.asked {
		r.lo[at], r.hi[at] = 1, 1
	}
	r.loops = r.components()
	return r
}

// declare takes account of the shares in an asset that sources call indirect.
func (r *reached) declare(at int32) {
	asset := r.assets[at]
	for _, k := range r.claims[asset] {
		s := &r.declared[k]
		if owner := r.number(s.Owner); owner < 0 || int(owner) >= r.asked {
			continue
		}
		var direct Share
		for _, k := range r.into[asset] {
			if r.stakes[k].Owner == s.Owner {
				direct = Share{Lo: r.stakes[k].lo, Hi: r.stakes[k].hi}
			}
		}
		if r.asked > 1 { // what one has, all have together, and no more than each alone, added up
			r.lo[at] = max(r.lo[at], min(1, s.Share.Lo))
			r.hi[at] = max(r.lo[at], r.hi[at], min(1, r.addedUp(asset)))
			continue
		}
		r.lo[at], r.hi[at], r.disputed[at] = withDeclared(Share{Lo: r.lo[at], Hi: r.hi[at]}, direct, s.Share)
	}
}

// addedUp returns the most of an asset that each of those asked about has alone, added up.
func (r *reached) addedUp(asset int) float64 {
	if r.each == nil {
		r.each = map[int]float64{}
		for _, owner := range r.assets[:r.asked] {
			for _, h := range r.Holdings(owner) {
				r.each[h.Asset] += h.Share.Hi
			}
		}
	}
	return r.each[asset]
}

// withDeclared joins what chains give, of which a part is direct, with a declared share of
// the rest.
func withDeclared(all, direct, declared Share) (lo, hi float64, disputed bool) {
	through := Share{Lo: max(0, all.Lo-direct.Lo), Hi: max(0, min(all.Hi, all.Hi-direct.Lo))}
	both := Share{Lo: max(through.Lo, declared.Lo), Hi: min(through.Hi, declared.Hi)}
	switch {
	case through.Hi <= Precision: // no chain is recorded
		both = declared
	case both.Lo > both.Hi+Precision:
		both, disputed = Share{Lo: min(through.Lo, declared.Lo), Hi: max(through.Hi, declared.Hi)}, true
	}
	return min(1, direct.Lo+both.Lo), min(1, direct.Hi+both.Hi), disputed
}
