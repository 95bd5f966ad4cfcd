package dismantle

import (
	"fmt"
	"strings"
)

// An Objective is what a team is to leave least of, or for [Reach] to see most of.
type Objective uint8

// The objectives.
const (
	Pairs    Objective = iota // pairs of entities that some path still connects
	Largest                   // entities in the largest component
	Between                   // pairs of one of each of two sets that some path still connects
	Distance                  // pairs, each counting one over its distance
	Within                    // pairs that are no more than so many ties apart
	Reach                     // entities that the team, left where it is, has within so many ties
)

var objectives = [...]struct{ name, about string }{
	{"pairs", "connected pairs of WHO"},
	{"largest", "WHO in the largest component"},
	{"between", "connected pairs of one of each set"},
	{"distance", "connected pairs of WHO, each counting one over its distance"},
	{"within", "pairs of WHO at most TIES apart"},
	{"reach", "WHO at most TIES from one of the team, the team included"},
}

// String returns the objective's word.
func (o Objective) String() string { return objectives[o].name }

// About returns in one line what is counted: of whom, such as people, and how many ties
// apart, where that matters.
func (o Objective) About(who string, ties int) string {
	apart := "1 tie"
	if ties != 1 {
		apart = fmt.Sprintf("%d ties", ties)
	}
	return strings.NewReplacer("WHO", who, "TIES", apart).Replace(objectives[o].about)
}

// MarshalText returns the objective's word.
func (o Objective) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads the objective's word.
func (o *Objective) UnmarshalText(text []byte) error {
	names := make([]string, len(objectives))
	for i := range objectives {
		if objectives[i].name == string(text) {
			*o = Objective(i)
			return nil
		}
		names[i] = objectives[i].name
	}
	return fmt.Errorf("unknown objective %q: want %s", text, strings.Join(names, ", "))
}
