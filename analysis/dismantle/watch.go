package dismantle

import (
	"context"
	"math/bits"
	"slices"
)

// A watch finds teams who have most others within so many ties: [Reach].
type watch struct {
	*question
	*steps
	sights  []sight  // by entity; empty of who may not be chosen
	seen    []uint64 // whom a team sees
	relaxed relaxation
}

// A sight is whom somebody has within reach: the words of a set that are not empty, so
// that it is small both where everybody is near and where few are.
type sight struct {
	at   []int32
	bits []uint64
	size int
}

func newWatch(q *question, s *steps) *watch {
	w := &watch{question: q, steps: s, sights: make([]sight, q.network.len()), seen: make([]uint64, (q.network.len()+63)/64)}
	rank := make([]int32, q.network.len())
	for at, i := range q.network.inWaves() {
		rank[i] = int32(at)
	}
	seen := newMarks(q.network.len())
	var reached []int32
	for _, i := range q.choice {
		reached = q.network.reach(reached[:0], &seen, q.near.far, i)
		for k, j := range reached {
			reached[k] = rank[j]
		}
		w.sights[i] = sightOf(reached)
	}
	return w
}

// sightOf packs numbers, which it sorts.
func sightOf(numbers []int32) sight {
	slices.Sort(numbers)
	s := sight{size: len(numbers)}
	for _, x := range numbers {
		if last := len(s.at) - 1; last < 0 || s.at[last] != x/64 {
			s.at, s.bits = append(s.at, x/64), append(s.bits, 0)
		}
		s.bits[len(s.bits)-1] |= 1 << (x % 64)
	}
	return s
}

// within reports whether a sight is part of another.
func (s *sight) within(o *sight) bool {
	if s.size > o.size {
		return false
	}
	k := 0
	for l, at := range s.at {
		for k < len(o.at) && o.at[k] < at {
			k++
		}
		if k == len(o.at) || o.at[k] != at || s.bits[l]&^o.bits[k] != 0 {
			return false
		}
	}
	return true
}

// look makes seen what a team sees.
func (w *watch) look(members []int32) {
	clear(w.seen)
	for _, i := range members {
		w.see(i)
	}
}

func (w *watch) see(i int32) {
	s := &w.sights[i]
	for k, at := range s.at {
		w.seen[at] |= s.bits[k]
	}
}

// fresh returns how many somebody sees who are not seen yet.
func (w *watch) fresh(i int32) (count int) {
	w.spend(1)
	s := &w.sights[i]
	for k, at := range s.at {
		count += bits.OnesCount64(s.bits[k] &^ w.seen[at])
	}
	return count
}

func (w *watch) left(_ context.Context, members []int32) float64 {
	w.look(members)
	count := 0
	for _, word := range w.seen {
		count += bits.OnesCount64(word)
	}
	return -float64(count)
}

func (w *watch) lefts(ctx context.Context, members, more []int32) []float64 {
	now := w.left(ctx, members)
	left := make([]float64, len(more))
	for k, i := range more {
		left[k] = now - float64(w.fresh(i))
	}
	return left
}

// most is how many more each sees now: the more the others see, the fewer those are.
func (w *watch) most(_ context.Context, members, more []int32) []float64 {
	w.look(members)
	most := make([]float64, len(more))
	for k, i := range more {
		most[k] = float64(w.fresh(i))
	}
	return most
}

// grow counts what somebody sees anew only when it comes first by what was counted before,
// which can only have become less; and not again when there are no more steps or ctx ends.
//
// Source: M. Minoux, "Accelerated greedy algorithms for maximizing submodular set
// functions", Optimization Techniques (1978). doi:10.1007/BFb0006528
func (w *watch) grow(ctx context.Context, t team, perPrice bool) team {
	line := w.queue(perPrice)
	t.left = w.left(ctx, t.members)
	counted := make([]int, len(w.sights)) // by entity, for a team of how many
	for len(line) > 0 {
		first, ended := &line[0], ctx.Err() != nil || !w.spend(0)
		if w.allows(&t, first.who) && !ended && counted[first.who] != 1+len(t.members) {
			counted[first.who] = 1 + len(t.members)
			first.most = float64(w.fresh(first.who))
			if first.rank = first.most; perPrice {
				first.rank /= w.priceOf(first.who)
			}
			sink(line)
			continue
		}
		if w.allows(&t, first.who) {
			if sees := float64(w.fresh(first.who)); sees > 0 {
				t = w.with(t, first.who, t.left-sees)
				w.see(first.who)
			}
		}
		line[0] = line[len(line)-1]
		line = line[:len(line)-1]
		sink(line)
	}
	return t
}

// queue returns all who may be chosen as a heap, who sees most, or most for the price,
// first.
func (w *watch) queue(perPrice bool) []candidate {
	line := make([]candidate, len(w.choice))
	for k, i := range w.choice {
		most := float64(w.sights[i].size)
		line[k] = candidate{i, most, most}
		if perPrice {
			line[k].rank /= w.priceOf(i)
		}
	}
	slices.SortFunc(line, before)
	return line
}

// sink moves the first of a heap to where it belongs.
func sink(line []candidate) {
	for at := 0; ; {
		next := 2*at + 1
		if next >= len(line) {
			return
		}
		if next+1 < len(line) && before(line[next+1], line[next]) < 0 {
			next++
		}
		if before(line[at], line[next]) <= 0 {
			return
		}
		line[at], line[next] = line[next], line[at]
		at = next
	}
}

// drop takes those out of the choice of whom another sees all, and perhaps more, for no
// higher price.
func (w *watch) drop(ctx context.Context) {
	may := make([]bool, len(w.sights))
	for _, i := range w.choice {
		may[i] = true
	}
	seen := newMarks(len(w.sights))
	var near, kept []int32
	for _, i := range w.choice {
		near = w.network.reach(near[:0], &seen, w.question.near.far, i)
		if w.fixed[i] || ctx.Err() != nil || !slices.ContainsFunc(near, func(j int32) bool { return may[j] && w.outdoes(j, i) }) {
			kept = append(kept, i)
		}
	}
	w.choice = kept
}

// outdoes reports whether j sees all whom i sees, for no higher price; of two who see the
// same for the same price, the one whose number is lower.
func (w *watch) outdoes(j, i int32) bool {
	a, b := &w.sights[j], &w.sights[i]
	if w.priceOf(j) > w.priceOf(i) || !b.within(a) || i == j {
		return false
	}
	return a.size > b.size || w.priceOf(j) < w.priceOf(i) || j < i
}
