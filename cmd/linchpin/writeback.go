package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

type writeBackOptions struct {
	view viewOptions
	by   []string
}

func newWriteBackCmd() *cobra.Command {
	var o writeBackOptions
	cmd := &cobra.Command{
		Use:   "write-back CASE",
		Short: "Put scores on the nodes of a Neo4j server, for Bloom and Browser",
		Long: `Compute measures on a view and put each entity's score on its node, as properties
named linchpin_betweenness and the like. They are no facts of the case: they are in
no digest, and a later write-back replaces them.`,
		Example: `  linchpin write-back "neo4j://neo4j@127.0.0.1:7687/neo4j?case=harbour" --by betweenness,degree`,
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runWriteBack(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	cmd.Flags().StringSliceVar(&o.by, "by", []string{"betweenness"}, "measures to write")
	return cmd
}

func runWriteBack(cmd *cobra.Command, name string, o *writeBackOptions) error {
	measures, err := parseMeasures(o.by)
	if err != nil {
		return err
	}
	return withView(cmd, name, &o.view, store.Entry{Verb: "write-back"}, func(s store.Store, v *graph.View) error {
		writer, ok := s.(store.ScoreWriter)
		if !ok {
			return usagef("%s: scores are written back to a Neo4j server; a case file has no nodes to show them on", name)
		}
		ids := make([]graph.EntityID, v.Len())
		for i := range ids {
			ids[i] = v.ID(i)
		}
		for _, m := range measures {
			scores, err := central.Compute(cmd.Context(), m, v, central.Options{})
			if err != nil {
				return err
			}
			if err := writer.WriteScores(cmd.Context(), m.String(), ids, scores.Values); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "wrote %s of %s\n", m, counted(len(ids), "entity"))
		}
		return nil
	})
}
