package protection

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomWeb is connected with n entities, and the cost of each pair.
func randomWeb(r *rand.Rand, n int, more float64) (*web, [][]float64) {
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
	}
	for i := range n {
		for j := range i {
			if j == r.IntN(i) || r.Float64() < more || j == i-1 {
				cost[i][j] = float64(1 + r.IntN(20))
				cost[j][i] = cost[i][j]
			}
		}
	}
	w := &web{start: make([]int32, n+1)}
	for i := range n {
		for j := range n {
			if cost[i][j] > 0 {
				w.to, w.cost = append(w.to, int32(j)), append(w.cost, cost[i][j])
				w.edge = append(w.edge, int32(min(i, j)*n+max(i, j)))
			}
		}
		w.start[i+1] = int32(len(w.to))
	}
	return w, cost
}

// plainTree is the cost of the cheapest tree by trying every set of others, with a cheapest spanning tree of each.
func plainTree(cost [][]float64, terminals []int32) float64 {
	n, must, best := len(cost), uint(0), math.Inf(1)
	for _, i := range terminals {
		must |= 1 << i
	}
	for set := range uint(1) << n {
		if set&must != must {
			continue
		}
		total, in := 0.0, uint(1)<<bits.TrailingZeros(set)
		for in != set {
			least, next := math.Inf(1), -1
			for i := range n {
				for j := range n {
					if in>>i&1 == 1 && in>>j&1 == 0 && set>>j&1 == 1 && cost[i][j] > 0 && cost[i][j] < least {
						least, next = cost[i][j], j
					}
				}
			}
			if next < 0 {
				total = math.Inf(1)
				break
			}
			total += least
			in |= 1 << next
		}
		best = min(best, total)
	}
	return best
}

// On 300 random networks the exact tree costs what trying every set gives, and the near one at most twice as much; both are
// trees that tie the terminals together, and cost what their pairs cost.
func TestSteinerTrees(t *testing.T) {
	worse := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 21))
		n := 4 + r.IntN(7)
		w, cost := randomWeb(r, n, .2)
		var terminals []int32
		for _, i := range r.Perm(n)[:2+r.IntN(min(4, n-2))] {
			terminals = append(terminals, int32(i))
		}
		want := plainTree(cost, terminals)
		exact, err := w.steiner(t.Context(), terminals)
		if err != nil {
			t.Fatal(err)
		}
		near := w.nearTree(terminals)
		if !exact.exact || math.Abs(exact.cost-want) > 1e-9 {
			t.Fatalf("seed %d: %g, want %g", seed, exact.cost, want)
		}
		if near.cost < want-1e-9 || near.cost > 2*want+1e-9 {
			t.Fatalf("seed %d: near tree %g, best %g", seed, near.cost, want)
		}
		if near.cost > want+1e-9 {
			worse++
		}
		for _, got := range []tree{exact, near} {
			s, total := newSets(n), 0.0
			for _, e := range got.edges {
				i, j := e/int32(n), e%int32(n)
				total += cost[i][j]
				if !s.join(i, j) {
					t.Fatalf("seed %d: a loop", seed)
				}
			}
			if math.Abs(total-got.cost) > 1e-9 || slices.ContainsFunc(terminals, func(i int32) bool { return s.find(i) != s.find(terminals[0]) }) {
				t.Fatalf("seed %d: %v costs %g and says %g", seed, got.edges, total, got.cost)
			}
		}
	}
	if worse == 0 {
		t.Error("the near tree was always best, so that nothing tells the two apart")
	}
}
