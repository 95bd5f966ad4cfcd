package dismantle

import (
	"cmp"
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Comparison is one of several plans, by what lasts of it.
type Comparison struct {
	Plan        int        // its number among those compared
	DayOne      float64    // share of connection missing on the day of the removal
	ByMechanism []Regrowth // in the order of Mechanisms
	Mean        float64    // lasting damage, of these
	Least       float64    // of these
	LeastBy     Mechanism  // under which it is the least
}

// Lasting compares teams by the damage that lasts, under every mechanism by which a network
// may grow back; o.Mechanism is not heeded. The plan that lasts best on average comes
// first, then the one with the better worst case, then as given. All plans meet the same
// chance: runs of one number draw from the same stream.
//
// Unit: share of the connection that was there, as [Regrowth].Lasting.
//
// Reading: of two plans the one with more damage on day one need not be the better one.
// Which mechanism a network follows is not known beforehand; where the order of plans
// turns between Mean and Least, it rests on that.
//
// Cost: that of [Regrow] for each plan and mechanism. It stops early with ctx's error.
//
// Source: P. A. C. Duijn, V. Kashirin and P. M. A. Sloot, "The relative ineffectiveness of
// criminal network disruption", Scientific Reports 4 (2014), 4238. doi:10.1038/srep04238
func Lasting(ctx context.Context, v *graph.View, plans [][]int, o RegrowthOptions) ([]Comparison, error) {
	all := make([]Comparison, len(plans))
	o.Progress = o.partOf(len(plans) * len(mechanisms))
	for k, team := range plans {
		c := Comparison{Plan: k}
		o.sameTeam = nil
		for _, o.Mechanism = range Mechanisms() {
			r, err := Regrow(ctx, v, team, o)
			if err != nil {
				return nil, err
			}
			o.anyTeam, o.sameTeam = &r, &r
			c.DayOne = r.DayOne()
			c.ByMechanism = append(c.ByMechanism, r)
			c.Mean += r.Lasting / float64(len(mechanisms))
			if len(c.ByMechanism) == 1 || r.Lasting < c.Least {
				c.Least, c.LeastBy = r.Lasting, o.Mechanism
			}
		}
		all[k] = c
	}
	slices.SortStableFunc(all, func(a, b Comparison) int {
		return cmp.Or(cmp.Compare(b.Mean, a.Mean), cmp.Compare(b.Least, a.Least))
	})
	return all, nil
}
