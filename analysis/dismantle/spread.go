package dismantle

import (
	"context"
	"math"
	"runtime"
	"slices"
)

// A spread finds teams whose removal leaves others far apart: by [Distance] or [Within].
type spread struct {
	*question
	*steps
	carrier carrier
	rest    *rest
	free    chan *rest // one for each CPU
}

// loadSteps is what to find out who carries what costs in steps, of which a search takes
// more, the larger the network is.
func (s *spread) loadSteps() int { return s.network.len() * (1 + s.network.len()/128) }

// countSteps is what to count pairs costs; searches go on 64 at a time.
func (s *spread) countSteps() int { return 1 + s.loadSteps()/8 }

func newSpread(q *question, s *steps) *spread {
	f := &spread{question: q, steps: s, carrier: carrier{near: q.near}, rest: newRest(q.network)}
	f.free = make(chan *rest, runtime.GOMAXPROCS(0))
	for range cap(f.free) {
		f.free <- newRest(q.network)
	}
	return f
}

func (s *spread) left(ctx context.Context, members []int32) float64 {
	s.spend(s.countSteps())
	s.rest.without(members)
	return s.near(ctx, s.rest)
}

// near is what a rest counts; infinite when ctx ends, so that nobody takes it for good.
func (s *spread) near(ctx context.Context, r *rest) float64 {
	left, err := r.near(ctx, s.question.near)
	if err != nil {
		return math.Inf(1)
	}
	return left
}

func (s *spread) lefts(ctx context.Context, members, more []int32) []float64 {
	s.spend(len(more) * s.countSteps())
	left := make([]float64, len(more))
	inTurn(len(more), func(k int) {
		r := <-s.free
		r.without(append(slices.Clone(members), more[k]))
		left[k] = s.near(ctx, r)
		s.free <- r
	})
	return left
}

func (s *spread) most(ctx context.Context, members, more []int32) []float64 {
	s.spend(s.loadSteps())
	s.rest.without(members)
	loads := s.carrier.loads(ctx, s.rest)
	most := make([]float64, len(more))
	for k, i := range more {
		most[k] = loads[i] * (1 + 1e-9) // rounding
	}
	return most
}

// bound knows no more than most does.
func (s *spread) bound(context.Context, *team, []int32, float64) float64 { return math.Inf(-1) }

// patience is how many are looked at in a row without finding a better one before the
// next is chosen.
const patience = 32

// grow looks at candidates in the order of what they lessen at the most, until the best of
// them lessens more than those to come can; when there are no more steps, at the first few
// only. When ctx ends it takes those who may lessen most.
func (s *spread) grow(ctx context.Context, t team, perPrice bool) team {
	for {
		list := s.candidates(ctx, s, &t, s.ready(&t), perPrice)
		if ctx.Err() != nil {
			for _, c := range list {
				if s.allows(&t, c.who) {
					t = s.with(t, c.who, 0)
				}
			}
			t.left = s.left(context.WithoutCancel(ctx), t.members)
			return t
		}
		next := s.next(ctx, t, list, perPrice)
		if next.left >= t.left {
			return t
		}
		t = next
	}
}

// next returns a team with the best of a list, or as it is.
func (s *spread) next(ctx context.Context, t team, list []candidate, perPrice bool) team {
	best, rank, waited := t, math.Inf(-1), 0
	who := make([]int32, len(list))
	for k, c := range list {
		who[k] = c.who
	}
	for from := 0; from < len(list) && list[from].rank > rank && (from == 0 || waited < patience && s.spend(0)); from += abreast {
		more := who[from:min(from+abreast, len(list))]
		waited += len(more)
		for k, left := range s.lefts(ctx, t.members, more) {
			lessens := t.left - left
			if perPrice {
				lessens /= s.priceOf(more[k])
			}
			if lessens > rank && !math.IsInf(left, 1) {
				best, rank, waited = s.with(t, more[k], left), lessens, 0
			}
		}
	}
	return best
}

// ready returns who may be chosen but those for whom somebody as good to remove is still
// there: what is left is then the same network with fewer ties, and so farther apart.
func (s *spread) ready(t *team) []int32 {
	var who []int32
	for _, i := range s.choice {
		_, first := slices.BinarySearch(t.members, s.before[i])
		if s.before[i] == gone || first {
			who = append(who, i)
		}
	}
	return who
}
