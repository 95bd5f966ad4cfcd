package dismantle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// CurveOptions say what is asked of a sequence of removals.
type CurveOptions struct {
	Among  []bool  // by entity, who may be removed; nil: nobody
	Stop   float64 // the share of entities that the largest component is to fall below; 0: 0.1
	Effort int     // rounds of the search for each of its walkers; 0: 8
	Seed   uint64
}

// A Sequence is entities in the order in which they are removed.
type Sequence struct {
	Order []int
	Left  []int   // after each removal, entities in the largest component
	Area  float64 // under Left as a share of all entities
}

// Curve returns the sequence of removals that keeps the largest component small soonest:
// the one with the smallest area under the curve
//
//	A = ∫ L(t)/n dt
//
// where L(t) is the size of the largest component after t removals, from the first to the
// one by which it first falls below o.Stop of all n entities. Between those the curve is
// taken by Simpson's rule, one removal apart. Where it never falls so low, all are removed
// who may be. The least area is 0. Directions and strengths are ignored.
//
// Where ctx has a deadline the search goes on until then and returns the best so far;
// without, it makes o.Effort rounds, and the same view, options and seed give the same
// sequence whatever the number of CPUs. When ctx is cancelled Curve returns its error. The
// error is [ErrNobody] where nobody may be removed.
//
// Reading: the first of the sequence are the ones for a first wave; what they do counts
// more than what the last do. It is of the recorded network, and no sign of rank, or of
// guilt.
//
// Source of the measure: C. M. Schneider et al., "Mitigation of malicious attacks on
// networks", PNAS 108 (2011), doi:10.1073/pnas.1009440108; stopped early as by O. Artime et
// al., "Robustness and resilience of complex networks", Nature Reviews Physics 6 (2024),
// doi:10.1038/s42254-023-00676-y.
func Curve(ctx context.Context, v *graph.View, o CurveOptions) (Sequence, error) {
	if err := hasAll(v, "among", len(o.Among), true); err != nil {
		return Sequence{}, err
	}
	o.Stop = cmp.Or(o.Stop, defaultStop)
	if !(o.Stop > 0 && o.Stop <= 1) {
		return Sequence{}, fmt.Errorf("a stop of %g: want a share above 0, up to 1", o.Stop)
	}
	s := &sequencer{network: networkOf(v), may: o.Among, stop: o.Stop * float64(v.Len()), seed: o.Seed}
	for i, may := range o.Among {
		if may {
			s.choice = append(s.choice, int32(i))
		}
	}
	if len(s.choice) == 0 {
		return Sequence{}, ErrNobody
	}
	order := s.best(ctx, o.rounds(ctx))
	if err := ctx.Err(); errors.Is(err, context.Canceled) {
		return Sequence{}, err
	}
	return s.sequence(order), nil
}

const (
	defaultStop   = .1
	defaultRounds = 8
)

func (o *CurveOptions) rounds(ctx context.Context) int {
	if _, timed := ctx.Deadline(); timed {
		return math.MaxInt
	}
	return cmp.Or(o.Effort, defaultRounds)
}

// A sequencer looks for the sequence of a network.
type sequencer struct {
	network *network
	may     []bool
	choice  []int32 // who may be removed
	stop    float64 // entities in the largest component that it ends below
	seed    uint64
}

// sequence measures an order of entities.
func (s *sequencer) sequence(order []int32) Sequence {
	a := newAssembly(s.network, order)
	places, left := make([]int32, len(order)), make([]int32, len(order))
	for k := range places {
		places[k] = int32(k)
	}
	a.curve(places, left)
	found := Sequence{Area: area(left, s.stop) / float64(s.network.len())}
	for k := range points(left, s.stop) {
		found.Order = append(found.Order, int(order[k]))
		found.Left = append(found.Left, int(left[k]))
	}
	return found
}

// best returns the best order found.
func (s *sequencer) best(ctx context.Context, rounds int) []int32 {
	starts := s.starts(ctx)
	pool := s.pool(starts)
	walkers := make([]*walker, min(len(starts), crowd))
	inTurn(len(walkers), func(k int) {
		walkers[k] = newWalker(newAssembly(s.network, pool), placesOf(starts[k].order, pool), s.stop, s.seed, uint64(k))
	})
	for round := 0; round < rounds && ctx.Err() == nil; round++ {
		inTurn(len(walkers), func(k int) { walkers[k].round(ctx, round) })
		slices.SortStableFunc(walkers, func(a, b *walker) int { return cmp.Compare(a.area, b.area) })
		if last := walkers[len(walkers)-1]; round%4 == 3 {
			last.area = walkers[0].area
			last.best = append(last.best[:0], walkers[0].best...)
		}
	}
	first := slices.MinFunc(walkers, func(a, b *walker) int { return cmp.Compare(a.area, b.area) })
	order := make([]int32, len(pool))
	for k, number := range first.best {
		order[k] = pool[number]
	}
	return order
}

// crowd is how many walkers there are; it does not depend on the number of CPUs.
const crowd = 4

// round goes on from the best order of a walker, which it first tries to rebuild.
func (w *walker) round(ctx context.Context, round int) {
	w.take(w.best)
	if horizon := 16 << (2 * (round % 5)); horizon <= maxHorizon {
		w.take(w.rebuild(ctx, w.best, horizon))
		w.take(w.best)
	}
	w.cool(ctx, heats[round%len(heats)], sweeps)
}

const (
	maxHorizon = 4096
	sweeps     = 24
)

// heats are what rounds start from, in units of what a removal does on average.
var heats = [...]float64{.3, .1, 1, .03}
