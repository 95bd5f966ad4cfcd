package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph/casefile"
	"github.com/linchpin-graph/linchpin/graph/store"
)

func newNewCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "new CASE",
		Short: "Make an empty case file",
		Long: `Make an empty case file, readable by you alone. A file that is there already is
left as it is. A case on a Neo4j server needs no making: load into its address.

Keep case files on a disc of this machine: network drives do not lock files as
SQLite needs it.`,
		Example: "  linchpin new harbour.case",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runNew(cmd, args[0])
		},
	}
}

func runNew(cmd *cobra.Command, name string) error {
	if isAddress(name) {
		return usagef("%s: a case on a server is made by loading into it", name)
	}
	file, err := casefile.Create(cmd.Context(), name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := audit(cmd, file, name, store.Entry{Verb: "new"}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s is ready; next: linchpin load %s FILE...\n", printable(name), printable(name))
	return err
}
