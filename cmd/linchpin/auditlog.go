package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph/store"
)

type auditOptions struct{ format format }

func newAuditCmd() *cobra.Command {
	var o auditOptions
	cmd := &cobra.Command{
		Use:   "audit CASE",
		Short: "Show the log of a case and verify its chain",
		Long: `Show who read or changed the case, when and for what, and verify that no entry was
changed or taken out. Times are UTC. The log holds counts and digests, never a
person's data. Where a case could not be written, its log is kept in your state
folder and shown below its own; whether the end of that one is missing cannot be
told.`,
		Example: `  linchpin audit harbour.case
  linchpin audit harbour.case --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runAudit(cmd, args[0], o) },
	}
	cmd.Flags().TextVar(&o.format, "format", formatTable, "table or json")
	return cmd
}

func runAudit(cmd *cobra.Command, name string, o auditOptions) error {
	return withCase(cmd, name, func(s store.Store) error {
		log, err := s.Audit(cmd.Context())
		if err != nil {
			return err
		}
		entries, broken := log.Entries, log.Verify()
		if !isAddress(name) {
			side, err := readSideLog(name)
			if err != nil {
				return err
			}
			if err := store.VerifyAudit(side); err != nil && broken == nil {
				broken = fmt.Errorf("log kept beside the case: %w", err)
			}
			entries = append(entries, side...)
		}
		if err := writeAudit(cmd, entries, o.format); err != nil {
			return err
		}
		if broken != nil {
			return fmt.Errorf("%s: the log is not whole: %w", name, broken)
		}
		fmt.Fprintf(cmd.ErrOrStderr(), "the chain of %d entries is whole\n", len(entries))
		return nil
	})
}

func writeAudit(cmd *cobra.Command, entries []store.Entry, f format) error {
	if f == formatJSON {
		encoder := json.NewEncoder(cmd.OutOrStdout())
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(entries)
	}
	table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "NUMBER\tAT\tWHO\tVERB\tASKED\tCOUNTS\tPURPOSE\tREASON\tDIGEST")
	for _, e := range entries {
		cells := []string{fmt.Sprint(e.Number), e.At.UTC().Format(time.RFC3339), e.Who, e.Verb, e.Asked, e.Counts, e.Purpose, e.Reason, e.Digest[:min(12, len(e.Digest))]}
		fmt.Fprintln(table, printable(strings.Join(cells, "\t")))
	}
	return table.Flush()
}
