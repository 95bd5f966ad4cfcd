package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

func newCheckCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "check CASE",
		Short: "Verify that a case is as it was put",
		Long: `Read every row of a case and compare it with the hash its batch was put with,
verify the chain of the log, and list loads that were broken off and ties whose
ends do not fit their kind. The command fails where anything is not as it was put.`,
		Example: "  linchpin check harbour.case",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runCheck(cmd, args[0]) },
	}
}

func runCheck(cmd *cobra.Command, name string) error {
	return withCase(cmd, name, func(s store.Store) error {
		faults, err := s.Check(cmd.Context())
		if err != nil {
			return err
		}
		out := cmd.OutOrStdout()
		for _, f := range faults {
			fmt.Fprintf(out, "FAULT %s: %s\n", printable(f.Where), printable(f.What))
		}
		if len(faults) > 0 {
			return fmt.Errorf("%s: %s: the case is not as it was put; go back to a copy", name, counted(len(faults), "fault"))
		}
		n, err := s.Read(cmd.Context(), graph.Filter{Withdrawn: true})
		if err != nil {
			return err
		}
		if err := auditRead(cmd, s, name, n, store.Entry{}); err != nil {
			return err
		}
		if err := listDoubts(cmd, s, n); err != nil {
			return err
		}
		c := n.Counts()
		_, err = fmt.Fprintf(out, "%s is whole: %s, %s, %s, %s; digest %s\n",
			printable(name), counted(c.Entities, "entity"), counted(c.Ties, "tie"), counted(c.Records, "record"), counted(c.Sources, "source"), n.Digest())
		return err
	})
}

// listDoubts lists what is as it was put and yet wants a look.
func listDoubts(cmd *cobra.Command, s store.Reader, n *graph.Network) error {
	loads, err := s.Loads(cmd.Context())
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	for _, l := range loads {
		if !l.Complete {
			fmt.Fprintf(out, "note: the load of %s was broken off; run it again\n", printable(l.Title))
		}
	}
	for i := range n.Ties {
		t := &n.Ties[i]
		if from, to := n.Entity(t.From), n.Entity(t.To); !t.Kind.Fits(from.Kind, to.Kind) {
			fmt.Fprintf(out, "note: %s from %s %s to %s %s does not fit its kind; no analysis uses it\n",
				t.Kind, from.Kind, printable(string(t.From)), to.Kind, printable(string(t.To)))
		}
	}
	return nil
}
