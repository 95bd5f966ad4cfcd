package dismantle

import (
	"context"
	"errors"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// Best returns the best team that the budget allows: the one that leaves least of the
// objective, or with [Reach] sees most. Only who is named in o.Among is ever in it, and
// nobody without whom the others do as much.
//
// For questions with at most 512 people to choose from, in a view of at most 4,096, a proof
// is tried (branch and bound). It succeeds for teams of ten or twenty where few hold the
// network together or few may be removed, and fails soon in grids and chains. Otherwise
// the plan is the best that was found, and [Plan.Gap] says by how much another could be
// better at most, which may be a great deal.
//
// Where ctx has a deadline the search goes on until then and returns the best so far;
// without, it makes o.Effort steps, and the same view, options and seed give the same plan
// whatever the number of CPUs. When ctx is cancelled Best returns its error.
//
// Reading: a plan is of the recorded network. Who is in it holds that together, alone or
// with others; it is no sign of rank, or of guilt.
//
// Source: A. Arulselvan et al., "Detecting critical nodes in sparse graphs", Computers &
// Operations Research 36 (2009), doi:10.1016/j.cor.2008.08.016; S. P. Borgatti,
// "Identifying sets of key players in a social network", Comput. Math. Organ. Theory 12
// (2006), doi:10.1007/s10588-006-7084-x.
func Best(ctx context.Context, v *graph.View, o Options) (Plan, error) {
	if err := o.check(v); err != nil {
		return Plan{}, err
	}
	q := questionOf(v, &o)
	if len(q.choice) == 0 {
		return nobody(ctx, v, &o)
	}
	found, bound, err := q.answer(ctx, &o)
	if err != nil {
		return Plan{}, err
	}
	if found, err = q.noWorse(ctx, v, &o, found); err != nil {
		return Plan{}, err
	}
	best := found[0].members
	p := Plan{Objective: o.Objective, Price: q.priceOfAll(best), Bound: bound}
	for _, i := range q.inOrder(best) {
		p.Team = append(p.Team, int(i))
	}
	if p.Left, err = Effect(ctx, v, o, p.Team); err != nil {
		return Plan{}, err
	}
	p.Proven = p.After() == bound
	p.Near = p.near(found[1:])
	return p, nil
}

// nobody is the plan where nobody can be in a team, for the budget pays for none of those who
// may. Where nobody may it is none.
func nobody(ctx context.Context, v *graph.View, o *Options) (Plan, error) {
	if !slices.Contains(o.Among, true) {
		return Plan{}, ErrNobody
	}
	left, err := Measure(ctx, v, *o, nil)
	if err != nil {
		return Plan{}, err
	}
	return Plan{Objective: o.Objective, Left: []float64{left}, Bound: left, Proven: true}, nil
}

// answer returns the best teams found, the best first, and a bound that no team passes.
func (q *question) answer(ctx context.Context, o *Options) (pool, float64, error) {
	if q.objective >= Distance {
		return q.answerWhole(ctx, o)
	}
	if len(q.choice) > manyToChoose {
		return q.answerLarge(ctx, o)
	}
	starts, bound := [][]int32{q.removeBrokers(ctx, o.Seed)}, q.atLeast()
	if q.small() {
		found := q.settle(ctx, starts, quick*len(q.choice), o.Seed)
		best, least, proven := q.prove(ctx, found[0], proofSteps(ctx)/q.network.len())
		if proven {
			return q.thrifty(found.with(q.cheapest(ctx, best, o))), least, nil
		}
		starts, bound = append(starts, best.members), max(bound, least)
	}
	return q.settled(ctx, starts, bound, o)
}

// settled returns the best teams that a search from some finds, and a bound.
func (q *question) settled(ctx context.Context, starts [][]int32, bound float64, o *Options) (pool, float64, error) {
	found := q.settle(ctx, starts, o.effort(ctx), o.Seed)
	if err := ctx.Err(); errors.Is(err, context.Canceled) {
		return nil, 0, err
	}
	return q.thrifty(found), bound, nil
}

const (
	quick     = 1 << 12 // proposals for each who may be in a team, before a proof is tried
	proofWork = 1 << 23 // entities times residuals that a proof may look at: a few seconds
)

// proofSteps is how far a proof may go: less far where there is a deadline, of which the
// search after a proof that fails would miss the time.
func proofSteps(ctx context.Context) int {
	if _, timed := ctx.Deadline(); timed {
		return proofWork / 8
	}
	return proofWork
}

// small reports whether a proof is worth trying.
func (q *question) small() bool { return len(q.choice) <= 512 && q.network.len() <= 4096 }
