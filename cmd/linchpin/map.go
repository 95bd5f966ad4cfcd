package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

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

// writeResult writes to a file that must not be there, or to standard output. Force
// replaces a regular file; a link is never followed.
func writeResult(cmd *cobra.Command, path string, force bool, text []byte) error {
	if path == "" || path == "-" {
		_, err := cmd.OutOrStdout().Write(text)
		return err
	}
	if force {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if info, err := os.Stat(path); err == nil && info.Mode()&os.ModeDevice != 0 {
		flags = os.O_WRONLY // such as /dev/full
	}
	file, err := os.OpenFile(path, flags, 0o600)
	if errors.Is(err, fs.ErrExist) {
		if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%s: is a link or no regular file, and is left alone; name another", path)
		}
		return fmt.Errorf("%s: is there already; --force replaces it", path)
	}
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// checkNew refuses a file that is there already, as writeResult would, before long work is
// done for it.
func checkNew(path string, force bool) error {
	if path == "" || path == "-" || force {
		return nil
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeDevice == 0 {
		return fmt.Errorf("%s: is there already; --force replaces it", path)
	}
	return nil
}
