package dismantle_test

import (
	"math"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestMechanismWords holds that each is read as it is written.
func TestMechanismWords(t *testing.T) {
	for _, m := range dismantle.Mechanisms() {
		var read dismantle.Mechanism
		word, _ := m.MarshalText()
		if err := read.UnmarshalText(word); err != nil || read != m || m.About() == "" {
			t.Errorf("%s is read as %s (%v), about %q", m, read, err, m.About())
		}
	}
	var m dismantle.Mechanism
	if err := m.UnmarshalText([]byte("kin")); err == nil {
		t.Error("kin is read as a mechanism")
	}
}

// TestRegrowByMechanism has one candidate whom a mechanism must prefer. All shares are by
// hand, of 4,000 runs; they are off by no more than four standard deviations.
func TestRegrowByMechanism(t *testing.T) {
	kin := func(n *graph.Network) {
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.KinOf, From: graph.NewEntityID("", "k"), To: graph.NewEntityID("", "x"),
			Records: []graph.Record{{Source: graphtest.Source.ID}}})
		n.Normalise()
	}
	for _, test := range []struct {
		name, pairs string
		change      func(*graph.Network)
		o           dismantle.RegrowthOptions
		taker       string
		share       float64
	}{
		{"random: b, c or d", "x-a b-c c-d", nil, dismantle.RegrowthOptions{Mechanism: dismantle.ByChance}, "c", 1. / 3},
		{"degree: c has 2 of 4 ends", "x-a b-c c-d", nil, dismantle.RegrowthOptions{Mechanism: dismantle.ByDegree}, "c", 1. / 2},
		{"distance: e is three ties from x, f four, and g is a's already", "x-a a-g g-e e-f", nil, dismantle.RegrowthOptions{Mechanism: dismantle.ByDistance}, "e", (1. / 9) / (1./9 + 1./16)},
		{"likeness: gang 2 and the same role 2, of 6", "x-a b c d", func(n *graph.Network) {
			join(n, "reds", "treasurer", "x", "b")
			join(n, "reds", "courier", "c")
		}, dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness}, "b", 4. / 6},
		{"likeness: a role in another gang", "x-a b c", func(n *graph.Network) {
			join(n, "reds", "treasurer", "x")
			join(n, "blues", "treasurer", "b")
		}, dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness}, "b", 1},
		{"likeness: a shared contact c makes a second-best way", "x-a x-c c-b d", nil,
			dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness, Likeness: dismantle.Likeness{Contact: 1}}, "b", 1},
		{"likeness: for a, b shares two contacts of x, and c, d and e one each", "a-x c-x e-x c-b e-b c-d c-e", nil,
			dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness, Likeness: dismantle.Likeness{Contact: 1}, Months: 1}, "b", 2. / 5},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := graphtest.Parse(t, test.pairs)
			if test.change != nil {
				test.change(n)
			}
			v := graphtest.NewView(t, n, graph.ViewOptions{})
			test.o.Rate, test.o.Runs, test.o.Months, test.o.Among = 1, 4000, 1, everybody(v)
			r := regrow(t, v, numbers(t, v, "x"), test.o)
			got := 0.
			for _, who := range r.Takers {
				if names(v, []int{who.Entity})[0] == test.taker {
					got = who.First
				}
			}
			if math.Abs(got-test.share) > 4*math.Sqrt(test.share*(1-test.share)/4000) {
				t.Errorf("%s takes over most in %.3f of runs, by hand %.3f: %+v", test.taker, got, test.share, r.Takers)
			}
		})
	}
	t.Run("likeness: kin 4, gang 2", func(t *testing.T) {
		n := graphtest.Parse(t, "x-a k b c")
		join(n, "reds", "", "x", "b")
		kin(n)
		v := graphtest.NewView(t, n, graph.ViewOptions{})
		// k has lost a tie too, which only b can take over: what k takes over was a's
		r := regrow(t, v, numbers(t, v, "x"), dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness, Rate: 1, Runs: 4000, Months: 1, Among: everybody(v)})
		got := 0.
		for _, who := range r.Takers {
			if names(v, []int{who.Entity})[0] == "k" {
				got = who.Ties
			}
		}
		if math.Abs(got-4./6) > .03 {
			t.Errorf("kin took over %g of one tie, by hand 4/6", got)
		}
	})
}

// TestRegrowSkill prefers who has the skill of the one removed, by a property.
func TestRegrowSkill(t *testing.T) {
	n := graphtest.Parse(t, "x-a b c")
	for i := range n.Entities {
		if _, name := n.Entities[i].ID.Split(); name == "x" || name == "c" {
			n.Entities[i].Records[0].Fields = []graph.Field{{Name: "skill", Value: "electrician"}, {Name: graph.PropRole, Value: "suspect"}}
		} else {
			n.Entities[i].Records[0].Fields = []graph.Field{{Name: graph.PropRole, Value: "suspect"}}
		}
	}
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	o := dismantle.RegrowthOptions{Mechanism: dismantle.ByLikeness, Skill: "skill", Rate: 1, Among: everybody(v)}
	r := regrow(t, v, numbers(t, v, "x"), o)
	if len(r.Takers) != 1 || r.Takers[0].Entity != numbers(t, v, "c")[0] || r.Takers[0].First != 1 {
		t.Errorf("%+v took over; c alone has the skill, and a role in a proceeding is none", r.Takers)
	}
}

// TestRegrowKeepsKinds has an account removed, which only an account can replace.
func TestRegrowKeepsKinds(t *testing.T) {
	n := graphtest.Parse(t, "a b c")
	for _, id := range []string{"one", "two"} {
		n.Entities = append(n.Entities, graph.Entity{ID: graph.NewEntityID("", id), Kind: graph.Account, Records: []graph.Record{{Source: graphtest.Source.ID}}})
	}
	n.Ties = append(n.Ties, graph.Tie{Kind: graph.Holds, From: graph.NewEntityID("", "a"), To: graph.NewEntityID("", "one"), Records: []graph.Record{{Source: graphtest.Source.ID}}})
	n.Normalise()
	v := graphtest.NewView(t, n, graph.ViewOptions{Lens: graph.Whole})
	r := regrow(t, v, numbers(t, v, "one"), dismantle.RegrowthOptions{Rate: 1, Among: everybody(v)})
	if len(r.Takers) != 1 || names(v, []int{r.Takers[0].Entity})[0] != "two" || r.Takers[0].First != 1 {
		t.Errorf("%+v took over; only the account two can", r.Takers)
	}
}
