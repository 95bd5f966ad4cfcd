package dismantle

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync/atomic"

	"github.com/linchpin-graph/linchpin/graph"
)

// RegrowthOptions say how a network is taken to grow back. The zero value simulates a year
// a hundred times, in which those who lost a contact turn to anybody.
type RegrowthOptions struct {
	Count     Options // what is counted: the objective, with its sets and ties
	Mechanism Mechanism
	Months    int      // 0: 12
	Runs      int      // 0: 100
	Rate      float64  // chance that a lost tie is replaced in a month, at most 1; 0: .1; less than 0: none
	Likeness  Likeness // of ByLikeness
	Skill     string   // property of entities that tells a skill, for ByLikeness; "": none
	Among     []bool   // by entity, who may be named as a taker; nil: nobody
	Seed      uint64
	Progress  func(done, of int) // told how many runs are done; nil: nobody

	anyTeam  *Regrowth // one of the same view and questions: what there was before is taken from it
	sameTeam *Regrowth // one of the same team too, by another mechanism: so is day one
}

// partOf returns what is told of one of so many simulations, as a part of them all.
func (o *RegrowthOptions) partOf(simulations int) func(done, of int) {
	if o.Progress == nil {
		return nil
	}
	tell := o.Progress
	var done atomic.Int64
	return func(_, of int) { tell(int(done.Add(1)), of*simulations) }
}

// What is simulated unless something else is said.
const (
	DefaultMonths = 12
	DefaultRate   = .1 // nearly three ties of four are replaced in a year; linchpin's own
	DefaultRuns   = 100
)

const (
	mostTakers = 10
	outside    = .025 // share of runs on either side of an interval
)

func (o *RegrowthOptions) months() int { return cmp.Or(o.Months, DefaultMonths) }
func (o *RegrowthOptions) runs() int   { return cmp.Or(o.Runs, DefaultRuns) }

func (o *RegrowthOptions) rate() float64 { return max(0, cmp.Or(o.Rate, DefaultRate)) }

func (o *RegrowthOptions) likeness() Likeness { return cmp.Or(o.Likeness, defaultLikeness) }

func (o *RegrowthOptions) check(v *graph.View) error {
	l := o.Likeness
	switch {
	case o.Count.Objective == Reach:
		return errors.New("reach counts what a team sees where it is left, so nothing grows back: choose another objective")
	case o.Months < 0 || o.Runs < 0:
		return fmt.Errorf("%d months, %d runs: want 1 or more", o.Months, o.Runs)
	case !(o.Rate <= 1):
		return fmt.Errorf("a rate of %g: want a chance of at most 1", o.Rate)
	case int(o.Mechanism) >= len(mechanisms):
		return fmt.Errorf("mechanism %d: want one of the constants", o.Mechanism)
	}
	for _, w := range [...]float64{l.Kin, l.Gang, l.Role, l.Contact} {
		if !(w >= 0) || math.IsInf(w, 0) {
			return fmt.Errorf("a weight of %g for likeness: want 0 or more", w)
		}
	}
	return errors.Join(o.Count.checkSets(v), hasAll(v, "among", len(o.Among), true))
}

// A Regrowth is how a network fares in the months after a team was removed.
type Regrowth struct {
	Objective  Objective
	Mechanism  Mechanism
	Runs       int
	Rate       float64
	Seed       uint64
	Before     float64 // what the objective counts with the team there
	Efficiency Efficiency
	Months     []MonthAfter // 0: day one
	Lasting    float64      // mean over the months, day one aside, of the share of connection still missing
	Lost       int          // ties between one removed and one left
	Takers     []Taker      // who took over most often, at most ten
	Withheld   int          // further entities that took over as often and may not be named
	Gangs      []GangShare  // by ID
}

// A MonthAfter is what there is after so many months.
type MonthAfter struct {
	Left     Spread  // of the objective
	Replaced float64 // mean number of lost ties that somebody took over
}

// An Efficiency is how near people are to each other; see docs/measures.md. Those removed
// count before only.
type Efficiency struct {
	Before, DayOne float64
	End            Spread // in the last month
}

// A Spread is a figure over runs: its mean, and between which two it is in 95 of 100.
type Spread struct{ Mean, Low, High float64 }

// A Taker is an entity that lost ties go to.
type Taker struct {
	Entity int
	First  float64 // share of runs in which nobody took over more ties
	Ties   float64 // mean number of ties that it took over
}

// DayOne is the share of connection that is missing on the day of the removal.
func (r Regrowth) DayOne() float64 { return missing(r.Before, r.Months[0].Left.Mean) }

func missing(before, left float64) float64 {
	if before == 0 {
		return 0
	}
	return (before - left) / before
}

// Regrow simulates the months after a team was removed from a view. Whoever was tied to
// one removed and is left has lost a tie. Each lost tie is replaced with the chance of the
// rate in every month: its loser then draws a replacement among those left who are of the
// kind of the one removed and are not yet tied to the loser, and ties to that one; who
// finds nobody gives up. The chance of a candidate is its weight over that of all:
//
//	random     1
//	distance   1/d², d the ties between candidate and removed while all were there
//	degree     ties that the candidate has by then
//	likeness   kin, gang, role and shared contacts of the one removed, as [Likeness] weighs
//
// A contact of the one removed who shares others of its contacts is a second-best route
// between them, which likeness by contacts turns into the first. Those removed do not come
// back and nobody new joins.
//
// After Duijn, Kashirin and Sloot, whose criminal network is disrupted one actor after
// another; those orphaned look for a replacement at random, by distance or by degree. Ours
// differs: the team goes at once; time is months with one rate for all, where theirs has
// steps of removal; a replacement need not have the role in the trade of the one removed,
// but with likeness is preferred for it; distance is a weight from the one removed and not
// the nearest who is found. Its chances are not reproduced: the rate, 1/d² and likeness are
// linchpin's own, so figures tell plans apart but do not foretell.
//
// Lasting is Σ (before - left) / before / months. Unit: share. Max: 1, where nothing is
// left; below 0 where more is connected than before. Intervals hold 95 % of runs.
//
// Reading: a plan whose damage is large on day one and small over the year is answered by
// those named as takers, by their position in the recorded network: who to watch next.
// They are leads, and only those of o.Among are named.
//
// Cost: for each run O(n+m), O(log n) for a lost tie and efficiency once, of Distance and
// Within that of [Measure] for each month as well; O(kn) memory for a team of k; runs in
// parallel. Efficiency is that of 512 entities, drawn where there are more; where more than
// 5,000 are left, each run takes it from 64 of them, so that the interval at the end is
// wider than chance makes it. It stops early with ctx's error.
//
// Source: P. A. C. Duijn, V. Kashirin and P. M. A. Sloot, "The relative ineffectiveness of
// criminal network disruption", Scientific Reports 4 (2014), 4238. doi:10.1038/srep04238
func Regrow(ctx context.Context, v *graph.View, team []int, o RegrowthOptions) (Regrowth, error) {
	without, err := withoutTeam(v, team)
	if err != nil {
		return Regrowth{}, err
	}
	if err := o.check(v); err != nil {
		return Regrowth{}, err
	}
	before := 0.0
	if o.anyTeam != nil {
		before = o.anyTeam.Before
	} else if before, err = Measure(ctx, v, o.Count, nil); err != nil {
		return Regrowth{}, err
	}
	s := newSimulation(v, without, &o)
	runs := make([]run, o.runs())
	var done atomic.Int64
	inTurn(len(runs), func(k int) {
		runs[k] = s.run(ctx, uint64(k))
		if told := int(done.Add(1)); o.Progress != nil {
			o.Progress(told, len(runs))
		}
	})
	for k := range runs {
		if runs[k].err != nil {
			return Regrowth{}, runs[k].err
		}
	}
	end := make([]float64, len(runs))
	for k := range runs {
		end[k] = runs[k].efficiency
	}
	r := Regrowth{
		Objective: o.Count.Objective, Mechanism: o.Mechanism, Runs: o.runs(), Rate: o.rate(), Seed: o.Seed, Before: before, Lost: len(s.lost),
		Efficiency: Efficiency{Before: s.efficiencyBefore(), DayOne: s.efficiencyDayOne(), End: spreadOf(end)},
		Gangs:      s.gangShares(runs),
	}
	for month := range runs[0].left {
		r.Months = append(r.Months, monthOf(runs, month))
	}
	for _, m := range r.Months[1:] {
		r.Lasting += missing(before, m.Left.Mean) / float64(len(r.Months)-1)
	}
	r.Takers, r.Withheld = takersOf(runs, o.Among, v.Len())
	return r, nil
}

func monthOf(runs []run, month int) MonthAfter {
	left := make([]float64, len(runs))
	replaced := 0
	for k := range runs {
		left[k] = runs[k].left[month]
		replaced += runs[k].replaced[month]
	}
	return MonthAfter{spreadOf(left), float64(replaced) / float64(len(runs))}
}

// spreadOf sorts the figures.
func spreadOf(figures []float64) Spread {
	slices.Sort(figures)
	n := len(figures)
	cut := int(math.Floor(outside * float64(n)))
	s := Spread{Low: figures[cut], High: figures[n-1-cut]}
	for _, x := range figures {
		s.Mean += (x - s.Low) / float64(n) // from Low, so that equal figures have exactly their mean
	}
	s.Mean += s.Low
	return s
}
