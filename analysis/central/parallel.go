package central

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel does a number of parts of work, each once, by a worker for each CPU that
// Go may use. A worker begins with its own scratch; parts are taken in order. It stops
// early with ctx's error.
//
// What a part adds up belongs to the part and not to the worker: sums are then the same
// whatever the number of CPUs.
func inParallel[S any](ctx context.Context, parts int, scratch func() S, work func(S, int) error) error {
	workers := min(runtime.GOMAXPROCS(0), parts)
	var next atomic.Int64
	errs := make([]error, workers)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			own := scratch()
			for errs[w] == nil {
				part := int(next.Add(1)) - 1
				if part >= parts {
					return
				}
				if errs[w] = ctx.Err(); errs[w] == nil {
					errs[w] = work(own, part)
				}
			}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
