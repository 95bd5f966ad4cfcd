package money

import "math/bits"

// A part is some money of a queue, that is followed or not.
type part struct {
	units  int64
	traced bool
}

// A holding is what a party holds of one currency in the order of the sequence, and what of
// that is followed, first in first out and by proportion.
type holding struct {
	balance int64
	queue   []part // what came first is first
	head    int
	share   int64 // by proportion
}

// push appends to the queue.
func (h *holding) push(p part) {
	if p.units == 0 {
		return
	}
	if n := len(h.queue); n > h.head && h.queue[n-1].traced == p.traced {
		h.queue[n-1].units += p.units
		return
	}
	h.queue = append(h.queue, p)
}

// receive takes a payment of which some is followed.
func (h *holding) receive(units int64, l load) {
	h.balance += units
	for _, p := range l.parts {
		h.push(p)
	}
	h.share += l.units.Proportional
}

// pay makes a payment.
func (h *holding) pay(units int64) (l load) {
	high, low := bits.Mul64(uint64(units), uint64(h.share))
	proportion, _ := bits.Div64(high, low, uint64(h.balance))
	l.units.Proportional = int64(proportion)
	h.pop(units, &l)
	h.balance -= units
	h.share -= l.units.Proportional
	return l
}

// pop takes what came first from the queue.
func (h *holding) pop(units int64, l *load) {
	for units > 0 {
		first := &h.queue[h.head]
		taken := part{min(units, first.units), first.traced}
		l.parts = append(l.parts, taken)
		if taken.traced {
			l.units.FIFO += taken.units
		}
		units -= taken.units
		if first.units -= taken.units; first.units == 0 {
			h.head++
		}
	}
	if h.head > 64 && h.head > len(h.queue)/2 {
		h.queue, h.head = append(h.queue[:0], h.queue[h.head:]...), 0
	}
}

// rest is what is left of what is followed.
func (h *holding) rest() Units {
	u := Units{Proportional: h.share}
	for _, p := range h.queue[h.head:] {
		if p.traced {
			u.FIFO += p.units
		}
	}
	return u
}
