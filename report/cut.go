package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Cut is what parts gangs from officials at the least price.
type Cut struct {
	Heading   Heading     `json:"heading"`
	Gangs     []Member    `json:"gangs"`
	Officials int         `json:"officials"`
	Price     float64     `json:"price"`
	Parted    bool        `json:"parted"`
	Members   []CutMember `json:"cut"`
	Far       []Member    `json:"as_cheap_nearer_to_officials"`
	Some      int         `json:"in_some_cheapest_cut"`
	Stays     int         `json:"ways_over_that_stay"` // by somebody who cannot be taken
	Direct    []CutDirect `json:"direct"`
	Alone     []AloneText `json:"alone"`
	Least     float64     `json:"least_score"`
	Withheld  Few         `json:"withheld"`
}

// A CutMember is one of the cut.
type CutMember struct {
	Who   Member   `json:"who"`
	Kind  string   `json:"kind"`
	Whose []Member `json:"whose"` // who holds, uses or owns it
	Price float64  `json:"price"`
	Core  bool     `json:"in_every_cheapest_cut"`
}

// A CutDirect is a tie that no cut parts: between the two sets, or of an official so joined with another.
type CutDirect struct {
	From     Member         `json:"from"`
	To       Member         `json:"to"`
	Evidence []EvidenceText `json:"evidence"`
}

// An AloneText is what gangs would lose with one official.
type AloneText struct {
	Rank     int         `json:"rank"`
	Official Member      `json:"official"`
	Exposed  []Member    `json:"exposed"`
	Lost     []LostShare `json:"lost"`
}

// A LostShare is the part of what is scored for a gang that would go with one official.
type LostShare struct {
	Gang  Member  `json:"gang"`
	Share float64 `json:"share"`
}

// CutOptions say what was asked of a cut.
type CutOptions struct {
	Gangs, Officials []int
	Asked            int // officials, who may be named or not
	Withheld         int // officials of the view who may not be
	Price            []int64
	Unit             float64 // of prices
	Least            float64
	Safeguard        *graph.Safeguard
	Whole            *graph.Network
}

// NewCut describes a cut.
func NewCut(h Heading, v *graph.View, found paths.Cut, alone []protection.Alone, o CutOptions) Cut {
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	r := Cut{Heading: h, Gangs: []Member{}, Officials: o.Asked, Withheld: Few(o.Withheld), Price: float64(found.Price) / o.Unit, Parted: found.Parted, Members: []CutMember{}, Far: []Member{},
		Some: len(found.Some), Stays: len(found.Stays), Direct: []CutDirect{}, Alone: []AloneText{}, Least: o.Least}
	for _, i := range o.Gangs {
		r.Gangs = append(r.Gangs, n.member(v.ID(i)))
	}
	for _, i := range found.Members {
		if !slices.Contains(found.Stays, i) {
			r.Members = append(r.Members, CutMember{n.member(v.ID(i)), v.Entity(i).Kind.String(), n.holders(i), float64(o.Price[i]) / o.Unit, slices.Contains(found.Core, i)})
		}
	}
	if found.Parted {
		for _, i := range found.Far {
			r.Far = append(r.Far, n.member(v.ID(i)))
		}
	}
	for _, tie := range found.Direct {
		for _, t := range v.Evidence(tie) {
			if n.hides(t.From) || n.hides(t.To) {
				continue
			}
			r.Direct = append(r.Direct, CutDirect{n.member(t.From), n.member(t.To), n.records(t)})
		}
	}
	for _, one := range alone {
		id := v.ID(one.Official)
		if !slices.Contains(o.Officials, one.Official) || n.hides(id) {
			continue
		}
		t := AloneText{Rank: len(r.Alone) + 1, Official: n.member(id), Exposed: []Member{}}
		for _, g := range one.Exposed {
			t.Exposed = append(t.Exposed, n.member(v.ID(g)))
		}
		for _, l := range one.Lost {
			t.Lost = append(t.Lost, LostShare{n.member(v.ID(l.Gang)), l.Share})
		}
		r.Alone = append(r.Alone, t)
	}
	return r
}

// holders are who holds, uses, owns or controls a thing; nobody of one that is not named, for whom
// it belongs to besides would be told.
func (n veil) holders(thing int) []Member {
	all := []Member{}
	if n.hides(n.view.ID(thing)) {
		return all
	}
	for _, tie := range n.view.Ties(thing) {
		for _, t := range n.view.Evidence(int(tie)) {
			m := n.member(t.From)
			if t.To == n.view.ID(thing) && slices.Contains([]graph.TieKind{graph.Holds, graph.Uses, graph.Owns, graph.Controls}, t.Kind) && !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	return all
}

// Table returns the cut as a table.
func (r Cut) Table() Table {
	t := Table{Columns: []string{"ID", "NAME", "KIND", "WHOSE", "PRICE", "IN EVERY CHEAPEST CUT"}, Numeric: []bool{false, false, false, false, true}}
	for _, m := range r.Members {
		core := ""
		if m.Core {
			core = "yes"
		}
		t.Rows = append(t.Rows, []string{string(m.Who.ID), m.Who.Name, m.Kind, memberNames(m.Whose), scoreText(m.Price), core})
	}
	return t
}

func (r Cut) aloneTable() Table {
	t := Table{Columns: []string{"RANK", "OFFICIAL", "EXPOSED", "SHARE OF WHAT IS SCORED"}, Numeric: []bool{true}}
	for _, a := range r.Alone {
		var lost []string
		for _, l := range a.Lost {
			lost = append(lost, fmt.Sprintf("%s %.0f %%", l.Gang.Name, 100*l.Share))
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(a.Rank), a.Official.Name, memberNames(a.Exposed), strings.Join(lost, ", ")})
	}
	return t
}

func memberNames(all []Member) string { return memberList(all, ", ") }

// result says in words whether the cut parts the two.
func (r Cut) result() string {
	switch {
	case !r.Parted:
		return fmt.Sprintf("not parted by those who may be taken: %s over somebody who may not be stays; with them the cheapest cut takes these for %s", counted(r.Stays, "way"), scoreText(r.Price))
	case len(r.Members) == 0 && len(r.Direct) > 0:
		return "no cut parts officials who are joined directly (below); nothing leads to any other"
	case len(r.Members) == 0 && r.Withheld > 0:
		return "nothing that may be told here leads from one to the other"
	case len(r.Members) == 0:
		return "nothing leads from one to the other"
	case len(r.Direct) > 0:
		return fmt.Sprintf("parted for %s, proven cheapest, but for officials who are joined directly (below)", scoreText(r.Price))
	}
	return fmt.Sprintf("parted for %s, proven cheapest", scoreText(r.Price))
}

// Write writes the cut for a terminal.
func (r Cut) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"between", fmt.Sprintf("%s and %s", memberNames(r.Gangs), counted(r.Officials, "official"))}, [2]string{"result", r.result()})
	if r.Parted && r.Some > len(r.Members) {
		lines = append(lines, [2]string{"as cheap", fmt.Sprintf("%d are in one cheapest cut or another; nearest to the officials: %s", r.Some, memberNames(r.Far))})
	}
	lines = append(lines, r.Withheld.lines("official", "")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	var out strings.Builder
	if len(r.Direct) > 0 {
		out.WriteString("\nNo cut parts these, which join the two directly; what leads on from there to other officials counts as a way\n")
		for _, d := range r.Direct {
			fmt.Fprintf(&out, "  %s\n", Inert(evidenceLine(d.Evidence)))
		}
	}
	fmt.Fprintf(&out, "\nOne official alone\n")
	if _, err := io.WriteString(w, out.String()); err != nil {
		return err
	}
	if err := r.aloneTable().Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "EXPOSED: gangs to which no other official with a score of %g or more would be left. SHARE: of all such scores for the gang, of officials who may be named, what would go, the official's own and what others have by way of the official; see linchpin protection.\n\n%s\n", r.Least, r.Heading.Lead)
	return err
}
