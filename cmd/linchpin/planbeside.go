package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/report"
)

const (
	randomTeams = 100
	exactRoutes = 20_000 // entities above which betweenness is estimated from so many
	sampled     = 1_000
)

// describe makes the report of a plan, with what it is compared with.
func (q *planQuestion) describe(plan dismantle.Plan) (report.Plan, error) {
	b := report.NewPlan(q.heading(plan), q.view, plan, report.PlanOptions{Asked: q.asked, From: q.sets.from, To: q.sets.to, ViewFlags: flagsOfView(q.cmd),
		On: q.dismantleOptions.view.day(), Whole: q.whole, Safeguard: q.safeguard})
	if err := errors.Join(q.showWaves(b, plan), q.suppose(b)); err != nil {
		return report.Plan{}, err
	}
	beside, err := q.compare(b)
	if err != nil {
		return report.Plan{}, err
	}
	near, err := q.odds(b, plan, beside)
	if err != nil {
		return report.Plan{}, err
	}
	var without []report.NamedTeam
	if err := q.besides("the best teams without one of them", q.alternatives && len(plan.Team) > 0, func() (err error) {
		without, err = q.instead(b, plan)
		return err
	}); err != nil {
		return report.Plan{}, err
	}
	if q.afterwards && len(plan.Team) > 0 {
		if err := q.unlessStopped("what is left", func() error { return q.whatIsLeft(b, plan) }); err != nil {
			return report.Plan{}, err
		}
	}
	err = q.besides("how the network grows back", q.dismantleOptions.regrowth.asked && len(plan.Team) > 0, func() error {
		return q.growsBack(b, plan, slices.Concat(near, without, beside))
	})
	q.noteMissing(b)
	return b.Plan, err
}

// suppose says what the team that was named would do.
func (q *planQuestion) suppose(b *report.PlanBuilder) error {
	if len(q.given.remove) == 0 {
		return nil
	}
	left, err := q.measure(q.given.remove)
	if err == nil {
		b.Suppose(q.given.remove, left)
	}
	return err
}

// rank finds the first of two rankings, than whom a plan is no worse.
func (q *planQuestion) rank() (err error) {
	options := central.Options{Seed: q.seed}
	if q.view.Len() > exactRoutes {
		options.Sample = sampled
	}
	q.rankings, err = computeAll(q.cmd, []central.Measure{central.MeasureBetweenness, central.MeasureDegree}, q.view, options)
	for _, scores := range q.rankings {
		q.asked.Known = append(q.asked.Known, dismantle.Ranked(q.view, q.asked, scores.Order()))
	}
	return err
}

// compare puts teams beside a plan that take no search: the one asked about, the first of
// a ranking, and teams drawn at random. It returns all but the last.
func (q *planQuestion) compare(b *report.PlanBuilder) (beside []report.NamedTeam, err error) {
	if len(q.given.remove) > 0 {
		beside = append(beside, report.NamedTeam{Name: report.AskedAbout, Team: q.given.remove})
	}
	if count(q.asked.Among) == 0 {
		return beside, nil
	}
	for k, scores := range q.rankings {
		first := report.NamedTeam{Name: "the first by " + scores.Measure.String(), Team: q.asked.Known[k]}
		left, err := q.measure(first.Team)
		if err != nil {
			return nil, err
		}
		b.Compare(first.Name, first.Team, left)
		beside = append(beside, first)
	}
	err = q.again(func() error {
		chance, err := dismantle.AtRandom(q.cmd.Context(), q.view, q.asked, randomTeams)
		if err == nil {
			b.CompareChance(chance)
		}
		return err
	})
	return beside, err
}

// measure counts what a team leaves, whether or not the command is interrupted meanwhile.
func (q *planQuestion) measure(team []int) (left float64, err error) {
	err = q.again(func() (err error) {
		left, err = dismantle.Measure(q.cmd.Context(), q.view, q.asked, team)
		return err
	})
	return left, err
}

// instead searches again, where that is asked for, without each of the team who was not
// asked for, and returns the teams found.
func (q *planQuestion) instead(b *report.PlanBuilder, plan dismantle.Plan) (teams []report.NamedTeam, err error) {
	for _, i := range plan.Team {
		if slices.Contains(q.given.must, i) {
			continue
		}
		other, err := q.search("search without "+string(q.view.ID(i)), func(ctx context.Context, o dismantle.Options) (dismantle.Plan, error) {
			return dismantle.Without(ctx, q.view, o, i)
		})
		if err != nil {
			return nil, err
		}
		b.Instead(i, plan, other)
		teams = append(teams, report.NamedTeam{Name: "without " + q.view.Entity(i).Name(), Team: other.Team})
	}
	return teams, nil
}

// write draws and writes a plan; one that is broken off while it is drawn has no picture.
func (q *planQuestion) write(plan dismantle.Plan, r report.Plan) error {
	if q.out.format == formatCSV && len(plan.Team) == 0 {
		fmt.Fprintln(q.cmd.ErrOrStderr(), "linchpin: nobody is in the team, and so the table has no rows; --format table says why")
	}
	err := q.out.writeBeside(q.cmd, r, q.picture.path, func() ([]byte, []string, error) { return q.picture.draw(q, plan, r) })
	if errors.Is(err, context.Canceled) && q.breakOff() {
		r.Heading.Notes = append(r.Heading.Notes, "interrupted; this is left out: the picture")
		return q.out.write(q.cmd, r)
	}
	return err
}
