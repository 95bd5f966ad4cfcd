package main

import (
	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/diagram"
)

// newRenderCmd is the child that a diagram's layout runs in, so that one bad graph
// harms no other and can be stopped.
func newRenderCmd() *cobra.Command {
	return &cobra.Command{
		Use:    "render-child",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return diagram.Child(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
