package dismantle

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A simulation is a network that grows back, as all its runs begin.
type simulation struct {
	network *network // with the team there
	rest    *network // without its ties
	without []bool
	kind    []graph.EntityKind
	lost    []lostTie
	urns    []urn    // by member of the team, whom those who lost it turn to; by degree without the ties that come
	joining *joining // nil: the objective is no sum over components
	starts  []int32  // from whom efficiency is taken
	left    int      // entities
	groups  []graph.EntityID
	of      []int32
	o       *RegrowthOptions
}

// A lostTie is one between a member of the team and somebody who is left.
type lostTie struct {
	place   int // of the one removed in the team
	removed int32
	loser   int32
}

// startsOf returns from whom a run takes efficiency: in a large network from a part of
// the starts, which all runs go through in turn.
func (s *simulation) startsOf(number uint64) []int32 {
	if s.left <= largeRegrowth || len(s.starts) <= partOfStarts {
		return s.starts
	}
	from := int(number%uint64(len(s.starts)/partOfStarts)) * partOfStarts
	return s.starts[from : from+partOfStarts]
}

const (
	largeRegrowth = 5_000 // entities left above which a run takes efficiency from a part of the starts
	partOfStarts  = 64
)

// forStarts is the stream of chance for efficiency; those of runs are their numbers.
const forStarts = math.MaxUint64

func newSimulation(v *graph.View, without []bool, o *RegrowthOptions) *simulation {
	s := &simulation{network: networkOf(v), without: without, kind: make([]graph.EntityKind, v.Len()), o: o}
	var team []int32
	for i := range s.kind {
		s.kind[i] = v.Entity(i).Kind
		if without[i] {
			for _, j := range s.network.row(int32(i)) {
				if !without[j] {
					s.lost = append(s.lost, lostTie{len(team), int32(i), j})
				}
			}
			team = append(team, int32(i))
		}
	}
	s.rest = s.network.grown(without, nil, &network{})
	s.urns = s.fill(s.network.weights(v, team, without, o), team)
	if o.Count.Objective < Distance {
		s.joining = newJoining(s.rest, without, &o.Count, o.Count.masses(v))
	}
	s.starts, s.left = startsFor(without, rand.New(rand.NewPCG(o.Seed, forStarts)))
	s.groups, s.of = v.Affiliations()
	return s
}

// fill makes an urn for each member of the team, of those left who are of its kind.
func (s *simulation) fill(weights [][]float64, team []int32) []urn {
	urns := make([]urn, len(team))
	of := map[graph.EntityKind]urn{} // where they do not depend on the member
	for k, removed := range team {
		kind := s.kind[removed]
		may := func(i int) bool { return !s.without[i] && s.kind[i] == kind }
		if weights != nil {
			urns[k] = fill(weights[k], may)
			continue
		}
		if of[kind] == nil {
			of[kind] = s.alike(may)
		}
		urns[k] = of[kind]
	}
	return urns
}

// alike is the urn of candidates whose weights do not depend on the one removed.
func (s *simulation) alike(may func(i int) bool) urn {
	weights, who := make([]float64, s.network.len()), make([]bool, s.network.len())
	for i := range weights {
		who[i], weights[i] = may(i), 1
		if s.o.Mechanism == ByDegree {
			weights[i] = float64(len(s.rest.row(int32(i))))
		}
	}
	u := fill(weights, may)
	if s.o.Mechanism == ByDegree {
		return &tieUrn{fixedUrn: u, may: who}
	}
	return u
}

// grown writes to another network this one without a team and with further ties.
func (g *network) grown(without []bool, ties [][2]int32, to *network) *network {
	ends := make([][2]int32, 0, 2*len(ties))
	for _, t := range ties {
		ends = append(ends, t, [2]int32{t[1], t[0]})
	}
	slices.SortFunc(ends, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	to.start, to.to = append(to.start[:0], 0), to.to[:0]
	for i := range int32(g.len()) {
		for _, j := range g.row(i) {
			if !without[i] && !without[j] {
				to.to = append(to.to, j)
			}
		}
		for ; len(ends) > 0 && ends[0][0] == i; ends = ends[1:] {
			to.to = append(to.to, ends[0][1])
		}
		to.start = append(to.start, int32(len(to.to)))
	}
	return to
}

// A run is one course that things may take.
type run struct {
	left       []float64 // by month
	replaced   []int     // lost ties, by month
	takers     []taken   // by entity
	efficiency float64   // at the end, as the next
	hold       []Hold    // by group
	err        error
}

type taken struct{ entity, ties int32 }

// A course is a run under way.
type course struct {
	*simulation
	added   [][2]int32 // ties, first the one who lost another
	next    [][2]int32 // by tie, for either end the one before that the same entity got, counted from 1
	newest  []int32    // by entity, the tie that it got last, counted from 1; 0: none
	urns    []urn
	ties    []*tieUrn // of them, those that change
	joining *joining
	tied    []int32
}

func (s *simulation) newCourse() *course {
	c := &course{simulation: s, newest: make([]int32, s.network.len()), urns: s.urns}
	if s.joining != nil {
		c.joining = s.joining.copy()
	}
	if s.o.Mechanism != ByDegree {
		return c
	}
	c.urns = make([]urn, len(s.urns))
	own := map[*tieUrn]*tieUrn{}
	for k, u := range s.urns {
		of := u.(*tieUrn)
		if own[of] == nil {
			own[of] = &tieUrn{fixedUrn: of.fixedUrn, may: of.may, more: make([]int32, s.network.len()+1)}
			c.ties = append(c.ties, own[of])
		}
		c.urns[k] = own[of]
	}
	return c
}

// run draws when each lost tie is replaced, and by which of the candidates there are then.
// Both are drawn for every tie at the outset: runs of one number then differ between rates
// by how soon things happen.
func (s *simulation) run(ctx context.Context, number uint64) run {
	random := rand.New(rand.NewPCG(s.o.Seed, number))
	when, which, order := make([]float64, len(s.lost)), make([]float64, len(s.lost)), make([]int, len(s.lost))
	for k := range s.lost {
		order[k] = k
		when[k], which[k] = random.ExpFloat64()/-math.Log1p(-s.o.rate()), random.Float64() // months; at a rate of 0 never
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(when[a], when[b]) })
	c := s.newCourse()
	var r run
	var now network
	for month := 0; month <= s.o.months(); month++ {
		had := len(c.added)
		for len(order) > 0 && when[order[0]] <= float64(month) && month > 0 {
			c.replace(s.lost[order[0]], which[order[0]])
			order = order[1:]
		}
		if r.err = c.count(ctx, &r, &now, month > 0 && len(c.added) == had); r.err != nil {
			return r
		}
		r.replaced = append(r.replaced, len(c.added))
	}
	s.rest.grown(s.without, c.added, &now)
	r.efficiency = now.efficiency(s.without, s.startsOf(number), s.left)
	r.hold = now.holds(s.without, s.of, len(s.groups))
	r.takers = c.takers()
	return r
}

// count takes the figure of a month, where nothing has changed that of the last.
func (c *course) count(ctx context.Context, r *run, now *network, same bool) (err error) {
	left := 0.0
	switch {
	case same:
		left = r.left[len(r.left)-1]
	case c.joining != nil:
		left = c.joining.value
	default:
		c.rest.grown(c.without, c.added, now)
		left, err = now.near(ctx, nil, c.o.Count.nearness()) // the team has no ties in it
	}
	if err == nil {
		err = ctx.Err()
	}
	r.left = append(r.left, left)
	return err
}

// replace ties who lost a tie to a candidate drawn by weight, where there is one.
func (c *course) replace(lost lostTie, which float64) {
	loser := lost.loser
	c.tied = append(append(c.tied[:0], loser), c.rest.row(loser)...)
	for at := c.newest[loser]; at > 0; {
		tie := c.added[at-1]
		if tie[0] == loser {
			c.tied, at = append(c.tied, tie[1]), c.next[at-1][0]
		} else {
			c.tied, at = append(c.tied, tie[0]), c.next[at-1][1]
		}
	}
	slices.Sort(c.tied)
	found := draw(c.urns[lost.place], len(c.kind), c.tied, which)
	if found == gone {
		return
	}
	c.added = append(c.added, [2]int32{loser, found})
	c.next = append(c.next, [2]int32{c.newest[loser], c.newest[found]})
	c.newest[loser], c.newest[found] = int32(len(c.added)), int32(len(c.added))
	for _, u := range c.ties {
		u.add(loser)
		u.add(found)
	}
	if c.joining != nil {
		c.joining.tie(loser, found)
	}
}

// takers counts the ties that each took over, ascending by number.
func (c *course) takers() []taken {
	to := make([]int32, len(c.added))
	for k, t := range c.added {
		to[k] = t[1]
	}
	slices.Sort(to)
	var all []taken
	for k, i := range to {
		if k == 0 || i != to[k-1] {
			all = append(all, taken{entity: i})
		}
		all[len(all)-1].ties++
	}
	return all
}
