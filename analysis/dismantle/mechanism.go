package dismantle

import (
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Mechanism says whom those who lost a contact turn to.
type Mechanism uint8

// The mechanisms. The first three are those of Duijn, Kashirin and Sloot.
const (
	ByChance   Mechanism = iota // anybody who is left
	ByDistance                  // rather somebody who was near the one removed
	ByDegree                    // rather somebody with many ties
	ByLikeness                  // rather somebody like the one removed: kin, gang, role, contacts
)

var mechanisms = [...]struct{ name, about string }{
	{"random", "anybody of the same kind"},
	{"distance", "rather somebody who was near the one removed"},
	{"degree", "rather somebody with many ties"},
	{"likeness", "rather kin of the one removed, or of the same gang, role or contacts"},
}

// Mechanisms returns every mechanism, in order.
func Mechanisms() []Mechanism { return []Mechanism{ByChance, ByDistance, ByDegree, ByLikeness} }

// String returns the mechanism's word.
func (m Mechanism) String() string { return mechanisms[m].name }

// About returns in one line whom people turn to.
func (m Mechanism) About() string { return mechanisms[m].about }

// MarshalText returns the mechanism's word.
func (m Mechanism) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the mechanism's word.
func (m *Mechanism) UnmarshalText(text []byte) error {
	for i := range mechanisms {
		if mechanisms[i].name == string(text) {
			*m = Mechanism(i)
			return nil
		}
	}
	return fmt.Errorf("unknown mechanism %q: want random, distance, degree or likeness", text)
}

// Likeness is what makes somebody a likely replacement by [ByLikeness]. The weights of
// what applies are added up; who has none of it is not turned to. The zero value stands
// for 4, 2, 2 and 1, which are linchpin's own.
type Likeness struct {
	Kin     float64 // is kin of the one removed
	Gang    float64 // is of the same gang or public body
	Role    float64 // has a role in a gang, a title in an office or a skill that the one removed has
	Contact float64 // each contact of the one removed who is a contact of this one too
}

var defaultLikeness = Likeness{Kin: 4, Gang: 2, Role: 2, Contact: 1}

// weights returns by member of a team what weight every entity has as a replacement; nil
// where that does not depend on the one removed.
func (g *network) weights(v *graph.View, team []int32, without []bool, o *RegrowthOptions) [][]float64 {
	switch o.Mechanism {
	case ByDistance:
		return g.nearness(team)
	case ByLikeness:
		return g.likeness(v, team, without, o)
	}
	return nil
}

// nearness is 1/d² of the distance in ties while everybody was there, 0 out of reach.
func (g *network) nearness(team []int32) [][]float64 {
	weights := make([][]float64, len(team))
	l := lengths{ties: make([]int32, g.len())}
	for k, removed := range team {
		l.from(int(removed), nil, func(i int) []int32 { return g.row(int32(i)) })
		weights[k] = make([]float64, g.len())
		for _, j := range l.queue[1:] {
			weights[k][j] = 1 / float64(l.ties[j]) / float64(l.ties[j])
		}
	}
	return weights
}

func (g *network) likeness(v *graph.View, team []int32, without []bool, o *RegrowthOptions) [][]float64 {
	w := o.likeness()
	_, group := v.Affiliations()
	roles := rolesOf(v, o.Skill)
	weights := make([][]float64, len(team))
	for k, removed := range team {
		weights[k] = make([]float64, g.len())
		for j := range weights[k] {
			if group[j] >= 0 && group[j] == group[removed] {
				weights[k][j] += w.Gang
			}
			if slices.ContainsFunc(roles[j], func(role string) bool { return slices.Contains(roles[removed], role) }) {
				weights[k][j] += w.Role
			}
		}
		for _, contact := range g.row(removed) {
			if areKin(v, int(removed), int(contact)) {
				weights[k][contact] += w.Kin
			}
			if without[contact] {
				continue
			}
			for _, j := range g.row(contact) {
				weights[k][j] += w.Contact
			}
		}
	}
	return weights
}

// areKin reports whether a tie of the view between two stands for kinship.
func areKin(v *graph.View, i, j int) bool {
	for _, ends := range [...][2]int{{i, j}, {j, i}} {
		tie, tied := v.TieBetween(ends[0], ends[1])
		if tied && slices.ContainsFunc(v.Evidence(tie), func(t *graph.Tie) bool { return t.Kind == graph.KinOf }) {
			return true
		}
	}
	return false
}

// rolesOf returns the roles that records give each entity in gangs, its titles in offices,
// and its values of the property that tells a skill. What somebody is in a proceeding is
// not among them: it says nothing of what that person could take over.
func rolesOf(v *graph.View, skill string) [][]string {
	roles := make([][]string, v.Len())
	facts := v.Facts()
	for k := range facts.Ties {
		t := &facts.Ties[k]
		if i, ok := v.Index(t.From); ok && (t.Kind == graph.MemberOf || t.Kind == graph.HoldsOffice) {
			for _, name := range [...]string{graph.PropRole, graph.PropTitle} {
				if word := t.Value(name).Text; word != "" {
					roles[i] = append(roles[i], word)
				}
			}
		}
	}
	if skill == "" {
		return roles
	}
	for i := range roles {
		for _, value := range v.Entity(i).Values(skill) {
			if value.Text != "" {
				roles[i] = append(roles[i], value.Text)
			}
		}
	}
	return roles
}
