package protection

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrTooFewTies is returned for a view of which too little is recorded to learn from what its
// hidden ties would look like.
var ErrTooFewTies = errors.New("too few ties are recorded to learn what a hidden one looks like")

// LikelyOptions say which hidden ties are asked for. The zero value is the default.
type LikelyOptions struct {
	Most    int     // how many to return; 0: 100
	Missing float64 // share of the true ties that nobody recorded, above 0 and at most .5; 0: .1
	Seed    uint64  // of what is held out
}

func (o LikelyOptions) filled() LikelyOptions {
	o.Most, o.Missing = cmp.Or(o.Most, 100), cmp.Or(o.Missing, .1)
	return o
}

// A LikelyTie is a pair of a view between whom no tie is recorded and one may be.
type LikelyTie struct {
	From, To    int
	Probability float64
	Common      []int // contacts of both, ascending
	Ways        int   // routes of three ties from one to the other
}

// LikelyTies are the pairs most likely to be tied though no record says so.
type LikelyTies struct {
	Ties     []LikelyTie // the likeliest first
	Of       int         // pairs looked at: those at a distance of two or three ties
	Expected float64     // hidden ties among them
	Check    LikelyCheck
}

// A LikelyCheck says how well the model did on ties of the case that were hidden from it.
type LikelyCheck struct {
	Held    int     // ties held out, of all folds
	Reached int     // of them at a distance of two or three without them; no other can be found
	Pairs   int     // looked at beside them
	Found   int     // of those held out, among the first as many pairs, by a model that did not know them
	AUC     float64 // chance that one reached ranks before a pair not tied that was looked at

	held [parts]int
}

// FindLikelyTies finds pairs whose neighbourhood makes a hidden tie likely. They are leads to
// collect information on and never ties: nothing computes with them unless it says so.
//
// A tenth of the ties, or o.Missing, is held out, and a logistic model learns to tell the held-out
// pairs from those not tied by four figures: the resource that their common contacts allocate (Σ
// 1/k, Zhou et al. 2009), normalised routes of three ties (Σ 1/√(k k), Kovács et al. 2019), the
// product of their numbers of contacts, and whether they have a contact in common. So Probability is
// calibrated under one assumption: that so many ties went unrecorded, and as any tie would. Ties
// kept secret with care are less likely to look like the others, and those between people of
// whom nothing is recorded cannot be found. What is held out is everything that the case records of a pair of
// its entities, and the view is made anew without it: a phone shared and forgotten, not a line of a projection.
//
// On the lenses whole and money ties between people are looked for, as the people lens shows
// them. Directions and strengths are ignored, and routes over entities with more than [MostContacts].
//
// The error is [ErrTooFewTies] where fewer than ten ties are held out within reach, or ctx's.
//
// Cost: Σ over entities of the contacts of who is within two ties, once for the answer and for at most ten
// hold-outs, which stop at 300,000 pairs in all; with projections, as many views are made. Memory O(n + m).
func FindLikelyTies(ctx context.Context, v *graph.View, o LikelyOptions) (LikelyTies, error) {
	o = o.filled()
	people, err := asPeople(v)
	if err != nil {
		return LikelyTies{}, err
	}
	samples, check, err := holdOut(ctx, people, o)
	if err != nil {
		return LikelyTies{}, err
	}
	found := LikelyTies{Check: check}
	found.Check.score(samples)
	model := fit(samples, noPart)
	if err := found.look(ctx, people, model, o.Most); err != nil {
		return LikelyTies{}, err
	}
	return found, found.renumber(people, v)
}

// asPeople returns the view in which ties between people are looked for.
func asPeople(v *graph.View) (*graph.View, error) {
	o := v.Options()
	if o.Lens != graph.Whole && o.Lens != graph.Money {
		return v, nil
	}
	o.Lens, o.Filter = graph.People, graph.Filter{}
	facts := *v.Facts()
	facts.Withdrawals = nil // read already
	return graph.NewView(&facts, o)
}

// renumber gives the ties of one view the numbers of another.
func (l *LikelyTies) renumber(from, to *graph.View) error {
	if from == to {
		return nil
	}
	place := func(i int) int {
		j, _ := to.Index(from.ID(i))
		return j
	}
	there := func(i int) bool {
		_, there := to.Index(from.ID(i))
		return there
	}
	l.Ties = slices.DeleteFunc(l.Ties, func(t LikelyTie) bool { return !there(t.From) || !there(t.To) })
	for k := range l.Ties {
		t := &l.Ties[k]
		t.From, t.To = place(t.From), place(t.To)
		t.Common = slices.DeleteFunc(t.Common, func(i int) bool { return !there(i) })
		for c := range t.Common {
			t.Common[c] = place(t.Common[c])
		}
	}
	return nil
}

// look goes through all pairs and keeps the likeliest.
func (l *LikelyTies) look(ctx context.Context, v *graph.View, model *logit, most int) error {
	lattice := latticeOf(v)
	w := lattice.walker()
	var best []ranked
	floor := math.Inf(-1) // of what is kept
	for i := range int32(lattice.len()) {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.from(i, func(p *near) {
			x := p.read()
			chance := model.at(&x)
			l.Of++
			l.Expected += chance
			if chance > floor {
				best = append(best, ranked{chance, p.from, p.to, p.walks})
			}
		})
		if len(best) > 2*most+1024 {
			best = firstOf(best, most)
			floor = best[len(best)-1].chance
		}
	}
	for _, r := range firstOf(best, most) {
		t := LikelyTie{From: int(r.from), To: int(r.to), Probability: r.chance, Ways: int(r.walks)}
		for _, u := range lattice.row(r.from) {
			if lattice.tied(u, r.to) {
				t.Common = append(t.Common, int(u))
			}
		}
		l.Ties = append(l.Ties, t)
	}
	return nil
}

// ranked is a pair with its chance.
type ranked struct {
	chance   float64
	from, to int32
	walks    float64
}

// firstOf returns the likeliest pairs in order; of equal ones those of lower numbers.
func firstOf(pairs []ranked, most int) []ranked {
	slices.SortFunc(pairs, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.chance, a.chance), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return pairs[:min(most, len(pairs))]
}
