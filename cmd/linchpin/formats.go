package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

func newFormatsCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "formats",
		Short:   "List the formats, kinds and words that linchpin reads",
		Example: "  linchpin formats",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runFormats(cmd) },
	}
}

func runFormats(cmd *cobra.Command) error {
	table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "FORMAT\tWHAT IT IS")
	for _, f := range loaders.Formats() {
		fmt.Fprintf(table, "%s\t%s\n", f.Name, f.About)
	}
	fmt.Fprintln(table, "\nTIE\tFROM -> TO")
	for _, k := range graph.TieKinds() {
		arrow := "->"
		if !k.Rule().Directed {
			arrow = "--"
		}
		fmt.Fprintf(table, "%s\t%s %s %s\n", k, k.Rule().From, arrow, k.Rule().To)
	}
	fmt.Fprintln(table, "\nPROPERTY\tWORDS")
	for _, w := range []struct {
		name  string
		words []string
	}{
		{graph.PropCustody, graph.CustodyWords}, {graph.PropClass, graph.GangClasses}, {"status of a gang", graph.GangStatuses},
		{graph.PropMeans, graph.ProtectionMeans}, {graph.PropForm, graph.ProtectionForms}, {"status of protection", graph.ProtectionStatus},
		{graph.PropRole, []string{"suspect", "convicted", "victim", "witness", "informant", "decider", "concerned", "other"}},
	} {
		fmt.Fprintf(table, "%s\t%s\n", w.name, strings.Join(w.words, ", "))
	}
	fmt.Fprintln(table, "grade\tAdmiralty B2, 3x5x2 1AP, 5x5x5 B21, confirmed, tentative, unconfirmed, 0.7, 0.5-0.8")
	fmt.Fprintln(table, "date\t2024, 2024-05, 2024-05-17, 2024-05-17T21:04:00Z, 2024-05/2024-07, 2024-05/..")
	return table.Flush()
}
