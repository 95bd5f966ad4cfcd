package main

import (
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
)

// groupMethods are the ways of grouping, and what each finds.
var groupMethods = []struct{ name, about string }{
	{"leiden", "communities: more ties within than chance would put there"},
	{"louvain", "communities as gonum finds them, for comparison"},
	{"gangs", "known gangs and public bodies, as recorded"},
	{"components", "pieces that ties hold together"},
	{"strong", "parts in which everybody reaches everybody along the ties (directed)"},
	{"blocks", "parts that no single loss disconnects"},
	{"core", "those with k ties or more among themselves, for each k"},
	{"cliques", "largest sets in which everybody is tied to everybody"},
	{"percolation", "overlapping communities of cliques that differ in one member"},
}

const mostCliques = 100_000

func methodNames() []string {
	names := make([]string, len(groupMethods))
	for i, m := range groupMethods {
		names[i] = m.name
	}
	return names
}

// found are groups of a view.
type found struct {
	members [][]int32
	names   []string          // IDs of gangs; nil: none has a name
	divided *groups.Community // where everybody is in one group
}

func (o *groupsOptions) groupsOf(cmd *cobra.Command, v *graph.View) (found, error) {
	leiden := groups.LeidenOptions{Quality: o.quality, Resolution: o.resolution, Weighted: o.weighted, Seed: o.seed}
	var f found
	var err error
	switch o.by {
	case "leiden":
		var c groups.Community
		c, err = groups.Leiden(cmd.Context(), v, leiden)
		f = found{members: c.Partition.Members(), divided: &c}
	case "louvain":
		var c groups.Community
		c, err = groups.Louvain(cmd.Context(), v, leiden)
		f = found{members: c.Partition.Members(), divided: &c}
	case "components":
		f.members = groups.Components(v).Members()
	case "strong":
		f.members = groups.StrongComponents(v).Members()
	case "blocks":
		f.members = central.Blocks(v)
	case "core":
		f, err = cores(cmd, v)
	case "cliques":
		f.members, err = groups.Cliques(cmd.Context(), v, o.size, mostCliques)
		slices.SortStableFunc(f.members, func(a, b []int32) int { return len(b) - len(a) })
	case "percolation":
		f.members, err = groups.Percolation(cmd.Context(), v, o.size, mostCliques)
	default:
		f = gangs(v)
	}
	return f, err
}

// gangs are the known gangs and public bodies of a view, the largest first.
func gangs(v *graph.View) found {
	ids, of := v.Affiliations()
	f := found{members: make([][]int32, len(ids)), names: make([]string, len(ids))}
	for i, g := range of {
		if g >= 0 {
			f.members[g] = append(f.members[g], int32(i))
		}
	}
	for g, id := range ids {
		f.names[g] = string(id)
	}
	order := make([]int, len(ids))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(f.members[b]) - len(f.members[a]) })
	sorted := found{}
	for _, g := range order {
		sorted.members, sorted.names = append(sorted.members, f.members[g]), append(sorted.names, f.names[g])
	}
	return sorted
}

// cores are the entities of each core number or more, the densest first.
func cores(cmd *cobra.Command, v *graph.View) (found, error) {
	s, err := central.Core(cmd.Context(), v, central.Options{})
	if err != nil || v.Len() == 0 {
		return found{}, err
	}
	var f found
	for k := slices.Max(s.Values); k >= 1; k-- {
		var members []int32
		for i, x := range s.Values {
			if x >= k {
				members = append(members, int32(i))
			}
		}
		if n := len(f.members); n > 0 && len(f.members[n-1]) == len(members) {
			continue // nobody is in this core and not in the denser one
		}
		f.members, f.names = append(f.members, members), append(f.names, strconv.Itoa(int(k))+"-core")
	}
	return f, nil
}

// named gives groups by the IDs of their members.
func (f found) named(v *graph.View) []groups.Named {
	all := make([]groups.Named, len(f.members))
	for g, members := range f.members {
		if f.names != nil {
			all[g].Name = f.names[g]
		}
		for _, i := range members {
			all[g].Members = append(all[g].Members, v.ID(int(i)))
		}
	}
	return all
}
