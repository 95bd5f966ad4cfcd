package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
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
	flags.BoolVar(&o.weighted, "weighted", false, "let strengths count")
	flags.Uint64Var(&o.seed, "seed", 0, "of leiden and louvain: which of several good answers")
	flags.IntVar(&o.size, "clique", 3, "of cliques and percolation: the least size")
	flags.IntVar(&o.top, "top", 20, "how many to show; 0 for all")
	flags.StringVar(&o.over, "over", "", "follow groups by month, quarter or year")
	flags.BoolVar(&o.emerging, "emerging", false, "rank small groups by how fast they grow")
	flags.IntVar(&o.recent, "recent", 90, "of --emerging: the last days of the records, in which growth is looked for")
	flags.IntVar(&o.before, "before", 365, "of --emerging: the days before them, to compare with")
	flags.IntVar(&o.most, "most", 15, "of --emerging: members of a small group")
	return cmd
}

func (o *groupsOptions) check() error {
	switch {
	case !slices.Contains(methodNames(), o.by):
		return usagef("--by %q: want one of %s", o.by, strings.Join(methodNames(), ", "))
	case o.resolution < 0:
		return usagef("--resolution %g: want a number above 0", o.resolution)
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
	case o.most < 1:
		return usagef("--most %d: want at least 1", o.most)
	}
	return nil
}

func runGroups(cmd *cobra.Command, name string, o *groupsOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	return withView(cmd, name, &o.view, store.Entry{Asked: "groups by " + o.by}, func(_ store.Store, v *graph.View) error {
		h := heading(cmd, name, v, &o.view)
		switch {
		case o.over != "":
			return o.follow(cmd, h, v)
		case o.emerging:
			return o.emerge(cmd, h, v)
		}
		return o.find(cmd, h, v)
	})
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
		c := groups.Louvain(v, leiden)
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
		quality, resolution := o.quality, cmp.Or(o.resolution, 1)
		if o.by == "louvain" {
			quality = groups.Modularity
		} else if o.quality == groups.CPM {
			resolution = cmp.Or(o.resolution, .1)
		}
		r.Quality = &report.GroupQuality{Name: quality.String(), Value: c.Quality, Resolution: resolution, Seed: o.seed}
		if _, of := v.Affiliations(); slices.ContainsFunc(of, func(g int32) bool { return g >= 0 }) {
			accord := groups.Agreement(c.Partition, of)
			r.Agreement = &report.Agreement{People: accord.Entities, NMI: accord.NMI, AdjustedRand: accord.ARI}
		}
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

// happened returns when the dated ties of some facts begin, the first and the last.
func happened(facts *graph.Network) (first, last time.Time, any bool) {
	for i := range facts.Ties {
		when := facts.Ties[i].When()
		if !when.Known() || when.Earliest < 0 {
			continue // an open beginning says nothing
		}
		at := time.Unix(when.Earliest, 0).UTC()
		if !any || at.Before(first) {
			first = at
		}
		if !any || at.After(last) {
			last = at
		}
		any = true
	}
	return first, last, any
}

// window is a month, quarter or year.
type window struct {
	label string
	span  graph.Date
}

// windows divides the time from a first to a last moment.
func windows(over string, first, last time.Time) []window {
	months := map[string]int{"month": 1, "quarter": 3, "year": 12}[over]
	at := time.Date(first.Year(), time.Month((int(first.Month())-1)/months*months+1), 1, 0, 0, 0, 0, time.UTC)
	var all []window
	for !at.After(last) {
		next := at.AddDate(0, months, 0)
		label := map[string]string{"month": at.Format("2006-01"), "year": at.Format("2006"), "quarter": fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3)}[over]
		all = append(all, window{label, graph.Date{Earliest: at.Unix(), Latest: next.Unix() - 1, Precision: graph.Span}})
		at = next
	}
	return all
}

const mostWindows = 600

// follow shows what became of groups over time.
func (o *groupsOptions) follow(cmd *cobra.Command, h report.Heading, v *graph.View) error {
	first, last, any := happened(v.Facts())
	if !any {
		return usagef("--over %s: no tie of this view has a date", o.over)
	}
	all := windows(o.over, first, last)
	if len(all) > mostWindows {
		return usagef("--over %s: the ties run from %s to %s, which makes %d windows; --from and --to narrow it", o.over, first.Format("2006-01-02"), last.Format("2006-01-02"), len(all))
	}
	p := newProgress(cmd, "windows")
	defer p.done()
	var snapshots []groups.Snapshot
	var labels []string
	for at, w := range all {
		p.tell(at, len(all))
		options := v.Options()
		options.Filter.Window, options.Connected = w.span, o.by != "gangs"
		part, err := graph.NewView(v.Facts(), options)
		if err != nil {
			return err
		}
		f, err := o.groupsOf(cmd, part)
		if err != nil {
			return err
		}
		s := groups.Snapshot{Label: w.label}
		for _, g := range f.named(part) {
			if len(g.Members) > 1 {
				s.Groups = append(s.Groups, g)
			}
		}
		snapshots, labels = append(snapshots, s), append(labels, w.label)
	}
	h.Title = "What became of groups"
	h.Notes = append(h.Notes, "ties without a date are in every window; groups of one are left out")
	return o.out.write(cmd, report.NewLives(h, v.Facts(), o.by, labels, groups.Follow(snapshots), o.top))
}

// emerge shows which small groups grow.
func (o *groupsOptions) emerge(cmd *cobra.Command, h report.Heading, v *graph.View) error {
	_, last, any := happened(v.Facts())
	if !any {
		return usagef("--emerging: no tie of this view has a date")
	}
	f, err := o.groupsOf(cmd, v)
	if err != nil {
		return err
	}
	end := last.AddDate(0, 0, 1).Truncate(24 * time.Hour)
	split, begin := end.AddDate(0, 0, -o.recent), end.AddDate(0, 0, -o.recent-o.before)
	named := f.named(v)
	found := groups.FindEmerging(v.Facts(), named, groups.EmergingOptions{
		Before: groups.Span{From: begin.Unix(), Until: split.Unix()}, Recent: groups.Span{From: split.Unix(), Until: end.Unix()}, Most: o.most,
	})
	h.Title = "Which small groups grow"
	r := report.NewEmerging(h, v.Facts(), o.by, named, found, o.top)
	text := func(from, until time.Time) string {
		return from.Format("2006-01-02") + " to " + until.AddDate(0, 0, -1).Format("2006-01-02")
	}
	r.Before, r.Recent = text(begin, split), text(split, end)
	return o.out.write(cmd, r)
}
