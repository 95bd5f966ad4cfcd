package central

import "sync"

// A counter tells how many parts of a long work are done.
type counter struct {
	mutex sync.Mutex
	count int
	of    int
	tell  func(done, of int)
}

func newCounter(of int, tell func(done, of int)) *counter { return &counter{of: of, tell: tell} }

// done counts one part more; several workers may call it.
func (c *counter) done() {
	if c.tell == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.count++
	c.tell(c.count, c.of)
}
