package main

import (
	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/loaders"
)

type mapOptions struct {
	load   loadOptions
	output string
}

func newMapCmd() *cobra.Command {
	var o mapOptions
	cmd := &cobra.Command{
		Use:   "map FILE",
		Short: "Look at a table and write the mapping to start from",
		Long: `Look at a table's first rows and write a mapping for linchpin load --mapping, with
comments on what was recognised and what you have to decide. Nothing is loaded.`,
		Example: `  linchpin map bank-2024.csv --output my-bank.yaml
  linchpin map bank-2024.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runMap(cmd, args[0], &o) },
	}
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "file to write (default: standard output)")
	cmd.Flags().StringVar(&o.load.delimiter, "delimiter", "", "what stands between fields: , ; | or tab (default: by content)")
	cmd.Flags().StringVar(&o.load.loaders.Encoding, "encoding", "", "such as utf-8, windows-1252, utf-16le (default: by content)")
	return cmd
}

func runMap(cmd *cobra.Command, name string, o *mapOptions) error {
	options, err := o.load.build()
	if err != nil {
		return err
	}
	inputs, err := openInputs(cmd, []string{name})
	defer closeInputs(inputs)
	if err != nil {
		return err
	}
	sketch, err := loaders.Sketch(cmd.Context(), inputs[0].Input, options)
	if err != nil {
		return err
	}
	return writeResult(cmd, o.output, false, sketch)
}
