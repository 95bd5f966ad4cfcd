package main

import (
	"context"
	"errors"
	"strings"

	"github.com/linchpin-graph/linchpin/report"
)

// A breakable is the context of a search whose best so far is of use: where the command is
// interrupted, the search ends as by a deadline, and returns that.
type breakable struct{ context.Context }

func (b breakable) Err() error {
	if b.Context.Err() != nil {
		return context.DeadlineExceeded
	}
	return nil
}

// breakOff reports whether the command was interrupted. If so it goes on to write what was
// found; another signal ends the program. What takes long besides is left out.
func (q *planQuestion) breakOff() bool {
	ctx := q.cmd.Context()
	if ctx.Err() == nil {
		return false
	}
	q.cmd.SetContext(context.WithoutCancel(ctx))
	q.interrupted = true
	return true
}

// besides does what takes long and is asked beside the team. Where the command is interrupted,
// then or before, that is missing, and the plan is written without it.
func (q *planQuestion) besides(what string, asked bool, do func() error) error {
	if !asked {
		return nil
	}
	if q.breakOff(); q.interrupted {
		q.missing = append(q.missing, what)
		return nil
	}
	return q.unlessStopped(what, do)
}

// unlessStopped does what seldom takes long, also where the command was interrupted before.
// Where it is interrupted meanwhile, that is missing.
func (q *planQuestion) unlessStopped(what string, do func() error) error {
	err := do()
	if errors.Is(err, context.Canceled) && q.breakOff() {
		q.missing = append(q.missing, what)
		return nil
	}
	return err
}

// again does what takes a moment, and does it again where the command is interrupted meanwhile.
func (q *planQuestion) again(do func() error) error {
	err := do()
	if errors.Is(err, context.Canceled) && q.breakOff() {
		err = do()
	}
	return err
}

// noteMissing says in a plan what an interrupted command left out.
func (q *planQuestion) noteMissing(b *report.PlanBuilder) {
	if len(q.missing) > 0 {
		b.Note("interrupted; this is left out: " + strings.Join(q.missing, ", "))
	}
}
