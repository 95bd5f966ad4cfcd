package main

import (
	"context"
	"errors"
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

// orWithout does what is asked besides the team. Where the command is interrupted meanwhile, it does so again without
// what takes long: the team that was found is not thrown away.
func (q *planQuestion) orWithout(work func() error) error {
	err := work()
	if errors.Is(err, context.Canceled) && q.breakOff() {
		q.leftOut = true
		err = work()
	}
	return err
}

// breakOff reports whether the command was interrupted. If so it goes on to write what was
// found; another signal ends the program. What takes long besides is left out.
func (q *planQuestion) breakOff() bool {
	ctx := q.cmd.Context()
	if ctx.Err() == nil {
		return false
	}
	q.cmd.SetContext(context.WithoutCancel(ctx))
	q.dismantleOptions.alternatives, q.dismantleOptions.odds.when, q.dismantleOptions.regrowth.asked = false, off, false
	return true
}
