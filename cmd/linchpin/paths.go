package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type pathsOptions struct {
	view    viewOptions
	out     outputOptions
	by      paths.Measure
	k       int
	most    int
	through []string
	avoid   []string
	inTime  bool
	after   dateFlag
}

// mostShortest is how many paths can be asked for in order of length: nobody reads more.
const mostShortest = 1000

func newPathsCmd() *cobra.Command {
	var o pathsOptions
	cmd := &cobra.Command{
		Use:   "paths CASE FROM TO",
		Short: "Find how two are connected, with the evidence of every step",
		Long: `Find how two entities of a view are connected: by the fewest ties, the least
distance (1/strength), or with the highest probability that every tie is real; all
shortest paths, or the -k shortest. --in-time asks for the path by which something
could travel from one to the other in an order that the dates allow: a tip-off
cannot travel back in time.`,
		Example: `  linchpin paths harbour.case volkhart vask
  linchpin paths harbour.case volkhart vask --by probability -k 3
  linchpin paths harbour.case volkhart vask --avoid wray --through-people ottoline
  linchpin paths harbour.case vask volkhart --in-time --after 2024-03-01`,
		Args:              cobra.ExactArgs(3),
		ValidArgsFunction: completeCaseAndNames,
		RunE:              func(cmd *cobra.Command, args []string) error { return runPaths(cmd, args[0], args[1], args[2], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	flags := cmd.Flags()
	flags.TextVar(&o.by, "by", paths.Ties, "what makes a path short: ties, distance or probability")
	flags.IntVarP(&o.k, "shortest", "k", 0, "the so many shortest paths, at most 1000, instead of all that are as short as the shortest")
	flags.IntVar(&o.most, "top", 20, "how many to show of those as short as the shortest")
	flags.StringSliceVar(&o.through, "through-people", nil, "whom a path must pass, in this order")
	flags.StringSliceVar(&o.avoid, "avoid", nil, "whom a path must not pass")
	flags.BoolVar(&o.inTime, "in-time", false, "the path that arrives first in an order of time")
	flags.TextVar(&o.after, "after", dateFlag{}, "of --in-time: when it sets out (default: any time)")
	return cmd
}

func (o *pathsOptions) check() error {
	switch {
	case o.k < 0 || o.k > mostShortest:
		return usagef("--shortest %d: want a number from 1 to %d", o.k, mostShortest)
	case o.most < 1:
		return usagef("--top %d: want at least 1", o.most)
	case o.inTime && (o.k > 0 || len(o.through) > 0 || o.by != paths.Ties):
		return usagef("--in-time finds the one path that arrives first: leave out --shortest, --through-people and --by")
	case o.after.Known() && !o.inTime:
		return usagef("--after is of --in-time")
	case o.k > 0 && len(o.through) > 0:
		return usagef("--shortest and --through-people: ask one")
	}
	return nil
}

func runPaths(cmd *cobra.Command, name, from, to string, o *pathsOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	return withView(cmd, name, &o.view, store.Entry{Asked: "paths"}, func(s store.Store, v *graph.View) error {
		ends, err := inView(cmd, s, name, v, []string{from, to})
		if err != nil {
			return err
		}
		q := paths.Options{Measure: o.by, Most: o.most, After: o.after.Date}
		if q.Through, err = inView(cmd, s, name, v, o.through); err != nil {
			return err
		}
		if q.Avoid, err = inView(cmd, s, name, v, o.avoid); err != nil {
			return err
		}
		if err := q.Check(v, ends[0], ends[1]); err != nil {
			return usagef("%w", err)
		}
		h := heading(cmd, name, v, &o.view)
		h.Title = "How they are connected"
		r, err := o.find(cmd, h, v, ends[0], ends[1], q)
		if errors.Is(err, paths.ErrNoPath) {
			return fmt.Errorf("no path leads from %s to %s in this view of %d entities and %d ties", v.ID(ends[0]), v.ID(ends[1]), v.Len(), v.Size())
		}
		if err != nil {
			return err
		}
		return o.out.write(cmd, r)
	})
}

func (o *pathsOptions) find(cmd *cobra.Command, h report.Heading, v *graph.View, from, to int, q paths.Options) (report.Paths, error) {
	switch {
	case o.inTime:
		p, undated, err := paths.Earliest(cmd.Context(), v, from, to, q)
		if err != nil {
			return report.Paths{}, err
		}
		if undated > 0 {
			h.Notes = append(h.Notes, fmt.Sprintf("%d ties have no date and carry nothing", undated))
		}
		r := report.NewPaths(h, v, from, to, "order of time", []paths.Path{p.Path}, 1)
		r.Timed(p.Moments)
		return r, nil
	case o.k > 0:
		p := newProgress(cmd, "paths")
		defer p.done()
		q.Progress = p.tell
		found, err := paths.KShortest(cmd.Context(), v, from, to, o.k, q)
		return report.NewPaths(h, v, from, to, o.by.String(), found, float64(len(found))), err
	}
	found, of, err := paths.Shortest(cmd.Context(), v, from, to, q)
	return report.NewPaths(h, v, from, to, o.by.String(), found, of), err
}
