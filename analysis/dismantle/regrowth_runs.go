package dismantle

import (
	"cmp"

	"github.com/linchpin-graph/linchpin/graph"
)

// What the runs of a comparison may take together.
const (
	soonSimulated  = 1 << 30 // ties and entities looked at: about a minute of one CPU
	everSimulated  = 1 << 33
	leastRuns      = 10
	weightsInReach = 1 << 27 // of entities, for the members of a team: a gigabyte
	outOfCache     = 100_000 // entities by which the work on each takes twice as long
)

// RunsWithin returns how many runs of each mechanism [Lasting] of some plans makes in about
// a minute of one CPU: as many as are asked for where these take no longer; otherwise fewer,
// ten at the least, which may take some minutes; and 0 where ten would take more than ten
// minutes, or one team's weights more than a gigabyte. It is reckoned from the sizes of the
// view and of teams, and so the same on any machine.
func (o RegrowthOptions) RunsWithin(v *graph.View, plans [][]int) int {
	size := float64(v.Len()+v.Size()) * (1 + float64(v.Len())/outOfCache)
	searches := float64(min(v.Len(), efficiencyStarts)) / 64 // for efficiency, 64 sources at a time
	if v.Len() > largeRegrowth {
		searches = partOfStarts / 64
	}
	switch months := float64(o.months() + 1); o.Count.Objective {
	case Distance:
		searches += months * float64(v.Len()) / 64
	case Within:
		searches += months * min(float64(v.Len())/64, float64(4*cmp.Or(o.Count.Ties, DefaultTies)))
	}
	one := size * max(1, searches) * float64(len(plans)*len(mechanisms))
	for _, team := range plans {
		if len(team)*v.Len() > weightsInReach {
			return 0
		}
	}
	if leastRuns*one > everSimulated {
		return 0
	}
	return min(o.runs(), max(leastRuns, int(soonSimulated/one)))
}
