package protection_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// entities returns where entities of a view stand.
func entities(v *graph.View, ids ...graph.EntityID) []int {
	var all []int
	for _, id := range ids {
		i, _ := v.Index(id)
		all = append(all, i)
	}
	return all
}

func networkOf(t *testing.T, v *graph.View, o protection.NetworkOptions) protection.Network {
	t.Helper()
	found, err := protection.FindNetwork(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// treeLinks lists the links of the smallest part, as ways go along them.
func treeLinks(v *graph.View, found protection.Network) string {
	var words []string
	for _, l := range found.Links {
		if arrow := ">"; l.Tree {
			if l.Both {
				arrow = "-"
			}
			words = append(words, string(v.ID(l.From))+arrow+string(v.ID(l.To)))
		}
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

const pier = `
person o
person p
person m
person n
person s
gang g
gang h
account ox
account mx
account z
member-of m g grade=1
member-of n h grade=1
holds o ox grade=1
holds m mx grade=1
`

// shop is one whom thirty pay.
func shop() string {
	var lines strings.Builder
	lines.WriteString("account shop\ncompany store\nholds store shop grade=1\n")
	for i := range 30 {
		fmt.Fprintf(&lines, "account c%d\npays c%d shop %d amount=10 currency=EUR grade=1\n", i, i, i)
	}
	return lines.String()
}

// Lengths are by hand: -ln of the grade, of the part of what was paid, and of 1/(k-1) of whoever has k ties,
// half of that for each of the two by which a way passes; money and membership take no share of people.
func TestNetwork(t *testing.T) {
	for _, tt := range []struct {
		name, lines      string
		officials, gangs []graph.EntityID
		want             string
		length           float64
	}{
		{"a record", "protects o g status=charged grade=0.5", []graph.EntityID{"o"}, []graph.EntityID{"g"}, "o>g", -math.Log(.8 * .5)},
		{"a member", "member-of o g grade=0.5", []graph.EntityID{"o"}, []graph.EntityID{"g"}, "o>g", -math.Log(.5)},
		{"two doubtful ties are longer than one of less doubt", "kin-of o s grade=0.5\nkin-of s m grade=0.5\nmeets o m 1 grade=0.4", []graph.EntityID{"o"}, []graph.EntityID{"g"},
			"m>g o>m", -math.Log(.4) + math.Log(2)/2 + math.Log(1)/2 + math.Log(2)/2},
		{"money is followed to who paid", "pays mx ox 1 amount=10 currency=EUR grade=1\npays z ox 2 amount=30 currency=EUR grade=1", []graph.EntityID{"o"}, []graph.EntityID{"g"},
			"m>g mx>m o>ox ox>mx", -math.Log(.25)},
		{"and not to whom somebody else paid as well", "pays z ox 1 amount=1 grade=1\npays z mx 1 amount=1 grade=1", []graph.EntityID{"o"}, []graph.EntityID{"g"}, "", 0},
		{"through the other official, for that is shared", "kin-of p o grade=0.9\nmeets o m 1 grade=0.5\nmeets p m 2 grade=0.3", []graph.EntityID{"o", "p"}, []graph.EntityID{"g"},
			"m>g o>m p>o", -math.Log(.9*.5) + math.Log(2)/2 + math.Log(1)/2 + math.Log(2)/2 + math.Log(2)/2},
		{"a shop that both pay explains nothing", shop() + "pays ox shop 90 amount=10 currency=EUR grade=1\npays mx shop 91 amount=10 currency=EUR grade=1\nmeets o s 1 grade=0.6\nkin-of s m grade=0.6", []graph.EntityID{"o"}, []graph.EntityID{"g"},
			"m>g o>s s>m", -2 * math.Log(.6)},
		{"a shop that pays both is worth its part", shop() + "pays shop ox 90 amount=1 currency=EUR grade=1\npays mx shop 91 amount=100 currency=EUR grade=1", []graph.EntityID{"o"}, []graph.EntityID{"g"},
			"m>g mx>m o>ox ox>shop shop>mx", -math.Log(.25)},
		{"no way goes on from a gang", "owns g z grade=1\nholds n z grade=1\nprotects o h grade=1", []graph.EntityID{"o"}, []graph.EntityID{"g", "h"}, "o>h", -math.Log(.5)},
		{"two gangs by one of both", "meets o s 1 grade=0.5\nmember-of s g grade=1\nmember-of s h grade=1", []graph.EntityID{"o"}, []graph.EntityID{"g", "h"}, "o>s s>g s>h", -math.Log(.5)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := whole(t, pier+tt.lines)
			found := networkOf(t, v, protection.NetworkOptions{Officials: entities(v, tt.officials...), Gangs: entities(v, tt.gangs...)})
			if got := treeLinks(v, found); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
			length := 0.0
			for _, tree := range found.Trees {
				if length += tree.Length; !tree.Exact {
					t.Error("not proven")
				}
			}
			if math.Abs(length-tt.length) > 1e-5 {
				t.Errorf("length %g, want %g", length, tt.length)
			}
		})
	}
}

// Ways come the best first, and what is apart and left is said.
func TestNetworkWays(t *testing.T) {
	v := whole(t, pier+"meets o m 1 grade=0.9\nkin-of o s grade=0.9\nkin-of s m grade=0.9\nmeets o n 1 grade=0.3")
	o := protection.NetworkOptions{Officials: entities(v, "o", "p"), Gangs: entities(v, "g", "h"), Ways: 3}
	var got []string
	found := networkOf(t, v, o)
	for _, w := range found.Ways {
		var ids []string
		for _, i := range w.Entities {
			ids = append(ids, string(v.ID(i)))
		}
		got = append(got, fmt.Sprintf("%d %s %.3f", w.Rank, strings.Join(ids, ">"), w.Real.Lo))
	}
	if want := []string{"1 o>m>g 0.900", "2 o>s>m>g 0.810", "1 o>n>h 0.300"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if !slices.Equal(found.Apart, entities(v, "p")) {
		t.Errorf("apart %v, want p", found.Apart)
	}
	if found = networkOf(t, v, protection.NetworkOptions{Officials: o.Officials, Gangs: o.Gangs, Channels: []protection.Channel{protection.Kinship}, Ways: 3}); len(found.Ways) != 1 || len(found.Links) != 3 {
		t.Errorf("%d ways and %d links of kin, want 1 and 3", len(found.Ways), len(found.Links))
	}
	if found = networkOf(t, v, protection.NetworkOptions{Officials: o.Officials, Gangs: o.Gangs, Through: entities(v, "s")}); len(found.Ways) != 2 || len(found.Links) != 6 {
		t.Errorf("%d ways and %d links, want 2 and 6: one of kin beside those met", len(found.Ways), len(found.Links))
	}
	o.Pairs = 1
	if found = networkOf(t, v, o); found.Left != 1 || len(found.Ways) != 2 {
		t.Errorf("%d left and %d ways, want 1 and 2", found.Left, len(found.Ways))
	}
	o.Least = .5
	if found = networkOf(t, v, o); len(found.Ways) != 0 || len(found.Apart) != 4 {
		t.Errorf("%d ways and %d apart, want none and 4", len(found.Ways), len(found.Apart))
	}
}

// A drawn network is one of few people, accounts, gangs and officials, with its links measured by itself.
type drawn struct {
	lines  strings.Builder
	length map[[2]string]float64 // as a way goes along
	gang   map[string]bool
}

// draw ties entities at random. All are kin or pay: k is counted of kin, and parts of payments.
func drawNetwork(r *rand.Rand) *drawn {
	d := &drawn{length: map[[2]string]float64{}, gang: map[string]bool{"g0": true, "g1": true}}
	people := []string{"o0", "o1", "p0", "p1", "p2", "p3"}
	for _, id := range people {
		fmt.Fprintf(&d.lines, "person %s\n", id)
	}
	d.lines.WriteString("gang g0\ngang g1\n")
	grade, kin, paid := map[[2]string]float64{}, map[string]int{}, map[string]float64{}
	amount := map[[2]string]float64{}
	for a, x := range people {
		for _, y := range people[a+1:] {
			switch p := float64(1+r.IntN(9)) / 10; r.IntN(6) {
			case 0, 1:
				fmt.Fprintf(&d.lines, "kin-of %s %s grade=%g\n", x, y, p)
				grade[[2]string{x, y}], kin[x], kin[y] = p, kin[x]+1, kin[y]+1
			case 2:
				payer, payee := x, y
				if r.IntN(2) == 0 {
					payer, payee = y, x
				}
				units := float64(1 + r.IntN(9))
				fmt.Fprintf(&d.lines, "pays %s %s t%s%s amount=%g currency=EUR grade=1\n", payer, payee, payer, payee, units)
				amount[[2]string{payer, payee}], paid[payee] = units, paid[payee]+units
			}
		}
		if g := []string{"g0", "g1"}[r.IntN(2)]; x[0] == 'p' && r.IntN(2) == 0 {
			p := float64(1+r.IntN(9)) / 10
			fmt.Fprintf(&d.lines, "member-of %s %s grade=%g\n", x, g, p)
			d.length[[2]string{x, g}], d.length[[2]string{g, x}] = -math.Log(p), -math.Log(p)
		}
	}
	toll := func(x string) float64 { return math.Log(float64(max(1, kin[x]-1))) / 2 }
	for ends, p := range grade {
		l := -math.Log(p) + toll(ends[0]) + toll(ends[1])
		d.length[ends], d.length[[2]string{ends[1], ends[0]}] = l, l
	}
	for ends, units := range amount {
		d.length[[2]string{ends[1], ends[0]}] = -math.Log(units / paid[ends[1]])
	}
	return d
}

// ties are the pairs of entities with a link either way.
func (d *drawn) ties() (all [][2]string) {
	for ends := range d.length {
		back := [2]string{ends[1], ends[0]}
		if _, both := d.length[back]; !both || ends[0] < ends[1] {
			all = append(all, ends)
		}
	}
	slices.SortFunc(all, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	return all
}

// lead follows every way from one to another along some ties, and tells of each.
func (d *drawn) lead(ties [][2]string, way []string, to string, tell func([]string)) {
	at := way[len(way)-1]
	if at == to {
		tell(way)
		return
	}
	if d.gang[at] {
		return
	}
	for _, ends := range ties {
		for _, step := range [2][2]string{ends, {ends[1], ends[0]}} {
			if _, there := d.length[step]; there && step[0] == at && !slices.Contains(way, step[1]) {
				d.lead(ties, append(slices.Clip(way), step[1]), to, tell)
			}
		}
	}
}

// cost is what the ways of pairs along some ties take, each tie once: the least of any choice; infinite
// where a pair has none. Where ties make no circle there is no choice.
func (d *drawn) cost(ties [][2]string, pairs [][2]string) float64 {
	used := map[[2]string]bool{}
	for _, p := range pairs {
		ways := 0
		d.lead(ties, []string{p[0]}, p[1], func(way []string) {
			ways++
			for k := range len(way) - 1 {
				used[[2]string{way[k], way[k+1]}] = true
			}
		})
		if ways == 0 {
			return math.Inf(1)
		}
	}
	total := 0.0
	for ends := range used {
		switch back := [2]string{ends[1], ends[0]}; {
		case !used[back]:
			total += d.length[ends]
		case ends[0] < ends[1]:
			total += max(d.length[ends], d.length[back])
		}
	}
	return total
}

// taken returns the ties of the smallest part and how long they are, each as it is gone along.
func (d *drawn) taken(v *graph.View, found protection.Network) (some [][2]string, length float64) {
	for _, l := range found.Links {
		if !l.Tree {
			continue
		}
		ends := [2]string{string(v.ID(l.From)), string(v.ID(l.To))}
		some, length = append(some, ends), length+d.length[ends]
		if l.Both {
			length += max(0, d.length[[2]string{ends[1], ends[0]}]-d.length[ends])
		}
	}
	return some, length
}

// circle reports whether ties make one.
func circle(ties [][2]string) bool {
	part := map[string]string{}
	first := func(x string) string {
		for part[x] != "" {
			x = part[x]
		}
		return x
	}
	for _, ends := range ties {
		a, b := first(ends[0]), first(ends[1])
		if a == b {
			return true
		}
		part[a] = b
	}
	return false
}

// The tree is as long as the shortest of all choices of ties without a circle, or shorter where money that goes
// round lets it have one; the rough one no
// shorter and no longer than it says; both hold a way for each pair. By trying every choice.
func TestNetworkByBruteForce(t *testing.T) {
	longer, exact := 0, 0
	for seed := range uint64(400) {
		d := drawNetwork(rand.New(rand.NewPCG(seed, 7)))
		ties := d.ties()
		if len(ties) > 12 {
			continue
		}
		var pairs [][2]string
		for _, o := range []string{"o0", "o1"} {
			for _, g := range []string{"g0", "g1"} {
				any := false
				d.lead(ties, []string{o}, g, func([]string) { any = true })
				if any {
					pairs = append(pairs, [2]string{o, g})
				}
			}
		}
		v := whole(t, d.lines.String())
		asked := protection.NetworkOptions{Officials: entities(v, "o0", "o1"), Gangs: entities(v, "g0", "g1"), Least: 1e-9}
		found := networkOf(t, v, asked)
		asked.Rough = true
		rough := networkOf(t, v, asked)
		if len(rough.Trees) != len(found.Trees) {
			t.Fatalf("seed %d: %d and %d trees", seed, len(rough.Trees), len(found.Trees))
		}
		taken, length := d.taken(v, found)
		circles, sum := circle(taken), 0.0
		for k, tree := range found.Trees {
			own := slices.DeleteFunc(slices.Clone(pairs), func(p [2]string) bool {
				return !slices.Contains(tree.Officials, entities(v, graph.EntityID(p[0]))[0]) || !slices.Contains(tree.Gangs, entities(v, graph.EntityID(p[1]))[0])
			})
			want := math.Inf(1)
			for choice := range 1 << len(ties) {
				var some [][2]string
				for k, ends := range ties {
					if choice>>k&1 > 0 {
						some = append(some, ends)
					}
				}
				if !circle(some) {
					want = min(want, d.cost(some, own))
				}
			}
			if tree.Length > want+1e-4 || tree.Length < want-1e-4 && !circles {
				t.Errorf("seed %d: length %g, by trying %g\n%s", seed, tree.Length, want, d.lines.String())
			}
			if tree.Exact {
				exact++
			}
			sum += tree.Length
			other := rough.Trees[k]
			if other.Length < tree.Length-1e-4 || other.Length > other.Ratio*tree.Length+1e-4 || other.Exact {
				t.Errorf("seed %d: rough %g at most %g times, shortest %g", seed, other.Length, other.Ratio, tree.Length)
			}
			if other.Length > tree.Length+1e-4 {
				longer++
			}
		}
		if len(found.Trees) == 1 && math.Abs(sum-length) > 1e-4 {
			t.Errorf("seed %d: length %g, that of its links %g", seed, sum, length)
		}
		for _, one := range []protection.Network{found, rough} {
			if some, _ := d.taken(v, one); len(pairs) > 0 && math.IsInf(d.cost(some, pairs), 1) {
				t.Errorf("seed %d: %v leave a pair out", seed, some)
			}
		}
	}
	t.Logf("%d proven; rough ones longer %d times", exact, longer)
	if longer == 0 || longer > exact/10 {
		t.Errorf("rough ones are longer %d times of %d: ways are not joined, or never tried apart", longer, exact)
	}
	if exact < 50 {
		t.Errorf("%d proven: too few to tell", exact)
	}
}

// The best ways are the shortest of all that are there. By listing all.
func TestNetworkWaysByBruteForce(t *testing.T) {
	several := 0
	for seed := range uint64(200) {
		d := drawNetwork(rand.New(rand.NewPCG(seed, 8)))
		v := whole(t, d.lines.String())
		found := networkOf(t, v, protection.NetworkOptions{Officials: entities(v, "o0"), Gangs: entities(v, "g0"), Least: 1e-9, Ways: 4})
		var want []float64
		d.lead(d.ties(), []string{"o0"}, "g0", func(way []string) {
			length := 0.0
			for k := range len(way) - 1 {
				length += d.length[[2]string{way[k], way[k+1]}]
			}
			want = append(want, length)
		})
		slices.Sort(want)
		want = want[:min(4, len(want))]
		if len(found.Ways) != len(want) {
			t.Fatalf("seed %d: %d ways, want %d", seed, len(found.Ways), len(want))
		}
		if len(want) > 1 {
			several++
		}
		for k, w := range found.Ways {
			if got := -math.Log(w.Worth); math.Abs(got-want[k]) > 1e-4 {
				t.Errorf("seed %d: way %d is %g long, want %g", seed, k+1, got, want[k])
			}
		}
	}
	if several < 50 {
		t.Errorf("%d with several ways: too few to tell", several)
	}
}

func TestNetworkBreaksOff(t *testing.T) {
	v := whole(t, pier+"meets o m 1")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := protection.FindNetwork(ctx, v, protection.NetworkOptions{Officials: entities(v, "o"), Gangs: entities(v, "g")}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was cancelled", err)
	}
}
