package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Network is the part of a case by which gangs reach officials.
type Network struct {
	Heading  Heading       `json:"heading"`
	Trees    []TreeText    `json:"trees"`
	Links    []NetworkLink `json:"links"`
	Ways     []NetworkWay  `json:"ways"`
	Left     int           `json:"pairs_left_out"`
	Apart    []Member      `json:"apart"`
	Least    float64       `json:"least_worth"`
	Withheld Few           `json:"withheld"` // officials, whoever was asked for
}

// A TreeText is the smallest part for officials and gangs that are joined.
type TreeText struct {
	Officials []Member `json:"officials"`
	Gangs     []Member `json:"gangs"`
	Length    float64  `json:"length"`
	Worth     float64  `json:"worth"`
	Exact     bool     `json:"proven"`
	Ratio     float64  `json:"at_most_times_the_shortest"` // 1 where proven, 0 where not known
}

// A NetworkLink is what ties two, as a way from an official goes.
type NetworkLink struct {
	From     Member         `json:"from"`
	To       Member         `json:"to"`
	Both     bool           `json:"both_ways"`
	Tree     bool           `json:"in_smallest"`
	Kinds    []string       `json:"kinds"`
	Amounts  string         `json:"amounts,omitempty"`
	Worth    float64        `json:"worth"`
	Lo       float64        `json:"probability_lo"`
	Hi       float64        `json:"probability_hi"`
	Records  int            `json:"records"`
	Evidence []EvidenceText `json:"evidence"`
}

// A NetworkWay is one of the best ways of an official and a gang.
type NetworkWay struct {
	Official Member   `json:"official"`
	Gang     Member   `json:"gang"`
	Rank     int      `json:"rank"` // of the pair
	Worth    float64  `json:"worth"`
	Chance   float64  `json:"probability"` // that every tie of it is real
	Lo       float64  `json:"probability_lo"`
	Hi       float64  `json:"probability_hi"`
	Passes   []Member `json:"passes"` // from official to gang
}

// NetworkOptions say what was asked of a network.
type NetworkOptions struct {
	Least     float64
	Withheld  int // officials of the view who may not be named
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewNetwork describes a network.
func NewNetwork(h Heading, v *graph.View, found protection.Network, o NetworkOptions) Network {
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	r := Network{Heading: h, Trees: []TreeText{}, Links: []NetworkLink{}, Ways: []NetworkWay{}, Left: found.Left, Apart: n.apart(found.Apart, o.Withheld), Least: o.Least, Withheld: Few(o.Withheld)}
	for _, t := range found.Trees {
		text := TreeText{n.members(t.Officials), n.members(t.Gangs), t.Length, math.Exp(-t.Length), t.Exact, t.Ratio}
		if math.IsInf(t.Ratio, 1) {
			text.Ratio = 0
		}
		r.Trees = append(r.Trees, text)
	}
	for _, l := range found.Links {
		kinds, amounts := KindsOf(l.Facts)
		evidence := n.records(l.Facts...)
		r.Links = append(r.Links, NetworkLink{n.member(v.ID(l.From)), n.member(v.ID(l.To)), l.Both, l.Tree, kinds, amounts, l.Worth, l.Real.Lo, l.Real.Hi, len(evidence), evidence})
	}
	for _, w := range found.Ways {
		r.Ways = append(r.Ways, NetworkWay{n.member(v.ID(w.Official)), n.member(v.ID(w.Gang)), w.Rank, w.Worth, w.Chance, w.Real.Lo, w.Real.Hi, n.members(w.Entities)})
	}
	return r
}

// apart names to or from whom no way leads. Where officials are withheld none is named: who is in
// neither list would be one of them.
func (n veil) apart(entities []int, withheld int) []Member {
	if withheld > 0 {
		entities = slices.DeleteFunc(slices.Clone(entities), func(i int) bool { return n.view.Entity(i).Kind == graph.Person })
	}
	return n.members(entities)
}

// KindsOf returns the kinds of facts, each once, and the sums of their amounts by currency.
func KindsOf(facts []*graph.Tie) (kinds []string, amounts string) {
	kinds = []string{}
	var totals graph.Totals
	for _, f := range facts {
		if !slices.Contains(kinds, f.Kind.String()) {
			kinds = append(kinds, f.Kind.String())
		}
		if a, ok := f.Amount(); ok {
			totals.Add(a)
		}
	}
	return kinds, totals.String()
}

// Table returns the links, a row each.
func (r Network) Table() Table {
	t := Table{Columns: []string{"PART", "FROM", "TO", "BY", "AMOUNTS", "PROBABILITY", "WORTH", "RECORDS", "EVIDENCE"}, Numeric: []bool{6: true, 7: true, 8: false}}
	for _, l := range r.Links {
		var evidence []string
		for _, e := range l.Evidence[:min(mostRecords, len(l.Evidence))] {
			evidence = append(evidence, e.text())
		}
		t.Rows = append(t.Rows, []string{l.part(), l.From.Name, l.To.Name, strings.Join(l.Kinds, ", "), l.Amounts, chances(l.Lo, l.Hi), thousandths(l.Worth), strconv.Itoa(l.Records), strings.Join(evidence, "; ")})
	}
	return t
}

func (l NetworkLink) part() string {
	if l.Tree {
		return "smallest"
	}
	return "other way"
}

// proof says how short a tree is known to be.
func (t TreeText) proof() string {
	switch {
	case t.Exact:
		return "proven smallest"
	case t.Ratio > 0:
		return fmt.Sprintf("not proven smallest: at most %.2f times as long", t.Ratio)
	}
	return "not proven smallest"
}

// Write writes the network for a terminal: the smallest part, its records, and the best ways.
func (r Network) Write(w io.Writer) error {
	lines := r.Heading.lines()
	for _, t := range r.Trees {
		lines = append(lines, [2]string{"joins", fmt.Sprintf("%s with %s: length %.2f, %s", memberNames(t.Officials), memberNames(t.Gangs), t.Length, t.proof())})
	}
	if len(r.Apart) > 0 {
		lines = append(lines, [2]string{"apart", fmt.Sprintf("%s: no way worth %g or more", memberNames(r.Apart), r.Least)})
	}
	if r.Withheld > 0 {
		lines = append(lines, [2]string{"officials", fmt.Sprintf("of those who are not named above no way worth %g or more may be told", r.Least)})
	}
	if r.Left > 0 {
		lines = append(lines, [2]string{"left out", fmt.Sprintf("%s, each joined by less; --pairs 0 has all", counted(r.Left, "pair"))})
	}
	lines = append(lines, r.Withheld.lines("official", "")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().before("EVIDENCE").Write(w); err != nil {
		return err
	}
	var out strings.Builder
	for _, l := range r.Links {
		if l.Tree {
			l.write(&out)
		}
	}
	out.WriteString("\nThe best ways\n")
	for _, way := range r.Ways {
		fmt.Fprintf(&out, "  %s and %s, %d: worth %s = %s x %s; real with %s\n    %s\n", Inert(way.Official.Name), Inert(way.Gang.Name), way.Rank, thousandths(way.Worth), thousandths(way.share()), thousandths(way.Chance), chances(way.Lo, way.Hi), Inert(memberList(way.Passes, " -> ")))
	}
	fmt.Fprintf(&out, "\n%s\n%s\n", networkLegend, r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

const networkLegend = `SMALLEST: the shortest part of the case that holds a way for each pair. A way leads from an official to a gang, along money from
payee to payer. WORTH: the share that goes on at each end, times the chance that all ties are real, which a chain has in the score of linchpin
protection too; the share divides by ties of all sorts here, and there by those of one; what a record of protection weighs is
in it. LENGTH: -ln of what all ties of the part are worth together. That a way is there is consistent with many things: each of its records says
what it says, and no more.`

func (l NetworkLink) write(out *strings.Builder) {
	what := strings.Join(l.Kinds, ", ")
	if l.Amounts != "" {
		what += " " + l.Amounts
	}
	fmt.Fprintf(out, "\n%s and %s: %s (%s)\n", Inert(l.From.Name), Inert(l.To.Name), Inert(what), counted(l.Records, "record"))
	for _, e := range l.Evidence[:min(mostRecords, len(l.Evidence))] {
		fmt.Fprintf(out, "   %s\n", Inert(e.text()))
	}
	if more := len(l.Evidence) - mostRecords; more > 0 {
		fmt.Fprintf(out, "   and %s\n", counted(more, "more record"))
	}
}

// share is what a way is worth were all its ties real.
func (w NetworkWay) share() float64 { return min(1, w.Worth/w.Chance) }

func memberList(all []Member, between string) string {
	var names []string
	for _, m := range all {
		names = append(names, m.Name)
	}
	return strings.Join(names, between)
}
