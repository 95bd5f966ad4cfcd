package groups_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// methods are the ways of grouping that have one right answer, and communities where
// nobody can doubt them.
var methods = []struct {
	name  string
	clear bool // only where a network has clear communities
	find  func(t *testing.T, v *graph.View) [][]int32
}{
	{"components", false, func(_ *testing.T, v *graph.View) [][]int32 { return groups.Components(v).Members() }},
	{"strong components", false, func(_ *testing.T, v *graph.View) [][]int32 { return groups.StrongComponents(v).Members() }},
	{"cliques", false, func(t *testing.T, v *graph.View) [][]int32 { return must(groups.Cliques(t.Context(), v, 1, 1e6))(t) }},
	{"percolation", false, func(t *testing.T, v *graph.View) [][]int32 {
		return must(groups.Percolation(t.Context(), v, 3, 1e6))(t)
	}},
	{"louvain", true, func(t *testing.T, v *graph.View) [][]int32 {
		return louvain(t, v, groups.LeidenOptions{Weighted: true}).Partition.Members()
	}},
	{"leiden", true, func(t *testing.T, v *graph.View) [][]int32 {
		return leiden(t, v, groups.LeidenOptions{Weighted: true}).Partition.Members()
	}},
	{"leiden by CPM", true, func(t *testing.T, v *graph.View) [][]int32 {
		return leiden(t, v, groups.LeidenOptions{Quality: groups.CPM, Resolution: .5}).Partition.Members()
	}},
}

func must[T any](x T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

func leiden(t *testing.T, v *graph.View, o groups.LeidenOptions) groups.Community {
	t.Helper()
	return must(groups.Leiden(t.Context(), v, o))(t)
}

func louvain(t *testing.T, v *graph.View, o groups.LeidenOptions) groups.Community {
	t.Helper()
	return must(groups.Louvain(t.Context(), v, o))(t)
}

// cliquesInARing is a network of clear communities: rings of them, each of five.
func cliquesInARing(cliques int) string {
	var pairs strings.Builder
	name := func(clique, i int) string { return fmt.Sprintf("n%03d", clique%cliques*5+i) }
	for c := range cliques {
		for i := range 5 {
			for j := range i {
				fmt.Fprintf(&pairs, "%s-%s=%d ", name(c, j), name(c, i), 2+(c+i+j)%3)
			}
		}
		fmt.Fprintf(&pairs, "%s-%s=1 ", name(c, 0), name(c+1, 1))
	}
	return pairs.String()
}

// networks are pairs by name; of those that are called clear every method has one answer.
func networks() map[string]string {
	all := map[string]string{"clear": cliquesInARing(8)}
	for seed := range uint64(5) {
		all[fmt.Sprint("random ", seed)] = graphtest.Random(seed, 24, .15)
	}
	return all
}

// named returns groups as texts of their members' names, in order.
func named(v *graph.View, members [][]int32, rename func(string) string) []string {
	all := []string{}
	for _, m := range members {
		var names []string
		for _, i := range m {
			names = append(names, rename(string(v.ID(int(i)))))
		}
		slices.Sort(names)
		all = append(all, strings.Join(names, " "))
	}
	slices.Sort(all)
	return all
}

func asTheyAre(name string) string { return name }

// eachMethod groups a network and its change by every method, and compares the groups
// with what is wanted of the change.
func eachMethod(t *testing.T, change func(pairs string) string, rename func(string) string, want func(before []string) []string) {
	t.Helper()
	for name, pairs := range networks() {
		v, w := graphtest.View(t, pairs), graphtest.View(t, change(pairs))
		for _, m := range methods {
			if m.clear && name != "clear" {
				continue
			}
			wanted := want(named(v, m.find(t, v), asTheyAre))
			slices.Sort(wanted)
			if got := named(w, m.find(t, w), rename); !slices.Equal(got, wanted) {
				t.Errorf("%s of %s: %q, want %q", m.name, name, got, wanted)
			}
		}
		if a, b := groups.Assortativity(v), groups.Assortativity(w); math.Abs(a-b) > 1e-12 {
			t.Errorf("assortativity of %s: %g, want %g", name, b, a)
		}
	}
}

// Who is called what does not change who belongs together.
func TestNamesDoNotMatter(t *testing.T) {
	to := rand.New(rand.NewPCG(1, 7)).Perm(40)
	var there, back []string
	for i, j := range to {
		there = append(there, fmt.Sprintf("n%03d", i), fmt.Sprintf("m%03d", j))
		back = append(back, fmt.Sprintf("m%03d", j), fmt.Sprintf("n%03d", i))
	}
	eachMethod(t, strings.NewReplacer(there...).Replace, strings.NewReplacer(back...).Replace, slices.Clone[[]string])
}

// People alone change nobody else's group, and are groups of their own.
func TestPeopleAloneAreAdded(t *testing.T) {
	for name, pairs := range networks() {
		v, w := graphtest.View(t, pairs), graphtest.View(t, pairs+" zz1 zz2")
		for _, m := range methods {
			if m.clear && name != "clear" {
				continue
			}
			want := named(v, m.find(t, v), asTheyAre)
			if m.name != "percolation" { // whose groups are of three at least
				want = append(want, "zz1", "zz2")
			}
			if got := named(w, m.find(t, w), asTheyAre); !slices.Equal(got, want) {
				t.Errorf("%s of %s: %q, want %q", m.name, name, got, want)
			}
		}
	}
}

// A copy beside a network has the same groups once more.
func TestACopyBesideIt(t *testing.T) {
	copied := func(pairs string) string { return strings.ReplaceAll(pairs, "n", "q") }
	eachMethod(t, func(pairs string) string { return pairs + " " + copied(pairs) }, asTheyAre, func(before []string) []string {
		all := slices.Clone(before)
		for _, group := range before {
			all = append(all, copied(group))
		}
		return all
	})
}

// Strengths four times as large change no group; modularity is a share, and CPM grows
// with them where its resolution does.
func TestStrengthsTimesFour(t *testing.T) {
	four := strings.NewReplacer("=1 ", "=4 ", "=2 ", "=8 ", "=3 ", "=12 ", "=4 ", "=16 ", "=8 ", "=32 ").Replace
	eachMethod(t, four, asTheyAre, slices.Clone[[]string])
	for name, pairs := range networks() {
		v, w := graphtest.View(t, pairs), graphtest.View(t, four(pairs))
		p := groups.Components(v)
		o := groups.LeidenOptions{Weighted: true, Resolution: 2}
		if a, b := groups.QualityOf(v, p, o), groups.QualityOf(w, p, o); math.Abs(a-b) > 1e-12 {
			t.Errorf("modularity of %s: %g, want %g", name, b, a)
		}
		o.Quality = groups.CPM
		larger := o
		larger.Resolution = 8
		if a, b := groups.QualityOf(v, p, o), groups.QualityOf(w, p, larger); math.Abs(4*a-b) > 1e-9*math.Abs(b) {
			t.Errorf("CPM of %s: %g, want %g", name, b, 4*a)
		}
	}
}

// The order in which ties came, and which end of an undirected one is named first,
// changes nothing to the bit, whatever the seed.
func TestOrderOfTiesDoesNotMatter(t *testing.T) {
	for name, pairs := range networks() {
		v := graphtest.View(t, pairs)
		turned := graphtest.Parse(t, pairs)
		slices.Reverse(turned.Ties)
		for i := range turned.Ties {
			turned.Ties[i].From, turned.Ties[i].To = turned.Ties[i].To, turned.Ties[i].From
			turned.Ties[i].Normalise()
		}
		turned.Normalise()
		w := graphtest.NewView(t, turned, graph.ViewOptions{})
		if !reflect.DeepEqual(everything(t, v), everything(t, w)) {
			t.Errorf("%s: other groups with ties turned and in another order", name)
		}
	}
}

// The same bits on 1, 2 and 16 CPUs.
func TestSameBitsOnAnyNumberOfCPUs(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, directed := range []bool{false, true} {
		v := view(t, 3, 120, .04, directed)
		runtime.GOMAXPROCS(1)
		one := everything(t, v)
		for _, cpus := range []int{2, 16} {
			runtime.GOMAXPROCS(cpus)
			if !reflect.DeepEqual(everything(t, v), one) {
				t.Errorf("directed %t: other groups on %d CPUs than on one", directed, cpus)
			}
		}
	}
}

// everything groups a view by every method, with several seeds, and measures the groups.
func everything(t *testing.T, v *graph.View) (all []any) {
	t.Helper()
	for _, m := range methods {
		members := m.find(t, v)
		all = append(all, members, groups.Cohesions(v, members))
	}
	gangs := make([]int32, v.Len())
	for i := range gangs {
		gangs[i] = int32(i%4) - 1
	}
	for seed := range uint64(3) {
		for _, o := range []groups.LeidenOptions{{Seed: seed}, {Seed: seed, Weighted: true, Resolution: 2}, {Seed: seed, Quality: groups.CPM, Resolution: .2}} {
			c := leiden(t, v, o)
			all = append(all, c, groups.Agreement(c.Partition, gangs), louvain(t, v, o))
		}
	}
	return append(all, groups.Assortativity(v))
}
