// Package private gives the process a folder of its own for temporary files, before any
// other package looks for one.
//
// go-graphviz compiles Graphviz when it is imported and keeps the machine code in a
// folder under the system's for temporary files, which is everybody's: who gets there
// first decides what the next user runs, or keeps the next user from starting at all.
// Packages are initialised by the order of their import paths once their imports are
// (Go specification, "Program initialization"); this one imports the standard library
// alone, so it comes before go-graphviz, which waits for its own imports.
package private

import (
	"os"
	"path/filepath"
)

// System is everybody's folder for temporary files, which the process no longer uses.
var System = os.TempDir()

// Folder is where temporary files go; nothing is there where none could be made, and
// then nothing is kept.
var Folder = claim()

// claim makes the folder and points the process and its libraries to it. A folder that
// others can write to is not taken.
func claim() string {
	folder := filepath.Join(os.DevNull, "no-folder")
	if cache, err := os.UserCacheDir(); err == nil {
		own := filepath.Join(cache, "linchpin")
		if err := os.MkdirAll(own, 0o700); err == nil {
			if info, err := os.Lstat(own); err == nil && info.IsDir() && info.Mode().Perm()&0o022 == 0 {
				folder = own
			}
		}
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		_ = os.Setenv(name, folder) // fails for bad names alone
	}
	return folder
}
