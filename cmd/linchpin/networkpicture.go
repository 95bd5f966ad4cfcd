package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// mostDrawn is how many entities a picture of a network has at most: beyond it nobody reads one.
const mostDrawn = 120

// draw draws a network from left to right, gangs on the left and officials on the right.
func (q *networkQuestion) draw(h report.Heading, path, note string) (text []byte, undrawn []string, err error) {
	c, columns := q.chart()
	format := formatOf(path)
	switch {
	case len(c.Items) == 0:
		return nil, nil, fmt.Errorf("--draw: no way worth %g or more leads from these officials to these gangs, so that there is nothing to draw", q.asked.Least)
	case len(c.Items) > mostDrawn && format != "dot":
		return nil, nil, fmt.Errorf("--draw: %w: %d entities, a picture shows %d; name fewer officials and gangs, or write dot", diagram.ErrTooLarge, len(c.Items), mostDrawn)
	}
	c.Title, c.Lead = fmt.Sprintf("%s: %s", baseTitle(h), strings.ToLower(h.Title)), h.Lead
	c.Notes = append(chartNotes(h), "asked: "+h.Asked, note)
	if format == "dot" {
		return []byte(c.DOT("dot")), nil, nil
	}
	return encode(diagram.DrawAcross(c, columns), format)
}

// proof says whether all of the smallest part is proven.
func (q *networkQuestion) proof() string {
	if slices.ContainsFunc(q.found.Trees, func(t protection.Tree) bool { return !t.Exact }) {
		return " (not proven smallest)"
	}
	return " (proven)"
}

const broad, thin = .55, .01 // widths of links

// chart makes a chart of a network, and says in which column each item stands.
func (q *networkQuestion) chart() (c diagram.Chart, columns []int) {
	at := map[int]int{} // by entity of the view
	var entities []int
	place := func(i int) int {
		if _, there := at[i]; !there {
			at[i] = len(entities)
			entities = append(entities, i)
		}
		return at[i]
	}
	near := [][]int{}
	for _, l := range q.found.Links {
		from, to := place(l.From), place(l.To)
		for len(near) < len(entities) {
			near = append(near, nil)
		}
		near[from], near[to] = append(near[from], to), append(near[to], from)
		c.Links = append(c.Links, q.link(l, from, to))
	}
	var gangs, officials []int
	for k, i := range entities {
		e := q.view.Entity(i)
		label, hidden := q.redactor.Label(e)
		item := diagram.Item{Label: label, Kind: e.Kind, Size: .12}
		switch {
		case hidden:
		case slices.Contains(q.asked.Gangs, i):
			item.Size, gangs = .7, append(gangs, k)
		case slices.Contains(q.asked.Officials, i):
			item.Size, item.Mark, officials = .45, q.numbered == nil, append(officials, k)
			if office := q.office(i); office != "" {
				item.Label += ", " + office
			}
		}
		if order := slices.Index(q.numbered, i); order >= 0 {
			item.Mark, item.Order = true, order+1
		}
		c.Items = append(c.Items, item)
	}
	return c, networkColumns(near, gangs, officials)
}

// office is the title of an office that somebody holds.
func (q *networkQuestion) office(i int) string {
	for _, tie := range q.view.Ties(i) {
		for _, t := range q.view.Evidence(int(tie)) {
			if t.Kind == graph.HoldsOffice && t.From == q.view.ID(i) {
				return q.redactor.Text(t.Value(graph.PropTitle).Text, "")
			}
		}
	}
	return ""
}

// link is a tie of the picture: what is paid or recorded as protection has its arrow.
func (q *networkQuestion) link(l protection.Link, from, to int) diagram.Link {
	kinds, amounts := report.KindsOf(l.Facts)
	one := diagram.Link{From: from, To: to, Weight: thin, Label: strings.Join(kinds, ", "), Certainty: certaintyOf(l)}
	if l.Tree {
		one.Weight = broad
	}
	for _, t := range l.Facts {
		switch {
		case t.Kind == graph.Protects:
			one.Class = diagram.Protection
		case t.Kind.Rule().Money && one.Class == diagram.Contact:
			one.Class = diagram.Payment
		default:
			continue
		}
		if t.From == q.view.ID(l.From) {
			one.Forward = true
		} else {
			one.Back = true
		}
	}
	if amounts != "" {
		one.Label = strings.TrimSpace(strings.Join(slices.DeleteFunc(kinds, func(k string) bool { return k == graph.Pays.String() }), ", ") + " " + diagram.Thousands(amounts))
	}
	return one
}

// certaintyOf is the surest of a link's facts.
func certaintyOf(l protection.Link) graph.Certainty {
	best := graph.NotGraded
	for _, t := range l.Facts {
		best = max(best, t.Certainty(l.Real))
	}
	return best
}

// networkColumns puts gangs into the first column, officials into the last, and who is between in the middle of
// where its ties leave it room: no two that are tied stand in one column but gangs and officials.
func networkColumns(near [][]int, gangs, officials []int) []int {
	order, left, right := make([]int, len(near)), tiesFrom(near, gangs), tiesFrom(near, officials)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return left[i]*(left[j]+right[j]) - left[j]*(left[i]+right[i]) })
	first := longest(near, order, gangs, officials)
	last := 1
	for i := range near {
		if !slices.Contains(officials, i) {
			last = max(last, first[i]+1)
		}
	}
	slices.Reverse(order)
	behind := longest(near, order, officials, gangs)
	columns := make([]int, len(near))
	for i := range near {
		switch {
		case slices.Contains(officials, i):
			columns[i] = last
		case !slices.Contains(gangs, i):
			columns[i] = (first[i] + last - behind[i]) / 2
		}
	}
	return columns
}

// longest returns the most ties by which each can be reached from some entities, in an order that is kept and
// without passing others.
func longest(near [][]int, order, from, others []int) []int {
	most := make([]int, len(near))
	done := make([]bool, len(near))
	for _, i := range from {
		done[i] = true
	}
	for _, i := range order {
		if done[i] {
			continue
		}
		for _, j := range near[i] {
			if done[j] && !slices.Contains(others, j) {
				most[i] = max(most[i], most[j]+1)
			}
		}
		done[i] = true
	}
	return most
}

// tiesFrom returns how many ties each is from the nearest of some.
func tiesFrom(near [][]int, some []int) []int {
	far := make([]int, len(near))
	for i := range far {
		far[i] = len(near)
	}
	queue := slices.Clone(some)
	for _, i := range some {
		far[i] = 0
	}
	for k := 0; k < len(queue); k++ {
		for _, j := range near[queue[k]] {
			if far[j] == len(near) {
				far[j] = far[queue[k]] + 1
				queue = append(queue, j)
			}
		}
	}
	return far
}
