package diagram

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// Aggregated makes a chart of groups for a chart that is too large: a box becomes an
// item, sized by its members; those in none are one item.
func Aggregated(c Chart) Chart {
	small := Chart{Title: c.Title, Notes: append(slices.Clone(c.Notes), fmt.Sprintf("aggregated: %d items by their gang", len(c.Items))), Lead: c.Lead, SizeBy: "number of members"}
	counts := make([]int, len(c.Groups)+1)
	for _, item := range c.Items {
		counts[item.Group]++
	}
	at := make([]int, len(counts))
	for group, count := range counts {
		if count == 0 {
			continue
		}
		name, kind := "in no recorded gang", graph.Person
		if group > 0 {
			name, kind = c.Groups[group-1], graph.Gang
		}
		at[group] = len(small.Items)
		small.Items = append(small.Items, Item{Label: fmt.Sprintf("%s (%d)", name, count), Kind: kind, Size: float64(count) / float64(slices.Max(counts))})
	}
	small.Links = mergedLinks(c, func(item int) int { return at[c.Items[item].Group] })
	return small
}

// mergedLinks returns a link for all links between two groups, which says how many
// they are.
func mergedLinks(c Chart, groupOf func(item int) int) []Link {
	merged := map[[2]int]*Link{}
	var keys [][2]int
	most := 0.0
	for _, l := range c.Links {
		from, to := groupOf(l.From), groupOf(l.To)
		if from == to {
			continue
		}
		if from > to {
			from, to, l.Forward, l.Back = to, from, l.Back, l.Forward
		}
		key := [2]int{from, to}
		m := merged[key]
		if m == nil {
			m = &Link{From: from, To: to}
			merged[key] = m
			keys = append(keys, key)
		}
		m.Weight++
		most = max(most, m.Weight)
		m.Certainty, m.Class = max(m.Certainty, l.Certainty), max(m.Class, l.Class)
		m.Forward, m.Back = m.Forward || l.Forward, m.Back || l.Back
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	links := make([]Link, len(keys))
	for i, key := range keys {
		links[i] = *merged[key]
		links[i].Label = counted(int(links[i].Weight), "tie")
		links[i].Weight /= most
	}
	return links
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
