package diagram

import "slices"

// Around returns the part of a chart within depth links of an item, which is marked.
func (c Chart) Around(centre, depth int) Chart {
	near := map[int]bool{centre: true}
	for range depth {
		var found []int
		for _, l := range c.Links {
			if near[l.From] != near[l.To] {
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

// Only returns the part of a chart that some items and the links between them make.
// A box of which fewer than two are left is dropped.
func (c Chart) Only(items []int) Chart {
	part := Chart{Title: c.Title, Notes: c.Notes, Lead: c.Lead}
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
