package protection

import "math"

// nested is an exact test of whether some of many fall into windows, each of which holds the ones before, more often
// than chance lets them: the least of the windows' own chances counts, and the test's is how often
// one so small comes about where the some are drawn from all.
type nested struct {
	in    []int       // of the some: how many fall into each window and no smaller one; the last: into none
	some  int         // how many the some are
	all   []int       // of all, likewise
	alone [][]float64 // by window and how many of the some it holds, its own chance
}

func newNested(some, others []int) *nested {
	n := &nested{in: some, all: make([]int, len(some))}
	for i := range some {
		n.some += some[i]
		n.all[i] = some[i] + others[i]
	}
	total, held := n.total(), 0
	for _, more := range n.all[:len(n.all)-1] {
		held += more
		chances := make([]float64, n.some+1)
		for k := range chances {
			chances[k] = drawnAtLeast(k, n.some, held, total)
		}
		n.alone = append(n.alone, chances)
	}
	return n
}

func (n *nested) total() (sum int) {
	for _, more := range n.all {
		sum += more
	}
	return sum
}

// held returns how many of the some fall into a window.
func (n *nested) held(window int) (count int) {
	for _, more := range n.in[:window+1] {
		count += more
	}
	return count
}

// mostTelling returns the window with the least chance of its own, of equals the smallest.
func (n *nested) mostTelling() (window int, chance float64) {
	chance = math.Inf(1)
	for i := range n.alone {
		if p := n.alone[i][n.held(i)]; p < chance {
			window, chance = i, p
		}
	}
	return window, chance
}

// leastOne returns the smallest chance that any window could have.
func (n *nested) leastOne() float64 {
	least, held := 1., 0
	for i, chances := range n.alone {
		held += n.all[i]
		least = min(least, chances[min(held, n.some)])
	}
	return least
}

// chance returns how often, by chance alone, some window has one of at most so much: the some are dealt out to the windows
// from the smallest on, and what has come so far without one is carried on.
//
// Cost: O(windows · some²).
func (n *nested) chance(most float64) (sum float64) {
	most *= 1 + 1e-9
	left := n.total()
	without := make([]float64, n.some+1) // by how many are dealt out, the chance of it and of no window yet
	without[0] = 1
	for i, chances := range n.alone {
		next := make([]float64, n.some+1)
		for dealt, p := range without {
			if p == 0 {
				continue
			}
			for k := max(0, n.some-dealt-(left-n.all[i])); k <= min(n.all[i], n.some-dealt); k++ {
				q := p * drawn(k, n.some-dealt, n.all[i], left)
				if chances[dealt+k] <= most {
					sum += q
				} else {
					next[dealt+k] += q
				}
			}
		}
		without = next
		left -= n.all[i]
	}
	return min(1, sum)
}

// drawn returns the chance that so many drawn without replacement from all, of which marked are marked, hold just k.
func drawn(k, drawn, marked, all int) float64 {
	return math.Exp(choose(marked, k) + choose(all-marked, drawn-k) - choose(all, drawn))
}
