package graph_test

import (
	"math"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// C3 is [.30, .82] and C4 [.12, .70]. What is expected is by hand: 1 - (1-p)(1-q) over
// voices, of which each counts once.
func TestVoicesOfParallelTies(t *testing.T) {
	eight := strings.Repeat("meets a b # grade=C3 source=r\n", 8)
	for _, tt := range []struct {
		name, lines string
		want        graph.Interval
	}{
		{"one voice, eight times", eight, graph.Interval{Lo: .3, Hi: .82}},
		{"one voice, the surest counts", "meets a b # grade=C4 source=r\nmeets a b # grade=C3 source=r", graph.Interval{Lo: .3, Hi: .82}},
		{"one origin", "meets a b # grade=C3 source=r\nmeets a b # grade=C3 source=copy", graph.Interval{Lo: .3, Hi: .82}},
		{"two voices, several times each", eight + strings.ReplaceAll(eight, "source=r", "source=q"), graph.Interval{Lo: .51, Hi: .9676}},
		{"a state and an event of one voice", "kin-of a b grade=C3 source=r\nmeets a b # grade=C3 source=r", graph.Interval{Lo: .3, Hi: .82}},
		{"what cannot be judged", eight + "meets a b # source=q", graph.Interval{Lo: .3, Hi: 1}},
		{"events that one voice puts both at", "involved-in a e grade=0.5 source=r\ninvolved-in b e grade=0.5 source=r\ninvolved-in a f grade=0.5 source=r\ninvolved-in b f grade=0.5 source=r", graph.Interval{Lo: .25, Hi: .25}},
		{"events of two voices", "involved-in a e grade=0.5 source=r\ninvolved-in b e grade=0.5 source=r\ninvolved-in a f grade=0.5 source=q\ninvolved-in b f grade=0.5 source=q", graph.Interval{Lo: .4375, Hi: .4375}},
		{"an event that takes a voice which has counted", "meets a b # grade=0.5 source=r\ninvolved-in a e grade=0.5 source=r\ninvolved-in b e grade=0.5 source=q", graph.Interval{Lo: .5, Hi: .5}},
		{"an event that is surer than the voice alone", "meets a b # grade=0.3 source=r\ninvolved-in a e grade=0.9 source=r\ninvolved-in b e grade=0.9 source=q", graph.Interval{Lo: .81, Hi: .81}},
		{"two voices alone that are surer than an event of both", "meets a b # grade=0.8 source=r\nmeets a b # grade=0.8 source=q\ninvolved-in a e grade=0.9 source=r\ninvolved-in b e grade=0.9 source=q", graph.Interval{Lo: .96, Hi: .96}},
		{"a word that cannot be judged takes nothing away", "meets a b # source=r\ninvolved-in a e grade=0.9 source=r\ninvolved-in b e grade=0.9 source=q\nmeets a b # grade=0.25 source=s", graph.Interval{Lo: .8575, Hi: .8575}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := facts(t, "person a\nperson b\nevent e\nevent f\n"+numbered(tt.lines))
			n.Sources = []graph.Source{{ID: "copy", Origin: "r"}, {ID: "q"}, {ID: "r"}}
			n.Normalise()
			v := graphtest.NewView(t, n, graph.ViewOptions{})
			if got := v.Probability(0); v.Size() != 1 || math.Abs(got.Lo-tt.want.Lo) > 1e-12 || math.Abs(got.Hi-tt.want.Hi) > 1e-12 {
				t.Errorf("%d ties, probability %v, want 1 and %v", v.Size(), got, tt.want)
			}
		})
	}
}

// Two gangs whose members one source names are tied by that source's word, however many of
// them meet; expected values are by hand.
func TestVoicesOfGangTies(t *testing.T) {
	const one = "member-of a g grade=0.5 source=r\nmember-of b h grade=0.5 source=r\nmeets a b 1 grade=0.8 source=q\n"
	for _, tt := range []struct {
		name, lines string
		want        float64
	}{
		{"r names all members", "member-of c g grade=0.5 source=r\nmeets b c 2 grade=0.8 source=s", .2},
		{"t names others", "member-of c g grade=0.5 source=t\nmember-of d h grade=0.5 source=t\nmeets c d 2 grade=0.8 source=s", .36},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := graphtest.NewView(t, facts(t, people+one+tt.lines), graph.ViewOptions{Lens: graph.Gangs})
			if got := v.Probability(0).Lo; math.Abs(got-tt.want) > 1e-12 {
				t.Errorf("probability from %g, want %g", got, tt.want)
			}
		})
	}
}

// numbered gives each # a number of its own.
func numbered(lines string) string {
	for i := 1; strings.Contains(lines, "#"); i++ {
		lines = strings.Replace(lines, "#", strings.Repeat("i", i), 1)
	}
	return lines
}
