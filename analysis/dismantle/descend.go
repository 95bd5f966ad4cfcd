package dismantle

import (
	"context"
	"math"
	"slices"
)

// descend lets one member of the best team after the other change places with whoever lessens connection most, until that
// helps with none, or so many exchanges were looked at. A walk that has cooled down has tried only some of them.
func (a *annealer) descend(ctx context.Context, most int) {
	if a.best.members == nil {
		return
	}
	a.start(a.best.members)
	for again := true; again; {
		again = false
		for _, i := range slices.Clone(a.removed) {
			if most -= len(a.choice); most < 0 || ctx.Err() != nil {
				return
			}
			again = !a.fixed[i] && a.exchange(i) || again
		}
	}
}

// exchange puts somebody back for whoever lessens connection most, and reports whether that helps.
func (a *annealer) exchange(i int32) bool {
	before := a.value
	spent := a.spent - a.priceOf(i)
	a.putBack(i)
	who, most := i, a.gain(i)
	for _, j := range a.choice {
		if a.label[j] == gone || a.waits(j) || !a.affords(spent+a.priceOf(j)) {
			continue
		}
		if gain := a.gain(j); gain > most {
			who, most = j, gain
		}
	}
	a.remove(who)
	a.spent = spent + a.priceOf(who)
	a.note()
	return a.value < before-1e-9*math.Abs(before)
}
