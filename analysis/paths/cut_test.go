package paths_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// plainFlow is the greatest flow by single augmenting ways, found depth first in a matrix (L. R. Ford and
// D. R. Fulkerson, 1956): another algorithm on another layout.
func plainFlow(capacity [][]int64, source, sink int) int64 {
	total := int64(0)
	for {
		met := make([]bool, len(capacity))
		var send func(i int, most int64) int64
		send = func(i int, most int64) int64 {
			if i == sink {
				return most
			}
			met[i] = true
			for j, c := range capacity[i] {
				if c > 0 && !met[j] {
					if sent := send(j, min(most, c)); sent > 0 {
						capacity[i][j] -= sent
						capacity[j][i] += sent
						return sent
					}
				}
			}
			return 0
		}
		sent := send(source, 1<<40)
		if sent == 0 {
			return total
		}
		total += sent
	}
}

// The greatest flow of 500 random networks is that of a plain search; what enters a station leaves it; no arc
// carries more than it can; and the arcs that leave the side that the source still reaches are full and carry it all.
func TestFlowIsThatOfAPlainSearch(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 7))
		n := 2 + r.IntN(30)
		f, matrix := paths.NewFlow(n), make([][]int64, n)
		for i := range matrix {
			matrix[i] = make([]int64, n)
		}
		var arcs [][4]int
		for range r.IntN(4 * n) {
			a, b, c := r.IntN(n), r.IntN(n), r.IntN(20)
			if a != b {
				arcs = append(arcs, [4]int{a, b, c, f.Arc(a, b, int64(c))})
				matrix[a][b] += int64(c)
			}
		}
		got, err := f.Max(t.Context(), 0, n-1)
		if err != nil {
			t.Fatal(err)
		}
		if want := plainFlow(matrix, 0, n-1); got != want {
			t.Fatalf("seed %d: %d, want %d", seed, got, want)
		}
		near, far := f.After(0), f.Before(n-1)
		kept, cut, other := make([]int64, n), int64(0), int64(0)
		for _, a := range arcs {
			along := f.Along(a[3])
			if along < 0 || along > int64(a[2]) {
				t.Fatalf("seed %d: %d along an arc of %d", seed, along, a[2])
			}
			kept[a[0]] -= along
			kept[a[1]] += along
			if near[a[0]] && !near[a[1]] {
				cut += int64(a[2])
			}
			if !far[a[0]] && far[a[1]] {
				other += int64(a[2])
			}
		}
		for i := 1; i < n-1; i++ {
			if kept[i] != 0 {
				t.Fatalf("seed %d: %d stay at station %d", seed, kept[i], i)
			}
		}
		if cut != got || other != got {
			t.Fatalf("seed %d: cuts of %d and %d, flow %d", seed, cut, other, got)
		}
	}
}

// Of 500 random networks some arcs are shut, some of these opened again while something goes already, and all is taken back: each
// time the flow is that of a plain search in a network made anew; what is used is what goes along; and a way is as short as one by
// breadth.
func TestFlowOfArcsShutAndOpened(t *testing.T) {
	ways := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 8))
		n := 2 + r.IntN(20)
		f := paths.NewFlow(n)
		var arcs [][4]int
		for range r.IntN(4 * n) {
			if a, b, c := r.IntN(n), r.IntN(n), r.IntN(20); a != b {
				arcs = append(arcs, [4]int{a, b, c, f.Arc(a, b, int64(c))})
			}
		}
		shut := make([]bool, len(arcs))
		check := func(what string, got int64) {
			matrix, used := make([][]int64, n), map[int]int64{}
			for i := range matrix {
				matrix[i] = make([]int64, n)
			}
			for k, a := range arcs {
				if !shut[k] {
					matrix[a[0]][a[1]] += int64(a[2])
				}
			}
			if want := plainFlow(matrix, 0, n-1); got != want {
				t.Fatalf("seed %d, %s: %d, want %d", seed, what, got, want)
			}
			for arc, units := range f.Used {
				used[arc] = units
			}
			for k, a := range arcs {
				if f.Along(a[3]) != used[a[3]] || shut[k] && used[a[3]] != 0 {
					t.Fatalf("seed %d, %s: %d along an arc, used %d, shut %t", seed, what, f.Along(a[3]), used[a[3]], shut[k])
				}
			}
		}
		most := func() int64 {
			sent, err := f.Max(t.Context(), 0, n-1)
			if err != nil {
				t.Fatal(err)
			}
			return sent
		}
		for k, a := range arcs {
			if shut[k] = r.IntN(3) == 0; shut[k] {
				f.Shut(a[3])
			}
		}
		if way := f.Way(0, n-1); len(way) != fewestArcs(n, arcs, shut) {
			t.Fatalf("seed %d: a way of %d arcs, want %d", seed, len(way), fewestArcs(n, arcs, shut))
		} else if way != nil {
			ways++
		}
		sent := most()
		check("shut", sent)
		for k, a := range arcs {
			if shut[k] && r.IntN(2) == 0 {
				shut[k] = false
				f.Open(a[3])
			}
		}
		saved, before := f.Save(), slices.Clone(shut)
		opened := sent + most()
		check("opened", opened)
		f.Restore(saved)
		copy(shut, before)
		check("taken back and sent again", sent+most())
		f.Empty()
		clear(shut)
		check("emptied", most())
	}
	if ways < 100 {
		t.Errorf("%d ways: too few to tell", ways)
	}
}

// fewestArcs is how many arcs with room lead from the first station to the last, by breadth; 0 where none do.
func fewestArcs(n int, arcs [][4]int, shut []bool) int {
	steps := make([]int, n)
	queue := []int{0}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		for k, a := range arcs {
			if a[0] == i && a[1] != 0 && a[2] > 0 && !shut[k] && steps[a[1]] == 0 {
				steps[a[1]] = steps[i] + 1
				queue = append(queue, a[1])
			}
		}
	}
	return steps[n-1]
}

// A crossing is who is to be parted from whom along which ties, for plain searches.
type crossing struct {
	*graph.View
	from, to []int
	follow   func(tie int, back bool) bool
}

// onward returns whom a tie leads to from one.
func (c *crossing) onward(i int) (all []int) {
	for _, tie := range c.Ties(i) {
		a, b := c.Ends(int(tie))
		if c.follow(int(tie), i == b) {
			all = append(all, a+b-i)
		}
	}
	return all
}

// met returns whom a plain search from the first set meets through anybody but those who are gone, among all
// or among the second set alone.
func (c *crossing) met(gone uint, all bool) (met uint) {
	met = set(c.from)
	for queue := slices.Clone(c.from); len(queue) > 0; queue = queue[1:] {
		for _, j := range c.onward(queue[0]) {
			if met>>j&1 == 0 && gone>>j&1 == 0 && (all || slices.Contains(c.to, j)) {
				met |= 1 << j
				queue = append(queue, j)
			}
		}
	}
	return met
}

// over reports whether something leads from the first set to others of the second than those whom direct ties alone lead to.
func (c *crossing) over(gone uint) bool {
	return c.met(gone, true)&set(c.to)&^c.met(0, false) != 0
}

// The cheapest cut, what all cheapest ones share and what is in any are those of trying every set of up to
// eleven others, on 500 random networks with random prices, each tie of which leads one way, both or none.
func TestMinimumCutIsThatOfTryingAll(t *testing.T) {
	parted, joined := 0, 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 9))
		n := 6 + r.IntN(9)
		v := graphtest.View(t, graphtest.Random(seed, n, .15+.3*r.Float64()))
		leads := make([]int, v.Size())
		for tie := range leads {
			leads[tie] = []int{0, 1, 2, 3, 3, 3}[r.IntN(6)]
		}
		c := &crossing{v, []int{0, 1}, []int{n - 1, n - 2}, func(tie int, back bool) bool {
			return leads[tie]&1 != 0 && !back || leads[tie]&2 != 0 && back
		}}
		price := make([]int64, n)
		for i := range price {
			price[i] = int64(1 + r.IntN(4))
		}
		got, err := paths.MinimumCut(t.Context(), v, c.from, c.to, paths.CutOptions{Price: price, Follow: c.follow})
		if err != nil {
			t.Fatal(err)
		}
		least, core, some := int64(1<<40), uint(0), uint(0)
		for set := range uint(1) << (n - 4) {
			gone, cost := set<<2, int64(0)
			for i := range n {
				if gone>>i&1 == 1 {
					cost += price[i]
				}
			}
			if cost > least || c.over(gone) {
				continue
			}
			if cost < least {
				least, core, some = cost, gone, 0
			}
			core &= gone
			some |= gone
		}
		if got.Price != least || !got.Parted {
			t.Fatalf("seed %d: price %d, want %d", seed, got.Price, least)
		}
		for what, pair := range map[string][2]uint{"core": {set(got.Core), core}, "in some": {set(got.Some), some}, "joined": {set(got.Joined), c.met(0, false) & set(c.to)}} {
			if pair[0] != pair[1] {
				t.Fatalf("seed %d: %s %b, want %b", seed, what, pair[0], pair[1])
			}
		}
		for _, members := range [][]int{got.Members, got.Far} {
			cost := int64(0)
			for _, i := range members {
				cost += price[i]
			}
			if cost != least || c.over(set(members)) {
				t.Fatalf("seed %d: %v is no cheapest cut", seed, members)
			}
		}
		if least > 0 {
			parted++
		}
		if len(got.Joined) > 0 && least > 0 {
			joined++
		}
		var direct []int
		ends := c.met(0, false)
		for tie := range v.Size() {
			a, b := v.Ends(tie)
			if ends>>a&1 == 1 && ends>>b&1 == 1 && (c.follow(tie, false) && slices.Contains(c.to, b) || c.follow(tie, true) && slices.Contains(c.to, a)) {
				direct = append(direct, tie)
			}
		}
		if !slices.Equal(got.Direct, direct) {
			t.Fatalf("seed %d: direct ties %v, want %v", seed, got.Direct, direct)
		}
	}
	if parted < 200 || joined < 50 {
		t.Errorf("only %d of 500 networks had anything to part, %d of these beside what is joined", parted, joined)
	}
}

// What parts all of the second set from the first parts each of them, but for those who are joined; and alone
// none costs more. On 300 random networks.
func TestMinimumCutOfOneIsWithinThatOfAll(t *testing.T) {
	one := 0
	for seed := range uint64(300) {
		n := 10 + int(seed%20)
		v := graphtest.View(t, graphtest.Random(seed, n, 4/float64(n)))
		from, to := []int{0, 1}, []int{n - 4, n - 3, n - 2, n - 1}
		all, err := paths.MinimumCut(t.Context(), v, from, to, paths.CutOptions{})
		if err != nil {
			t.Fatal(err)
		}
		gone := set(all.Members)
		for _, i := range to {
			alone, err := paths.MinimumCut(t.Context(), v, from, []int{i}, paths.CutOptions{})
			if err != nil {
				t.Fatal(err)
			}
			c := &crossing{v, from, []int{i}, func(int, bool) bool { return true }}
			switch {
			case slices.Contains(all.Joined, i):
			case c.met(gone, true)>>i&1 == 1:
				t.Fatalf("seed %d: %v parts all, and not %d", seed, all.Members, i)
			case alone.Price > all.Price || len(alone.Joined) > 0:
				t.Fatalf("seed %d: %d alone for %d, all for %d", seed, i, alone.Price, all.Price)
			default:
				one++
			}
		}
	}
	if one < 300 {
		t.Errorf("%d of them parted: too few to tell", one)
	}
}

func set(members []int) (bitset uint) {
	for _, i := range members {
		bitset |= 1 << i
	}
	return bitset
}

// By hand: a-m-b and a-n-b, where one cannot be taken, costs much, or is gone; a direct tie; no way at all.
func TestCutOptions(t *testing.T) {
	v := graphtest.View(t, "a-m m-b a-n n-b c") // a b c m n
	for _, tt := range []struct {
		name string
		o    paths.CutOptions
		want string
	}{
		{"both", paths.CutOptions{}, "2 [3 4] stays [] parted"},
		{"one cannot be taken", paths.CutOptions{Never: []bool{3: true, 4: false}}, "1 [3 4] stays [3] joined"},
		{"one is dear", paths.CutOptions{Price: []int64{1, 1, 1, 7, 2}}, "9 [3 4] stays [] parted"},
		{"one is gone", paths.CutOptions{Taken: []bool{4: true}}, "1 [3] stays [] parted"},
		{"one tie leads back only", paths.CutOptions{Follow: func(tie int, back bool) bool { return tie != 0 || back }}, "1 [4] stays [] parted"},
		{"one way is not followed", paths.CutOptions{Follow: func(tie int, _ bool) bool { return tie != 0 }}, "1 [4] stays [] parted"},
	} {
		cut, err := paths.MinimumCut(t.Context(), v, []int{0}, []int{1}, tt.o)
		if err != nil {
			t.Fatal(err)
		}
		word := "joined"
		if cut.Parted {
			word = "parted"
		}
		if got := fmt.Sprint(cut.Price, " ", cut.Members, " stays ", cut.Stays, " ", word); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if _, err := paths.MinimumCut(t.Context(), v, []int{0, 1}, []int{1}, paths.CutOptions{}); err == nil {
		t.Error("one in both sets is no error")
	}
	if _, err := paths.MinimumCut(t.Context(), v, []int{0}, []int{1}, paths.CutOptions{Price: make([]int64, 5)}); err == nil {
		t.Error("a price of 0 is no error")
	}
}

// By hand: gang a, officials x and y, and what leads on from one who is tied to the gang.
func TestMinimumCutOfWhomTiesJoin(t *testing.T) {
	for _, tt := range []struct{ name, pairs, gone, want string }{
		{"nobody else", "a-x a-m m-x", "", "0 [] joined [x] direct [a-x] parted"},
		{"nothing leads on", "a-x a-m m-y", "", "1 [m] joined [x] direct [a-x] parted"},
		{"his own account pays", "a-x x-m m-y", "", "1 [m] joined [x] direct [a-x] parted"},
		{"beside the gang's", "a-x x-m m-y a-n n-y", "", "2 [m n] joined [x] direct [a-x] parted"},
		{"a tie between the two", "a-x x-y a-m m-y", "", "0 [] joined [x y] direct [a-x x-y] parted"},
		{"one tied to nobody", "a-m m-x x-n n-y", "", "1 [m] joined [] direct [] parted"},
		{"who is gone joins nobody", "a-x x-m m-y", "x", "0 [] joined [] direct [] parted"},
		{"one who is reached ends it", "a-m m-x x-y", "", "1 [m] joined [] direct [] parted"},
	} {
		v := graphtest.View(t, tt.pairs+" z")
		var from, to []int
		taken := make([]bool, v.Len())
		for i := range v.Len() {
			taken[i] = string(v.ID(i)) == tt.gone
			switch v.ID(i) {
			case "a":
				from = append(from, i)
			case "x", "y":
				to = append(to, i)
			}
		}
		cut, err := paths.MinimumCut(t.Context(), v, from, to, paths.CutOptions{Taken: taken})
		if err != nil {
			t.Fatal(err)
		}
		names := func(all []int) (names []string) {
			for _, i := range all {
				names = append(names, string(v.ID(i)))
			}
			return names
		}
		var direct []string
		for _, tie := range cut.Direct {
			a, b := v.Ends(tie)
			direct = append(direct, fmt.Sprintf("%s-%s", v.ID(a), v.ID(b)))
		}
		word := "not parted"
		if cut.Parted {
			word = "parted"
		}
		if got := fmt.Sprint(cut.Price, " ", names(cut.Members), " joined ", names(cut.Joined), " direct ", direct, " ", word); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
