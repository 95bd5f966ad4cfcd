package graph

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Withheld says why a person cannot be on a target list. Lists count those
// withheld and name none of them.
type Withheld uint8

// The reasons, the weightiest first.
const (
	Eligible        Withheld = iota
	Protected                // victim, witness, informant, or a role nobody has explained
	Minor                    // under eighteen on the day, or perhaps so
	NoRoleRecorded           // neither suspect nor convicted in any record
	AssociationOnly          // a source's own word for a suspect, and no record of conduct
	Deceased
	NotAPerson
)

// String returns the reason in words.
func (w Withheld) String() string {
	return [...]string{"eligible", "protected", "minor", "no role recorded", "association only", "deceased", "not a person"}[w]
}

// A Standing is what records say of a person's place in proceedings, and whether
// that admits the person to a target list.
type Standing struct {
	Withheld Withheld
	Roles    []RoleRecord // those of suspect and convicted first
}

// Basis returns the records by which the person is suspect or convicted.
func (s Standing) Basis() []RoleRecord {
	return slices.DeleteFunc(slices.Clone(s.Roles), func(r RoleRecord) bool { return r.Role != Suspect && r.Role != Convicted })
}

// Standings returns the standing of each entity of the network on a day, indexed
// like its entities. A role that a single record gives protects at once, whatever
// other records say; only a suspect or convicted person with a record as the
// basis is eligible. The day decides who is a minor: a birth date that leaves it
// open, or cannot be read, counts as one, and so does any on a day that is not known.
func (n *Network) Standings(on Date) []Standing {
	standings := make([]Standing, len(n.Entities))
	conduct := make([]bool, len(n.Entities))
	for i := range n.Ties {
		t := &n.Ties[i]
		for _, end := range [2]EntityID{t.From, t.To} {
			if j := n.indexOf(end); j >= 0 {
				standings[j].Roles = append(standings[j].Roles, t.roles(end)...)
				conduct[j] = conduct[j] || isConduct(t, end)
			}
		}
	}
	for i := range n.Entities {
		e := &n.Entities[i]
		standings[i].Roles = append(standings[i].Roles, e.roles()...)
		slices.SortStableFunc(standings[i].Roles, func(a, b RoleRecord) int { return int(rank(a.Role)) - int(rank(b.Role)) })
		standings[i].Withheld = e.withheld(standings[i].Roles, conduct[i], on)
	}
	return standings
}

func (n *Network) indexOf(id EntityID) int {
	i, found := slices.BinarySearchFunc(n.Entities, id, func(e Entity, id EntityID) int { return strings.Compare(string(e.ID), string(id)) })
	if !found {
		return -1
	}
	return i
}

// rank puts the roles that make a basis first.
func rank(r Role) Role {
	if r == Convicted {
		return NoRole
	}
	return r
}

// roles returns the roles the tie's records give one of its ends. A word for a victim,
// witness or informant protects both ends of any tie: whom it means is not known.
func (t *Tie) roles(end EntityID) []RoleRecord {
	if t.Kind != InvolvedIn || end != t.From {
		return t.saysProtected()
	}
	var roles []RoleRecord
	for i := range t.Records {
		for _, f := range t.Records[i].Fields {
			if f.Name == PropRole {
				for _, role := range ParseRoles(f.Value) {
					roles = append(roles, RoleRecord{role, f.Value, t.To, &t.Records[i], t.RecordID(i)})
				}
			}
		}
	}
	return roles
}

// roles returns the roles the entity's own records give it without a proceeding.
func (e *Entity) roles() []RoleRecord {
	var roles []RoleRecord
	for i := range e.Records {
		for _, f := range e.Records[i].Fields {
			if f.Name == PropRole {
				for _, role := range ParseRoles(f.Value) {
					roles = append(roles, RoleRecord{role, f.Value, "", &e.Records[i], e.RecordID(i)})
				}
			}
		}
	}
	return roles
}

// isConduct reports whether a tie records something its end did or joined, beyond
// knowing, being kin to, meeting or calling somebody.
func isConduct(t *Tie, end EntityID) bool {
	switch t.Kind {
	case MemberOf, Protects, Pays, Owns, Controls, Directs, Holds:
		return end == t.From
	case InvolvedIn: // being present is not conduct, nor is deciding; a part that a record names is
		return slices.ContainsFunc(t.roles(end), func(r RoleRecord) bool { return !r.Role.Protects() && !r.Role.Decides() })
	}
	return false
}

// Decides reports whether a record gives a tie the role of who took a decision.
func (t *Tie) Decides() bool {
	return t.Kind == InvolvedIn && slices.ContainsFunc(t.Records, func(r Record) bool { return slices.Contains(ParseRoles(r.Get(PropRole)), Decider) })
}

// onlyDecides reports whether a tie is a part in a decision by every record's word.
func (t *Tie) onlyDecides() bool {
	return t.Kind == InvolvedIn && !slices.ContainsFunc(t.Records, func(r Record) bool {
		roles := ParseRoles(r.Get(PropRole))
		return len(roles) == 0 || slices.ContainsFunc(roles, func(r Role) bool { return !r.Decides() })
	})
}

func (e *Entity) withheld(roles []RoleRecord, conduct bool, on Date) Withheld {
	if e.Kind != Person {
		return NotAPerson
	}
	if slices.ContainsFunc(roles, func(r RoleRecord) bool { return r.Role.Protects() }) {
		return Protected
	}
	if e.maybeMinor(on) {
		return Minor
	}
	basis := slices.IndexFunc(roles, func(r RoleRecord) bool { return r.Role == Suspect || r.Role == Convicted })
	inProceeding := slices.ContainsFunc(roles, func(r RoleRecord) bool { return (r.Role == Suspect || r.Role == Convicted) && r.Proceeding != "" })
	switch {
	case basis < 0:
		return NoRoleRecorded
	case !inProceeding && !conduct:
		return AssociationOnly
	}
	if status, _ := e.Custody(on); status == "deceased" {
		return Deceased
	}
	return Eligible
}

// maybeMinor reports whether any record leaves it possible that the person is
// under eighteen on the day.
func (e *Entity) maybeMinor(on Date) bool {
	for i := range e.Records {
		for _, f := range e.Records[i].Fields {
			switch f.Name {
			case PropMinor:
				if word := strings.ToLower(f.Value); word != "false" && word != "no" && word != "0" {
					return true
				}
			case "age":
				if age, err := strconv.Atoi(f.Value); err != nil || age < 18 {
					return true
				}
			case PropBorn:
				if born, err := ParseDate(f.Value); err != nil || eighteenth(born) > on.Earliest {
					return true
				}
			}
		}
	}
	return false
}

// eighteenth returns the beginning of the latest day on which somebody born then
// may turn eighteen.
func eighteenth(born Date) int64 {
	if born.Latest == openLatest {
		return openLatest
	}
	y, m, d := time.Unix(born.Latest, 0).UTC().Date()
	return time.Date(y+18, m, d, 0, 0, 0, 0, time.UTC).Unix()
}
