package dismantle

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// A walker goes from order to order: it moves one to an earlier or a later place, or lets
// two change places, and keeps what lessens the area, or, while it is hot, what adds little.
// It goes from the end of the order to its beginning while it puts the network together, so
// that a move costs only what it takes to put those back between the two places.
//
// Source: S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by simulated
// annealing", Science 220 (1983). doi:10.1126/science.220.4598.671
type walker struct {
	*assembly
	random *rand.Rand
	stop   float64
	order  []int32 // numbers of the pool
	left   []int32 // by place, the largest component after that removal
	end    int     // how many places count
	weight []float64
	anew   []int32
	lefts  []int32
	best   []int32
	area   float64 // of the best
}

const (
	tries   = 12 // moves that are tried at a place, in a sweep
	longest = 9  // the distance of a move is up to e to this
)

func newWalker(a *assembly, order []int32, stop float64, seed, stream uint64) *walker {
	n := len(order)
	w := &walker{assembly: a, random: rand.New(rand.NewPCG(seed, stream)), stop: stop, left: make([]int32, n), weight: make([]float64, n),
		anew: make([]int32, n), lefts: make([]int32, n), area: math.Inf(1)}
	w.take(order)
	return w
}

// take goes on from an order.
func (w *walker) take(order []int32) {
	w.order = append(w.order[:0], order...)
	w.look()
}

// look finds out the area of the order at hand, and remembers it where it is the best.
func (w *walker) look() {
	w.curve(w.order, w.left)
	w.weigh()
	if x := area(w.left, w.stop); x < w.area {
		w.area = x
		w.best = append(w.best[:0], w.order...)
	}
}

// weigh finds out what each place counts in the area.
func (w *walker) weigh() {
	w.end = points(w.left, w.stop)
	for k := range w.weight {
		w.weight[k] = simpson(k, w.end)
	}
}

// cool makes so many sweeps at temperatures that fall to nothing.
func (w *walker) cool(ctx context.Context, heat float64, sweeps int) {
	unit := float64(w.left[0]) / float64(w.end) // what a removal does on average
	for k := range sweeps {
		if ctx.Err() != nil {
			return
		}
		w.sweep(ctx, heat*unit*(1-float64(k+1)/float64(sweeps)))
		w.look()
	}
}

// sweep tries moves at every place, the last first. Of those who are removed when the area
// has ended, a few more take part: they may be better than some who are removed before.
func (w *walker) sweep(ctx context.Context, temperature float64) {
	w.clear()
	first := min(len(w.order), w.end+w.end/4+16)
	for at := len(w.order) - 1; at > 0; at-- {
		if at%64 == 0 && ctx.Err() != nil {
			return
		}
		if at < first {
			far := math.Log(float64(at + 1))
			for range tries {
				w.propose(at, min(at, int(math.Exp(w.random.Float64()*min(far, longest)))), temperature)
			}
		}
		w.putBack(w.order[at])
	}
}

// propose moves somebody between a place and one so much before it. Those behind the later
// place are back, those up to it are not.
func (w *walker) propose(at, far int, temperature float64) {
	from := at - far
	anew := w.anew[:far+1]
	copy(anew, w.order[from:at+1])
	switch first, last := anew[0], anew[far]; w.random.IntN(3) {
	case 0:
		copy(anew, anew[1:])
		anew[far] = first
	case 1:
		copy(anew[1:], anew[:far])
		anew[0] = last
	default:
		anew[0], anew[far] = last, first
	}
	if w.try(from, at, -temperature*math.Log(1-w.random.Float64())) {
		copy(w.order[from:], anew)
		copy(w.left[from:at], w.lefts[:far])
		if end := points(w.left, w.stop); end != w.end {
			w.weigh()
		}
	}
}

// try reports whether the new order of some places adds no more than so much to the area.
func (w *walker) try(from, at int, most float64) bool {
	before := 0.0
	for k := from; k < min(at, w.end); k++ {
		before += w.weight[k] * float64(w.left[k])
	}
	after, back, tried := 0.0, len(w.back), true
	for k := at; k > from; k-- {
		w.putBack(w.anew[k-from])
		w.lefts[k-1-from] = w.largest
		after += w.weight[k-1] * float64(w.largest)
		if at < w.end && after > before+most && float64(w.lefts[at-1-from]) >= w.stop {
			tried = false
			break
		}
	}
	for len(w.back) > back {
		w.takeOut()
	}
	if tried && (at >= w.end || float64(w.lefts[at-1-from]) < w.stop) {
		return w.otherEnd(from, at) <= most // the area may end elsewhere, and all places count otherwise
	}
	return tried && after <= before+most
}

// otherEnd returns what the new order of some places adds to the area, wherever that ends.
func (w *walker) otherEnd(from, at int) float64 {
	before := area(w.left, w.stop)
	old := slices.Clone(w.left[from:at])
	copy(w.left[from:at], w.lefts)
	after := area(w.left, w.stop)
	copy(w.left[from:at], old)
	return after - before
}
