package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
)

// Emerging are small groups that may be growing.
type Emerging struct {
	Heading Heading         `json:"heading"`
	Method  string          `json:"method"`
	Before  string          `json:"before"`
	Recent  string          `json:"recent"`
	Most    int             `json:"most"` // members of a small group
	LeftOut groups.LeftOut  `json:"left_out"`
	Undated int             `json:"undated_ties"`
	Groups  []EmergingGroup `json:"groups"`
	Of      int             `json:"of"`
}

// An EmergingGroup is one of them.
type EmergingGroup struct {
	Rank    int      `json:"rank"`
	Name    string   `json:"name,omitempty"`
	Members []Member `json:"members"`
	Noise   float64  `json:"chance_of_noise"`
	Growths []Growth `json:"growths"`
}

// A Growth is how much one sign grew, with what it rests on.
type Growth struct {
	Sign     groups.Sign `json:"sign"`
	Before   int         `json:"before"`
	Recent   int         `json:"recent"`
	Expected float64     `json:"expected"`
	Chance   float64     `json:"chance"`
	Amounts  string      `json:"amounts,omitempty"` // of payments, exact
	Evidence []Happening `json:"evidence"`
}

// A Happening is one tie by which a group grew.
type Happening struct {
	When    string   `json:"when"`
	Says    string   `json:"says"`
	Sources []string `json:"sources"`
}

// NewEmerging describes groups that may be growing; top of 0 is all.
func NewEmerging(h Heading, facts *graph.Network, method string, named []groups.Named, found []groups.Emerging, top int) Emerging {
	e := Emerging{Heading: h, Method: method, Groups: []EmergingGroup{}, Of: len(found)}
	for i := range facts.Ties {
		if !facts.Ties[i].When().Known() {
			e.Undated++
		}
	}
	if top > 0 {
		found = found[:min(top, len(found))]
	}
	for rank, f := range found {
		g := EmergingGroup{Rank: rank + 1, Noise: f.Noise}
		if name := named[f.Group].Name; name != "" {
			g.Name = nameOf(facts, graph.EntityID(name))
		}
		for _, id := range named[f.Group].Members {
			g.Members = append(g.Members, Member{id, nameOf(facts, id)})
		}
		for _, x := range f.Growths {
			g.Growths = append(g.Growths, newGrowth(facts, x))
		}
		e.Groups = append(e.Groups, g)
	}
	return e
}

func newGrowth(facts *graph.Network, x groups.Growth) Growth {
	g := Growth{Sign: x.Sign, Before: x.Before, Recent: x.Recent, Expected: x.Expected, Chance: x.Chance, Evidence: []Happening{}}
	var totals graph.Totals
	for _, t := range x.Evidence {
		if a, ok := t.Amount(); ok && x.Sign == groups.Income {
			totals.Add(a)
		}
		h := Happening{When: t.When().String(), Says: fmt.Sprintf("%s %s %s", nameOf(facts, t.From), t.Word(), nameOf(facts, t.To))}
		for i := range t.Records {
			text := facts.Source(t.Records[i].Source).Title
			if place := t.Records[i].Location.String(); place != "" {
				text += ":" + place
			}
			h.Sources = append(h.Sources, text)
		}
		g.Evidence = append(g.Evidence, h)
	}
	g.Amounts = totals.String()
	return g
}

// Table returns the signs as a table, a row for each sign of each group.
func (e Emerging) Table() Table {
	t := Table{
		Columns: []string{"RANK", "GROUP", "NOISE", "SIGN", "BEFORE", "RECENT", "EXPECTED", "CHANCE", "AMOUNTS", "LATEST"},
		Numeric: []bool{true, false, true, false, true, true, true, true},
	}
	for _, g := range e.Groups {
		for _, x := range g.Growths {
			latest := ""
			if n := len(x.Evidence); n > 0 {
				last := x.Evidence[n-1]
				latest = fmt.Sprintf("%s %s (%s)", last.When, last.Says, strings.Join(last.Sources, "; "))
			}
			t.Rows = append(t.Rows, []string{strconv.Itoa(g.Rank), g.label(), chanceText(g.Noise), x.Sign.String(), strconv.Itoa(x.Before), strconv.Itoa(x.Recent),
				strconv.FormatFloat(x.Expected, 'f', 1, 64), chanceText(x.Chance), x.Amounts, latest})
		}
	}
	return t
}

// label names a group by its own name or by some of its members.
func (g EmergingGroup) label() string {
	if g.Name != "" {
		return g.Name
	}
	var names []string
	for _, m := range g.Members[:min(3, len(g.Members))] {
		names = append(names, m.Name)
	}
	if more := len(g.Members) - len(names); more > 0 {
		names = append(names, others(more))
	}
	return strings.Join(names, ", ")
}

func chanceText(p float64) string { return strconv.FormatFloat(p, 'g', 2, 64) }

// leftOut says which groups are not ranked, and why.
func (e Emerging) leftOut() string {
	var parts []string
	add := func(n int, what string) {
		switch {
		case n == 1:
			parts = append(parts, "1 group "+what)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d groups %s", n, what))
		}
	}
	add(e.LeftOut.Larger, fmt.Sprintf("of more than %d", e.Most))
	add(e.LeftOut.Alone, "of one")
	add(e.LeftOut.Still, "of which nothing is dated in these days")
	if len(parts) == 0 {
		return "no group is left out"
	}
	return strings.Join(parts, ", ") + " left out"
}

// Write writes the groups for a terminal.
func (e Emerging) Write(w io.Writer) error {
	lines := append(e.Heading.lines(), [2]string{"before", e.Before}, [2]string{"recent", e.Recent},
		[2]string{"small", fmt.Sprintf("of 2 to %d members; %s", e.Most, e.leftOut())},
		[2]string{"noise", "the chance that a group's strongest growth is none, against its own pace and everybody's, all signs and groups looked at"},
		[2]string{"undated", counted(e.Undated, "tie") + " without a date: counted nowhere"})
	if err := writeLines(w, e.Heading.Title, lines); err != nil {
		return err
	}
	if err := e.Table().Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d groups shown. %s\n", len(e.Groups), e.Of, e.Heading.Lead)
	return err
}
