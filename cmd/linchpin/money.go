package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
)

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
	cmd.AddCommand(newMoneyFlowsCmd(), newMoneyTraceCmd(), newMoneyPatternsCmd(), newMoneyOwnersCmd(), newMoneyInterestsCmd(), newMoneyFreezeCmd())
	return cmd
}

// usageOfLens makes a lens on which no payments can be followed a usage error.
func usageOfLens(err error) error {
	if errors.Is(err, money.ErrLens) {
		return usagef("--%w", err)
	}
	return err
}
