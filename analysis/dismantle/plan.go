package dismantle

// A Plan is a team and what it does to a network.
type Plan struct {
	Objective Objective
	Team      []int      // in the order in which removing them leaves least soonest
	Left      []float64  // by how many of the team are removed, from none to all: what is left; of Reach, what is seen
	Price     float64    // of the team
	Bound     float64    // no team within the budget leaves less than this; of Reach, sees more
	Proven    bool       // no team within the budget is better: Bound is reached
	Near      []NearTeam // others that the search found, the best first, at most 15; of Distance, Within and Reach none
}

// Before is what there is without a team.
func (p Plan) Before() float64 { return p.Left[0] }

// After is what the team leaves; of Reach, what it sees.
func (p Plan) After() float64 { return p.Left[len(p.Left)-1] }

// Gap is by how much the best team could be better than this one, as a share of what
// there was before; of Reach, of what can be seen. 0 where the plan is proven.
func (p Plan) Gap() float64 {
	gap, of := p.After()-p.Bound, p.Before()
	if p.Objective == Reach {
		gap, of = p.Bound-p.After(), p.Bound
	}
	if of == 0 {
		return 0
	}
	return gap / of
}
