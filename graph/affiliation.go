package graph

import "slices"

// Affiliations returns what each entity of a view belongs to, by the records of the view's
// facts: the gang it is a member of, or else the public body it holds an office in, of
// several the first by ID. groups are sorted; of gives each entity's place in them, -1
// for none. A gang or public body in the view belongs to itself.
func (v *View) Affiliations() (groups []EntityID, of []int32) {
	gangs, bodies := map[EntityID]EntityID{}, map[EntityID]EntityID{}
	facts := v.Facts()
	for i := range facts.Ties {
		t := &facts.Ties[i]
		to := facts.Entity(t.To)
		switch {
		case t.Kind == MemberOf && to.Kind == Gang:
			keepFirst(gangs, t.From, t.To)
		case t.Kind == HoldsOffice && to.Kind == PublicBody:
			keepFirst(bodies, t.From, t.To)
		}
	}
	belongs := make([]EntityID, v.Len())
	for i, e := range v.entities {
		switch {
		case e.Kind == Gang || e.Kind == PublicBody:
			belongs[i] = e.ID
		case gangs[e.ID] != "":
			belongs[i] = gangs[e.ID]
		default:
			belongs[i] = bodies[e.ID]
		}
	}
	groups = slices.Clone(belongs)
	slices.Sort(groups)
	groups = slices.DeleteFunc(slices.Compact(groups), func(id EntityID) bool { return id == "" })
	of = make([]int32, v.Len())
	for i, id := range belongs {
		if of[i] = -1; id != "" {
			at, _ := slices.BinarySearch(groups, id)
			of[i] = int32(at)
		}
	}
	return groups, of
}

func keepFirst(of map[EntityID]EntityID, member, group EntityID) {
	if had, ok := of[member]; !ok || group < had {
		of[member] = group
	}
}
