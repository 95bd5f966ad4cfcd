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
	weights [][]float64 // by member of the team; nil: they do not depend on it
	starts  []int32     // from whom efficiency is taken
	left    int         // entities
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
	s.weights = s.network.weights(v, team, without, o)
	s.starts, s.left = startsFor(without, rand.New(rand.NewPCG(o.Seed, forStarts)))
	s.groups, s.of = v.Affiliations()
	return s
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
	added  [][2]int32 // ties, first the one who lost another
	degree []int32
	tied   marks
	chance []float64 // by entity, of being drawn
}

func (s *simulation) newCourse() *course {
	n := s.network.len()
	c := &course{simulation: s, degree: make([]int32, n), tied: newMarks(n), chance: make([]float64, n)}
	for i := range c.degree {
		c.degree[i] = int32(len(s.rest.row(int32(i))))
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
		if month == 0 || len(c.added) > had {
			s.rest.grown(s.without, c.added, &now)
		}
		if r.err = s.count(ctx, &r, &now, month > 0 && len(c.added) == had); r.err != nil {
			return r
		}
		r.replaced = append(r.replaced, len(c.added))
	}
	r.efficiency = now.efficiency(s.without, s.starts, s.left)
	r.hold = now.holds(s.without, s.of, len(s.groups))
	r.takers = c.takers()
	return r
}

// count takes the figure of a month, where nothing has changed that of the last.
func (s *simulation) count(ctx context.Context, r *run, now *network, same bool) (err error) {
	if same {
		r.left = append(r.left, r.left[len(r.left)-1])
		return ctx.Err()
	}
	o, left := &s.o.Count, 0.0
	if o.Objective == Distance || o.Objective == Within {
		left, err = now.near(ctx, nil, o.nearness()) // the team has no ties in it
	} else {
		left, err = now.connected(s.without, o), ctx.Err()
	}
	r.left = append(r.left, left)
	return err
}

// replace ties who lost a tie to a candidate drawn by weight, where there is one.
func (c *course) replace(lost lostTie, which float64) {
	c.tied.next()
	c.tied.add(lost.loser)
	for _, j := range c.rest.row(lost.loser) {
		c.tied.add(j)
	}
	for _, t := range c.added {
		if t[0] == lost.loser {
			c.tied.add(t[1])
		} else if t[1] == lost.loser {
			c.tied.add(t[0])
		}
	}
	total := 0.0
	for j := range c.kind {
		c.chance[j] = 0
		if !c.without[j] && c.kind[j] == c.kind[lost.removed] && !c.tied.has(int32(j)) {
			c.chance[j] = c.weight(lost.place, j)
			total += c.chance[j]
		}
	}
	last := gone // so that rounding leaves nobody out
	for j, rest := 0, which*total; j < len(c.chance) && rest >= 0; j++ {
		if c.chance[j] > 0 {
			last = j
			rest -= c.chance[j]
		}
	}
	if last == gone {
		return
	}
	c.added = append(c.added, [2]int32{lost.loser, int32(last)})
	c.degree[lost.loser]++
	c.degree[last]++
}

func (c *course) weight(place, candidate int) float64 {
	switch {
	case c.weights != nil:
		return c.weights[place][candidate]
	case c.o.Mechanism == ByDegree:
		return float64(c.degree[candidate])
	}
	return 1
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
