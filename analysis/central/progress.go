package central

import "sync"

// A counter tells how much of a long work is done, in any unit.
type counter struct {
	mutex sync.Mutex
	count int
	of    int
	tell  func(done, of int)
}

func newCounter(of int, tell func(done, of int)) *counter { return &counter{of: of, tell: tell} }

// done counts some work more; several workers may call it.
func (c *counter) done(work int) {
	if c.tell == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.count += work
	c.tell(c.count, c.of)
}
