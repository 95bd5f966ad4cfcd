package main

import (
	"errors"
	"fmt"
	"strings"

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
		q, err := o.question(cmd, s, name, v, from, to)
		if err != nil {
			return err
		}
		r, err := q.find()
		if err != nil {
			return err
		}
		return o.out.write(cmd, r)
	})
}

// A pathsQuestion is one about two entities of a view that was read.
type pathsQuestion struct {
	*pathsOptions
	cmd      *cobra.Command
	view     *graph.View
	from, to int
	options  paths.Options
	heading  report.Heading
}

// question looks up everybody who is named, and checks that there is a path to look for.
func (o *pathsOptions) question(cmd *cobra.Command, s store.Store, name string, v *graph.View, from, to string) (*pathsQuestion, error) {
	ends, err := inView(cmd, s, name, v, []string{from, to})
	if err != nil {
		return nil, err
	}
	q := &pathsQuestion{pathsOptions: o, cmd: cmd, view: v, from: ends[0], to: ends[1], options: paths.Options{Measure: o.by, Most: o.most, After: o.after.Date}}
	if q.options.Through, err = inView(cmd, s, name, v, o.through); err != nil {
		return nil, err
	}
	if q.options.Avoid, err = inView(cmd, s, name, v, o.avoid); err != nil {
		return nil, err
	}
	if err := q.options.Check(v, q.from, q.to); err != nil {
		return nil, usagef("%w", err)
	}
	q.heading = heading(cmd, name, v, &o.view)
	q.heading.Title, q.heading.Asked = "How they are connected", q.asked()
	return q, nil
}

// asked says in one line what is looked for.
func (q *pathsQuestion) asked() string {
	what := "all shortest paths"
	switch {
	case q.inTime:
		what = "the path that arrives first"
	case q.k == 1:
		what = "the shortest path"
	case q.k > 1:
		what = fmt.Sprintf("the %d shortest paths", q.k)
	}
	text := fmt.Sprintf("%s from %s to %s", what, q.view.ID(q.from), q.view.ID(q.to))
	if !q.inTime {
		text += ", by " + q.by.String()
	}
	return text + q.conditions()
}

// conditions says what a path must hold to, each after a comma.
func (q *pathsQuestion) conditions() string {
	var text string
	if q.inTime {
		text += ", in an order of time"
	}
	if q.after.Known() {
		text += ", after " + q.after.String()
	}
	if len(q.options.Through) > 0 {
		text += ", through " + q.names(q.options.Through, " then ")
	}
	if len(q.options.Avoid) > 0 {
		text += ", avoiding " + q.names(q.options.Avoid, " and ")
	}
	return text
}

func (q *pathsQuestion) names(entities []int, between string) string {
	names := make([]string, len(entities))
	for k, i := range entities {
		names[k] = string(q.view.ID(i))
	}
	return strings.Join(names, between)
}

// find looks for the paths.
func (q *pathsQuestion) find() (report.Paths, error) {
	ctx := q.cmd.Context()
	switch {
	case q.inTime:
		return q.earliest()
	case q.k > 0:
		p := newProgress(q.cmd, "paths")
		defer p.done()
		q.options.Progress = p.tell
		found, err := paths.KShortest(ctx, q.view, q.from, q.to, q.k, q.options)
		if err != nil {
			return report.Paths{}, q.explain(err, 0)
		}
		return q.report(q.by.String(), found, float64(len(found))), nil
	}
	found, of, err := paths.Shortest(ctx, q.view, q.from, q.to, q.options)
	if err != nil {
		return report.Paths{}, q.explain(err, 0)
	}
	return q.report(q.by.String(), found, of), nil
}

func (q *pathsQuestion) earliest() (report.Paths, error) {
	p, undated, err := paths.Earliest(q.cmd.Context(), q.view, q.from, q.to, q.options)
	if err != nil {
		return report.Paths{}, q.explain(err, undated)
	}
	if undated > 0 {
		q.heading.Notes = append(q.heading.Notes, counted(undated, "tie")+" without a date: nothing is carried by what has none")
	}
	r := q.report("order of time", []paths.Path{p.Path}, 1)
	r.Timed(p.Moments)
	return r, nil
}

func (q *pathsQuestion) report(by string, found []paths.Path, of float64) report.Paths {
	return report.NewPaths(q.heading, q.view, q.from, q.to, by, found, of)
}

// explain says of what there is no path, where that is the error.
func (q *pathsQuestion) explain(err error, undated int) error {
	if !errors.Is(err, paths.ErrNoPath) {
		return err
	}
	v := q.view
	text := fmt.Sprintf("no path leads from %s to %s%s", v.ID(q.from), v.ID(q.to), q.conditions())
	if q.conditions() != "" {
		text += ","
	}
	text += fmt.Sprintf(" in this view of %s and %s", counted(v.Len(), "entity"), counted(v.Size(), "tie"))
	if undated > 0 {
		text += fmt.Sprintf(", %d of which have no date", undated)
	}
	return errors.New(text)
}
