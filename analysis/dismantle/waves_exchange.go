package dismantle

import (
	"context"
	"math"
	"slices"
)

// An exchange lessens what an order leaves after its waves: members of a wave and of the
// next change places, as far as the price allows. What is left after the other waves stays
// as it is.
type exchange struct {
	*scheduler
	ctx   context.Context
	order []int32
	ends  []int
	tries int // how often what is left may still be counted
	team  []int32
}

// improve returns a better order than one, if it finds any. Within a wave the order stays.
func (s *scheduler) improve(ctx context.Context, order []int32) []int32 {
	place := map[int32]int{}
	for k, i := range order {
		place[i] = k
	}
	x := exchange{scheduler: s, ctx: ctx, order: slices.Clone(order), ends: s.ends(order), tries: waveWork / s.work}
	for again := true; again; {
		again = false
		for w := range s.waves - 1 {
			for x.better(w) {
				again = true
			}
		}
	}
	from := 0
	for _, end := range x.ends {
		slices.SortFunc(x.order[from:end], func(a, b int32) int { return place[a] - place[b] })
		from = end
	}
	return x.order
}

// better looks for members of a wave and the next who do more in the first of the two than
// those who are in it, and reports whether it found any.
func (x *exchange) better(w int) bool {
	from := 0
	if w > 0 {
		from = x.ends[w-1]
	}
	first, second := x.order[from:x.ends[w]], x.order[x.ends[w]:x.ends[w+1]]
	before := x.order[:from]
	room := x.share*float64(w+1)*(1+1e-9) - x.spent(before...)
	least := x.counted(before, first)
	try := func(some []int32) bool {
		if x.counted(before, some) >= least {
			return false
		}
		both := slices.Concat(some, slices.DeleteFunc(slices.Concat(first, second), func(i int32) bool { return slices.Contains(some, i) }))
		copy(x.order[from:], both)
		x.ends[w] = from + len(some)
		return true
	}
	if some := x.fill(before, slices.Clone(first), second, room); len(some) > len(first) && try(some) {
		return true
	}
	for k := range first {
		if try(x.fill(before, slices.Delete(slices.Clone(first), k, k+1), second, room)) {
			return true
		}
	}
	for k := range second {
		if x.price == nil {
			break // who joins has then changed places with each one already
		}
		others := slices.Delete(slices.Clone(second), k, k+1)
		if try(x.fill(before, x.clear(before, second[k], first, room), others, room)) {
			return true
		}
	}
	return false
}

// fill lets others join some, each time the one who does most for the price, while there is
// room.
func (x *exchange) fill(before, some, others []int32, room float64) []int32 {
	others = slices.Clone(others)
	for x.tries > 0 && x.ctx.Err() == nil {
		spare, now := room-x.spent(some...), 0.0
		best, most := -1, math.Inf(-1)
		for k, i := range others {
			if x.spent(i) > spare {
				continue
			}
			if x.price != nil && best < 0 {
				now = x.counted(before, some)
			}
			if does := (now - x.counted(before, append(some, i))) / x.spent(i); does > most {
				best, most = k, does
			}
		}
		if best < 0 {
			break
		}
		some, others = append(some, others[best]), slices.Delete(others, best, best+1)
	}
	return some
}

// clear lets one join some of whom then leave, each time the one who is missed least for the
// price, until there is room.
func (x *exchange) clear(before []int32, joins int32, some []int32, room float64) []int32 {
	some = append(slices.Clone(some), joins)
	for len(some) > 1 && x.spent(some...) > room {
		now, best, least := x.counted(before, some), 0, math.Inf(1)
		for k, i := range some[:len(some)-1] {
			if missed := (x.counted(before, slices.Delete(slices.Clone(some), k, k+1)) - now) / x.spent(i); missed < least {
				best, least = k, missed
			}
		}
		some = slices.Delete(some, best, best+1)
	}
	if x.spent(some...) > room {
		return nil
	}
	return some
}

// counted is what is left without two groups.
func (x *exchange) counted(before, some []int32) float64 {
	x.tries--
	x.team = append(append(x.team[:0], before...), some...)
	return x.left(x.team)
}
