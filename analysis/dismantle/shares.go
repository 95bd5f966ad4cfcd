package dismantle

import "github.com/linchpin-graph/linchpin/graph"

// A Hold is what share of the connection that is there a gang has.
type Hold struct {
	Largest float64 // its members' share of the largest component
	Pairs   float64 // its members' share of the ends of connected pairs
}

// A GangShare is how a gang, or public body, fares while a network grows back. Who gains
// from the removal of others has a larger share at the end than before.
type GangShare struct {
	ID                 graph.EntityID
	Before, After, End Hold // with the team there; without it on day one; in the last month, mean over runs
}

// holds returns each group's hold. A pair has two ends, so that the shares of all groups
// and of those without one add up to 1.
func (g *network) holds(without []bool, of []int32, groups int) []Hold {
	hold := make([]Hold, groups)
	if groups == 0 {
		return hold
	}
	ends := 0.0
	for k, members := range g.components(without) {
		others := float64(len(members) - 1)
		ends += float64(len(members)) * others
		for _, i := range members {
			if of[i] < 0 {
				continue
			}
			hold[of[i]].Pairs += others
			if k == 0 {
				hold[of[i]].Largest += 1 / float64(len(members))
			}
		}
	}
	for k := range hold {
		if ends > 0 {
			hold[k].Pairs /= ends
		}
	}
	return hold
}
