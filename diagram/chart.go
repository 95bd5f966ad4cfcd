package diagram

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Chart is what is to be drawn: items, links between them, and boxes around some.
type Chart struct {
	Title  string
	Notes  []string // lines under the title: date, digest, handling, what was left out
	Lead   string   // stands on every picture
	Items  []Item
	Links  []Link
	Groups []string // names of boxes; Item.Group is an index from 1
}

// An Item is an entity of the chart.
type Item struct {
	Label string
	Kind  graph.EntityKind
	Size  float64 // 0..1, how large it is drawn
	Group int     // 0 for none
	Mark  bool    // stands out, as the one a chart is drawn around
}

// Class is the sort of a link, which has a colour and a pattern of its own.
type Class uint8

// The classes.
const (
	Contact Class = iota
	Protection
	Payment
)

// A Link ties two items, by their places in the chart.
type Link struct {
	From, To  int
	Arrow     bool
	Class     Class
	Certainty graph.Certainty
	Weight    float64 // 0..1, how wide it is drawn
	Label     string
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
	strongest := graph.Strength(0)
	for tie := range v.Size() {
		strongest = max(strongest, v.Strength(tie))
	}
	for tie := range v.Size() {
		c.Links = append(c.Links, linkOf(v, tie, strongest))
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

func linkOf(v *graph.View, tie int, strongest graph.Strength) Link {
	from, to := v.Ends(tie)
	l := Link{From: from, To: to, Arrow: v.Directed(), Certainty: v.Certainty(tie)}
	if strongest > 0 {
		l.Weight = float64(v.Strength(tie) / strongest)
	}
	for _, t := range v.Evidence(tie) {
		switch {
		case t.Kind == graph.Protects:
			l.Class = Protection
			if !l.Arrow { // protection has a direction whatever the view
				l.Arrow = true
				if v.ID(from) != t.From && v.ID(to) == t.From {
					l.From, l.To = to, from
				}
			}
		case t.Kind.Rule().Money:
			l.Class = max(l.Class, Payment)
		}
		if t.Kind == graph.Protects {
			break
		}
	}
	if l.Class == Payment {
		totals := v.Totals(tie)
		l.Label = totals.String()
	}
	return l
}

// Aggregated makes a chart of groups for a chart that is too large: a box becomes an
// item, sized by its members; those in none are one item.
func Aggregated(c Chart) Chart {
	small := Chart{Title: c.Title, Notes: append(slices.Clone(c.Notes), fmt.Sprintf("aggregated: %d items by their gang", len(c.Items))), Lead: c.Lead}
	counts := make([]int, len(c.Groups)+1)
	for _, item := range c.Items {
		counts[item.Group]++
	}
	at := make([]int, len(counts))
	for group, count := range counts {
		if at[group] = -1; count == 0 {
			continue
		}
		name := "in no recorded gang"
		if group > 0 {
			name = c.Groups[group-1]
		}
		at[group] = len(small.Items)
		small.Items = append(small.Items, Item{Label: fmt.Sprintf("%s (%d)", name, count), Kind: graph.Gang, Size: float64(count) / float64(len(c.Items))})
	}
	links := map[[2]int]*Link{}
	var keys [][2]int
	for _, l := range c.Links {
		from, to := at[c.Items[l.From].Group], at[c.Items[l.To].Group]
		if from == to {
			continue
		}
		key := [2]int{min(from, to), max(from, to)}
		if links[key] == nil {
			links[key] = &Link{From: key[0], To: key[1]}
			keys = append(keys, key)
		}
		links[key].Weight++
		links[key].Certainty = max(links[key].Certainty, l.Certainty)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, key := range keys {
		l := *links[key]
		l.Label = fmt.Sprintf("%.0f ties", l.Weight)
		l.Weight /= float64(len(c.Links))
		small.Links = append(small.Links, l)
	}
	return small
}
