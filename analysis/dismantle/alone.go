package dismantle

import (
	"context"
	"math"
)

// alone cools down from hot, and remembers the best team of so many proposals.
func (a *annealer) alone(ctx context.Context, proposals int) {
	a.best.members = nil
	a.note()
	a.cool(ctx, hot, proposals)
	a.descend(ctx, proposals)
}

// otherwise walks for so many proposals by another worth of pieces, by which other divisions into large parts are good.
// From one such division to another a walk by the worth itself seldom comes.
func (a *annealer) otherwise(ctx context.Context, proposals int) {
	rate, value, worth := a.rate, a.value, a.pieces.worth
	a.weigh(a.other(worth))
	a.rate *= a.value / max(1, value)
	a.cool(ctx, boiling, proposals)
	a.weigh(worth)
	a.rate = rate
}

// other returns by turns the square of a worth, by which the largest pieces count more, and its power of 3/4, by which
// they count less.
func (a *annealer) other(w worth) worth {
	a.turn++
	if a.turn%2 == 1 {
		return func(m mass) float64 { return w(m) * w(m) }
	}
	return func(m mass) float64 { return math.Sqrt(w(m) * math.Sqrt(w(m))) }
}
