package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// writeSection puts a section in the place of the one in a file that has its heading, or
// at the end.
func writeSection(file, heading, section string) error {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	before, rest, found := strings.Cut(string(text), "\n"+heading+"\n")
	if found {
		_, after, more := strings.Cut(rest, "\n## ")
		if more {
			section += "\n## " + after
		}
	}
	return os.WriteFile(file, []byte(before+section), 0o644)
}
