package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type findOptions struct {
	out outputOptions
	top int
}

func newFindCmd() *cobra.Command {
	var o findOptions
	cmd := &cobra.Command{
		Use:   "find CASE TEXT",
		Short: "Find entities by name, alias or identifier",
		Long: `Find entities that have a text in a name, alias or identifier, whatever its case
and accents. Every character stands for itself. A name typed here stays in your
shell's history; - reads it from standard input instead, here and wherever a
command takes a name.`,
		Example: `  linchpin find harbour.case "casimir wray"
  linchpin find harbour.case volkhart --format json`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeCaseAndName,
		RunE:              func(cmd *cobra.Command, args []string) error { return runFind(cmd, args[0], args[1], &o) },
	}
	o.out.addFlags(cmd)
	cmd.Flags().IntVar(&o.top, "top", 50, "how many to show; 0 for all")
	return cmd
}

func runFind(cmd *cobra.Command, name, text string, o *findOptions) error {
	text, err := typed(cmd, text)
	if err != nil {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return usagef("what is to be found is empty; linchpin show lists a case")
	}
	return withCase(cmd, name, func(s store.Store) error {
		matches, err := s.Find(cmd.Context(), text, o.top)
		if err != nil {
			return err
		}
		if err := audit(cmd, s, name, store.Entry{Verb: "find", Counts: fmt.Sprintf("entities=%d", len(matches))}); err != nil {
			return err
		}
		if len(matches) == 0 {
			return unknownName(cmd.Context(), s, text, nil)
		}
		table := report.Table{Columns: []string{"ID", "NAME", "KIND", "TIES", "FOUND IN"}, Numeric: []bool{false, false, false, true}}
		for _, m := range matches {
			table.Rows = append(table.Rows, []string{string(m.ID), m.Name, m.Kind.String(), strconv.Itoa(m.Ties), m.Text})
		}
		return o.out.write(cmd, newTableResult("", table))
	})
}
