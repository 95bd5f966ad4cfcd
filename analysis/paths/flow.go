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
	whole []int64 // by arc and its reverse, the capacity as given

	changes []int32 // arcs that are not as given
	changed []bool  // by arc and its reverse

	level []int32 // by station, how many arcs from the source; unmet where layer did not come
	at    []int32 // by station, the arc to try next
	met   []int32 // from the source by layer
	back  []int32 // from the sink
	way   []int32
	all   int64 // met so far
}

// NewFlow returns a network of n stations and no arc.
func NewFlow(n int) *Flow {
	f := &Flow{head: make([]int32, n), level: make([]int32, n), at: make([]int32, n)}
	for i := range f.head {
		f.head[i], f.level[i] = -1, unmet
	}
	return f
}

// Arc adds an arc along which so much can go, and returns its number.
func (f *Flow) Arc(from, to int, capacity int64) int {
	k := len(f.to)
	f.to = append(f.to, int32(to), int32(from))
	f.left = append(f.left, capacity, 0)
	f.whole, f.changed = append(f.whole, capacity), append(f.changed, false)
	f.next = append(f.next, f.head[from], f.head[to])
	f.head[from], f.head[to] = int32(k), int32(k+1)
	return k
}

// Along returns what goes along an arc.
func (f *Flow) Along(arc int) int64 { return f.left[arc^1] }

// Used calls yield with each arc along which something goes, and how much. Cost: as much as
// was changed since the network was empty.
func (f *Flow) Used(yield func(arc int, units int64) bool) {
	for _, e := range f.changes {
		if units := f.left[e^1]; units > 0 && !yield(int(e), units) {
			return
		}
	}
}

// Shut lets nothing more go along an arc. Nothing may go along it yet.
func (f *Flow) Shut(arc int) {
	f.change(int32(arc))
	f.left[arc] = 0
}

// Open lets as much go along an arc that was shut as when it was new.
func (f *Flow) Open(arc int) { f.left[arc] = f.whole[arc>>1] }

// Empty takes back what goes, and opens what is shut. Cost: as Used.
func (f *Flow) Empty() {
	for _, e := range f.changes {
		f.left[e], f.left[e^1], f.changed[e>>1] = f.whole[e>>1], 0, false
	}
	f.changes = f.changes[:0]
}

// Save returns what goes and what is shut, for Restore. Cost: as Used.
func (f *Flow) Save() (saved [][2]int64) {
	for _, e := range f.changes {
		saved = append(saved, [2]int64{f.left[e], f.left[e^1]})
	}
	return saved
}

// Restore takes back everything since it was saved; the network was not emptied since. Cost: as Used.
func (f *Flow) Restore(saved [][2]int64) {
	for k, e := range f.changes {
		if k < len(saved) {
			f.left[e], f.left[e^1] = saved[k][0], saved[k][1]
		} else {
			f.left[e], f.left[e^1], f.changed[e>>1] = f.whole[e>>1], 0, false
		}
	}
	f.changes = f.changes[:len(saved)]
}

// Met returns how many stations were met so far, one as often as it was: the work that was done.
func (f *Flow) Met() int64 { return f.all }

// Way returns the arcs, in order, of a way from a source to a sink with as few arcs as any,
// along each of which something can go; nil where there is none. Nothing is sent. What it
// returns is valid until the next call.
func (f *Flow) Way(source, sink int) []int32 {
	if !f.layer(source, sink) || !f.find(source, sink) {
		return nil
	}
	return f.way
}

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
		for total < Unlimited && f.find(source, sink) {
			total += f.send()
		}
	}
	return total, nil
}

// Levels of stations that layer has not numbered from the source.
const (
	unmet  = int32(-1)
	before = int32(-2) // k arcs before the sink: before-k
)

// layer numbers stations by how many arcs with something left they are from the source, as far
// as the shortest ways go, and reports whether the sink is reached. It grows from both ends, each
// time from that with fewer stations at its edge, so that it looks at little more than the smaller
// side of a least cut.
func (f *Flow) layer(source, sink int) bool {
	f.forget()
	f.met, f.back = f.number(f.met, int32(source), 0), f.number(f.back, int32(sink), before)
	ahead, behind := f.met, f.back // the edges
	for up, down := int32(0), int32(0); len(ahead) > 0 && len(behind) > 0; {
		touch := false
		if len(ahead) <= len(behind) {
			up++
			ahead, touch = f.forward(ahead, up)
		} else {
			down++
			behind, touch = f.backward(behind, down)
		}
		if touch {
			for _, i := range f.back {
				f.level[i] += up + down - before
			}
			return true
		}
	}
	return false
}

// forget takes the numbers from those who have one.
func (f *Flow) forget() {
	for _, list := range [2][]int32{f.met, f.back} {
		for _, i := range list {
			f.level[i] = unmet
		}
	}
	f.met, f.back = f.met[:0], f.back[:0]
}

func (f *Flow) number(list []int32, i, level int32) []int32 {
	f.level[i], f.at[i] = level, f.head[i]
	f.all++
	return append(list, i)
}

// forward numbers those to whom an arc leads from an edge, and reports whether one of these was
// met from the sink.
func (f *Flow) forward(edge []int32, up int32) (next []int32, touch bool) {
	begun := len(f.met)
	for _, i := range edge {
		for e := f.head[i]; e >= 0; e = f.next[e] {
			switch j := f.to[e]; {
			case f.left[e] <= 0:
			case f.level[j] == unmet:
				f.met = f.number(f.met, j, up)
			case f.level[j] < unmet:
				touch = true
			}
		}
	}
	return f.met[begun:], touch
}

// backward numbers those from whom an arc leads to an edge, and reports whether one of these
// was met from the source.
func (f *Flow) backward(edge []int32, down int32) (next []int32, touch bool) {
	begun := len(f.back)
	for _, j := range edge {
		for e := f.head[j]; e >= 0; e = f.next[e] {
			switch i := f.to[e]; {
			case f.left[e^1] <= 0:
			case f.level[i] == unmet:
				f.back = f.number(f.back, i, before-down)
			case f.level[i] > unmet:
				touch = true
			}
		}
	}
	return f.back[begun:], touch
}

// find follows the layers to the sink, and reports whether there is a way left; f.way is it.
func (f *Flow) find(source, sink int) bool {
	f.way = f.way[:0]
	for i := int32(source); i != int32(sink); {
		e := f.at[i]
		switch {
		case e < 0 && len(f.way) == 0:
			return false
		case e < 0: // nothing leads on from here: go back, and do not come again
			last := f.way[len(f.way)-1]
			f.way = f.way[:len(f.way)-1]
			i = f.to[last^1]
			f.at[i] = f.next[last]
		case f.left[e] > 0 && f.level[f.to[e]] == f.level[i]+1:
			f.way = append(f.way, e)
			i = f.to[e]
		default:
			f.at[i] = f.next[e]
		}
	}
	return true
}

// send sends as much as the way found allows, and returns how much.
func (f *Flow) send() int64 {
	sent := Unlimited
	for _, e := range f.way {
		sent = min(sent, f.left[e])
	}
	for _, e := range f.way {
		f.change(e)
		f.left[e] -= sent
		f.left[e^1] += sent
	}
	return sent
}

// change remembers an arc that is no more as it was given.
func (f *Flow) change(e int32) {
	if !f.changed[e>>1] {
		f.changed[e>>1] = true
		f.changes = append(f.changes, e&^1)
	}
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
