package dismantle

import "context"

// rebuild returns an order anew: all are removed, and of the last so many of the order the
// one is put back, time and again, that makes the smallest component; of equals the one
// that comes last. Who is put back last is removed first. It stops early when ctx ends; the
// rest then keeps its order.
//
// Cost: about O(m log² n), and what it takes to look again at those whose components grew.
//
// Source: C. M. Schneider, T. Mihaljev and H. J. Herrmann, "Inverse targeting: an effective
// immunization strategy", EPL 98 (2012). doi:10.1209/0295-5075/98/46002
func (a *assembly) rebuild(ctx context.Context, order []int32, horizon int) []int32 {
	b := newRebuilding(a, order)
	anew := make([]int32, len(order))
	end := len(order)
	for ; end > 0 && (end%256 != 0 || ctx.Err() == nil); end-- {
		for b.waiting > max(0, end-horizon) {
			b.waiting--
			b.line(b.waiting)
		}
		anew[end-1] = b.next()
		b.putBack(anew[end-1])
	}
	for k := len(order) - 1; end > 0; k-- {
		if !a.there[order[k]] {
			end--
			anew[end] = order[k]
		}
	}
	return anew
}

// A rebuilding knows what those who wait to be put back would make. That can only grow, so
// that what was counted before is a bound, and is counted again only for who comes first by
// it. Once there is a giant component, most would join it, and it grows each time: of those
// who would, it is counted what they add to it, and again when some component joins it.
type rebuilding struct {
	*assembly
	order   []int32
	place   []int32 // by number, in the order
	waiting int     // those from this place on may be put back
	apart   comebacks
	beside  comebacks // those who would join the giant
	giant   int32     // somebody of it; gone: there is none yet
	large   int32     // what makes a giant
	ring    []int32   // by number, the next of the same component, round and round
}

// giantShare is what share of all a giant component has more than, one over it.
const giantShare = 16

func newRebuilding(a *assembly, order []int32) *rebuilding {
	a.clear()
	b := &rebuilding{assembly: a, order: order, place: make([]int32, len(a.pool)), waiting: len(order), giant: gone, ring: make([]int32, len(a.bare))}
	for i, size := range a.bare {
		b.ring[i] = int32(i)
		b.large += size
	}
	b.large /= giantShare
	for k, i := range order {
		b.place[i] = int32(k)
	}
	return b
}

// line lets the one of a place wait.
func (b *rebuilding) line(place int) {
	if size, beside := b.rank(b.order[place]); beside {
		b.beside.push(size, place)
	} else {
		b.apart.push(size, place)
	}
}

// rank returns what one would make, or, beside the giant, add to it.
func (b *rebuilding) rank(i int32) (size int32, beside bool) {
	size = b.makes(i)
	if b.giant == gone {
		return size, false
	}
	giant := b.find(b.giant)
	if b.met.has(giant) {
		return size - b.size[giant], true
	}
	return size, false
}

// next returns who makes the smallest component, and no longer lets that one wait.
func (b *rebuilding) next() int32 {
	b.settle(&b.apart, false)
	b.settle(&b.beside, true)
	from := &b.apart
	if len(b.beside) > 0 {
		size, place := b.beside.first()
		if size += b.size[b.find(b.giant)]; len(b.apart) == 0 || b.apart[0] > comebackOf(size, place) {
			from = &b.beside
		}
	}
	_, place := from.first()
	from.pop()
	return b.order[place]
}

// settle sees to it that what the first would make is up to date.
func (b *rebuilding) settle(line *comebacks, beside bool) {
	for len(*line) > 0 {
		was, place := line.first()
		i := b.order[place]
		if b.there[i] {
			line.pop()
			continue
		}
		size, is := b.rank(i)
		switch {
		case is != beside:
			line.pop()
			b.beside.push(size, place)
		case size != was:
			line.change(size, place)
		default:
			return
		}
	}
}

// putBack puts one back and looks again at those who are now beside the giant.
func (b *rebuilding) putBack(i int32) {
	giant, before := int32(gone), len(b.joined)
	if b.giant != gone {
		giant = b.find(b.giant)
	}
	b.assembly.putBack(i)
	own, joined := b.find(i), b.joined[before:]
	if b.giant != gone && own == b.find(b.giant) {
		for _, r := range append([]int32{own}, joined...) {
			if r != giant {
				b.relineBeside(r)
			}
		}
	}
	for _, r := range joined {
		b.ring[r], b.ring[own] = b.ring[own], b.ring[r]
	}
	if b.giant == gone && b.largest > b.large {
		b.giant = i
		b.apart = b.apart[:0]
		for place := b.waiting; place < len(b.order); place++ {
			if !b.there[b.order[place]] {
				b.line(place)
			}
		}
	}
}

// relineBeside looks again at those who wait beside a component.
func (b *rebuilding) relineBeside(first int32) {
	for i := first; ; {
		for _, j := range b.ties.row(i) {
			if int(j) < len(b.place) && !b.there[j] && int(b.place[j]) >= b.waiting {
				b.line(int(b.place[j]))
			}
		}
		if i = b.ring[i]; i == first {
			return
		}
	}
}
