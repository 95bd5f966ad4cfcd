package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/diagram"
)

// renderName is the hidden command that a diagram's layout runs in, so that one bad
// graph harms no other and can be stopped.
const renderName = "render-child"

func newRenderCmd() *cobra.Command {
	return &cobra.Command{
		Use:    renderName + " MEMORY",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			memory, err := strconv.ParseUint(args[0], 10, 64)
			if err != nil {
				return usagef("memory %q: want bytes", args[0])
			}
			if err := limitMemory(memory); err != nil {
				return err
			}
			return diagram.Child(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}
