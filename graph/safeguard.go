package graph

import (
	"strings"
	"unicode"
)

// A Safeguard says who of a case may be named on a target list. It is made of the
// whole case and not of a view: leaving ties out, or reading the case as it was
// known before, never lifts a protection.
type Safeguard struct {
	standings map[EntityID]Standing
}

// SafeguardOptions say on what day a list is drawn up and as known on which date.
type SafeguardOptions struct {
	On      Date // of the list
	Today   Date // nobody is older than today makes them, whatever day the list is for
	KnownOn Date // the basis is what was known then; protection is what is known at all
}

// NewSafeguard takes the standing of everybody in a whole case. Whom any record
// protects, or who may be a minor on the earlier of the two days, is withheld; of all
// others the basis is read as known on the date asked for.
func NewSafeguard(whole *Network, o SafeguardOptions) (*Safeguard, error) {
	day := o.On
	if o.Today.Known() && o.Today.Earliest < day.Earliest {
		day = o.Today
	}
	then, err := (Filter{KnownOn: o.KnownOn}).Apply(whole)
	if err != nil {
		return nil, err
	}
	s := &Safeguard{map[EntityID]Standing{}}
	for i, standing := range then.Standings(o.On) {
		s.standings[then.Entities[i].ID] = standing
	}
	for i, now := range whole.Standings(day) {
		if id := whole.Entities[i].ID; now.Withheld.Shields() {
			s.standings[id] = now
		}
	}
	return s, nil
}

// Standing returns where a person stands; of one who was not known, that nothing is
// recorded.
func (s *Safeguard) Standing(id EntityID) Standing {
	if standing, ok := s.standings[id]; ok {
		return standing
	}
	return Standing{Withheld: NoRoleRecorded}
}

// Shields reports whether the reason is one to keep a person's name from others: a
// role that protects, or age.
func (w Withheld) Shields() bool { return w == Protected || w == Minor }

// saysProtected returns the protecting roles that a tie's own word or the role in it
// speaks of, for either end: VICTIM_OF, or a member's role of informant.
func (t *Tie) saysProtected() []RoleRecord {
	var roles []RoleRecord
	for i := range t.Records {
		for _, f := range t.Records[i].Fields {
			if f.Name != PropRole && f.Name != PropWord {
				continue
			}
			if role := protectingWord(f.Value); role != NoRole {
				roles = append(roles, RoleRecord{role, f.Value, "", &t.Records[i], t.RecordID(i)})
			}
		}
	}
	return roles
}

// protectingWord returns the protecting role that a word or phrase speaks of.
func protectingWord(text string) Role {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, role := range []Role{Victim, Witness, Informant} {
			if word == role.String() || word == role.String()+"s" || word == role.String()+"es" {
				return role
			}
		}
	}
	return NoRole
}
