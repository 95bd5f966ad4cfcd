package loaders

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// The roles that conventional columns have, beyond properties.
const (
	roleID         = "id"
	roleKind       = "kind"
	roleFrom       = "from"
	roleTo         = "to"
	roleNamespace  = "namespace"
	roleGrade      = "grade"
	roleSource     = "source"
	roleKnown      = "known-on"
	roleProceeding = "proceeding"
)

// columnNames are the conventional names of columns and what each is read as: a role
// above or a property. Names are folded as foldName does.
var columnNames = map[string]string{
	"id": roleID, "identifier": roleID, "kind": roleKind, "type": roleKind, "from": roleFrom, "to": roleTo,
	"namespace": roleNamespace, "grade": roleGrade, "source": roleSource, "known-on": roleKnown, "known": roleKnown, "proceeding": roleProceeding,
	"name": graph.PropName, "label": graph.PropName, "alias": graph.PropAlias, "aliases": graph.PropAlias,
	"born": graph.PropBorn, "dob": graph.PropBorn, "date-of-birth": graph.PropBorn, "birth-date": graph.PropBorn,
	"strength": graph.PropStrength, "weight": graph.PropStrength, "date": graph.PropAt, "at": graph.PropAt, "time": graph.PropAt,
	"from-date": graph.PropSince, "since": graph.PropSince, "to-date": graph.PropUntil, "until": graph.PropUntil,
	"amount": graph.PropAmount, "currency": graph.PropCurrency, "role": graph.PropRole, "custody": graph.PropCustody,
	"custody-from": graph.PropCustodySince, "custody-since": graph.PropCustodySince, "custody-to": graph.PropCustodyUntil, "custody-until": graph.PropCustodyUntil,
	"class": graph.PropClass, "status": graph.PropStatus, "handling": graph.PropHandling, "minor": graph.PropMinor,
	"means": graph.PropMeans, "form": graph.PropForm, "title": graph.PropTitle, "share": graph.PropShare, "word": graph.PropWord,
	"outcome": graph.PropOutcome,
}

// PropertyOf returns the property that a conventional column's name stands for, such
// as at for date.
func PropertyOf(name string) (string, bool) {
	property, ok := columnNames[foldName(name)]
	return property, ok && !slices.Contains([]string{roleID, roleKind, roleFrom, roleTo, roleNamespace, roleGrade, roleSource, roleKnown, roleProceeding}, property)
}

// foldName brings a column's name to its one spelling: lower case, hyphens.
func foldName(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '\t' || r == '\u00a0'
	}), "-")
}

// checkSensitive refuses a header with columns that must not be loaded unasked.
func (l *look) checkSensitive(line int, names []string, report *Report) error {
	var found []string
	for _, name := range names {
		if graph.IsSensitive(name) {
			found = append(found, fmt.Sprintf("%q", name))
		}
	}
	switch {
	case len(found) == 0:
		return nil
	case l.options.AllowSensitive:
		report.warn(Problem{Line: line, Reason: "columns of specially protected data were loaded: " + strings.Join(found, ", "), Hint: "no score uses them"})
		return nil
	}
	return &ParseError{l.in.Name, line, fmt.Errorf("columns of specially protected data: %s; take them out, or say why they are needed with --allow-sensitive", strings.Join(found, ", "))}
}

// kindWords are other words for kinds of entity, as tables use them. The empty kind
// is a word that says nothing.
var kindWords = map[string]graph.EntityKind{
	"node": 0, "entity": 0, "vertex": 0, "object": 0, "people": graph.Person, "individual": graph.Person, "human": graph.Person, "official": graph.Person, "officer": graph.Person,
	"organisation": graph.Company, "organization": graph.Company, "business": graph.Company, "firm": graph.Company, "criminal-organisation": graph.Gang, "group": graph.Gang,
	"authority": graph.PublicBody, "agency": graph.PublicBody, "bank-account": graph.Account, "iban": graph.Account, "wallet": graph.Account, "email": graph.Account,
	"sim": graph.Phone, "msisdn": graph.Phone, "imei": graph.Phone, "telephone": graph.Phone, "mobile": graph.Phone, "car": graph.Vehicle, "boat": graph.Vehicle, "ship": graph.Vehicle,
	"asset": graph.Property, "real-estate": graph.Property, "address": graph.Place, "location": graph.Place, "area": graph.Place, "postcode": graph.Place,
	"incident": graph.Event, "crime": graph.Event, "meeting": graph.Event, "phonecall": graph.Event, "case": graph.Proceeding, "trial": graph.Proceeding, "investigation": graph.Proceeding,
}

// tieWords are other words for kinds of tie. Any further word is kept as linked-to
// with the word itself.
var tieWords = map[string]graph.TieKind{
	"call": graph.Calls, "called": graph.Calls, "phones": graph.Calls, "meet": graph.Meets, "met": graph.Meets, "meeting": graph.Meets,
	"member": graph.MemberOf, "associate": graph.AssociatesWith, "associates": graph.AssociatesWith, "kin": graph.KinOf, "family": graph.KinOf, "relative-of": graph.KinOf,
	"pay": graph.Pays, "paid": graph.Pays, "transfer": graph.Pays, "payment": graph.Pays, "own": graph.Owns, "owner-of": graph.Owns, "control": graph.Controls,
	"director-of": graph.Directs, "holder-of": graph.Holds, "use": graph.Uses, "involved": graph.InvolvedIn, "located": graph.LocatedAt, "allied": graph.AlliedWith, "rival": graph.RivalOf,
}

func readEntityKind(word string) (graph.EntityKind, error) {
	if kind, ok := kindWords[foldName(word)]; ok {
		return kind, nil
	}
	return graph.ParseEntityKind(word)
}

// readTieKind reads a word for a tie. A word that is none of ours makes a linked-to
// tie that keeps it.
func readTieKind(word string) (kind graph.TieKind, own string) {
	if kind, ok := tieWords[foldName(word)]; ok {
		return kind, ""
	}
	if kind, err := graph.ParseTieKind(word); err == nil {
		return kind, ""
	}
	return graph.LinkedTo, word
}
