package main

import "github.com/spf13/cobra"

// newMoneyCmd lists the questions about money. Each is a file of its own, money*.go.
func newMoneyCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "money",
		Short: "Follow payments, and find who owns what",
		Long: `Follow payments through a case: where money came from and went, which payments
stand out from the case's ordinary traffic, and who owns what.

Amounts are exact and never added across currencies. A finding says that payments
are consistent with a pattern; it says nothing of why they were made.`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand()
	return cmd
}
