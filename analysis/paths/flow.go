package paths

import "context"

// Unlimited is a capacity that no flow fills. Capacities that are added up must stay below it.
const Unlimited = int64(1) << 60

// A Flow is a network of arcs with capacities, to find how much can go from one station to
// another, and by cutting which arcs it is stopped. Capacities are whole numbers, so that every
// figure is exact. The zero value has no station.
type Flow struct {
	head  []int32 // by station, its last arc; -1 for none
	next  []int32 // by arc, the one before of the same station
	to    []int32
	left  []int64 // by arc, what can still go along it; an arc and its reverse are k and k^1
	whole []int64 // capacity as given
	level []int32
	at    []int32 // by station, the arc to try next
	queue []int32
}

// NewFlow returns a network of n stations and no arc.
func NewFlow(n int) *Flow {
	f := &Flow{head: make([]int32, n), level: make([]int32, n), at: make([]int32, n)}
	for i := range f.head {
		f.head[i] = -1
	}
	return f
}

// Arc adds an arc along which so much can go, and returns its number.
func (f *Flow) Arc(from, to int, capacity int64) int {
	k := len(f.to)
	f.to = append(f.to, int32(to), int32(from))
	f.left = append(f.left, capacity, 0)
	f.whole = append(f.whole, capacity, 0)
	f.next = append(f.next, f.head[from], f.head[to])
	f.head[from], f.head[to] = int32(k), int32(k+1)
	return k
}

// Along returns what goes along an arc.
func (f *Flow) Along(arc int) int64 { return f.whole[arc] - f.left[arc] }

// Max sends as much as can go from a source to a sink, and returns how much that is: Unlimited or
// more where nothing limits it. What goes already stays. Cost: O(stations² · arcs) at
// worst, near-linear on case-shaped networks.
//
// Source: E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with
// power estimation", Soviet Math. Doklady 11 (1970).
func (f *Flow) Max(ctx context.Context, source, sink int) (int64, error) {
	total := int64(0)
	for total < Unlimited && f.layer(source, sink) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		copy(f.at, f.head)
		for total < Unlimited {
			sent := f.augment(source, sink)
			if sent == 0 {
				break
			}
			total += sent
		}
	}
	return total, nil
}

// layer numbers stations by how many arcs with something left they are from the source, and
// reports whether the sink is reached.
func (f *Flow) layer(source, sink int) bool {
	for i := range f.level {
		f.level[i] = -1
	}
	f.level[source] = 0
	f.queue = append(f.queue[:0], int32(source))
	for k := 0; k < len(f.queue); k++ {
		i := f.queue[k]
		for e := f.head[i]; e >= 0; e = f.next[e] {
			if j := f.to[e]; f.left[e] > 0 && f.level[j] < 0 {
				f.level[j] = f.level[i] + 1
				f.queue = append(f.queue, j)
			}
		}
	}
	return f.level[sink] >= 0
}

// augment sends as much as one way through the layers allows, and returns how much; 0 where
// there is no way left. The way is kept in queue.
func (f *Flow) augment(source, sink int) int64 {
	way := f.queue[:0]
	for i := int32(source); i != int32(sink); {
		e := f.at[i]
		switch {
		case e < 0 && len(way) == 0:
			f.queue = way
			return 0
		case e < 0: // nothing leads on from here: go back, and do not come again
			last := way[len(way)-1]
			way = way[:len(way)-1]
			i = f.to[last^1]
			f.at[i] = f.next[last]
		case f.left[e] > 0 && f.level[f.to[e]] == f.level[i]+1:
			way = append(way, e)
			i = f.to[e]
		default:
			f.at[i] = f.next[e]
		}
	}
	sent := Unlimited
	for _, e := range way {
		sent = min(sent, f.left[e])
	}
	for _, e := range way {
		f.left[e] -= sent
		f.left[e^1] += sent
	}
	f.queue = way
	return sent
}

// After returns the stations that more could still reach from one, by arcs with something left.
// Of a source after Max: the smallest side of a least cut.
func (f *Flow) After(source int) []bool {
	return f.reach(source, func(e int32) bool { return f.left[e] > 0 })
}

// Before returns the stations from which more could still reach one. Of a sink after Max: the
// smallest other side of a least cut.
func (f *Flow) Before(sink int) []bool {
	return f.reach(sink, func(e int32) bool { return f.left[e^1] > 0 })
}

func (f *Flow) reach(from int, open func(int32) bool) []bool {
	met := make([]bool, len(f.head))
	met[from] = true
	queue := []int32{int32(from)}
	for k := 0; k < len(queue); k++ {
		for e := f.head[queue[k]]; e >= 0; e = f.next[e] {
			if j := f.to[e]; !met[j] && open(e) {
				met[j] = true
				queue = append(queue, j)
			}
		}
	}
	return met
}

// parts returns the strongly connected part of each station by arcs with something left, by
// Tarjan's search, without recursion.
func (f *Flow) parts() []int32 {
	n := len(f.head)
	part, low, index := make([]int32, n), make([]int32, n), make([]int32, n)
	for i := range part {
		part[i] = -1
	}
	copy(f.at, f.head)
	var stack, open []int32
	next, parts := int32(0), int32(0)
	for root := range int32(n) {
		if index[root] != 0 {
			continue
		}
		open = append(open[:0], root)
		for len(open) > 0 {
			i := open[len(open)-1]
			if index[i] == 0 {
				next++
				index[i], low[i] = next, next
				stack = append(stack, i)
			}
			down := false
			for e := f.at[i]; e >= 0; e = f.at[i] {
				f.at[i] = f.next[e]
				j := f.to[e]
				if f.left[e] <= 0 || part[j] >= 0 {
					continue
				}
				if index[j] == 0 {
					f.at[i] = e // come back to it with what j found
					open = append(open, j)
					down = true
					break
				}
				low[i] = min(low[i], low[j])
			}
			if down {
				continue
			}
			if low[i] == index[i] {
				for {
					j := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					part[j] = parts
					if j == i {
						break
					}
				}
				parts++
			}
			open = open[:len(open)-1]
		}
	}
	return part
}
