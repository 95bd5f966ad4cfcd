package central

import (
	"context"
	"math/bits"

	"github.com/linchpin-graph/linchpin/graph"
)

// waveWords is how many words of 64 sources spread together over a graph.
const waveWords = 16

type waveSet = [waveWords]uint64 // a set of sources, one bit each

// A nearness sums up how far an entity is from all that can reach it.
type nearness struct {
	reached  float64 // how many can
	far      float64 // sum of their distances
	harmonic float64 // sum of 1/distance
	onward   float64 // sum of 1/(distance+1), for its leaves
}

// plus adds a number of sources, each as far as another nearness.
func (s *nearness) plus(count float64, each *nearness) {
	s.reached += count
	s.far += count * each.far
	s.harmonic += count * each.harmonic
	s.onward += count * each.onward
}

// at is the nearness to one source at a distance.
func at(distance float64) nearness {
	return nearness{1, distance, 1 / distance, 1 / (distance + 1)}
}

// A wave spreads from many sources at once: an entity holds one bit for each source
// that has reached it, and a step hands all bits on together. At each distance an
// entity counts the bits that are new to it, so that distances are summed where they
// end and never written down.
//
// Source: M. Then et al., "The more the merrier: efficient multi-source graph
// traversal", PVLDB 8 (2014). doi:10.14778/2735496.2735507
type wave struct {
	graph            sparse
	seen, here, next []waveSet
	active, coming   []int32
	touched          []bool
	leaves           [waveWords]float64 // of each source of a word
}

func newWave(g sparse) *wave {
	n := g.len()
	return &wave{graph: g, seen: make([]waveSet, n), here: make([]waveSet, n), next: make([]waveSet, n), touched: make([]bool, n)}
}

// from spreads from the sources of some words, and the leaves that hang on them, and
// adds up for each entity.
func (w *wave) from(words []word, sum []nearness) {
	clear(w.seen)
	w.active, w.leaves = w.active[:0], [waveWords]float64{}
	here, beyond := nearness{}, at(1) // how far arrivals are from a source, and from its leaves
	for k, word := range words {
		w.leaves[k] = word.leaves
		for bit, s := range word.sources {
			w.seen[s][k] |= 1 << bit
			w.here[s] = waveSet{}
			w.here[s][k] = 1 << bit
			w.active = append(w.active, s)
			if word.leaves > 0 {
				sum[s].plus(word.leaves, &beyond)
			}
		}
	}
	for distance := 1.; len(w.active) > 0; distance++ {
		w.step()
		here, beyond = beyond, at(distance+1)
		for _, j := range w.coming {
			sources, leaves := w.arrive(j)
			if sources == 0 {
				continue
			}
			w.active = append(w.active, j)
			sum[j].plus(sources, &here)
			if leaves > 0 {
				sum[j].plus(leaves, &beyond)
			}
		}
	}
}

// step hands the bits of all active entities to their neighbours.
func (w *wave) step() {
	w.coming = w.coming[:0]
	for _, i := range w.active {
		here := &w.here[i]
		for _, j := range w.graph.row(i) {
			if !w.touched[j] {
				w.touched[j] = true
				w.coming = append(w.coming, j)
			}
			next := &w.next[j]
			for k := range next {
				next[k] |= here[k]
			}
		}
	}
	w.active = w.active[:0]
}

// arrive keeps the bits that are new to an entity and returns of how many sources and
// leaves of theirs they are.
func (w *wave) arrive(j int32) (sources, leaves float64) {
	next, seen, here := &w.next[j], &w.seen[j], &w.here[j]
	w.touched[j] = false
	for k := range here {
		fresh := next[k] &^ seen[k]
		seen[k] |= fresh
		here[k], next[k] = fresh, 0
		count := float64(bits.OnesCount64(fresh))
		sources += count
		leaves += count * w.leaves[k]
	}
	return sources, leaves
}

// nearnessOf sums up the distances towards all entities, by number of ties.
func nearnessOf(ctx context.Context, v *graph.View, progress func(done, of int)) ([]nearness, error) {
	f := unfolded(sparseOf(v, false))
	if !v.Directed() {
		f = fold(f.graph)
	}
	words := f.words()
	waves := (len(words) + waveWords - 1) / waveWords
	parts := min(waves, mostPortions)
	step := newCounter(waves, progress)
	sums := make([][]nearness, parts)
	err := inParallel(ctx, parts, func() *wave { return newWave(f.graph) }, func(w *wave, part int) error {
		sums[part] = make([]nearness, f.graph.len())
		for k := waves * part / parts; k < waves*(part+1)/parts; k++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			w.from(words[k*waveWords:min((k+1)*waveWords, len(words))], sums[part])
			step.done(1)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return f.unfold(sums), nil
}

// unfold adds up sums over the folded graph and gives each leaf what follows from its
// host's: all others are one step further, and the host itself is one step away.
func (f *folded) unfold(sums [][]nearness) []nearness {
	total := make([]nearness, len(f.number))
	for i, k := range f.number {
		if k < 0 {
			continue
		}
		t := &total[i]
		for _, sum := range sums {
			s := &sum[k]
			t.reached += s.reached
			t.far += s.far
			t.harmonic += s.harmonic
			t.onward += s.onward
		}
	}
	for i, host := range f.host {
		if host >= 0 {
			h := &total[host]
			total[i] = nearness{reached: h.reached, far: h.far + h.reached - 1, harmonic: 1 + h.onward - .5}
		}
	}
	return total
}
