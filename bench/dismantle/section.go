package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// title is the first line of the file.
const title = "# Plans beside published ones\n"

// writeSection puts a section in the place of the one in a file that has its heading, or
// at the end.
func writeSection(file, heading, section string) error {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(text) == 0 {
		text = []byte(title)
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

// rowsOf reads the rows of a section's table by the name in their first column.
func rowsOf(file, heading string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	_, section, _ := strings.Cut(string(text), "\n"+heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := map[string]string{}
	for line := range strings.Lines(section) {
		if name, _, found := strings.Cut(strings.TrimPrefix(line, "| "), " | "); found {
			rows[name] = line
		}
	}
	return rows, nil
}
