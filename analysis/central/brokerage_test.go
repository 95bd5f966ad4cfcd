package central_test

import (
	"errors"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// b stands in five chains, one of each role: the definitions of Gould and Fernandez
// 1989, figure 1, with b in group 0.
func TestBrokerageRoles(t *testing.T) {
	for _, tt := range []struct {
		role        central.Measure
		first, last int32
	}{
		{central.MeasureCoordinator, 0, 0}, {central.MeasureConsultant, 1, 1}, {central.MeasureGatekeeper, 1, 0},
		{central.MeasureRepresentative, 0, 1}, {central.MeasureLiaison, 1, 2},
	} {
		n := graphtest.Parse(t, "a-b b-c")
		for i := range n.Ties {
			n.Ties[i].Kind = graph.Pays
		}
		v := graphtest.NewView(t, n, graph.ViewOptions{Directed: true})
		o := central.Options{Groups: []int32{tt.first, 0, tt.last}}
		for _, m := range []central.Measure{central.MeasureCoordinator, central.MeasureConsultant, central.MeasureGatekeeper, central.MeasureRepresentative, central.MeasureLiaison, central.MeasureBrokerage} {
			want := 0.
			if m == tt.role || m == central.MeasureBrokerage {
				want = 1
			}
			if got := compute(t, m, v, o).Values; got[1] != want || got[0] != 0 || got[2] != 0 {
				t.Errorf("groups %v: %s is %v, want %g for b alone", o.Groups, m, got, want)
			}
		}
	}
}

// The roles of random networks against three loops over everybody.
func TestBrokerageByDefinition(t *testing.T) {
	roles := []central.Measure{central.MeasureCoordinator, central.MeasureConsultant, central.MeasureGatekeeper, central.MeasureRepresentative, central.MeasureLiaison}
	for seed := range uint64(20) {
		for _, directed := range []bool{false, true} {
			n := graphtest.Parse(t, graphtest.Random(seed, 20, .2))
			v := graphtest.NewView(t, n, graph.ViewOptions{Directed: directed})
			groups := make([]int32, v.Len())
			for i := range groups {
				groups[i] = int32(i*7+int(seed))%4 - 1
			}
			want := make([][]float64, len(roles))
			for r := range want {
				want[r] = make([]float64, v.Len())
			}
			tied := func(a, b int) bool { _, ok := v.TieBetween(a, b); return ok }
			for a := range groups {
				for b := range groups {
					for c := range groups {
						if a == b || b == c || a == c || !tied(a, b) || !tied(b, c) || tied(a, c) || min(groups[a], groups[b], groups[c]) < 0 {
							continue
						}
						r := 4
						switch x, y, z := groups[a], groups[b], groups[c]; {
						case x == y && y == z:
							r = 0
						case x == z:
							r = 1
						case y == z:
							r = 2
						case x == y:
							r = 3
						}
						want[r][b]++
					}
				}
			}
			for r, m := range roles {
				got := compute(t, m, v, central.Options{Groups: groups}).Values
				for i := range got {
					if got[i] != want[r][i] {
						t.Errorf("seed %d: %s of %s is %g, want %g", seed, m, v.ID(i), got[i], want[r][i])
					}
				}
			}
		}
	}
	if _, err := central.Brokerage(t.Context(), graphtest.View(t, "a-b"), central.Options{}); !errors.Is(err, central.ErrNoGroups) {
		t.Errorf("without groups: %v, want ErrNoGroups", err)
	}
}
