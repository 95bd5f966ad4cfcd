package main

import "context"

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
	q.dismantleOptions.alternatives, q.dismantleOptions.odds.when, q.dismantleOptions.regrowth.asked = false, off, false
	return true
}
