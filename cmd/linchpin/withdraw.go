package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

type withdrawOptions struct {
	record, source string
	on             dateFlag
	reason         string
}

func newWithdrawCmd() *cobra.Command {
	var o withdrawOptions
	cmd := &cobra.Command{
		Use:   "withdraw CASE (--record ID | --source ID)",
		Short: "Take back a record or everything a source said",
		Long: `Take back a record or everything a source said, from a date on (today unless told
otherwise). Nothing is erased: the case as known before that date still has it,
and the reason is kept. IDs are shown by linchpin show.`,
		Example: `  linchpin withdraw harbour.case --source report:K-02 --reason "informant retracted"
  linchpin withdraw harbour.case --record cedfddc569d58fbe4794ff1c3b95f550 --on 2024-06-01 --reason "wrong person"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runWithdraw(cmd, args[0], o) },
	}
	cmd.Flags().StringVar(&o.record, "record", "", "the record to take back")
	cmd.Flags().StringVar(&o.source, "source", "", "the source to take back")
	cmd.Flags().TextVar(&o.on, "on", dateFlag{}, "from this date on (default: today)")
	cmd.Flags().StringVar(&o.reason, "reason", "", "why; asked for when not given")
	return cmd
}

func runWithdraw(cmd *cobra.Command, name string, o withdrawOptions) (err error) {
	if (o.record == "") == (o.source == "") {
		return usagef("give either --record or --source")
	}
	if o.reason = strings.TrimSpace(o.reason); o.reason == "" {
		if o.reason, err = ask(cmd, "why is it taken back", "reason"); err != nil {
			return err
		}
	}
	if !o.on.Known() {
		o.on.Date = graph.DayOf(time.Now())
	}
	w := graph.Withdrawal{Record: graph.RecordID(o.record), Source: graph.SourceID(o.source), On: o.on.Date, Reason: o.reason, By: currentUser()}
	return withCase(cmd, name, func(s store.Store) error {
		if err := audit(cmd, s, name, store.Entry{Verb: "withdraw", Reason: o.reason, Counts: withdrawnText(w)}); err != nil {
			return err
		}
		records, err := s.Withdraw(cmd.Context(), w)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "withdrawn from %s on: %d records\n", o.on.Date, records)
		return err
	})
}

// withdrawnText says in the log what is taken back, by its identifier.
func withdrawnText(w graph.Withdrawal) string {
	if w.Record != "" {
		return fmt.Sprintf("record=%s on=%s", w.Record, w.On)
	}
	return fmt.Sprintf("source=%s on=%s", w.Source, w.On)
}
