package money

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// An Interest is what the members of a gang have, together, in one asset.
type Interest struct {
	Holding          // of all members together
	Control  Control // of all members together
	UsedOnly bool    // a member uses it, as a source says; nobody is recorded to own it for them
	Parts    []Part  // by member
	Ties     []*graph.Tie
}

// A Part is what one member has in an asset.
type Part struct {
	Member  int
	Share   Share
	Steps   int // of the shortest chain of records; 0 for one who only uses or directs it
	Offices []Office
	Uses    bool
}

// Members returns the members of a gang and the ties that say so, by number; those whose
// membership had surely ended, or not begun, on the day of the options are left out. The
// gang itself is the first, without a tie: it may be recorded to own, too.
func (w *Ownership) Members(gang int) (members []int, ties [][]*graph.Tie) {
	by := map[int][]*graph.Tie{}
	for _, tie := range w.view.Ties(gang) {
		w.memberships(int(tie), gang, by)
	}
	for _, tie := range w.view.InTies(gang) {
		w.memberships(int(tie), gang, by)
	}
	for i := range by {
		members = append(members, i)
	}
	slices.Sort(members)
	members = slices.Insert(members, 0, gang)
	for _, i := range members {
		ties = append(ties, by[i])
	}
	return members, ties
}

func (w *Ownership) memberships(tie, gang int, by map[int][]*graph.Tie) {
	for _, t := range w.view.Evidence(tie) {
		from, ok := w.view.Index(t.From)
		if !ok || t.Kind != graph.MemberOf || t.To != w.view.ID(gang) || w.options.On.Known() && !t.When().Overlaps(w.options.On) || slices.Contains(by[from], t) {
			continue
		}
		by[from] = append(by[from], t)
	}
}

// Interests returns what the members of a gang have in accounts, companies, property,
// vehicles, telephones and places: directly and through companies, with the effective share
// of all together and of each, by records; and what a source says that a member uses. They
// are sorted by kind, then by the least and the most share, then by number.
//
// Reading: what is attributable to members as recorded. That somebody is a member does not
// make what is theirs the gang's.
//
// Cost: one [Ownership.Holdings] for each member and one for all. It stops early with ctx's
// error.
func (w *Ownership) Interests(ctx context.Context, members []int) ([]Interest, error) {
	parts := map[int][]Part{}
	for _, m := range members {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w.partsOf(m, parts)
	}
	control := w.Control(members...)
	together := map[int]Holding{}
	for _, h := range w.Holdings(members...) {
		together[h.Asset] = h
	}
	var found []Interest
	for asset, of := range parts {
		if slices.Contains(members, asset) {
			continue
		}
		one := Interest{Holding: together[asset], Control: control[asset], Parts: of}
		one.Asset = asset
		one.UsedOnly = one.Share.Hi <= 0 && !slices.ContainsFunc(of, func(p Part) bool { return len(p.Offices) > 0 })
		one.Ties = w.evidence(of, asset)
		found = append(found, one)
	}
	slices.SortFunc(found, func(a, b Interest) int {
		return cmp.Or(cmp.Compare(w.view.Entity(a.Asset).Kind, w.view.Entity(b.Asset).Kind), cmp.Compare(b.Share.Lo, a.Share.Lo), cmp.Compare(b.Share.Hi, a.Share.Hi), cmp.Compare(a.Asset, b.Asset))
	})
	return found, nil
}

// partsOf notes what one member owns, directs, controls or uses, by asset.
func (w *Ownership) partsOf(member int, parts map[int][]Part) {
	mine := map[int]*Part{}
	part := func(asset int) *Part {
		if mine[asset] == nil {
			mine[asset] = &Part{Member: member}
		}
		return mine[asset]
	}
	for _, h := range w.Holdings(member) {
		p := part(h.Asset)
		p.Share, p.Steps = h.Share, h.Steps
	}
	for _, k := range w.officesBy(member) {
		o := w.offices[k]
		p := part(o.Subject)
		p.Offices = append(p.Offices, o)
	}
	for _, tie := range w.uses[member] {
		to, _ := w.view.Index(tie.To)
		part(to).Uses = true
	}
	for asset, p := range mine {
		if belongs.Has(w.view.Entity(asset).Kind) {
			parts[asset] = append(parts[asset], *p)
		}
	}
}

// belongs are the kinds that somebody may have an interest in.
var belongs = graph.Kinds(graph.Company, graph.Account, graph.Phone, graph.Vehicle, graph.Property, graph.Place)

// evidence returns the ties by which members have an interest in an asset, each once.
func (w *Ownership) evidence(parts []Part, asset int) []*graph.Tie {
	var all []*graph.Tie
	add := func(t *graph.Tie) {
		if !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	for _, p := range parts {
		for _, s := range w.ways(p.Member, asset) {
			for _, t := range s.Ties {
				add(t)
			}
		}
		for _, o := range p.Offices {
			add(o.Tie)
		}
		for _, t := range w.uses[p.Member] {
			if t.To == w.view.ID(asset) {
				add(t)
			}
		}
	}
	return all
}

// leading are the words of a record for somebody who leads a gang.
var leading = []string{"boss", "leader", "head", "chief", "capo", "founder", "underboss", "co-leader"}

// Leads reports whether a record of membership says, by a word of its role, that a member
// leads the gang: boss, underboss, leader, co-leader, head, chief, capo or founder.
func Leads(t *graph.Tie) bool {
	for _, r := range t.Values(graph.PropRole) {
		for word := range strings.FieldsSeq(strings.ToLower(r.Text)) {
			if slices.Contains(leading, strings.Trim(word, ",;.()")) {
				return true
			}
		}
	}
	return false
}
