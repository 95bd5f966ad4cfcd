package protection

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

const (
	mostFolds   = 10
	mostSamples = 300_000 // pairs of all folds
	enoughHeld  = 2_000   // ties to hold out: where a fold has so many, it is the only one
	fewestHeld  = 10      // that have to be in reach
	parts       = 5       // of the samples, each of which checks a model fitted to the others
	noPart      = -1
)

// A hideout hides a share of what a case records and says which ties of its view are gone.
type hideout struct {
	view  *graph.View
	pairs [][]int32 // the facts of each pair of entities; nil: each tie of the view is one pair
	order []int     // in which pairs, or ties, are held out
	share float64
}

func newHideout(v *graph.View, o LikelyOptions) *hideout {
	h := &hideout{view: v, share: o.Missing}
	if !isPlain(v) {
		h.pairs = pairsOf(v.Facts())
	}
	r := rand.New(rand.NewPCG(o.Seed, 0x11de))
	if h.pairs != nil {
		h.order = r.Perm(len(h.pairs))
	} else {
		h.order = r.Perm(v.Size())
	}
	return h
}

// isPlain reports whether each tie of a view stands for records of its two ends alone, so that
// hiding the tie is hiding the records.
func isPlain(v *graph.View) bool {
	for tie := range v.Size() {
		a, b := v.Ends(tie)
		for _, t := range v.Evidence(tie) {
			if !(t.From == v.ID(a) && t.To == v.ID(b) || t.From == v.ID(b) && t.To == v.ID(a)) {
				return false
			}
		}
	}
	return true
}

// pairsOf puts the ties of a case together by their two ends.
func pairsOf(n *graph.Network) [][]int32 {
	at := map[[2]graph.EntityID]int{}
	var pairs [][]int32
	for i := range n.Ties {
		t := &n.Ties[i]
		ends := [2]graph.EntityID{min(t.From, t.To), max(t.From, t.To)}
		k, ok := at[ends]
		if !ok {
			k = len(pairs)
			at[ends], pairs = k, append(pairs, nil)
		}
		pairs[k] = append(pairs[k], int32(i))
	}
	return pairs
}

// folds is how many there are: each hides another part.
func (h *hideout) folds() int {
	each := h.share * float64(len(h.order))
	return min(mostFolds, int(1/h.share), max(1, int(math.Ceil(enoughHeld/each))))
}

// without returns the view without what a fold hides, and the pairs that are tied in the view
// and not in it, by the numbers of the view.
func (h *hideout) without(fold int) (*lattice, map[[2]int32]bool, error) {
	n := len(h.order)
	hide := h.order[int(float64(fold)*h.share*float64(n)):int(math.Round(float64(fold+1)*h.share*float64(n)))]
	if h.pairs == nil {
		keep := make([]bool, h.view.Size())
		for i := range keep {
			keep[i] = true
		}
		held := map[[2]int32]bool{}
		for _, tie := range hide {
			keep[tie] = false
			held[pairOf(h.view.Ends(tie))] = true
		}
		left := latticeOf(h.view.Altered(graph.Change{Keep: keep}))
		for p := range held {
			if left.tied(p[0], p[1]) { // the other direction is recorded
				delete(held, p)
			}
		}
		return left, held, nil
	}
	left, err := h.remade(hide)
	if err != nil {
		return nil, nil, err
	}
	held := map[[2]int32]bool{}
	for tie := range h.view.Size() {
		if p := pairOf(h.view.Ends(tie)); !left.tied(p[0], p[1]) {
			held[p] = true
		}
	}
	return left, held, nil
}

func pairOf(a, b int) [2]int32 { return [2]int32{int32(min(a, b)), int32(max(a, b))} }

// remade makes the view anew without some pairs' facts.
func (h *hideout) remade(hide []int) (*lattice, error) {
	facts := *h.view.Facts()
	gone := make([]bool, len(facts.Ties))
	for _, k := range hide {
		for _, i := range h.pairs[k] {
			gone[i] = true
		}
	}
	ties := make([]graph.Tie, 0, len(facts.Ties))
	for i := range facts.Ties {
		if !gone[i] {
			ties = append(ties, facts.Ties[i])
		}
	}
	facts.Ties, facts.Withdrawals = ties, nil
	o := h.view.Options()
	o.Filter, o.Connected = graph.Filter{}, false
	v, err := graph.NewView(&facts, o)
	if err != nil {
		return nil, err
	}
	if v.Len() == h.view.Len() {
		return latticeOf(v), nil
	}
	return latticeOf(v).among(v, h.view), nil
}

// among returns the contacts of a larger view between the entities of a smaller one.
func (l *lattice) among(large, small *graph.View) *lattice {
	number := make([]int32, large.Len())
	for i := range number {
		number[i] = -1
		if j, ok := small.Index(large.ID(i)); ok {
			number[i] = int32(j)
		}
	}
	part := &lattice{start: []int{0}}
	for i := range number {
		if number[i] < 0 {
			continue
		}
		for _, j := range l.row(int32(i)) {
			if number[j] >= 0 {
				part.to = append(part.to, number[j])
			}
		}
		part.start = append(part.start, len(part.to))
	}
	return part
}

// holdOut hides parts of a view, one after the other, and samples pairs in reach without them.
func holdOut(ctx context.Context, v *graph.View, o LikelyOptions) ([]sample, LikelyCheck, error) {
	h := newHideout(v, o)
	var samples []sample
	var check LikelyCheck
	if len(h.order) < fewestHeld {
		return nil, check, ErrTooFewTies
	}
	for fold := range h.folds() {
		if err := ctx.Err(); err != nil {
			return nil, check, err
		}
		left, held, err := h.without(fold)
		if err != nil {
			return nil, check, err
		}
		w := left.walker()
		starts := rand.New(rand.NewPCG(o.Seed, uint64(fold)+1)).Perm(left.len())
		for at, i := range starts { // pairs of each with higher numbers are a fair sample of all
			if at%1024 == 0 && ctx.Err() != nil {
				return nil, check, ctx.Err()
			}
			if len(samples) > mostSamples/h.folds()*(fold+1) {
				break
			}
			part := uint8((2*fold + at%2) % parts)
			here := heldFrom(held, v, int32(i))
			check.Held, check.held[part] = check.Held+here, check.held[part]+here
			w.from(int32(i), func(p *near) {
				s := sample{x: p.read(), held: held[[2]int32{p.from, p.to}], part: part}
				samples = append(samples, s)
				if s.held {
					check.Reached++
				}
			})
		}
	}
	check.Pairs = len(samples) - check.Reached
	if check.Reached < fewestHeld {
		return nil, check, ErrTooFewTies
	}
	return samples, check, nil
}

// heldFrom counts the held-out ties of an entity with higher numbers.
func heldFrom(held map[[2]int32]bool, v *graph.View, i int32) int {
	n := 0
	count := func(j int32) {
		if j > i && held[[2]int32{i, j}] {
			n++
		}
	}
	for _, j := range v.Neighbours(int(i)) {
		count(j)
	}
	if v.Directed() {
		for _, j := range v.InNeighbours(int(i)) {
			if _, both := v.TieBetween(int(i), int(j)); !both {
				count(j)
			}
		}
	}
	return n
}

// score checks each part by a model that was fitted to the others.
func (c *LikelyCheck) score(samples []sample) {
	wins, of := 0.0, 0.0
	for part := range parts {
		var own []checked
		model := fit(samples, part)
		for i := range samples {
			if s := &samples[i]; int(s.part) == part {
				own = append(own, checked{model.at(&s.x), s.held})
			}
		}
		slices.SortStableFunc(own, func(a, b checked) int { return cmp.Compare(b.chance, a.chance) })
		for k := range own[:min(c.held[part], len(own))] {
			if own[k].held {
				c.Found++
			}
		}
		w, o := winsOf(own)
		wins, of = wins+w, of+o
	}
	if of > 0 {
		c.AUC = wins / of
	}
}

// checked is a pair with its chance, and what is true of it.
type checked struct {
	chance float64
	held   bool
}

// winsOf counts in how many pairs of a held-out and another the first ranks before; equal
// chances are half. They are sorted by chance, highest first.
func winsOf(sorted []checked) (wins, of float64) {
	others := 0.0
	for i := range sorted {
		if !sorted[i].held {
			others++
		}
	}
	of = others * (float64(len(sorted)) - others)
	for from := 0; from < len(sorted); {
		to := from
		var same, different float64
		for ; to < len(sorted) && sorted[to].chance == sorted[from].chance; to++ {
			if sorted[to].held {
				same++
			} else {
				different++
			}
		}
		others -= different
		wins += same * (others + different/2)
		from = to
	}
	return wins, of
}
