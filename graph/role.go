package graph

import (
	"slices"
	"strings"
)

// A Role is what a person is in a proceeding or decision or, where none is named, in
// one source's own word.
type Role uint8

// The roles. UnknownRole is a word that is none of them: whoever bears it is
// protected until somebody says what it means.
const (
	NoRole Role = iota
	Suspect
	Convicted
	Victim
	Witness
	Informant
	Decider   // the official who took a decision
	Concerned // whom or what it was about: the applicant, the accused
	OtherRole
	UnknownRole
)

var roleNames = [...]string{"", "suspect", "convicted", "victim", "witness", "informant", "decider", "concerned", "other", "unknown"}

// String returns the role's word.
func (r Role) String() string { return roleNames[r] }

// Protects reports whether the role keeps its bearer off every list of targets.
func (r Role) Protects() bool {
	return r == Victim || r == Witness || r == Informant || r == UnknownRole
}

// Decides reports whether the role is one in a decision, which says nothing of conduct
// and brings nobody together: an official decides about people whom she never met.
func (r Role) Decides() bool { return r == Decider || r == Concerned }

// ParseRoles reads one or several roles, separated by semicolons, in any case.
// A word that is no role is UnknownRole; "" is none.
func ParseRoles(text string) []Role {
	var roles []Role
	for word := range strings.SplitSeq(text, ";") {
		word = strings.ToLower(strings.TrimSpace(word))
		if word == "" {
			continue
		}
		if i := slices.Index(roleNames[:UnknownRole], word); i > 0 {
			roles = append(roles, Role(i))
			continue
		}
		roles = append(roles, UnknownRole)
	}
	return roles
}

// A RoleRecord is a role that a record gives a person.
type RoleRecord struct {
	Role       Role
	Word       string   // as the record has it
	Proceeding EntityID // empty where the record names none
	Record     *Record
	ID         RecordID
}

// The words of other vocabularies, in the order they are listed to people.
var (
	CustodyWords      = []string{"at-large", "fugitive", "detained", "imprisoned", "deceased", "unknown"}
	GangClasses       = []string{"mafia-like organisation", "criminal group", "emerging group", "unclassified"}
	GangStatuses      = []string{"active", "busted", "dissolved"}
	ProtectionMeans   = []string{"bribe", "kinship", "coercion", "infiltration", "shares"}
	ProtectionForms   = []string{"tip-off", "case not opened", "case dropped", "release", "licence", "contract", "intervention", "backing"}
	ProtectionStatus  = []string{"alleged", "charged", "convicted"}
	Outcomes          = []string{"favourable", "unfavourable", "other"} // of a decision, for those concerned
	vocabularyOfWords = map[string][]string{PropCustody: CustodyWords, PropClass: GangClasses, PropMeans: ProtectionMeans, PropForm: ProtectionForms, PropOutcome: Outcomes}
)

// CanonicalWord returns the vocabulary's spelling of a property's value, such as
// "at-large" for "At large". The second result is false where the property has a
// vocabulary of its own and the value is not in it; the value is then returned
// as it is.
func CanonicalWord(property, value string) (string, bool) {
	words, limited := vocabularyOfWords[property]
	if !limited {
		return value, true
	}
	for _, word := range words {
		if foldWord(word) == foldWord(value) {
			return word, true
		}
	}
	return value, false
}

// Custody returns a person's custody status on a day, "unknown" where no record
// says one, and the record that does. A record whose dates hold the day stands
// before one without dates; of several, the latest begun.
func (e *Entity) Custody(on Date) (status string, record *Record) {
	var begun Date
	for _, v := range e.Values(PropCustody) {
		since, until := readDate(v.Record.Get(PropCustodySince)), readDate(v.Record.Get(PropCustodyUntil))
		if !since.Until(until).Overlaps(on) {
			continue
		}
		if record == nil || since.Known() && (!begun.Known() || since.Earliest > begun.Earliest) {
			status, record, begun = v.Text, v.Record, since
		}
	}
	if record == nil {
		return "unknown", nil
	}
	return status, record
}
