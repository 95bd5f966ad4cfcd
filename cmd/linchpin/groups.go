package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type groupsOptions struct {
	view       viewOptions
	out        outputOptions
	by         string
	quality    groups.Quality
	resolution float64
	weighted   bool
	seed       uint64
	size       int
	top        int
	over       string
	emerging   bool
	recent     int
	before     int
	most       int
}

func newGroupsCmd() *cobra.Command {
	var o groupsOptions
	cmd := &cobra.Command{
		Use:   "groups CASE",
		Short: "Find who belongs together, what became of it, and what grows",
		Long: `Find groups in a view, with how cohesive each is and how far they agree with the
known gangs. A community is what a method makes of recorded ties, and no gang.

With --over, groups of one month, quarter or year are followed to the next: born,
grown, merged, split, shrunk, died. With --emerging, small groups are ranked by how
unlikely their growth in members, contacts, incidents or income is to be chance,
with the records it rests on.`,
		Example: `  linchpin groups harbour.case
  linchpin groups harbour.case --by gangs
  linchpin groups harbour.case --quality cpm --resolution 0.2
  linchpin groups harbour.case --by gangs --over quarter
  linchpin groups harbour.case --emerging --recent 120`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runGroups(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.by, "by", "leiden", "how: "+strings.Join(methodNames(), ", "))
	flags.TextVar(&o.quality, "quality", groups.Modularity, "of leiden: modularity or cpm")
	flags.Float64Var(&o.resolution, "resolution", 0, "of leiden and louvain: the more, the smaller the groups (default 1, cpm 0.1)")
	flags.BoolVar(&o.weighted, "weighted", false, "of leiden and louvain: let strengths count")
	flags.Uint64Var(&o.seed, "seed", 0, "of leiden and louvain: which of several good answers")
	flags.IntVar(&o.size, "clique", 3, "of cliques and percolation: the least size")
	flags.IntVar(&o.top, "top", 20, "how many to show; 0 for all")
	flags.StringVar(&o.over, "over", "", "follow groups by month, quarter or year")
	flags.BoolVar(&o.emerging, "emerging", false, "rank small groups by how fast they grow")
	flags.IntVar(&o.recent, "recent", 90, "of --emerging: the last days of the records, in which growth is looked for")
	flags.IntVar(&o.before, "before", 365, "of --emerging: the days before them, to compare with")
	flags.IntVar(&o.most, "most", 15, "of --emerging: members of a small group, at most")
	return cmd
}

const mostResolution = 1_000_000 // beyond it everybody is alone

// check finds wrong flags before any work is done.
func (o *groupsOptions) check(flags *pflag.FlagSet) error {
	switch {
	case !slices.Contains(methodNames(), o.by):
		return usagef("--by %q: want one of %s", o.by, strings.Join(methodNames(), ", "))
	case flags.Changed("resolution") && !(o.resolution > 0 && o.resolution <= mostResolution):
		return usagef("--resolution %g: want a finite number above 0 and at most %d", o.resolution, mostResolution)
	case o.size < 2:
		return usagef("--clique %d: want at least 2", o.size)
	case o.top < 0:
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	case o.over != "" && !slices.Contains([]string{"month", "quarter", "year"}, o.over):
		return usagef("--over %q: want month, quarter or year", o.over)
	case o.over != "" && o.emerging:
		return usagef("--over and --emerging are two questions: ask one")
	case o.recent < 1 || o.before < 1:
		return usagef("--recent and --before: want at least one day")
	case o.most < 2:
		return usagef("--most %d: want at least 2, for one person is no group", o.most)
	}
	return nil
}

// methodFlags are of some methods alone.
var methodFlags = []struct {
	name    string
	methods []string
}{
	{"quality", []string{"leiden"}},
	{"resolution", []string{"leiden", "louvain"}},
	{"weighted", []string{"leiden", "louvain"}},
	{"seed", []string{"leiden", "louvain"}},
	{"clique", []string{"cliques", "percolation"}},
}

// unused finds flags that the question makes no use of: who gave one believes that it
// counts.
func (o *groupsOptions) unused(flags *pflag.FlagSet) error {
	for _, f := range methodFlags {
		if flags.Changed(f.name) && !slices.Contains(f.methods, o.by) {
			return usagef("--%s is of --by %s, and --by %s makes no use of it", f.name, strings.Join(f.methods, " and "), o.by)
		}
	}
	for _, name := range []string{"recent", "before", "most"} {
		if flags.Changed(name) && !o.emerging {
			return usagef("--%s is of --emerging", name)
		}
	}
	if o.by == "strong" && !o.view.directed {
		return usagef("--by strong follows the direction of ties and needs --directed; without one its parts are those of --by components")
	}
	return nil
}

func runGroups(cmd *cobra.Command, name string, o *groupsOptions) error {
	if err := cmp.Or(o.check(cmd.Flags()), o.unused(cmd.Flags())); err != nil {
		return err
	}
	return withView(cmd, name, &o.view, store.Entry{Asked: "groups by " + o.by}, func(_ store.Store, v *graph.View) error {
		h := heading(cmd, name, v, &o.view)
		h.Asked = o.words()
		switch {
		case o.over != "":
			return o.follow(cmd, h, v)
		case o.emerging:
			return o.emerge(cmd, h, v)
		}
		return o.find(cmd, h, v)
	})
}

// words says in one line what was asked, with what holds where no flag says otherwise.
func (o *groupsOptions) words() string {
	text := "groups by " + o.by
	switch o.by {
	case "leiden", "louvain":
		counts := "each tie counts as one"
		if o.weighted {
			counts = "strengths count"
		}
		text += fmt.Sprintf(" (%s at resolution %g, %s, seed %d)", o.quality, o.resolved(), counts, o.seed)
	case "cliques":
		text += fmt.Sprintf(" of at least %d", o.size)
	case "percolation":
		text += fmt.Sprintf(" of cliques of %d", o.size)
	}
	switch {
	case o.over != "":
		text += ", followed from " + o.over + " to " + o.over
	case o.emerging:
		text += fmt.Sprintf(", those of 2 to %d members by their growth in the last %s of the records against the %s before", o.most, counted(o.recent, "day"), counted(o.before, "day"))
	}
	return text
}

// find shows the groups of one view.
func (o *groupsOptions) find(cmd *cobra.Command, h report.Heading, v *graph.View) error {
	f, err := o.groupsOf(cmd, v)
	if err != nil {
		return err
	}
	h.Title = "Who belongs together"
	about := groupMethods[slices.Index(methodNames(), o.by)].about
	names := slices.Clone(f.names)
	if o.by == "gangs" {
		for i, id := range names {
			if e := v.Facts().Entity(graph.EntityID(id)); e != nil {
				names[i] = e.Name()
			}
		}
	}
	r := report.NewGroups(h, v, o.by, about, f.members, names, o.top)
	if c := f.divided; c != nil {
		r.Quality = &report.GroupQuality{Name: o.quality.String(), Value: c.Quality, Resolution: o.resolved(), Seed: o.seed}
		r.Agreement = agreement(v, c.Partition)
	}
	r.Closed = groups.Transitivity(v)
	if a := groups.Assortativity(v); a == a {
		r.Assorted = &a
	}
	if o.by == "gangs" {
		for i := range r.Groups {
			r.Groups[i].Tiers = tiers(v.Facts(), graph.EntityID(f.names[i]))
		}
	}
	return o.out.write(cmd, r)
}

// resolved is the resolution that counts.
func (o *groupsOptions) resolved() float64 {
	if o.quality == groups.CPM {
		return cmp.Or(o.resolution, .1)
	}
	return cmp.Or(o.resolution, 1)
}

// agreement compares a division with the known gangs and public bodies; nil where nobody
// is known to belong to any. A gang in the view belongs to itself, which tells nothing.
func agreement(v *graph.View, p groups.Partition) *report.Agreement {
	known, of := v.Affiliations()
	for i, at := range of {
		if at >= 0 && known[at] == v.ID(i) {
			of[i] = -1
		}
	}
	accord := groups.Agreement(p, of)
	if accord.Entities == 0 {
		return nil
	}
	return &report.Agreement{People: accord.Entities, NMI: accord.NMI, AdjustedRand: accord.ARI}
}

// tiers counts the roles in a gang or public body, the most frequent last.
func tiers(facts *graph.Network, gang graph.EntityID) []report.Tier {
	count := map[string]int{}
	for i := range facts.Ties {
		t := &facts.Ties[i]
		if t.To != gang || t.Kind != graph.MemberOf && t.Kind != graph.HoldsOffice {
			continue
		}
		count[cmp.Or(t.Value(graph.PropRole).Text, t.Value(graph.PropTitle).Text, "of unknown role")]++
	}
	var all []report.Tier
	for role, n := range count {
		all = append(all, report.Tier{Role: role, Size: n})
	}
	slices.SortFunc(all, func(a, b report.Tier) int { return cmp.Or(cmp.Compare(a.Size, b.Size), cmp.Compare(a.Role, b.Role)) })
	return all
}
