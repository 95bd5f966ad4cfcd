package money

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Role is what somebody is to a company or asset besides an owner.
type Role uint8

// The roles.
const (
	Director        Role = iota // directs it
	Controller                  // controls it, as a source states
	Voter                       // has the share of its votes
	Nominee                     // controls or directs it for somebody else, as a source states
	BeneficialOwner             // its beneficial owner, as a source states
)

var roleNames = [...]string{"director", "controller", "voter", "nominee", "beneficial owner"}

// String returns the role's word.
func (r Role) String() string { return roleNames[r] }

// An Office is what a record says that somebody is to a company or asset.
type Office struct {
	Party, Subject int // numbers in the view
	Role           Role
	Share          Share // of a Voter
	Tie            *graph.Tie
}

func compareOffices(a, b Office) int {
	return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Party, b.Party), cmp.Compare(a.Role, b.Role), strings.Compare(a.Tie.Key, b.Tie.Key))
}

// roleOf returns what a controls or directs tie makes of its first end.
func roleOf(t *graph.Tie, share bool) Role {
	switch word := strings.ToLower(t.Value(graph.PropWord).Text + " " + t.Value(graph.PropTitle).Text); {
	case slices.Contains(strings.Fields(word), wordNominee):
		return Nominee
	case t.Kind == graph.Directs:
		return Director
	case share:
		return Voter
	}
	return Controller
}

// officesIn returns the offices in a subject, by party.
func (w *Ownership) officesIn(subject int) []Office {
	from, _ := slices.BinarySearchFunc(w.offices, subject, func(o Office, s int) int { return cmp.Compare(o.Subject, s) })
	to := from
	for to < len(w.offices) && w.offices[to].Subject == subject {
		to++
	}
	return w.offices[from:to]
}

// officesOf returns what a party is to a subject.
func (w *Ownership) officesOf(party, subject int) []Office {
	var found []Office
	for _, o := range w.officesIn(subject) {
		if o.Party == party {
			found = append(found, o)
		}
	}
	return found
}

// isControlled reports whether a source states that somebody controls an entity.
func (w *Ownership) isControlled(i int) bool {
	return slices.ContainsFunc(w.officesIn(i), func(o Office) bool { return o.Role == Controller || o.Role == Voter })
}

// A Control says whether somebody controls an asset.
type Control uint8

// The degrees of control.
const (
	NoControl  Control = iota
	MayControl         // where unknown shares are as they would have to be
	Controls
)

var controlNames = [...]string{"", "possible", "yes"}

// String returns "", "possible" or "yes".
func (c Control) String() string { return controlNames[c] }

// Control returns, by asset, whether an entity controls it, or several together do, by the
// majority voting rule: together with all that it controls it has more than half of the votes; or a source states
// that it, or something it controls, controls the asset. Directors and nominees do not
// control by their office.
//
// Votes are those recorded (a controls tie with a share), otherwise the share owned. With
// intervals it controls where lower bounds suffice, and may control where the best
// division of the votes that adds up to 1 at most does: each company's votes being free of
// each other company's, both are exact. What a company owns of itself does not vote, so that
// a majority is of the rest. Where votes are recorded, sources differ on whether they are
// parts of that rest or of all, and it controls for sure where both readings say so. What nobody's votes are recorded of (accounts,
// property) is controlled with its sole or majority owner.
//
// Reading: who can decide, whatever the economic interest: 51 % of 51 % is control with
// 26 % owned. Control of a part of a board, or by contract, is known only where a source
// states it.
//
// Cost: O(a + m) rounds of the assets reached, each O(m) for their m stakes.
//
// Source: A. Chapelle and A. Szafarz, "Controlling firms through the majority voting rule",
// Physica A 355 (2005). doi:10.1016/j.physa.2004.12.011
func (w *Ownership) Control(entities ...int) map[int]Control {
	found := map[int]Control{}
	for i := range w.controlled(entities, false) {
		found[i] = MayControl
	}
	for i := range w.controlled(entities, true) {
		found[i] = Controls
	}
	for _, i := range entities {
		delete(found, i)
	}
	return found
}

func (w *Ownership) controlOf(entity, asset int) Control { return w.Control(entity)[asset] }

// controlled returns what entities surely, or else possibly, control, themselves included.
func (w *Ownership) controlled(entities []int, surely bool) map[int]bool {
	in := map[int]bool{}
	touched := func(i int) []int { // what i has a part in
		var all []int
		for _, k := range w.from[i] {
			all = append(all, w.stakes[k].Asset)
		}
		return append(all, w.parts(i)...)
	}
	var queue []int
	for _, i := range entities {
		in[i] = true
		queue = append(queue, touched(i)...)
	}
	for ; len(queue) > 0; queue = queue[1:] {
		asset := queue[0]
		if !in[asset] && w.decides(in, asset, surely) {
			in[asset] = true
			queue = append(queue, touched(asset)...)
		}
	}
	return in
}

// parts returns the subjects in which an entity has votes or stated control.
func (w *Ownership) parts(i int) []int {
	var subjects []int
	for _, k := range w.officesBy(i) {
		if o := w.offices[k]; o.Role == Controller || o.Role == Voter {
			subjects = append(subjects, o.Subject)
		}
	}
	return subjects
}

// officesBy returns the places of a party's offices, by subject.
func (w *Ownership) officesBy(party int) []int32 { return w.held[party] }

// decides reports whether those in a set have together more than half of the votes of an
// asset, or one of them controls it by a source's word.
func (w *Ownership) decides(in map[int]bool, asset int, surely bool) bool {
	for _, o := range w.officesIn(asset) {
		if o.Role == Controller && in[o.Party] {
			return true
		}
	}
	parties, votes, recorded := w.votes(asset)
	narrow(votes)
	inside, own, others, above := Share{}, Share{}, 0., false
	for k, i := range parties {
		switch {
		case i == asset:
			own = votes[k]
		case in[i]:
			inside.Lo += votes[k].Lo
			inside.Hi += votes[k].Hi
			above = above || votes[k].Above
		default:
			others += votes[k].Lo
		}
	}
	if surely {
		half := (1 - own.Lo) / 2
		if recorded { // of all votes, or of those without its own: the stricter
			half = .5
		}
		return inside.Lo > half+Precision || inside.Lo > half-Precision && above
	}
	most := min(inside.Hi, 1-others-own.Lo)
	return most > (1-min(own.Hi, 1-others-most))/2+Precision
}

// votes returns who has votes in an asset, and what share of them: as recorded of some, or
// else what they own.
func (w *Ownership) votes(asset int) (parties []int, votes []Share, recorded bool) {
	for _, o := range w.officesIn(asset) {
		switch n := len(parties); {
		case o.Role != Voter:
		case n > 0 && parties[n-1] == o.Party: // several rights of one: the greater
			votes[n-1] = Share{max(votes[n-1].Lo, o.Share.Lo), max(votes[n-1].Hi, o.Share.Hi), votes[n-1].Above || o.Share.Above}
		default:
			parties, votes = append(parties, o.Party), append(votes, o.Share)
		}
	}
	voters := slices.Clone(parties)
	for _, k := range w.into[asset] {
		if s := &w.stakes[k]; !slices.Contains(voters, s.Owner) {
			parties, votes = append(parties, s.Owner), append(votes, s.Share)
		}
	}
	return parties, votes, len(voters) > 0
}
