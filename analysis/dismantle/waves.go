package dismantle

import (
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Schedule is a team in waves, each of which is removed at once.
type Schedule struct {
	Team   []int     // in order
	Left   []float64 // by how many of the team are removed, as of [Plan]
	Ends   []int     // by wave, after how many members it ends; a wave may have nobody
	Proven bool      // no order of the team leaves less after its waves, added up; of Reach, sees more
}

// InWaves puts a team in the order that leaves least after each of n waves, not only after
// the last: of all orders the one with the smallest
//
//	A = Σ L(w)
//
// over the waves w, where L(w) is what the objective counts after w of them, as by
// [Measure]. Of Reach it is the largest. After w waves the team has cost at most w equal
// shares of its whole price: what a wave does not spend is there for the next, so that
// where prices differ much an early wave may have nobody. With as many waves as members of
// one price it is the area under the curve of removals. Of orders with the same sum the one
// that leaves less after each member is taken.
//
// Of up to 15 members every subset is looked at, unless o.Objective is Distance or Within
// and the view large; that is a proof. Of more the sum is lessened, from the order of a plan,
// by letting members of two waves that follow one another change places until that
// helps no more or 2^18 teams were counted, fewer of Distance and Within in a large view.
//
// It heeds of the options what Measure does, and prices. The error is ctx's where that ends.
// InWaves panics unless n is from 1 to the size of the team.
//
// Reading: the sum is small where the first waves do much. To compare with the best team
// that as much pays for alone says what it costs to work towards the whole team.
//
// Cost: of a proof 2^k times what it takes to count for a team that differs by about two.
//
// Source: M. Held and R. M. Karp, "A dynamic programming approach to sequencing problems",
// J. SIAM 10 (1962), 196-210. doi:10.1137/0110015
func InWaves(ctx context.Context, v *graph.View, o Options, team []int, n int) (Schedule, error) {
	if n < 1 || n > len(team) {
		panic("dismantle: a team cannot be cut into so many waves")
	}
	if err := o.checkSets(v); err != nil {
		return Schedule{}, err
	}
	o.Always, o.Progress = nil, nil
	q := questionOf(v, &o)
	members := indices(team)
	q.choice = slices.Sorted(slices.Values(members))
	s := q.scheduler(ctx, q.choice, q.price, n)
	found := Schedule{Proven: s.provable()}
	if found.Proven {
		members = s.best()
	} else {
		members = s.improve(ctx, q.inOrder(q.choice))
	}
	if err := ctx.Err(); err != nil {
		return Schedule{}, err
	}
	found.Ends = s.ends(members)
	for _, i := range members {
		found.Team = append(found.Team, int(i))
	}
	var err error
	found.Left, err = Effect(ctx, v, o, found.Team)
	return found, err
}

// A scheduler puts a team in order for some waves.
type scheduler struct {
	members []int32
	price   []float64 // by entity; nil: 1 each
	waves   int
	share   float64 // of the price of all, that of a wave
	left    func(members []int32) float64
	work    int // what to count once takes of waveWork
}

// waveWork is how many times what is left is counted at most; of Distance and Within in a
// large network fewer times.
const waveWork = 1 << 18

// provableTeam is of how many members every subset is looked at.
const provableTeam = 15

func (q *question) scheduler(ctx context.Context, members []int32, price []float64, waves int) *scheduler {
	s := &scheduler{members: members, price: price, waves: waves, work: 1}
	s.share = s.spent(members...) / float64(waves)
	if q.objective < Distance {
		p := q.pieces()
		s.left = func(members []int32) float64 {
			p.without(members)
			return p.left()
		}
		return s
	}
	unlimited := steps(math.MaxInt)
	f := q.finder(&unlimited)
	if near, is := f.(*spread); is {
		s.work += near.countSteps() / 16 // steps that take about as long as with the others
	}
	s.left = func(members []int32) float64 { return f.left(ctx, members) }
	return s
}

func (s *scheduler) spent(members ...int32) float64 {
	if s.price == nil {
		return float64(len(members))
	}
	sum := 0.0
	for _, i := range members {
		sum += s.price[i]
	}
	return sum
}

// provable reports whether every subset can be looked at.
func (s *scheduler) provable() bool {
	return len(s.members) <= provableTeam && s.work<<len(s.members) <= waveWork
}

// wave returns the first by whose end so much may be spent, rounding aside.
func (s *scheduler) wave(spent float64) int {
	return min(s.waves, int(math.Ceil(spent/s.share-1e-9)))
}

// ends returns after how many members of an order each wave ends.
func (s *scheduler) ends(order []int32) []int {
	ends, spent := make([]int, s.waves), 0.0
	for k, i := range order {
		spent += s.spent(i)
		for w := s.wave(spent) - 1; w < s.waves; w++ {
			ends[w] = k + 1
		}
	}
	return ends
}
