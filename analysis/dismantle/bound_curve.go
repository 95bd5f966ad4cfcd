package dismantle

import (
	"cmp"
	"math"
	"slices"
)

// A curve says what of a piece is left at least, by how much is spent on it.
type curve struct {
	mass  mass
	steps []step // that which cuts off most for its price first
	cut   float64
	next  int
}

// A step is what choosing somebody, or a part of him, cuts off at most.
type step struct{ cut, price float64 }

// parts is into how many parts a step is cut where there are prices.
const parts = 8

// weight is how much less a piece holds when some of its mass is cut off: in entities, or
// for Between in pairs.
func (m mass) weight(o Objective, part mass) float64 {
	if o == Between {
		return float64(part.from)*float64(m.to) + float64(part.to)*float64(m.from)
	}
	return float64(part.size)
}

// newCurve returns that of a piece whose members were charged.
func (b *pathBound) newCurve(m mass) curve {
	c := curve{mass: m}
	for _, i := range b.those {
		s := step{b.charge[i], b.priceOf(i)}
		if b.price == nil {
			c.steps = append(c.steps, s)
			continue
		}
		for range parts {
			c.steps = append(c.steps, step{s.cut / parts, s.price / parts})
		}
	}
	slices.SortFunc(c.steps, func(x, y step) int { return cmp.Compare(y.cut*x.price, x.cut*y.price) })
	return c
}

// rootless returns that of a piece in which everybody may be chosen: nothing is known of
// it when one is, so that one might cut off all.
func (b *pathBound) rootless(m mass) curve {
	for _, i := range b.those {
		b.charge[i] = float64(b.tied[i].common(b.there))
	}
	return curve{mass: m, steps: []step{{m.weight(b.objective, m), b.cheapest(b.those)}}}
}

// left is what of a piece is left when so much is cut off.
func (c *curve) left(o Objective, cut float64) float64 {
	switch size := max(0, float64(c.mass.size)-cut); o {
	case Largest:
		return size
	case Between:
		return max(0, float64(c.mass.from)*float64(c.mass.to)-cut)
	default:
		return max(0, size*(size-1)/2)
	}
}

// leftOf returns what is left at least of some pieces.
func (b *pathBound) leftOf(curves []curve) float64 {
	if b.objective == Largest {
		return b.largestOf(curves)
	}
	return b.sumOf(curves)
}

// sumOf spends the money where it gains most. That is best, for a curve's steps gain less
// and less: they cut off less for their price, and what is left of a piece falls the
// slower, the less there is.
func (b *pathBound) sumOf(curves []curve) float64 {
	total := 0.0
	for k := range curves {
		total += curves[k].left(b.objective, 0)
	}
	for money := b.money(); money > 0; {
		best, rate := -1, 0.0
		for k := range curves {
			if r := b.rate(&curves[k]); r > rate {
				best, rate = k, r
			}
		}
		if best < 0 {
			break
		}
		s := curves[best].steps[curves[best].next]
		curves[best].next++
		curves[best].cut += s.cut
		total -= rate * min(s.price, money)
		money -= s.price
	}
	return max(0, total)
}

// rate is what the next step of a curve gains for its price. With prices, where the money
// may end within a step, that is the rate at which the step begins, as if it went on.
func (b *pathBound) rate(c *curve) float64 {
	if c.next == len(c.steps) {
		return 0
	}
	s, now := c.steps[c.next], c.left(b.objective, c.cut)
	switch {
	case now == 0:
		return 0
	case b.price == nil:
		return now - c.left(b.objective, c.cut+s.cut)
	case b.objective == Pairs:
		return s.cut / s.price * (float64(c.mass.size) - c.cut - .5)
	}
	return s.cut / s.price
}

// largestOf returns the least size to which the money can bring all pieces.
func (b *pathBound) largestOf(curves []curve) float64 {
	low, high := 0, 0
	for k := range curves {
		high = max(high, int(curves[k].mass.size))
	}
	for low < high {
		size, cost := (low+high)/2, 0.0
		for k := range curves {
			cost += b.costOf(&curves[k], float64(size))
		}
		if cost <= b.money() {
			high = size
		} else {
			low = size + 1
		}
	}
	return float64(low)
}

// costOf is what it costs to bring a piece to a size.
func (b *pathBound) costOf(c *curve, size float64) float64 {
	cost, over := 0.0, float64(c.mass.size)-size
	for _, s := range c.steps {
		if over <= integral {
			return cost
		}
		if b.price != nil {
			cost += s.price * min(1, over/s.cut)
		} else {
			cost += s.price
		}
		over -= s.cut
	}
	if over > integral {
		return math.Inf(1)
	}
	return cost
}

// integral is by how much a bound may miss a whole number through rounding.
const integral = 1e-6
