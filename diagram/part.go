package diagram

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Around returns the part of a chart within depth links of an item, which is marked.
func (c Chart) Around(centre, depth int) Chart {
	near := map[int]bool{centre: true}
	for range depth {
		var found []int
		for _, l := range c.Links {
			if l.Class != Supposed && near[l.From] != near[l.To] {
				found = append(found, l.From, l.To)
			}
		}
		for _, i := range found {
			near[i] = true
		}
	}
	items := make([]int, 0, len(near))
	for i := range near {
		items = append(items, i)
	}
	slices.Sort(items)
	part := c.Only(items)
	part.Items[slices.Index(items, centre)].Mark = true
	return part
}

// Suppose adds links that no record gives to a chart, the likeliest first. No route leads over
// them, and nothing is placed by them: the picture is the same with them and without.
func (c Chart) Suppose(links []Link) Chart {
	c.Links = slices.Clone(c.Links)
	for _, l := range links {
		l.Class = Supposed
		c.Links = append(c.Links, l)
	}
	return c
}

// Fewer leaves of the supposed links so many, those that were added first.
func (c Chart) Fewer(most int) (Chart, int) {
	n := 0
	c.Links = slices.DeleteFunc(slices.Clone(c.Links), func(l Link) bool {
		if l.Class != Supposed {
			return false
		}
		n++
		return n > most
	})
	return c, min(n, most)
}

// Only returns the part of a chart that some items and the links between them make.
// A box of which fewer than two are left is dropped.
func (c Chart) Only(items []int) Chart {
	part := Chart{Title: c.Title, Notes: c.Notes, Lead: c.Lead, SizeBy: c.SizeBy}
	at := map[int]int{}
	members := make([]int, len(c.Groups)+1)
	for _, i := range items {
		if _, twice := at[i]; twice {
			continue
		}
		at[i] = len(part.Items)
		part.Items = append(part.Items, c.Items[i])
		members[c.Items[i].Group]++
	}
	groups := make([]int, len(members))
	for g := 1; g < len(members); g++ {
		if members[g] > 1 {
			part.Groups = append(part.Groups, c.Groups[g-1])
			groups[g] = len(part.Groups)
		}
	}
	for i := range part.Items {
		part.Items[i].Group = groups[part.Items[i].Group]
	}
	for _, l := range c.Links {
		from, ok1 := at[l.From]
		to, ok2 := at[l.To]
		if ok1 && ok2 {
			l.From, l.To = from, to
			part.Links = append(part.Links, l)
		}
	}
	return part
}

// Between returns the part of a chart on the shortest routes, by number of links in
// either direction, from each of some items to the next; the items are marked. The
// error wraps ErrNoRoute where there is none.
func (c Chart) Between(stops []int) (Chart, error) {
	neighbours := c.neighbours()
	onRoute := make([]bool, len(c.Items))
	for k, stop := range stops {
		onRoute[stop] = true
		if k == 0 {
			continue
		}
		there, back := distances(neighbours, stops[k-1]), distances(neighbours, stop)
		length := there[stop]
		if length < 0 {
			return Chart{}, fmt.Errorf("%w between %s and %s", ErrNoRoute, c.Items[stops[k-1]].Label, c.Items[stop].Label)
		}
		for i := range c.Items {
			onRoute[i] = onRoute[i] || there[i] >= 0 && there[i]+back[i] == length
		}
	}
	var items []int
	for i, on := range onRoute {
		if on {
			items = append(items, i)
		}
	}
	part := c.Only(items)
	for _, stop := range stops {
		part.Items[slices.Index(items, stop)].Mark = true
	}
	return part, nil
}

// neighbours returns the items that each is linked with, in either direction, by what is recorded.
func (c Chart) neighbours() [][]int {
	neighbours := make([][]int, len(c.Items))
	for _, l := range c.Links {
		if l.Class == Supposed {
			continue
		}
		neighbours[l.From] = append(neighbours[l.From], l.To)
		neighbours[l.To] = append(neighbours[l.To], l.From)
	}
	return neighbours
}

// ErrNoRoute is wrapped where no links lead from one item to another.
var ErrNoRoute = errors.New("no path")

// distances returns how many links each item is from one; -1 where none leads.
func distances(neighbours [][]int, from int) []int {
	far := make([]int, len(neighbours))
	for i := range far {
		far[i] = -1
	}
	far[from] = 0
	queue := []int{from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, next := range neighbours[at] {
			if far[next] < 0 {
				far[next] = far[at] + 1
				queue = append(queue, next)
			}
		}
	}
	return far
}

// NamedFirst returns a chart whose items without a label come last, in an order of what is
// drawn of them: by the place in a chart nobody is to be told who is not named. It returns
// where each item is, too.
func (c Chart) NamedFirst() (Chart, []int) {
	named := make([][]int, len(c.Items)) // neighbours
	for _, l := range c.Links {
		for _, ends := range [2][2]int{{l.From, l.To}, {l.To, l.From}} {
			if c.Items[ends[1]].Label != "" {
				named[ends[0]] = append(named[ends[0]], ends[1])
			}
		}
	}
	order := make([]int, len(c.Items))
	for i := range order {
		order[i] = i
		slices.Sort(named[i])
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := c.Items[i], c.Items[j]
		switch {
		case a.Label != "" && b.Label != "":
			return 0
		case a.Label != "":
			return -1
		case b.Label != "":
			return 1
		}
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.Size, a.Size), cmp.Compare(a.Group, b.Group), slices.Compare(named[i], named[j]))
	})
	places, items, links := make([]int, len(order)), make([]Item, len(order)), slices.Clone(c.Links)
	for k, i := range order {
		places[i], items[k] = k, c.Items[i]
	}
	for k := range links {
		links[k].From, links[k].To = places[links[k].From], places[links[k].To]
	}
	slices.SortStableFunc(links, func(a, b Link) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	c.Items, c.Links = items, links
	return c, places
}
