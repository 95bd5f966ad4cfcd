package diagram

import (
	"regexp"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Chart is what is to be drawn: items, links between them, and boxes around some.
type Chart struct {
	Title  string
	Notes  []string // lines under the title: date, digest, handling, what was left out
	Lead   string   // stands on every picture
	SizeBy string   // what the sizes mean, for the legend
	Items  []Item
	Links  []Link
	Order  string                     // what the numbers of those taken out mean, for the legend; "": the order in which they are
	Groups []string                   // names of boxes; Item.Group is an index from 1
	Bent   bool                       // links that would run under an item between turn round it, two that lead to and fro are apart, and one to its own item is a loop
	Lines  map[graph.Certainty]string // what solid, dashed and dotted links mean, where it is not how sure they are
	Pieces []string                   // what each colour of a piece means, "" for one that is not used; Item.Piece is an index from 1
}

// An Item is an entity of the chart.
type Item struct {
	Label string
	Below []string // short lines under the label
	Kind  graph.EntityKind
	Size  float64 // 0..1, how large it is drawn
	Group int     // 0 for none
	Mark  bool    // stands out, as the one a chart is drawn around
	Order int     // a number that is shown beside it; 0 for none
	Out   bool    // taken out: a trace of it is drawn, and of its links
	Piece int     // 0 for none, which has the colour of its kind
}

// Class is the sort of a link, which has a colour and a pattern of its own.
type Class uint8

// The classes.
const (
	Contact Class = iota
	Payment
	Protection
	Supposed // no record says so: a tie to look for
)

// A Link ties two items, by their places in the chart.
type Link struct {
	From, To  int
	Forward   bool // an arrow at To
	Back      bool // an arrow at From
	Class     Class
	Certainty graph.Certainty
	Weight    float64 // 0..1, how wide it is drawn
	Label     string
	Up        bool // a layout in layers puts To above From
}

// FromView makes a chart of a view: sizes by scores indexed like the view (nil: all
// alike), boxes by the gangs that people are members of.
func FromView(v *graph.View, scores []float64) Chart {
	var c Chart
	gangs := groupsOf(v, &c)
	largest := 0.0
	for _, x := range scores {
		largest = max(largest, x)
	}
	for i := range v.Len() {
		e := v.Entity(i)
		item := Item{Label: e.Name(), Kind: e.Kind, Group: gangs[e.ID]}
		if largest > 0 {
			item.Size = scores[i] / largest
		}
		c.Items = append(c.Items, item)
	}
	width := widths(v)
	for tie := range v.Size() {
		c.Links = append(c.Links, linkOf(v, tie, width(v.Strength(tie))))
	}
	return c
}

// groupsOf names a box for each gang with two members in the view or more; a member
// of several is put into the first.
func groupsOf(v *graph.View, c *Chart) map[graph.EntityID]int {
	members := map[graph.EntityID][]graph.EntityID{}
	facts := v.Facts()
	for i := range facts.Ties {
		t := &facts.Ties[i]
		if _, shown := v.Index(t.From); t.Kind == graph.MemberOf && shown && facts.Entity(t.From).Kind == graph.Person {
			members[t.To] = append(members[t.To], t.From)
		}
	}
	in := map[graph.EntityID]int{}
	for i := range facts.Entities {
		gang := &facts.Entities[i]
		if _, shown := v.Index(gang.ID); shown || len(members[gang.ID]) < 2 {
			continue
		}
		c.Groups = append(c.Groups, gang.Name())
		for _, id := range members[gang.ID] {
			if in[id] == 0 {
				in[id] = len(c.Groups)
			}
		}
	}
	return in
}

// widths returns how wide a tie of some strength is drawn, beside the others of its
// view; thin where all are alike.
func widths(v *graph.View) func(graph.Strength) float64 {
	var weakest, strongest graph.Strength
	for tie := range v.Size() {
		s := v.Strength(tie)
		if tie == 0 {
			weakest, strongest = s, s
		}
		weakest, strongest = min(weakest, s), max(strongest, s)
	}
	return func(s graph.Strength) float64 {
		if weakest == strongest {
			return .1
		}
		return float64(s / strongest)
	}
}

func linkOf(v *graph.View, tie int, width float64) Link {
	from, to := v.Ends(tie)
	l := Link{From: from, To: to, Forward: v.Directed(), Certainty: v.Certainty(tie), Weight: width}
	evidence := v.Evidence(tie)
	for _, t := range evidence {
		l.Class = max(l.Class, classOf(t.Kind))
	}
	if l.Class == Contact {
		return l
	}
	for _, t := range evidence { // money and protection have a direction whatever the view
		if classOf(t.Kind) == l.Class {
			l.Forward = l.Forward || actsFor(v.ID(from), t.From, evidence)
			l.Back = l.Back || !v.Directed() && actsFor(v.ID(to), t.From, evidence)
		}
	}
	if l.Class == Payment {
		l.Label = Thousands(v.Totals(tie).String())
	}
	return l
}

func classOf(kind graph.TieKind) Class {
	switch {
	case kind == graph.Protects:
		return Protection
	case kind.Rule().Money:
		return Payment
	}
	return Contact
}

// actsFor reports whether the end of a view's tie is the start of a fact, or holds
// it as the evidence says: who owns the company that holds the account that pays.
func actsFor(end, start graph.EntityID, evidence []*graph.Tie) bool {
	reached := []graph.EntityID{start}
	for at := 0; at < len(reached); at++ {
		if reached[at] == end {
			return true
		}
		for _, t := range evidence {
			if t.To == reached[at] && classOf(t.Kind) == Contact && !slices.Contains(reached, t.From) {
				reached = append(reached, t.From)
			}
		}
	}
	return false
}

// Thousands sets commas between the thousands of the numbers in a text.
func Thousands(text string) string {
	return number.ReplaceAllStringFunc(text, func(n string) string {
		whole, rest, _ := strings.Cut(n, ".")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
		return strings.TrimSuffix(whole+"."+rest, ".")
	})
}

var number = regexp.MustCompile(`\d+(\.\d+)?`)
