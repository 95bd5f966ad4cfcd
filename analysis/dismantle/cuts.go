package dismantle

// A cut is what is cut off of a piece without an entity: all but one of the parts that
// fall apart.
type cut struct {
	mass    mass    // of the parts together
	worth   float64 // of each, added up
	stamp   uint32  // rises each time that the entity is looked at
	changes int32   // it holds while the piece has changed so often; always: until forgotten
}

const (
	always = -1
	never  = -2
)

func (c *cut) holds(changes int32) bool { return c.changes == always || c.changes == changes }

// cuts keep what the removal of each entity cuts off as long as that holds. It rests on
// what the search saw: on the paths by which its neighbours were found to be connected
// without it, as long as nobody of these is removed; and on the parts that were cut off, as
// long as nobody of them is removed and nobody is put back beside them. All the rest of
// the network may change. So each entity knows for whom it is on a path or in a part.
type cuts struct {
	of    []cut
	users [][]user // by entity
	seen  marks
}

// A user is an entity whose cut rests on another, as of a stamp.
type user struct {
	entity int32
	stamp  uint32
	part   bool // the other is in a part that is cut off, not only on a path
}

// wide is how many entities of parts are noted one by one; of more, a cut holds only
// until its piece changes.
const wide = 64

func newCuts(n int) cuts {
	c := cuts{of: make([]cut, n), users: make([][]user, n), seen: newMarks(n)}
	for i := range c.of {
		c.of[i].changes = never
	}
	return c
}

// forget forgets all.
func (c *cuts) forget() {
	for i := range c.of {
		c.of[i].changes = never
	}
}

// keep notes on whom the cut of an entity rests, as a search has just found it.
func (c *cuts) keep(i, changes int32, s *search) {
	cut := &c.of[i]
	cut.stamp++
	if cut.mass.size > wide {
		cut.changes = changes
		return
	}
	cut.changes = always
	c.seen.next()
	for _, part := range s.parts {
		for _, run := range s.runs(part) {
			for _, j := range run {
				c.seen.add(j)
				c.note(j, user{i, cut.stamp, true})
			}
		}
	}
	for _, meet := range s.meets {
		for _, j := range meet {
			for ; j != gone && c.seen.add(j); j = s.from[j] {
				c.note(j, user{i, cut.stamp, false})
			}
		}
	}
}

// note adds a user of an entity. Those that no longer are make room before a list grows.
func (c *cuts) note(j int32, u user) {
	list := c.users[j]
	if len(list) == cap(list) {
		kept := list[:0]
		for _, old := range list {
			if c.current(old) {
				kept = append(kept, old)
			}
		}
		list = kept
	}
	c.users[j] = append(list, u)
}

func (c *cuts) current(u user) bool {
	cut := &c.of[u.entity]
	return cut.stamp == u.stamp && cut.changes == always
}

// without forgets what rests on an entity that is removed, and its own cut.
func (c *cuts) without(i int32) {
	for _, u := range c.users[i] {
		if c.current(u) {
			c.of[u.entity].changes = never
		}
	}
	c.users[i] = c.users[i][:0]
	c.of[i].changes = never
}

// joined forgets what no longer holds when somebody is put back beside an entity: its own
// cut, and those of whose parts it is.
func (c *cuts) joined(i int32) {
	kept := c.users[i][:0]
	for _, u := range c.users[i] {
		switch {
		case !c.current(u):
		case u.part:
			c.of[u.entity].changes = never
		default:
			kept = append(kept, u)
		}
	}
	c.users[i] = kept
	c.of[i].changes = never
}
