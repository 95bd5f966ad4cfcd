package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

type centralOptions struct {
	view       viewOptions
	out        outputOptions
	by         []string
	weighted   bool
	normalised bool
	top        int
}

func newCentralCmd() *cobra.Command {
	var o centralOptions
	cmd := &cobra.Command{
		Use:   "central CASE",
		Short: "Rank who is central, by one measure or several",
		Long: `Rank the entities of a view by one measure or several: ` + measureNames() + `.
A high score is a position in the recorded network, not a rank in a gang and not
guilt; it moves when ties are missing. docs/measures.md says what each one means.`,
		Example: `  linchpin central harbour.case --by betweenness --top 10
  linchpin central harbour.case --by degree,closeness --as-known-on 2023-12-31 --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runCentral(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	cmd.Flags().StringSliceVar(&o.by, "by", []string{"betweenness"}, "measures: "+measureNames())
	cmd.Flags().BoolVar(&o.weighted, "weighted", false, "let strengths count: as strength or as distance, as the measure needs it")
	cmd.Flags().BoolVar(&o.normalised, "normalised", false, "divide each score by the largest that is possible")
	cmd.Flags().IntVar(&o.top, "top", 20, "how many to show; 0 for all")
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
	return withView(cmd, name, &o.view, store.Entry{Asked: "by " + strings.Join(o.by, ",")}, func(s store.Store, v *graph.View) error {
		scores, err := computeAll(cmd, measures, v, central.Options{Weighted: o.weighted})
		if err != nil {
			return err
		}
		if o.normalised {
			for i := range scores {
				scores[i] = scores[i].Normalised()
			}
		}
		return o.out.ranking(cmd, heading(cmd, name, v, &o.view), v, scores, o.top)
	})
}

func computeAll(cmd *cobra.Command, measures []central.Measure, v *graph.View, o central.Options) ([]central.Scores, error) {
	all := make([]central.Scores, len(measures))
	for i, m := range measures {
		scores, err := central.Compute(cmd.Context(), m, v, o)
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
