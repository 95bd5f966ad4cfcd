package groups

import "math"

// An Accord says how far two divisions of the same entities agree.
type Accord struct {
	Entities int     // that both have a group for
	NMI      float64 // normalised mutual information, over the mean of the two entropies; 0 to 1
	ARI      float64 // adjusted Rand index; 1 for the same groups, about 0 for unrelated ones
}

// Agreement compares two divisions, in which a number below 0 is no group; entities
// without a group in either are left out. Where both put everybody into one group, or
// each into one of their own, both figures are 1.
//
// Cost: O(n). networkx has neither; scikit-learn's normalized_mutual_info_score and
// adjusted_rand_score give the same figures.
//
// Sources: A. Strehl and J. Ghosh, "Cluster ensembles", JMLR 3 (2002). L. Hubert and P.
// Arabie, "Comparing partitions", J. Classification 2 (1985). doi:10.1007/BF01908075
func Agreement(a, b []int32) Accord {
	both, ofA, ofB := map[[2]int32]float64{}, map[int32]float64{}, map[int32]float64{}
	n := 0
	// Sums run over the entities and not over maps, so that they do not depend on chance.
	for i := range a {
		if a[i] >= 0 && b[i] >= 0 {
			n++
			both[[2]int32{a[i], b[i]}]++
			ofA[a[i]]++
			ofB[b[i]]++
		}
	}
	acc := Accord{Entities: n}
	if n == 0 {
		return acc
	}
	total, mutual, entropyA, entropyB := float64(n), 0.0, 0.0, 0.0
	pairsBoth, pairsA, pairsB := 0.0, 0.0, 0.0
	for i := range a {
		if a[i] < 0 || b[i] < 0 {
			continue
		}
		x, y, xy := ofA[a[i]], ofB[b[i]], both[[2]int32{a[i], b[i]}]
		mutual += math.Log(total*xy/(x*y)) / total
		entropyA += math.Log(total/x) / total
		entropyB += math.Log(total/y) / total
		pairsBoth, pairsA, pairsB = pairsBoth+(xy-1)/2, pairsA+(x-1)/2, pairsB+(y-1)/2
	}
	acc.NMI, acc.ARI = 1, 1
	if mean := (entropyA + entropyB) / 2; mean > 0 {
		acc.NMI = max(0, mutual/mean)
	}
	if all := total * (total - 1) / 2; all > 0 {
		expected, most := pairsA*pairsB/all, (pairsA+pairsB)/2
		if most != expected {
			acc.ARI = (pairsBoth - expected) / (most - expected)
		}
	}
	return acc
}
