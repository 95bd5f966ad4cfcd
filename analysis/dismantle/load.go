package dismantle

import "context"

// A carrier finds out what each entity carries of the nearness of others: of each pair that
// is left what it counts, split evenly among its shortest routes, and all of each route's
// share to everybody on it, the two at its ends included:
//
//	L(i) = Σ over pairs s,t of near(d(s,t)) · σ(s,t|i) / σ(s,t)
//
// where σ(s,t) counts the shortest routes and σ(s,t|i) those with i on them.
//
// Where more are removed, a pair loses nothing unless all its shortest routes are cut, and
// the share of them that is cut is no more than its cut members' shares added up. So what
// is left is no less than it is now, less the L of those who are removed.
//
// Cost: O(nm) time; who has one tie costs nothing. Source: after U. Brandes, "A faster
// algorithm for betweenness centrality", J. Math. Sociology 25 (2001).
// doi:10.1080/0022250X.2001.9990249
type carrier struct {
	rest    *rest
	near    nearness
	at      []float64 // by ties, what a pair counts
	stripes [8]stripe
	load    []float64 // by entity
}

// A stripe is one in so many sources of the core. Stripes are added up in their order,
// so that the sums do not depend on the number of CPUs.
type stripe struct {
	ties  []int32   // by place, from the source; gone: not reached
	sigma []float64 // by place, shortest routes from the source
	delta []float64 // by place, what it carries of routes from the source to others
	order []int32   // places, the nearest first
	load  []float64 // by place
	ends  []float64 // by place, what who hangs on it counts with others
}

// loads returns what each entity of a rest carries. The result holds until the next call.
func (c *carrier) loads(ctx context.Context, r *rest) []float64 {
	c.rest = r
	core := len(r.entity)
	for ties := len(c.at); ties < core+3; ties++ {
		c.at = append(c.at, c.near.of(1, ties))
	}
	used := min(len(c.stripes), 1+core/64)
	inTurn(used, func(k int) {
		s := &c.stripes[k]
		s.begin(core)
		for at := k; at < core && ctx.Err() == nil; at += used {
			c.carry(s, int32(at))
		}
	})
	c.load = append(c.load[:0], make([]float64, r.network.len())...)
	ends := c.stripes[0].ends
	for k := 1; k < used; k++ {
		for at, x := range c.stripes[k].ends {
			ends[at] += x
			c.stripes[0].load[at] += c.stripes[k].load[at]
		}
	}
	for at, i := range r.entity {
		h := float64(r.hanging[at])
		c.load[i] = c.stripes[0].load[at] + c.near.of(h, 1) + c.near.of(h*(h-1)/2, 2)
	}
	for i, ties := range r.ties {
		if ties != 1 {
			continue
		}
		c.load[i] = c.near.of(1, 1)
		if at := r.place[r.hold(int32(i))]; at != gone {
			c.load[i] += c.near.of(float64(r.hanging[at]-1), 2) + ends[at]
		}
	}
	return c.load
}

func (s *stripe) begin(core int) {
	s.ties = append(s.ties[:0], make([]int32, core)...)
	s.sigma = append(s.sigma[:0], make([]float64, core)...)
	s.delta = append(s.delta[:0], make([]float64, core)...)
	s.load = append(s.load[:0], make([]float64, core)...)
	s.ends = append(s.ends[:0], make([]float64, core)...)
	for at := range s.ties {
		s.ties[at] = gone
	}
}

// carry adds what the routes from one source load others with, each pair from both ends.
func (c *carrier) carry(s *stripe, source int32) {
	s.route(c.rest, source, c.near.far)
	r, own := c.rest, float64(c.rest.hanging[source])
	for k := len(s.order) - 1; k > 0; k-- {
		at := s.order[k]
		d, h := int(s.ties[at]), float64(r.hanging[at])
		hung := c.at[d+1] + h*c.at[d+2]
		pair := c.at[d] + h*c.at[d+1] + own*hung
		s.load[source] += pair
		s.ends[source] += hung
		s.load[at] += s.delta[at] / 2
		each := (pair + s.delta[at]) / s.sigma[at]
		for _, j := range r.neighbours(at) {
			if s.ties[j] == s.ties[at]-1 {
				s.delta[j] += s.sigma[j] * each
			}
		}
	}
	for _, at := range s.order {
		s.ties[at], s.sigma[at], s.delta[at] = gone, 0, 0
	}
}

// route counts the shortest routes from a source to those up to far ties from it.
func (s *stripe) route(r *rest, source int32, far int) {
	s.ties[source], s.sigma[source] = 0, 1
	s.order = append(s.order[:0], source)
	for k := 0; k < len(s.order); k++ {
		at := s.order[k]
		if int(s.ties[at]) >= far {
			break
		}
		for _, j := range r.neighbours(at) {
			if s.ties[j] == gone {
				s.ties[j] = s.ties[at] + 1
				s.order = append(s.order, j)
			}
			if s.ties[j] == s.ties[at]+1 {
				s.sigma[j] += s.sigma[at]
			}
		}
	}
}
