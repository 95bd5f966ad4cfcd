package money

import "github.com/linchpin-graph/linchpin/graph"

// What a company owns of itself, such as shares that it bought back, is a circle of one. By
//
//	x(j) = Σ w(i,j)·x(i)
//
// it belongs to the other owners in the proportion of their shares: 20 % beside 40 % of its
// own are 20/60. Nor do such shares vote: a majority is of the other votes.

// readOwn takes what a tie says that a company owns of itself. One through others is the
// circle that their ties make, and other kinds of tie with oneself say nothing.
func (w *Ownership) readOwn(t *graph.Tie) {
	i, there := w.view.Index(t.From)
	if !there || t.Kind != graph.Owns || w.view.Entity(i).Kind != graph.Company || w.options.On.Known() && !t.When().Overlaps(w.options.On) || t.Value(propDirectness).Text == "indirect" {
		return
	}
	w.Own++
	share, stated := w.shareOf(t)
	w.stakes = append(w.stakes, Stake{Owner: i, Asset: i, Share: share, Stated: stated, Ties: []*graph.Tie{t}})
}

// OwnPart returns what a company is recorded to own directly of itself, beside its other
// owners; 0 where nothing is recorded.
func (w *Ownership) OwnPart(asset int) Share {
	for _, k := range w.into[asset] {
		if s := &w.stakes[k]; s.Owner == asset {
			return Share{Lo: s.lo, Hi: s.hi}
		}
	}
	return Share{}
}
