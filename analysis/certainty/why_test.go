package certainty_test

import (
	"errors"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// sourced gives every record of a network's ties one of some sources, now and then two.
func sourced(n *graph.Network, sources int, seed uint64) *graph.Network {
	r := rand.New(rand.NewPCG(seed, 8))
	id := func() graph.SourceID { return graph.ReportSource(fmt.Sprint(r.IntN(sources))) }
	for i := range n.Ties {
		n.Ties[i].Records = []graph.Record{{Source: id()}}
		if r.IntN(3) == 0 {
			n.Ties[i].Records = append(n.Ties[i].Records, graph.Record{Source: id()})
		}
	}
	n.Normalise()
	return n
}

// rankWithout is the second implementation: sources are taken out by withdrawing them.
func rankWithout(t *testing.T, n *graph.Network, id graph.EntityID, sources int, lost uint) (rank int, score float64) {
	t.Helper()
	m := *n
	m.Withdrawals = nil
	for i := range sources {
		if lost>>i&1 == 1 {
			m.Withdrawals = append(m.Withdrawals, graph.Withdrawal{Source: graph.ReportSource(fmt.Sprint(i))})
		}
	}
	v := graphtest.NewView(t, &m, graph.ViewOptions{})
	i, ok := v.Index(id)
	if !ok {
		return 0, 0
	}
	s, err := central.Compute(t.Context(), central.MeasureBetweenness, v, central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s.Ranks()[i], s.Values[i]
}

// The smallest set of sources is compared with a search through all sets.
func TestSmallestLoss(t *testing.T) {
	const sources, top = 6, 3
	proven := 0
	for seed := range uint64(40) {
		n := sourced(graphtest.Parse(t, graphtest.Random(seed, 20, .15)), sources, seed)
		v := graphtest.NewView(t, n, graph.ViewOptions{})
		for entity := range v.Len() {
			w, err := certainty.Explain(t.Context(), central.MeasureBetweenness, v, central.Options{}, entity, top)
			if errors.Is(err, certainty.ErrNotFirst) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			dropped := func(lost uint) bool {
				rank, score := rankWithout(t, n, v.ID(entity), sources, lost)
				return rank == 0 || rank > top || score == 0
			}
			smallest := 0
			for lost := uint(1); lost < 1<<sources; lost++ {
				if size := bits.OnesCount(lost); (smallest == 0 || size < smallest) && dropped(lost) {
					smallest = size
				}
			}
			var set uint
			for _, l := range w.Sources.Set {
				var i int
				fmt.Sscanf(string(l.Source), "report:%d", &i)
				set |= 1 << i
			}
			switch size := len(w.Sources.Set); {
			case smallest == 0 && size > 0 || smallest > 0 && size == 0:
				t.Errorf("seed %d, %s: %d sources found, want %d", seed, v.ID(entity), size, smallest)
			case size > 0 && !dropped(set):
				t.Errorf("seed %d, %s: losing %v does not drop it", seed, v.ID(entity), w.Sources.Set)
			case smallest < w.Sources.AtLeast && smallest > 0, size > 0 && size <= w.Sources.AtLeast && size != smallest:
				t.Errorf("seed %d, %s: %d sources found, at least %d said, want %d", seed, v.ID(entity), size, w.Sources.AtLeast, smallest)
			case size > w.Sources.AtLeast:
				t.Errorf("seed %d, %s: %d sources found and at least %d said, want proof: of 6 sources all sets can be tried", seed, v.ID(entity), size, w.Sources.AtLeast)
			case size > 0:
				proven++
			}
		}
	}
	if proven < 50 {
		t.Errorf("%d sets were proven smallest, want more to have been tried", proven)
	}
}

// b's ties stand on a report and what retells it; c's on what was heard.
func TestWhatTiesRestOn(t *testing.T) {
	n := graphtest.Parse(t, "a-b b-c")
	heard, err := graph.ParseGrade("1BP")
	if err != nil {
		t.Fatal(err)
	}
	n.Sources = []graph.Source{{ID: "report:1", Title: "1"}, {ID: "report:2", Title: "2", Origin: "report:1"}, {ID: "report:3", Title: "3"}}
	n.Ties[0].Records = []graph.Record{{Source: "report:1"}, {Source: "report:2"}}
	n.Ties[1].Records = []graph.Record{{Source: "report:2"}, {Source: "report:3", Grade: heard}}
	n.Normalise()
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	b, _ := v.Index("b")
	w, err := certainty.Explain(t.Context(), central.MeasureDegree, v, central.Options{}, b, 1)
	if err != nil {
		t.Fatal(err)
	}
	if w.Ties != 2 || w.OneVoice != 1 || w.SecondHand != 1 {
		t.Errorf("%d ties, %d of one voice, %d second hand; want 2, 1, 1", w.Ties, w.OneVoice, w.SecondHand)
	}
	if len(w.Records.Set) != 4 || w.Records.AtLeast != 4 {
		t.Errorf("%+v: with one tie b would share its rank, so both ties' four records have to go, as all sets of three prove", w.Records)
	}
	if _, err := certainty.Explain(t.Context(), central.MeasureDegree, v, central.Options{}, 0, 1); !errors.Is(err, certainty.ErrNotFirst) {
		t.Errorf("a is second: error %v, want ErrNotFirst", err)
	}
}

// The same sets are lost on 1, 2 and 16 CPUs.
func TestLossesDoNotDependOnCPUs(t *testing.T) {
	v := graphtest.NewView(t, sourced(graphtest.Parse(t, graphtest.Random(5, 40, .12)), 6, 5), graph.ViewOptions{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var one []certainty.Why
	for _, cpus := range []int{1, 2, 16} {
		runtime.GOMAXPROCS(cpus)
		var all []certainty.Why
		for entity := range v.Len() {
			w, err := certainty.Explain(t.Context(), central.MeasureBetweenness, v, central.Options{}, entity, 5)
			if err != nil && !errors.Is(err, certainty.ErrNotFirst) {
				t.Fatal(err)
			}
			all = append(all, w)
		}
		if cpus == 1 {
			one = all
		} else if !reflect.DeepEqual(all, one) {
			t.Errorf("%d CPUs lose other sets than one", cpus)
		}
	}
}

// hub has the lowest constraint; who has no score is never among the first, though all
// share a rank.
func TestWhoIsAmongTheFirst(t *testing.T) {
	for _, tt := range []struct {
		name, pairs string
		measure     central.Measure
		entity      graph.EntityID
		want        error
	}{
		{"lowest constraint", "hub-a hub-b hub-c b-c z", central.MeasureConstraint, "hub", nil},
		{"no ties, so no constraint", "hub-a hub-b hub-c b-c z", central.MeasureConstraint, "z", certainty.ErrNotFirst},
		{"on no route, as everybody", "a-b", central.MeasureBetweenness, "a", certainty.ErrNotFirst},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := graphtest.View(t, tt.pairs)
			i, _ := v.Index(tt.entity)
			if _, err := certainty.Explain(t.Context(), tt.measure, v, central.Options{}, i, 1); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}
