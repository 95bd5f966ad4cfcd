package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// checkOutputs refuses files that cannot be written, or must not be replaced, before long
// work is done for them.
func checkOutputs(cmd *cobra.Command, force bool, paths ...string) error {
	for i, path := range paths {
		if err := checkOutput(cmd, path, force); err != nil {
			return err
		}
		for _, other := range paths[:i] {
			if path != "" && samePlace(path, other) {
				return usagef("%s and %s: name two files", other, path)
			}
		}
	}
	return nil
}

func checkOutput(cmd *cobra.Command, path string, force bool) error {
	if path == "" || path == "-" || isDevice(path) {
		return nil
	}
	if err := refuseInput(cmd, path); err != nil {
		return err
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return fmt.Errorf("%s: cannot be written: %w", path, err)
		}
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: is a link or no regular file, and is left alone; name another", path)
	case force:
		return nil
	case cmd.Flags().Lookup("force") == nil:
		return thereAlready(path, "name another")
	}
	return thereAlready(path, "--force replaces it")
}

// inputFlags name the files that a command reads beside its case.
var inputFlags = []string{"cost", "rates", "plan", "mapping", "password-file"}

// refuseInput refuses an output that is the case, whatever its name is, a file that SQLite
// keeps beside it, the case's log, or a file that a flag names to be read. A command
// without --force replaces nothing.
func refuseInput(cmd *cobra.Command, path string) error {
	if cmd.Flags().Lookup("force") == nil {
		return nil
	}
	for _, name := range inputFlags {
		if f := cmd.Flags().Lookup(name); f != nil && sameFile(path, f.Value.String()) {
			return leftAlone(path, "the file that --"+name+" names")
		}
	}
	if cmd.Flags().NArg() == 0 || isAddress(cmd.Flags().Arg(0)) {
		return nil
	}
	name := cmd.Flags().Arg(0)
	if sameFile(path, name) {
		return leftAlone(path, "the case itself, "+name)
	}
	if log, err := sideLogPath(name); err == nil && sameFile(path, log) {
		return leftAlone(path, "the log of the case "+name)
	}
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil // there is no such case, which opening it says better
	}
	for _, ending := range []string{"-wal", "-shm", "-journal"} {
		if samePlace(path, name+ending) || samePlace(path, real+ending) || sameFile(path, real+ending) {
			return leftAlone(path, "where the case "+name+" keeps what is being written")
		}
	}
	return nil
}

func leftAlone(path, what string) error {
	return fmt.Errorf("%s: is %s, and is left alone; name another", path, what)
}

// sameFile reports whether two names lead to one file that is there.
func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// samePlace reports whether two names are of one place in one folder, whatever is there.
func samePlace(a, b string) bool {
	return filepath.Base(a) == filepath.Base(b) && sameFile(filepath.Dir(a), filepath.Dir(b))
}
