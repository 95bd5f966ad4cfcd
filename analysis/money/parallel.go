package money

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

const partSize = 4096

// inParts does a work on 0..n-1 in parts, on every CPU, and returns the results in the
// order of the parts. start makes a worker with scratch of its own.
func inParts[T any](ctx context.Context, n int, start func() func(from, to int) T) ([]T, error) {
	results := make([]T, (n+partSize-1)/partSize)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(results)) {
		workers.Go(func() {
			work := start()
			for ctx.Err() == nil {
				at := int(next.Add(1)) - 1
				if at >= len(results) {
					return
				}
				results[at] = work(at*partSize, min(n, (at+1)*partSize))
			}
		})
	}
	workers.Wait()
	return results, ctx.Err()
}
