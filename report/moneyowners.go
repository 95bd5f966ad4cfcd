package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// MoneyOwners are who is at the end of the chains above companies and other assets.
type MoneyOwners struct {
	Heading   Heading      `json:"heading"`
	Threshold float64      `json:"threshold"` // a part of 1
	Assets    []OwnedText  `json:"assets"`
	Of        int          `json:"of"`
	Common    []HiddenText `json:"common_owners"`
	Withheld  Few          `json:"withheld"`

	hidden bool // common owners were asked for
}

// An OwnedText is one asset and its owners.
type OwnedText struct {
	Asset      Member      `json:"asset"`
	Kind       string      `json:"kind"`
	Owners     []OwnerText `json:"owners"`
	Rest       ShareText   `json:"rest"`          // that none of them is known to own
	Own        ShareText   `json:"owns_itself"`   // directly
	Loop       []Member    `json:"circle"`        // itself alone where it owns a part of itself directly only
	Circle     []StakeText `json:"circle_stakes"` // of these in each other, and in themselves
	Overstated bool        `json:"overstated"`
	Excesses   []Excess    `json:"above_the_whole"`           // the asset and those above it whose recorded shares are
	NotGiven   string      `json:"owner_not_given,omitempty"` // why, as a source says
}

// An Excess is a company whose recorded shares add up to more than the whole.
type Excess struct {
	Of       Member  `json:"of"`
	Recorded float64 `json:"recorded,omitempty"` // at least, in parts of 1; not told where it would tell the share of one who is withheld
}

func (x Excess) text() string {
	if x.Recorded == 0 {
		return "more than 100 %"
	}
	return money.Share{Lo: x.Recorded, Hi: x.Recorded}.String()
}

// A ShareText is a share as parts of 1 and in words.
type ShareText struct {
	Least float64 `json:"least"`
	Most  float64 `json:"most"`
	Text  string  `json:"text"`
}

func partOf(s money.Share) ShareText { return ShareText{s.Lo, s.Hi, s.String()} }

// told is the share in words, "" where there is none.
func (s ShareText) told() string {
	if s.Most <= 0 {
		return ""
	}
	return s.Text
}

// An OwnerText is one owner.
type OwnerText struct {
	Who        Member      `json:"who"`
	Kind       string      `json:"kind"`
	Share      ShareText   `json:"share"`
	Direct     ShareText   `json:"direct"`
	Control    string      `json:"control,omitempty"`          // yes or possible
	Beneficial string      `json:"beneficial_owner,omitempty"` // yes or possible
	Disputed   bool        `json:"disputed"`
	Roles      []RoleText  `json:"roles"`
	Chain      []StakeText `json:"chain"`
}

// A RoleText is what somebody is to an asset, or to what is above it, besides an owner.
type RoleText struct {
	Role     string         `json:"role"`
	Of       Member         `json:"of"`
	Evidence []EvidenceText `json:"evidence"`
}

// A StakeText is what one owns of another on a chain.
type StakeText struct {
	Owner    Member         `json:"owner"`
	Asset    Member         `json:"asset"`
	Share    ShareText      `json:"share"`
	Stated   bool           `json:"stated"`
	Evidence []EvidenceText `json:"evidence"`
}

// A HiddenText is an owner whom several assets have in common.
type HiddenText struct {
	Owner    Member            `json:"owner"`
	Assets   []HiddenAssetText `json:"assets"`
	Dealings []EvidenceText    `json:"payments_between"`
}

// A HiddenAssetText is one of them.
type HiddenAssetText struct {
	Asset   Member      `json:"asset"`
	Kind    string      `json:"kind"`
	Share   ShareText   `json:"share"`
	Control string      `json:"control,omitempty"`
	Through []Member    `json:"through"`
	Chain   []StakeText `json:"chain"`
}

// OwnerOptions say what was asked of ownership.
type OwnerOptions struct {
	Assets    []int
	Of        int // how many there are who may be named, of which so many are shown
	Withheld  int // and how many who may not
	Threshold float64
	Hidden    bool
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewMoneyOwners describes the owners of assets, which stand beside them in the same order,
// and common owners. What somebody asked for by name and may not be told of is answered for as an
// asset of which no owner is recorded.
func NewMoneyOwners(h Heading, v *graph.View, w *money.Ownership, owners [][]money.Owner, common []money.Hidden, o OwnerOptions) MoneyOwners {
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	r := MoneyOwners{Heading: h, Threshold: o.Threshold, Assets: []OwnedText{}, Of: o.Of, Common: []HiddenText{}, Withheld: Few(o.Withheld), hidden: o.Hidden}
	if w.Unread > 0 {
		r.Heading.Notes = append(r.Heading.Notes, counted(w.Unread, "share")+" cannot be read and count as unknown")
	}
	if w.Disputed > 0 {
		r.Heading.Notes = append(r.Heading.Notes, counted(w.Disputed, "tie")+" with sources that disagree on the share: the best graded counts, then the latest")
	}
	for k, asset := range o.Assets {
		if e := v.Entity(asset); n.hides(e.ID) {
			r.Assets = append(r.Assets, OwnedText{Asset: Member{e.ID, e.Name()}, Kind: e.Kind.String(), Owners: []OwnerText{}, Rest: partOf(money.Share{Lo: 1, Hi: 1}), Own: partOf(money.Share{}), Loop: []Member{}, Circle: []StakeText{}, Excesses: []Excess{}})
			continue
		}
		r.Assets = append(r.Assets, r.owned(n, w, asset, owners[k]))
	}
	for _, c := range common {
		if n.hides(v.ID(c.Owner)) {
			r.Withheld++
			continue
		}
		r.Common = append(r.Common, n.common(w, c))
	}
	return r
}

// ReadsOwnShares says in a heading that ownership reads what companies own of themselves,
// which the view left out.
func (h *Heading) ReadsOwnShares(v *graph.View, w *money.Ownership) {
	left := v.LeftOut().SelfTies
	at := slices.Index(h.Notes, selfTiesNote(left))
	if w.Own == 0 || at < 0 {
		return
	}
	h.Notes[at] = counted(w.Own, "tie") + " by which a company owns a part of itself: such shares belong to its other owners in proportion, and do not vote"
	if left > w.Own {
		h.Notes = slices.Insert(h.Notes, at+1, selfTiesNote(left-w.Own))
	}
}

// owned describes one asset; owners whom a role or age protects are counted.
func (r *MoneyOwners) owned(n veil, w *money.Ownership, asset int, owners []money.Owner) OwnedText {
	e := n.view.Entity(asset)
	t := OwnedText{Asset: n.member(e.ID), Kind: e.Kind.String(), Owners: []OwnerText{}, Rest: partOf(w.Rest(asset, n.named(owners))), Own: partOf(w.OwnPart(asset)), Loop: []Member{},
		Circle: n.chain(w.Circle(asset)), Overstated: slices.Contains(w.Overstated, asset), Excesses: []Excess{}, NotGiven: n.text(e.Value("owner-not-given").Text)}
	for _, i := range w.Loop(asset) {
		t.Loop = append(t.Loop, n.member(n.view.ID(i)))
	}
	for _, x := range w.Excesses(asset) {
		t.Excesses = append(t.Excesses, n.excess(x))
	}
	for i := range owners {
		if n.hides(n.view.ID(owners[i].Entity)) {
			r.Withheld++
			continue
		}
		t.Owners = append(t.Owners, n.owner(&owners[i]))
	}
	return t
}

func (n veil) excess(x money.Excess) Excess {
	if slices.ContainsFunc(x.Owners, func(i int) bool { return n.hides(n.view.ID(i)) }) {
		x.Recorded = 0
	}
	return Excess{n.member(n.view.ID(x.Asset)), x.Recorded}
}

// named returns the owners who may be named: what others own counts as of nobody known.
func (n veil) named(owners []money.Owner) []money.Owner {
	return slices.DeleteFunc(slices.Clone(owners), func(o money.Owner) bool { return n.hides(n.view.ID(o.Entity)) })
}

func (n veil) owner(o *money.Owner) OwnerText {
	e := n.view.Entity(o.Entity)
	t := OwnerText{Who: n.member(e.ID), Kind: e.Kind.String(), Share: partOf(o.Share), Direct: partOf(o.Direct), Control: o.Control.String(), Disputed: o.Disputed,
		Roles: n.roles(o.Offices), Chain: n.chain(o.Ways)}
	switch {
	case o.Beneficial:
		t.Beneficial = "yes"
	case o.Perhaps:
		t.Beneficial = "possible"
	}
	return t
}

func (n veil) roles(offices []money.Office) []RoleText {
	all := []RoleText{}
	for _, o := range offices {
		all = append(all, RoleText{o.Role.String(), n.member(n.view.ID(o.Subject)), n.records(o.Tie)})
	}
	return all
}

// chain describes stakes, without those of somebody whom a role or age protects.
func (n veil) chain(ways []money.Stake) []StakeText {
	all := []StakeText{}
	for _, s := range ways {
		if !n.hides(n.view.ID(s.Owner)) && !n.hides(n.view.ID(s.Asset)) {
			all = append(all, StakeText{n.member(n.view.ID(s.Owner)), n.member(n.view.ID(s.Asset)), partOf(s.Share), s.Stated, n.records(s.Ties...)})
		}
	}
	return all
}

func (n veil) common(w *money.Ownership, c money.Hidden) HiddenText {
	t := HiddenText{Owner: n.member(n.view.ID(c.Owner)), Assets: []HiddenAssetText{}, Dealings: []EvidenceText{}}
	for _, a := range c.Assets {
		e := n.view.Entity(a.Asset)
		one := HiddenAssetText{Asset: n.member(e.ID), Kind: e.Kind.String(), Share: partOf(a.Share), Control: a.Control.String(), Through: []Member{}, Chain: n.chain(a.Ways)}
		for _, i := range a.Through {
			one.Through = append(one.Through, n.member(n.view.ID(i)))
		}
		t.Assets = append(t.Assets, one)
	}
	for _, tie := range w.Dealings(c) {
		if !n.hides(tie.From) && !n.hides(tie.To) {
			t.Dealings = append(t.Dealings, n.records(tie)...)
		}
	}
	return t
}

// rolesText are what an owner is besides, in one line.
func (o *OwnerText) rolesText(asset Member) string {
	var words []string
	for _, role := range o.Roles {
		word := role.Role
		if role.Of != asset {
			word += " of " + role.Of.Name
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

// through are the companies between an owner and an asset.
func (o *OwnerText) through(asset Member) string {
	var names []string
	for _, s := range o.Chain {
		if s.Asset != asset && !slices.Contains(names, s.Asset.Name) {
			names = append(names, s.Asset.Name)
		}
	}
	return strings.Join(names, ", ")
}

var (
	ownerColumns = []string{"OWNER", "NAME", "KIND", "SHARE", "DIRECT", "CONTROL", "BENEFICIAL OWNER", "ROLES", "THROUGH"}
	openColumns  = []string{"DISPUTED", "OF NOBODY KNOWN", "CIRCLE", "ABOVE THE WHOLE", "OWNER NOT GIVEN"}
)

// Table returns a row for each owner of each asset, with what is open of the asset, and one
// without an owner for an asset of which none is named; where common owners were asked for,
// a row for each asset of each common owner.
func (r MoneyOwners) Table() Table {
	if r.hidden {
		return r.commonTable()
	}
	t := Table{Columns: slices.Concat([]string{"ASSET"}, ownerColumns, openColumns), Numeric: []bool{false, false, false, false, true, true}}
	for k := range r.Assets {
		a := &r.Assets[k]
		id := []string{string(a.Asset.ID)}
		if len(a.Owners) == 0 {
			t.Rows = append(t.Rows, slices.Concat(id, make([]string, len(ownerColumns)), a.openRow(false)))
		}
		for i := range a.Owners {
			t.Rows = append(t.Rows, slices.Concat(id, a.Owners[i].row(a.Asset), a.openRow(a.Owners[i].Disputed)))
		}
	}
	return t
}

// openRow is what is not known of an asset's owners, by openColumns.
func (a *OwnedText) openRow(disputed bool) []string {
	row := []string{"", "", memberNames(a.Loop), a.aboveTheWhole(), a.NotGiven}
	if disputed {
		row[0] = "yes"
	}
	if a.leavesRest() {
		row[1] = a.Rest.Text
	}
	return row
}

// leavesRest reports whether it is said what of an asset is of nobody known: not where
// nobody is named, for then it would tell of those who are not.
func (a *OwnedText) leavesRest() bool {
	return a.Rest.Most > money.Precision && (len(a.Owners) > 0 || a.isClosed())
}

// isClosed reports whether an asset is owned by its circle alone, as recorded.
func (a *OwnedText) isClosed() bool { return len(a.Loop) > 0 && a.Rest.Least >= 1-money.Precision }

// aboveTheWhole says what recorded shares in an asset, and in companies above it, add up to.
func (a *OwnedText) aboveTheWhole() string {
	var words []string
	for _, x := range a.Excesses {
		text := x.text()
		if x.Of != a.Asset {
			text = x.Of.Name + " " + text
		}
		words = append(words, text)
	}
	return strings.Join(words, ", ")
}

func (o *OwnerText) row(asset Member) []string {
	return []string{string(o.Who.ID), o.Who.Name, o.Kind, o.Share.told(), o.Direct.told(), o.Control, o.Beneficial, o.rolesText(asset), o.through(asset)}
}

func (r MoneyOwners) commonTable() Table {
	t := Table{Columns: []string{"OWNER", "NAME", "ASSET", "ASSET NAME", "KIND", "SHARE", "CONTROL", "THROUGH"}, Numeric: []bool{false, false, false, false, false, true}}
	for _, c := range r.Common {
		for _, a := range c.Assets {
			t.Rows = append(t.Rows, []string{string(c.Owner.ID), c.Owner.Name, string(a.Asset.ID), a.Asset.Name, a.Kind, a.Share.Text, a.Control, memberNames(a.Through)})
		}
	}
	return t
}

// Write writes the owners for a terminal: a table for each asset, and what it leaves open.
func (r MoneyOwners) Write(w io.Writer) error {
	lines := r.Heading.lines()
	lines = append(lines, r.Withheld.lines("line", " about somebody")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	for i := range r.Assets {
		if err := r.Assets[i].write(w); err != nil {
			return err
		}
	}
	if more := r.Of - len(r.Assets); more > 0 && !r.hidden {
		if _, err := fmt.Fprintf(w, "\n%s more; --top shows more, or name one\n", counted(more, "asset")); err != nil {
			return err
		}
	}
	if r.hidden {
		if err := r.writeCommon(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\nSHARE is of the whole, along all chains of records; a range where a share on the way is not recorded or is one. BENEFICIAL OWNER: a person with %.4g %% or more, or who controls, or whom a source calls so. Of nobody known is also what somebody owns whom a role or age protects.\n%s\n", 100*r.Threshold, r.Heading.Lead)
	return err
}

func (a *OwnedText) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\n%s\n", Inert(fmt.Sprintf("%s (%s), %s", a.Asset.Name, a.Asset.ID, a.Kind))); err != nil {
		return err
	}
	if len(a.Owners) > 0 {
		t := Table{Columns: ownerColumns, Numeric: []bool{false, false, false, true, true}}
		for i := range a.Owners {
			t.Rows = append(t.Rows, a.Owners[i].row(a.Asset))
		}
		if err := t.Write(w); err != nil {
			return err
		}
	}
	for _, line := range a.open() {
		if _, err := fmt.Fprintf(w, "  %s\n", Inert(line)); err != nil {
			return err
		}
	}
	return nil
}

// Beside says in short lines what is open of an asset, for a picture.
func (a *OwnedText) Beside() []string {
	var lines []string
	if a.leavesRest() {
		lines = append(lines, "nobody known: "+a.Rest.Text)
	}
	for _, x := range a.Excesses {
		if x.Of == a.Asset {
			lines = append(lines, x.text()+" recorded")
		}
	}
	return lines
}

// open says what is not known of an asset's owners.
func (a *OwnedText) open() []string {
	var lines []string
	if len(a.Owners) == 0 {
		lines = append(lines, a.ownerless())
	}
	if a.leavesRest() {
		lines = append(lines, "of nobody known: "+a.Rest.Text)
	}
	if a.NotGiven != "" {
		lines = append(lines, "a source says why no owner is given: "+a.NotGiven)
	}
	for _, x := range a.Excesses {
		what := "recorded shares"
		if x.Of != a.Asset {
			what += " in " + x.Of.Name + ", above it,"
		}
		lines = append(lines, fmt.Sprintf("%s add up to %s: each may be too high by what is above the whole", what, x.text()))
	}
	if a.Own.Most > 0 {
		lines = append(lines, "owns "+a.Own.Text+" of itself: the other shares are the whole, and have all votes")
	}
	if len(a.Loop) > 1 {
		lines = append(lines, "owns a part of itself, in a circle of "+memberNames(a.Loop))
	}
	for i := range a.Owners {
		if a.Owners[i].Disputed {
			lines = append(lines, a.Owners[i].Who.Name+": a source declares an indirect share that the recorded chain does not allow; the range holds both")
		}
	}
	return lines
}

// ownerless says why no owner stands with an asset. Whether none is recorded or none may be
// named is not told apart, but where it is plain that nobody can be behind it.
func (a *OwnedText) ownerless() string {
	kind, err := graph.ParseEntityKind(a.Kind)
	switch {
	case err == nil && !graph.Owns.Rule().To.Has(kind) && !graph.Controls.Rule().To.Has(kind):
		return "nobody owns what is of kind " + a.Kind + ": name a company, an account or another asset"
	case a.isClosed() && len(a.Loop) > 1:
		return "nobody outside its circle is recorded to own a part of it"
	case a.isClosed():
		return "nobody but itself is recorded to own a part of it"
	}
	return "no owner is recorded, or none who may be named here"
}

// writeCommon writes owners whom several assets have in common.
func (r MoneyOwners) writeCommon(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\nOwned in common through companies, and named by no record of either: %d\n", len(r.Common)); err != nil {
		return err
	}
	if err := r.commonTable().Write(w); err != nil {
		return err
	}
	for _, c := range r.Common {
		if len(c.Dealings) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "  %s\n", Inert(fmt.Sprintf("%s: %s between what %s has, such as %s", c.Owner.Name, counted(len(c.Dealings), "payment"), c.Owner.Name, c.Dealings[0].text()))); err != nil {
			return err
		}
	}
	return nil
}

// Said is what a file of a result's rows carries in every row.
func (r MoneyOwners) Said() [][2]string { return r.Heading.saidWithheld(r.Withheld) }
