package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// build is what the program knows of its own making.
type build struct{ Version, Commit, Go, Flags string }

// version reads what the Go tool wrote into the binary.
func version() build {
	b := build{Version: "development", Commit: "unknown", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			b.Commit += " with changes"
		case strings.HasPrefix(s.Key, "-") || s.Key == "CGO_ENABLED":
			b.Flags += " " + s.Key + "=" + s.Value
		}
	}
	return b
}

func newVersionCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Say which linchpin this is",
		Example: "  linchpin version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b := version()
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "linchpin %s\ncommit %s\n%s %s/%s%s\n", b.Version, b.Commit, b.Go, runtime.GOOS, runtime.GOARCH, b.Flags)
			return err
		},
	}
}
