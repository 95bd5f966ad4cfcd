package main

import (
	"errors"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/report"
)

// nearestRoutes is how many routes between two sets are looked at; of those on which nobody may
// be named, none is shown.
const nearestRoutes = 50

// refuseCounting refuses to say what is left where few people withheld could be counted.
func (q *planQuestion) refuseCounting() error {
	if q.afterwards && report.FewWithheld(q.view, q.may) {
		return errors.New("--afterwards: fewer than 5 people of this view could not be on a target list, and by the sizes of what is left they could be counted; widen the view, or leave --afterwards away")
	}
	return nil
}

// whatIsLeft says, where it is asked for, what a plan leaves and whether the three sets are
// still connected.
func (q *planQuestion) whatIsLeft(b *report.PlanBuilder, plan dismantle.Plan) error {
	o := dismantle.AftermathOptions{Among: q.may, Routes: nearestRoutes, Seed: q.seed}
	if q.view.Len() > exactRoutes {
		o.Sample = sampled
	}
	question := setQuestion{q.cmd, q.store, q.name, q.view}
	var none []string
	for _, name := range [...]string{"gangs", "money", "officials"} {
		members := make([]bool, q.view.Len())
		if err := question.add(members, name); err != nil {
			return err
		}
		if count(members) > 0 {
			o.Sets = append(o.Sets, dismantle.Set{Name: name, Members: members})
		} else {
			none = append(none, name)
		}
	}
	if len(none) > 0 {
		b.Note("no routes are looked for from or to " + strings.Join(none, ", ") + ": nobody of this view is in them")
	}
	var left dismantle.Remains
	err := newProgress(q.cmd, "what is left").during(func() (err error) {
		left, err = dismantle.Aftermath(q.cmd.Context(), q.view, plan.Team, o)
		return err
	})
	if err == nil {
		b.Afterwards(left, o.Sets)
	}
	return err
}
