package dismantle

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Trial says in which possible worlds a plan is tried, and beside which other teams.
type Trial struct {
	Worlds int
	Draw   func(world int) *graph.View // the view's entities keep their numbers, others follow; several call it at once
	Beside [][]int                     // such as the first of a ranking
}

// Odds say how sure a plan is.
type Odds struct {
	Worlds int
	InBest []float64 // by entity, share of the worlds in whose best team it is
	Plan   Fare
	Beside []Fare     // of the trial's other teams
	Random Fare       // of a team drawn at random, another one in each world
	Often  []int      // the team of those who are most often in a best one, as [Ranked] takes them
	Steady Fare       // of that team
	Near   []NearTeam // the plan's and the best teams of worlds, which do most first; at most ten
}

// A Fare is how a team fares in possible worlds.
type Fare struct {
	Left  Spread  // of Reach, what is seen
	Share Spread  // of what there is in the world; of Reach, of its entities
	Near  float64 // share of the worlds in which it does at least 95 % of what the best team does
	Best  float64 // share of the worlds in which no team that was found does more
}

// Chances tries a plan in possible worlds. In each the team is planned anew by a short
// search, which begins from the plan; the plan's team and those beside it are measured
// where they are the same people. The best team of a world is the one that does most of
// all these, of equals the plan's. Those who are most often in such a team make another
// one, which is then measured in the same worlds and may be the best there. Nobody who is in a world only is in any team, though
// such people count as connected; in the sets of [Between] they are not.
//
// What a team does is what it takes away of the objective, or of [Reach] what it sees. The
// intervals hold 95 of 100 worlds.
//
// Reading: who is in the best team of most worlds matters whatever is missing of the
// record; who is in few of them is in the plan by what happens to be recorded. Where the
// plan is near the best in most worlds, it need not be changed although names change.
//
// Cost: a search and some measures for every world; the worlds in parallel. The same
// view, options and worlds give the same odds whatever the number of CPUs, and a deadline
// of ctx lengthens no search. It stops early with ctx's error.
//
// Source: linchpin's own; after S. P. Borgatti, K. M. Carley and D. Krackhardt, "On the
// robustness of centrality measures under conditions of imperfect data", Social Networks
// 28 (2006). doi:10.1016/j.socnet.2005.05.001
func Chances(ctx context.Context, v *graph.View, o Options, p Plan, t Trial) (Odds, error) {
	if err := o.check(v); err != nil {
		return Odds{}, err
	}
	if t.Worlds < 1 || len(p.Team) == 0 {
		return Odds{}, fmt.Errorf("%d worlds and a team of %d: want at least one of each", t.Worlds, len(p.Team))
	}
	teams := append([][]int{p.Team}, t.Beside...)
	worlds := make([]world, t.Worlds)
	var done atomic.Int64
	if err := inWorlds(ctx, worlds, func(k int) (err error) {
		worlds[k], err = o.try(ctx, t.Draw(k), k, teams)
		if told := int(done.Add(1)); o.Progress != nil {
			o.Progress(told, t.Worlds)
		}
		return err
	}); err != nil {
		return Odds{}, err
	}
	odds := Odds{Worlds: t.Worlds, Often: Ranked(v, o, oftenFirst(inBest(worlds, v.Len())))}
	if err := inWorlds(ctx, worlds, func(k int) error { return worlds[k].add(ctx, t.Draw(k), o, odds.Often) }); err != nil {
		return Odds{}, err
	}
	odds.InBest = inBest(worlds, v.Len())
	odds.Plan, odds.Random, odds.Steady = fareOf(worlds, 0), fareOf(worlds, len(teams)), fareOf(worlds, len(teams)+1)
	for k := range t.Beside {
		odds.Beside = append(odds.Beside, fareOf(worlds, k+1))
	}
	var err error
	odds.Near, err = p.nearIn(ctx, v, o, worlds)
	return odds, err
}

// inWorlds does something in every world, several at once, until ctx ends, and returns the
// first error.
func inWorlds(ctx context.Context, worlds []world, do func(k int) error) error {
	errs := make([]error, len(worlds))
	inTurn(len(worlds), func(k int) {
		if errs[k] = ctx.Err(); errs[k] == nil {
			errs[k] = do(k)
		}
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// oftenFirst is the order of entities by how often they are in a best team.
func oftenFirst(shares []float64) []int {
	order := make([]int, len(shares))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(shares[j], shares[i]) })
	return order
}

// A world is how teams fare in one possible world.
type world struct {
	objective Objective
	before    float64   // what there is without a team; of Reach, how many entities
	left      []float64 // by team, then of one drawn at random, then of one of those most often in best ones
	best      []int     // ascending
	bestLeft  float64
}

// try plans anew in a world and measures teams there, and one drawn at random.
func (o Options) try(ctx context.Context, v *graph.View, number int, teams [][]int) (world, error) {
	if v.Len() < len(o.Among) {
		return world{}, fmt.Errorf("world %d has %d entities: the view has %d", number, v.Len(), len(o.Among))
	}
	o = o.in(v)
	r := rand.New(rand.NewPCG(o.Seed, chanceStream+1+uint64(number)))
	teams = append(slices.Clone(teams), Ranked(v, o, r.Perm(v.Len())))
	w := world{objective: o.Objective, before: float64(v.Len()), left: make([]float64, len(teams))}
	var err error
	if o.Objective != Reach {
		if w.before, err = Measure(ctx, v, o, nil); err != nil {
			return world{}, err
		}
	}
	for k, team := range teams {
		if w.left[k], err = Measure(ctx, v, o, team); err != nil {
			return world{}, err
		}
		if o.allows(team) {
			w.consider(team, w.left[k])
		}
	}
	found, err := questionOf(v, &o).soon(ctx, &o, teams[0])
	if err != nil {
		return world{}, err
	}
	left, err := Measure(ctx, v, o, found)
	w.consider(found, left)
	return w, err
}

// add measures a further team in a world that was drawn again.
func (w *world) add(ctx context.Context, v *graph.View, o Options, team []int) error {
	left, err := Measure(ctx, v, o.in(v), team)
	w.left = append(w.left, left)
	w.consider(team, left)
	return err
}

// consider takes a team for the world's best where it does more than the best so far.
func (w *world) consider(team []int, left float64) {
	if w.best == nil || w.objective.does(w.before, left) > w.objective.does(w.before, w.bestLeft) {
		w.best, w.bestLeft = slices.Sorted(slices.Values(team)), left
	}
}

// in returns the options for a world: of people whom nobody recorded none is in a team, nor
// in a set.
func (o Options) in(v *graph.View) Options {
	more := v.Len() - len(o.Among)
	o.Among = append(slices.Clip(o.Among), make([]bool, more)...)
	if o.Price != nil {
		o.Price = append(slices.Clip(o.Price), slices.Repeat([]float64{1}, more)...)
	}
	if o.Objective == Between {
		o.From, o.To = append(slices.Clip(o.From), make([]bool, more)...), append(slices.Clip(o.To), make([]bool, more)...)
	}
	o.Progress = nil
	return o
}

// allows reports whether a team could be a plan's; one that somebody asked about, or that a
// ranking gives, need not.
func (o *Options) allows(team []int) bool {
	spent := 0.0
	for _, i := range team {
		if !o.Among[i] {
			return false
		}
		spent += o.priceOf(i)
	}
	missing := slices.ContainsFunc(o.Always, func(i int) bool { return !slices.Contains(team, i) })
	return !missing && spent <= o.Budget*(1+1e-12)
}

const (
	soon      = 1 << 8  // proposals of a walker in a world, for each who may be in a team
	soonLeast = 1 << 13 // and at the least
	soonWhole = 1 << 14 // steps in a world for an objective that is no sum over pieces
)

// soon returns a good team by a short search from another.
func (q *question) soon(ctx context.Context, o *Options, from []int) ([]int, error) {
	start := make([]int32, len(from))
	for k, i := range from {
		start[k] = int32(i)
	}
	slices.Sort(start)
	if q.objective >= Distance {
		return asInts(q.soonWhole(ctx, o, start)), ctx.Err()
	}
	effort := least(o.Effort, max(soonLeast, soon*len(q.choice)))
	found := q.settle(ctx, [][]int32{start, q.putBackLazily(ctx, q.choice, 0)}, effort, o.Seed)
	return asInts(found[0].members), ctx.Err()
}

// soonWhole improves the better of a team and of one that grows from nobody.
func (q *question) soonWhole(ctx context.Context, o *Options, start []int32) []int32 {
	s := steps(least(o.Effort, soonWhole))
	f := q.finder(&s)
	if w, is := f.(*watch); is {
		w.drop(ctx)
	}
	from, grown := q.teamOf(start), q.teamOf(q.always())
	from.left, grown.left = f.left(ctx, start), f.left(ctx, grown.members)
	if grown = q.complete(ctx, f, grown); grown.better(&from) {
		from = grown
	}
	return q.improve(ctx, f, from).members
}

// least is the smaller of two efforts, of which the first may not be given.
func least(given, other int) int {
	if given == 0 {
		return other
	}
	return min(given, other)
}
