package main

import (
	"cmp"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type centralOptions struct {
	view       viewOptions
	out        outputOptions
	measure    measureOptions
	sure       certaintyOptions
	by         []string
	normalised bool
	top        int
	why        string
}

func newCentralCmd() *cobra.Command {
	var o centralOptions
	cmd := &cobra.Command{
		Use:   "central CASE",
		Short: "Rank who is central, by one measure or several",
		Long: `Rank the entities of a view by one measure or several: ` + measureNames() + `.
A high score is a position in the recorded network, not a rank in a gang and not
guilt; it moves when ties are missing. docs/measures.md says what each one means.

The first measure is taken again in possible worlds, in which statements are true as
often as their grades say and some ties and people are there that nobody recorded:
"95 %" is between which ranks a name is in 95 of 100 of them. --why NAME says which
sources or records, if lost, would take a name from the first --top.`,
		Example: `  linchpin central harbour.case --by betweenness --top 10
  linchpin central harbour.case --by degree,closeness --as-known-on 2023-12-31 --format json
  linchpin central harbour.case --worlds 500 --missing 0.2
  linchpin central harbour.case --top 5 --why volkhart`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runCentral(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	o.measure.addFlags(cmd)
	o.sure.addFlags(cmd)
	cmd.Flags().StringSliceVar(&o.by, "by", []string{"betweenness"}, "measures: "+measureNames())
	cmd.Flags().BoolVar(&o.normalised, "normalised", false, "divide each score by the largest that is possible")
	cmd.Flags().IntVar(&o.top, "top", 20, "how many to show; 0 for all")
	cmd.Flags().StringVar(&o.why, "why", "", "say what the place of this name among the first rests on")
	return cmd
}

func runCentral(cmd *cobra.Command, name string, o *centralOptions) error {
	measures, err := parseMeasures(o.by)
	if err != nil {
		return err
	}
	if o.top < 0 {
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	}
	if err := errors.Join(o.measure.check(), o.sure.check()); err != nil {
		return err
	}
	asked := "by " + strings.Join(o.by, ",")
	if o.why != "" {
		asked += " why"
	}
	return withView(cmd, name, &o.view, store.Entry{Asked: asked}, func(s store.Store, v *graph.View) error {
		if o.why != "" {
			return o.explain(cmd, s, name, v, measures[0])
		}
		scores, err := computeAll(cmd, measures, v, o.measure.options())
		if err != nil {
			return err
		}
		ranks, notes, err := o.sure.ranks(cmd, measures[0], v, o.measure.options(), cmp.Or(o.top, 10), nil)
		if err != nil {
			return err
		}
		if o.normalised {
			for i := range scores {
				scores[i] = scores[i].Normalised()
			}
		}
		h := heading(cmd, name, v, &o.view)
		h.Notes = append(h.Notes, notes...)
		r := report.NewRanking(h, v, scores, o.top)
		if ranks != nil {
			r.HowSure(*ranks)
		}
		return o.out.write(cmd, r)
	})
}

// explain says what the place of one name rests on.
func (o *centralOptions) explain(cmd *cobra.Command, s store.Store, name string, v *graph.View, m central.Measure) error {
	id, err := resolve(cmd, s, name, o.why)
	if err != nil {
		return err
	}
	entity, there := v.Index(id)
	if !there {
		return usagef("%s is not in this view; leave out the flags that narrow it", id)
	}
	scores, err := computeAll(cmd, []central.Measure{m}, v, o.measure.options())
	if err != nil {
		return err
	}
	options, top := o.measure.options(), cmp.Or(o.top, 10)
	p := newProgress(cmd, "losses tried")
	defer p.done()
	options.Progress = p.tell
	w, err := certainty.Explain(cmd.Context(), m, v, options, entity, top)
	if errors.Is(err, certainty.ErrNotFirst) {
		return usagef("%s is %d by %s, not among the first %d: nothing can take it from there; --top says how many the first are", id, w.Rank, m, top)
	}
	if err != nil {
		return err
	}
	h := heading(cmd, name, v, &o.view)
	h.Title = "What a place rests on"
	return o.out.write(cmd, report.NewWhy(h, v, scores[0], entity, w))
}

func computeAll(cmd *cobra.Command, measures []central.Measure, v *graph.View, o central.Options) ([]central.Scores, error) {
	all := make([]central.Scores, len(measures))
	for i, m := range measures {
		p := newProgress(cmd, m.String())
		o.Progress = p.tell
		scores, err := central.Compute(cmd.Context(), m, v, o)
		p.done()
		if err != nil {
			return nil, err
		}
		all[i] = scores
	}
	return all, nil
}

// parseMeasures reads measures' names before any work is done.
func parseMeasures(names []string) ([]central.Measure, error) {
	if len(names) == 0 {
		return nil, usagef("--by needs a measure: %s", measureNames())
	}
	measures := make([]central.Measure, len(names))
	for i, name := range names {
		if err := measures[i].UnmarshalText([]byte(name)); err != nil {
			return nil, &usageError{err}
		}
	}
	return measures, nil
}

func measureNames() string {
	var names []string
	for _, m := range central.Measures() {
		names = append(names, m.String())
	}
	return strings.Join(names, ", ")
}
