package dismantle

// A joining follows the components of a network to which ties are added one by one, and
// what they are worth by an objective that is a sum over them, or the largest.
type joining struct {
	label     []int32 // by entity, the component that it begins in; gone: it is removed
	mass      []mass  // by component
	worth     worth
	value     float64
	root      []int32
	objective Objective
}

// newJoining begins with the components of a network without a team.
func newJoining(g *network, without []bool, o *Options, masses []mass) *joining {
	j := &joining{label: make([]int32, g.len()), objective: o.Objective, worth: worths[o.Objective]}
	for i := range j.label {
		j.label[i] = gone
	}
	var component []int32
	for first := range j.label {
		if without[first] || j.label[first] != gone {
			continue
		}
		label, m := int32(len(j.mass)), mass{}
		j.label[first] = label
		component = append(component[:0], int32(first))
		for at := 0; at < len(component); at++ {
			m.add(massIn(masses, component[at]))
			for _, other := range g.row(component[at]) {
				if !without[other] && j.label[other] == gone {
					j.label[other] = label
					component = append(component, other)
				}
			}
		}
		j.mass, j.root = append(j.mass, m), append(j.root, label)
		j.count(m)
	}
	return j
}

func massIn(masses []mass, i int32) mass {
	if masses == nil {
		return mass{size: 1}
	}
	return masses[i]
}

// copy returns one that goes on from the same components.
func (j *joining) copy() *joining {
	other := *j
	other.mass, other.root = append([]mass(nil), j.mass...), append([]int32(nil), j.root...)
	return &other
}

// count counts a component that is new; of the largest those that it is made of stay counted.
func (j *joining) count(m mass) {
	if j.objective == Largest {
		j.value = max(j.value, float64(m.size))
		return
	}
	j.value += j.worth(m)
}

func (j *joining) find(label int32) int32 {
	for j.root[label] != label {
		j.root[label] = j.root[j.root[label]]
		label = j.root[label]
	}
	return label
}

// tie ties two entities that are left.
func (j *joining) tie(a, b int32) {
	one, other := j.find(j.label[a]), j.find(j.label[b])
	if one == other {
		return
	}
	if j.mass[one].size < j.mass[other].size {
		one, other = other, one
	}
	if j.objective != Largest {
		j.value -= j.worth(j.mass[one]) + j.worth(j.mass[other])
	}
	j.root[other] = one
	j.mass[one].add(j.mass[other])
	j.count(j.mass[one])
}
