// Package questions_test measures how well hidden ties are found: beside the plain measures on networks of real cases, whether
// the probabilities are right, and how long it takes. It lies here since so many hold-outs take minutes.
package questions_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// measures are the usual ones, worked out here straight from their sums, and ours last.
var measures = []string{"common", "Adamic-Adar", "resource", "three", "local path", "degrees", "fitted"}

const ours = 6

// A trial is a network of which a tenth of the ties was taken away.
type trial struct {
	seen *graph.View
	held map[[2]int]bool
}

func takeAway(v *graph.View, seed uint64) trial {
	keep, held := make([]bool, v.Size()), map[[2]int]bool{}
	for k, tie := range rand.New(rand.NewPCG(seed, 5)).Perm(v.Size()) {
		if keep[tie] = k >= v.Size()/10; !keep[tie] {
			a, b := v.Ends(tie)
			held[[2]int{a, b}] = true
		}
	}
	return trial{v.Altered(graph.Change{Keep: keep}), held}
}

// pairScores scores every pair at a distance of two or three ties by each measure: none can tell others apart.
func (c trial) pairScores(t *testing.T) (pairs [][2]int, scores [][]float64) {
	v := c.seen
	n := v.Len()
	fitted := make([]map[int]float64, n)
	found, err := protection.FindLikelyTies(t.Context(), v, protection.LikelyOptions{Most: n * n})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range found.Ties {
		if fitted[l.From] == nil {
			fitted[l.From] = map[int]float64{}
		}
		fitted[l.From][l.To] = l.Probability
	}
	degree := func(i int) float64 { return float64(len(v.Neighbours(i))) }
	two, adamic, resource, walks, three := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		for _, sums := range [][]float64{two, adamic, resource, walks, three} {
			clear(sums)
		}
		for _, u := range v.Neighbours(i) {
			for _, w := range v.Neighbours(int(u)) {
				if int(w) == i {
					continue
				}
				two[w]++
				adamic[w] += 1 / math.Log(degree(int(u)))
				resource[w] += 1 / degree(int(u))
				for _, j := range v.Neighbours(int(w)) {
					walks[j]++
					three[j] += 1 / math.Sqrt(degree(int(u))*degree(int(w)))
				}
			}
		}
		for j := i + 1; j < n; j++ {
			if _, tied := v.TieBetween(i, j); !tied && two[j]+walks[j] > 0 {
				pairs = append(pairs, [2]int{i, j})
				scores = append(scores, []float64{two[j], adamic[j], resource[j], three[j], two[j] + .01*walks[j], degree(i) * degree(j), fitted[i][j]})
			}
		}
	}
	return pairs, scores
}

// judge returns in how many of all comparisons a pair taken away ranks before one not tied, and the share of
// those taken away among as many first ones; what is equal counts as it comes on average.
func judge(pairs [][2]int, scores [][]float64, held map[[2]int]bool, m int) (wins, comparisons, precision float64) {
	order := make([]int, len(pairs))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[b][m], scores[a][m]) })
	n, reached := float64(len(held)), 0.0
	for _, p := range pairs {
		if held[p] {
			reached++
		}
	}
	above, hits, others := 0.0, 0.0, 0.0
	for from := 0; from < len(order); {
		to, same := from, 0.0
		for ; to < len(order) && scores[order[to]][m] == scores[order[from]][m]; to++ {
			if held[pairs[order[to]]] {
				same++
			}
		}
		rest := float64(to-from) - same
		above += same * (others + rest/2)
		hits += same * min(1, max(0, n-float64(from))/float64(to-from))
		others += rest
		from = to
	}
	return reached*others - above, reached * others, hits / n
}

const trials = 20

// Of ten networks a tenth of the ties is taken away, twenty times: the fitted model is on average the best of
// all by AUC, and no measure finds more of them by a margin.
func TestFittedBesideTheUsualMeasures(t *testing.T) {
	var aucs, found [7]float64
	for _, name := range graphtest.References() {
		v := graphtest.NewView(t, graphtest.Reference(t, name), graph.ViewOptions{})
		runs := uint64(trials)
		if v.Len() > 1000 {
			runs = 3
		}
		line := fmt.Sprintf("| %s | %d | %d |", name, v.Len(), v.Size())
		var wins, comparisons, precision [7]float64
		for seed := range runs {
			c := takeAway(v, seed)
			pairs, scores := c.pairScores(t)
			for m := range measures {
				w, of, p := judge(pairs, scores, c.held, m)
				wins[m], comparisons[m], precision[m] = wins[m]+w, comparisons[m]+of, precision[m]+p/float64(runs)
			}
		}
		for m := range measures {
			auc := wins[m] / comparisons[m]
			line += fmt.Sprintf(" .%03.0f / .%02.0f |", 1000*auc, 100*precision[m])
			aucs[m], found[m] = aucs[m]+auc/10, found[m]+precision[m]/10
		}
		t.Log(line)
	}
	for m, name := range measures {
		t.Logf("%s: AUC %.3f, precision %.3f on average", name, aucs[m], found[m])
		if m != ours && (aucs[ours] < aucs[m] || found[ours] < found[m]-.015) {
			t.Errorf("fitted: AUC %.3f and precision %.3f; %s has %.3f and %.3f", aucs[ours], found[ours], name, aucs[m], found[m])
		}
	}
}

// Of pairs to which a probability is given about so many are there, in all networks together and in each.
func TestProbabilitiesAreRight(t *testing.T) {
	type bin struct{ expected, there, pairs float64 }
	var bins [5]bin
	bounds := [...]float64{.05, .1, .2, .4, 1}
	for _, name := range graphtest.References() {
		v := graphtest.NewView(t, graphtest.Reference(t, name), graph.ViewOptions{})
		runs := uint64(trials)
		if v.Len() > 1000 {
			runs = 3
		}
		var all bin
		for seed := range runs {
			c := takeAway(v, seed)
			found, err := protection.FindLikelyTies(t.Context(), c.seen, protection.LikelyOptions{Most: v.Len() * v.Len()})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range found.Ties {
				k := slices.IndexFunc(bounds[:], func(b float64) bool { return l.Probability <= b })
				for _, b := range [2]*bin{&bins[k], &all} {
					b.expected += l.Probability
					b.pairs++
					if c.held[[2]int{l.From, l.To}] {
						b.there++
					}
				}
			}
		}
		t.Logf("%s: %.1f expected, %.0f there", name, all.expected, all.there)
		if all.there < .7*all.expected || all.there > 1.4*all.expected {
			t.Errorf("%s: %.1f expected, %.0f there", name, all.expected, all.there)
		}
	}
	for k, b := range bins {
		t.Logf("probability to %.2f: %.0f pairs, %.1f expected, %.0f there", bounds[k], b.pairs, b.expected, b.there)
		if b.there < .7*b.expected || b.there > 1.4*b.expected {
			t.Errorf("to %.2f: %.1f expected, %.0f there", bounds[k], b.expected, b.there)
		}
	}
}
