package groups_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

const day = 24 * 3600

// meetings makes groups of four, whose members meet on random days of 400; each group's
// pace is a number of meetings in the first 300 days and in the last 100.
func meetings(seed uint64, paces [][2]int) (*graph.Network, []groups.Named) {
	r := rand.New(rand.NewPCG(seed, 21))
	n := &graph.Network{Sources: []graph.Source{graphtest.Source}}
	var all []groups.Named
	for g, pace := range paces {
		var named groups.Named
		for i := range 4 {
			id := graph.EntityID(fmt.Sprintf("g%02d-%d", g, i))
			named.Members = append(named.Members, id)
			n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: graph.Person, Records: []graph.Record{{Source: graphtest.Source.ID}}})
		}
		all = append(all, named)
		meet := func(from, until int) {
			a := r.IntN(3)
			at := graph.Date{Earliest: int64(from+r.IntN(until-from)) * day, Precision: graph.Day}
			at.Latest = at.Earliest + day - 1
			n.Ties = append(n.Ties, graph.Tie{Kind: graph.Meets, From: named.Members[a], To: named.Members[a+1], Key: fmt.Sprintf("id %d", len(n.Ties)),
				Records: []graph.Record{{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: graph.PropAt, Value: at.String()}}}}})
		}
		for range pace[0] {
			meet(0, 300)
		}
		for range pace[1] {
			meet(300, 400)
		}
	}
	n.Normalise()
	return n, all
}

var spans = groups.EmergingOptions{Before: groups.Span{From: 0, Until: 300 * day}, Recent: groups.Span{From: 300 * day, Until: 400 * day}}

func TestGrowingGroupIsFirst(t *testing.T) {
	paces := [][2]int{{30, 10}, {30, 9}, {6, 20}, {30, 12}, {0, 0}}
	n, all := meetings(1, paces)
	found, left := groups.FindEmerging(n, all, spans)
	if left != (groups.LeftOut{Still: 1}) {
		t.Errorf("%+v left out, want the one that never meets", left)
	}
	if len(found) != 4 || found[0].Group != 2 || found[0].Noise > .001 {
		t.Fatalf("%+v, want the third group first, with little chance of noise", found)
	}
	g := found[0].Growths[0]
	if g.Sign != groups.Contacts || g.Before != 6 || g.Recent != 20 || len(g.Evidence) != 20 {
		t.Errorf("%+v, want 6 and 20 contacts, and 20 meetings as evidence", g)
	}
	// The recent share of all contacts, 51 of 147, is above that of the time, a quarter.
	p := 51. / 147
	want := 0.
	for k := 20; k <= 26; k++ {
		a, _ := math.Lgamma(27)
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(27 - k))
		want += math.Exp(a-b-c) * math.Pow(p, float64(k)) * math.Pow(1-p, float64(26-k))
	}
	if math.Abs(g.Chance-want) > 1e-12*want+1e-15 || math.Abs(g.Expected-26*p) > 1e-9 {
		t.Errorf("chance %g and %g expected, want %g and %g", g.Chance, g.Expected, want, 26*p)
	}
	for _, small := range []int{3, 4} {
		o := spans
		o.Most = small
		found, left := groups.FindEmerging(n, all, o)
		if len(found) != map[int]int{3: 0, 4: 4}[small] || left.Larger != map[int]int{3: 5, 4: 0}[small] {
			t.Errorf("groups of at most %d: %d are found, %d are larger", small, len(found), left.Larger)
		}
	}
}

// Where nobody grows, few networks have anything below .05: less than one in twenty, for
// the correction is on the safe side.
func TestNoiseIsNotGrowth(t *testing.T) {
	alarms := 0
	const trials = 200
	for seed := range uint64(trials) {
		r := rand.New(rand.NewPCG(seed, 22))
		var paces [][2]int
		for range 10 {
			all, recent := 5+r.IntN(30), 0
			for range all {
				if r.IntN(4) == 0 {
					recent++
				}
			}
			paces = append(paces, [2]int{all - recent, recent})
		}
		n, all := meetings(seed, paces)
		if found, _ := groups.FindEmerging(n, all, spans); found[0].Noise < .05 {
			alarms++
		}
	}
	if alarms > trials/20+6 { // two standard deviations above
		t.Errorf("%d of %d networks without growth raise an alarm", alarms, trials)
	}
}

// Who joins another gang is no new member of this one, and of a community nobody is a
// recorded member; one person is no group.
func TestWhoJoins(t *testing.T) {
	n := graphtest.Parse(t, "a b c d e")
	for _, gang := range []graph.EntityID{"red", "blue"} {
		n.Entities = append(n.Entities, graph.Entity{ID: gang, Kind: graph.Gang, Records: []graph.Record{{Source: graphtest.Source.ID}}})
	}
	for _, joins := range [][2]graph.EntityID{{"a", "red"}, {"b", "red"}, {"b", "blue"}, {"d", "blue"}} {
		since := graph.Date{Earliest: 350 * day, Latest: 351*day - 1, Precision: graph.Day}
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.MemberOf, From: joins[0], To: joins[1],
			Records: []graph.Record{{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: graph.PropSince, Value: since.String()}}}}})
	}
	n.Normalise()
	for _, tt := range []struct {
		name   string
		group  groups.Named
		sign   groups.Sign
		joined int // 0: it is not ranked
		left   groups.LeftOut
	}{
		{"a gang", groups.Named{Name: "red", Members: []graph.EntityID{"a", "b"}}, groups.MembersJoined, 2, groups.LeftOut{}},
		{"a community", groups.Named{Members: []graph.EntityID{"a", "b"}}, groups.JoinedGang, 3, groups.LeftOut{}},
		{"a core, whose name is no gang's", groups.Named{Name: "2-core", Members: []graph.EntityID{"c", "d"}}, groups.JoinedGang, 1, groups.LeftOut{}},
		{"a community that nobody of joined any", groups.Named{Members: []graph.EntityID{"c", "e"}}, 0, 0, groups.LeftOut{Still: 1}},
		{"one person", groups.Named{Members: []graph.EntityID{"d"}}, 0, 0, groups.LeftOut{Alone: 1}},
	} {
		found, left := groups.FindEmerging(n, []groups.Named{tt.group}, spans)
		if left != tt.left || (len(found) == 1) != (tt.joined > 0) {
			t.Errorf("%s: %d found and %+v left out, want %+v", tt.name, len(found), left, tt.left)
			continue
		}
		if tt.joined > 0 && (len(found[0].Growths) != 1 || found[0].Growths[0].Sign != tt.sign || found[0].Growths[0].Recent != tt.joined) {
			t.Errorf("%s: %+v, want %d who %s", tt.name, found[0].Growths, tt.joined, tt.sign)
		}
	}
}
