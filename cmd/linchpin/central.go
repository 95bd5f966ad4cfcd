package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
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
	of         string
	together   []string
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
  linchpin central harbour.case --top 8 --why volkhart
  linchpin central harbour.case --by pagerank --near volkhart,wray
  linchpin central harbour.case --by liaison,gatekeeper
  linchpin central harbour.case --together volkhart,wray
  linchpin central harbour.case --of ties --top 10`,
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
	cmd.Flags().StringVar(&o.of, "of", "entities", "what to rank: entities, or ties by betweenness")
	cmd.Flags().StringSliceVar(&o.together, "together", nil, "how central these are together, as a set")
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
	if err := errors.Join(o.measure.check(), o.sure.worlds.check()); err != nil {
		return err
	}
	if o.of != "entities" && o.of != "ties" {
		return usagef("--of %q: want entities or ties", o.of)
	}
	if err := o.checkFlags(cmd, measures); err != nil {
		return err
	}
	asked := "by " + strings.Join(o.by, ",")
	if o.why != "" {
		asked += " why"
	}
	return withView(cmd, name, &o.view, store.Entry{Asked: asked}, func(s store.Store, v *graph.View) error {
		options, err := o.measure.options(cmd, s, name, v, o.sure.seed)
		if err != nil {
			return err
		}
		q := centralQuestion{o, cmd, s, name, v, options, measures}
		switch {
		case o.why != "":
			return q.explain()
		case len(o.together) > 0:
			return q.together()
		case o.of == "ties":
			return q.ties()
		}
		return q.rank()
	})
}

// A centralQuestion is one about a view that was read.
type centralQuestion struct {
	*centralOptions
	cmd      *cobra.Command
	store    store.Store
	name     string
	view     *graph.View
	options  central.Options
	measures []central.Measure
}

// heading is a result's, with a title and what was asked.
func (q *centralQuestion) heading(title string, asked ...string) report.Heading {
	h := heading(q.cmd, q.name, q.view, &q.centralOptions.view)
	h.Title, h.Asked = title, strings.Join(asked, "; ")
	return h
}

// first says how many were asked for.
func first(top int) string {
	if top == 0 {
		return "all"
	}
	return fmt.Sprintf("the first %d", top)
}

// rank ranks the entities.
func (q *centralQuestion) rank() error {
	scores, err := computeAll(q.cmd, q.measures, q.view, q.options)
	if err != nil {
		return err
	}
	ranks, notes, err := q.measure.ranks(q.cmd, &q.sure, q.measures[0], q.view, q.options, cmp.Or(q.top, 10), nil)
	if err != nil {
		return err
	}
	asked := append(measureWords(q.view, q.measures, q.options, nil), first(q.top))
	if q.normalised {
		asked = append(asked, "divided by the largest possible")
		for i := range scores {
			scores[i] = scores[i].Normalised()
		}
	}
	h := q.heading("Who is central", asked...)
	h.Notes = append(h.Notes, notes...)
	r := report.NewRanking(h, q.view, scores, q.top)
	if ranks != nil {
		r.HowSure(*ranks)
	}
	return q.out.write(q.cmd, r)
}

// explain says what the place of one name rests on.
func (q *centralQuestion) explain() error {
	m := q.measures[0]
	entities, err := inView(q.cmd, q.store, q.name, q.view, []string{q.why})
	if err != nil {
		return err
	}
	scores, err := computeAll(q.cmd, []central.Measure{m}, q.view, q.options)
	if err != nil {
		return err
	}
	if !scores[0].Scored(entities[0]) {
		return usagef("%s has no score by %s, and so no place among the first", q.view.ID(entities[0]), m)
	}
	options, top := q.options, cmp.Or(q.top, 10)
	p := newProgress(q.cmd, "losses tried")
	defer p.done()
	options.Progress = p.tell
	w, err := certainty.Explain(q.cmd.Context(), m, q.view, options, entities[0], top)
	if errors.Is(err, certainty.ErrNotFirst) {
		return usagef("%s is %d by %s, not among the first %d: nothing can take it from there; --top says how many the first are", q.view.ID(entities[0]), w.Rank, m, top)
	}
	if err != nil {
		return err
	}
	asked := append(measureWords(q.view, q.measures, q.options, nil), fmt.Sprintf("why %s is among the first %d", namesOf(q.view, entities, nil), top))
	return q.out.write(q.cmd, report.NewWhy(q.heading("What a place rests on", asked...), q.view, scores[0], entities[0], w))
}

// together says how central some are as a set.
func (q *centralQuestion) together() error {
	members, err := inView(q.cmd, q.store, q.name, q.view, q.centralOptions.together)
	if err != nil {
		return err
	}
	if err := distinct("together", q.view, members); err != nil {
		return err
	}
	p := newProgress(q.cmd, "routes through the set")
	g, err := central.Group(q.cmd.Context(), q.view, members, p.tell)
	p.done()
	if err != nil {
		return err
	}
	return q.out.write(q.cmd, report.NewTeam(q.heading("How central they are together", "together "+namesOf(q.view, members, nil)), q.view, members, g))
}

// ties ranks the ties.
func (q *centralQuestion) ties() error {
	p := newProgress(q.cmd, "ties")
	defer p.done()
	q.options.Progress = p.tell
	scores, err := central.TieBetweenness(q.cmd.Context(), q.view, q.options)
	if err != nil {
		return err
	}
	ranks := central.Scores{Values: scores}.Ranks()
	asked := append([]string{"ties"}, append(measureWords(q.view, q.measures, q.options, nil), first(q.top))...)
	r := report.NewTieRanking(q.heading("Which ties carry most", asked...), q.view, scores, ranks, central.Bridges(q.view), q.top)
	if q.options.Weighted {
		r.Weights = "distance"
	}
	return q.out.write(q.cmd, r)
}

// sooner says by what a measure of n entities would be answered sooner, where it takes
// long and there is something.
func sooner(m central.Measure, n int, o central.Options) string {
	const long = 50_000 // exact betweenness of more takes a minute or so
	if m != central.MeasureBetweenness || o.Weighted || o.Sample > 0 || n <= long {
		return ""
	}
	return "; --sample 100000 answers sooner"
}

func computeAll(cmd *cobra.Command, measures []central.Measure, v *graph.View, o central.Options) ([]central.Scores, error) {
	all := make([]central.Scores, len(measures))
	for i, m := range measures {
		p := newProgress(cmd, m.String())
		p.hint = sooner(m, v.Len(), o)
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
		if slices.Contains(measures[:i], measures[i]) {
			return nil, usagef("--by names %s twice", measures[i])
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
