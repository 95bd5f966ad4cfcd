package central

import (
	"context"
	"math/bits"

	"github.com/linchpin-graph/linchpin/graph"
)

// waveWords is how many words of 64 sources spread together over a graph.
const waveWords = 4

type waveSet = [waveWords]uint64 // a set of sources, one bit each

// A nearness sums up how far entities are from all that can reach them.
type nearness struct {
	reached  []float64 // how many can
	far      []float64 // sum of their distances
	harmonic []float64 // sum of 1/distance
	onward   []float64 // sum of 1/(distance+1), for their leaves
}

func newNearness(n int) nearness {
	return nearness{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
}

// add adds a number of sources at one distance.
func (s *nearness) add(i int32, count, distance float64) {
	s.reached[i] += count
	s.far[i] += count * distance
	s.harmonic[i] += count / distance
	s.onward[i] += count / (distance + 1)
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
	leaves           [waveWords]float64 // of each source of a word
}

func newWave(g sparse) *wave {
	n := g.len()
	return &wave{graph: g, seen: make([]waveSet, n), here: make([]waveSet, n), next: make([]waveSet, n)}
}

// from spreads from the sources of some words, and the leaves that hang on them, and
// adds up.
func (w *wave) from(words []word, sum *nearness) {
	clear(w.seen)
	w.active, w.leaves = w.active[:0], [waveWords]float64{}
	for k, word := range words {
		w.leaves[k] = word.leaves
		for bit, s := range word.sources {
			w.seen[s][k] |= 1 << bit
			w.here[s] = waveSet{}
			w.here[s][k] = 1 << bit
			w.active = append(w.active, s)
			if word.leaves > 0 {
				sum.add(s, word.leaves, 1)
			}
		}
	}
	for distance := 1.; len(w.active) > 0; distance++ {
		w.step()
		for _, j := range w.coming {
			sources, leaves := w.arrive(j)
			if sources == 0 {
				continue
			}
			w.active = append(w.active, j)
			sum.add(j, sources, distance)
			if leaves > 0 {
				sum.add(j, leaves, distance+1)
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
			next := &w.next[j]
			if next[0]|next[1]|next[2]|next[3] == 0 {
				w.coming = append(w.coming, j)
			}
			next[0] |= here[0]
			next[1] |= here[1]
			next[2] |= here[2]
			next[3] |= here[3]
		}
	}
	w.active = w.active[:0]
}

// arrive keeps the bits that are new to an entity and returns of how many sources and
// leaves of theirs they are.
func (w *wave) arrive(j int32) (sources, leaves float64) {
	next, seen, here := &w.next[j], &w.seen[j], &w.here[j]
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
func nearnessOf(ctx context.Context, v *graph.View, progress func(done, of int)) (nearness, error) {
	f := unfolded(sparseOf(v, false))
	if !v.Directed() {
		f = fold(f.graph)
	}
	words := f.words()
	waves := (len(words) + waveWords - 1) / waveWords
	parts := min(waves, mostPortions)
	step := newCounter(parts, progress)
	sums := make([]nearness, parts)
	err := inParallel(ctx, parts, func() *wave { return newWave(f.graph) }, func(w *wave, part int) error {
		sums[part] = newNearness(f.graph.len())
		for k := waves * part / parts; k < waves*(part+1)/parts; k++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			w.from(words[k*waveWords:min((k+1)*waveWords, len(words))], &sums[part])
		}
		step.done()
		return nil
	})
	if err != nil {
		return nearness{}, err
	}
	return f.unfold(sums), nil
}

// unfold adds up sums over the folded graph and gives each leaf what follows from its
// host's: all others are one step further, and the host itself is one step away.
func (f *folded) unfold(sums []nearness) nearness {
	total := newNearness(len(f.number))
	for i, k := range f.number {
		if k < 0 {
			continue
		}
		for _, s := range sums {
			total.reached[i] += s.reached[k]
			total.far[i] += s.far[k]
			total.harmonic[i] += s.harmonic[k]
			total.onward[i] += s.onward[k]
		}
	}
	for i, host := range f.host {
		if host >= 0 {
			total.reached[i] = total.reached[host]
			total.far[i] = total.far[host] + total.reached[host] - 1
			total.harmonic[i] = 1 + total.onward[host] - .5
		}
	}
	return total
}
