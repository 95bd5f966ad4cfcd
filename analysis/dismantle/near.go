package dismantle

import (
	"slices"
)

// A NearTeam is another team than a plan's that does nearly as much: at least 95 % of what
// the plan does, on what is recorded.
type NearTeam struct {
	Team   []int   // ascending
	Left   float64 // of what is recorded; of Reach, what is seen
	Shared int     // members that the plan has, too
	Best   float64 // share of the possible worlds in which it is best; 0 without [Chances]
}

// nearly is how much of what one team does another has to do to be near it.
const nearly = .95

// does is how much a team does that leaves so much of what there was before: what it takes
// away; of Reach, what it sees.
func (o Objective) does(before, left float64) float64 {
	if o == Reach {
		return left
	}
	return before - left
}

// isNear reports whether one that leaves so much does nearly what another does; rounding
// aside.
func (o Objective) isNear(before, left, best float64) bool {
	return o.does(before, left) >= nearly*o.does(before, best)-1e-9*before
}

// near returns the teams that do nearly what the plan does.
func (p *Plan) near(others pool) []NearTeam {
	var near []NearTeam
	for _, t := range others {
		if p.Objective.isNear(p.Before(), t.left, p.After()) {
			near = append(near, p.nearTeam(asInts(t.members), t.left))
		}
	}
	return near
}

func (p *Plan) nearTeam(team []int, left float64) NearTeam {
	return NearTeam{Team: team, Left: left, Shared: p.Shared(Plan{Team: team})}
}

func asInts(members []int32) []int {
	team := make([]int, len(members))
	for k, i := range members {
		team[k] = int(i)
	}
	slices.Sort(team)
	return team
}
