package main

import (
	"fmt"
	"slices"
	"strings"
)

// A format is how a result is written to standard output.
type format uint8

const (
	formatTable format = iota
	formatJSON
	formatCSV
	formatHTML
)

var formatNames = [...]string{"table", "json", "csv", "html"}

// String returns the format's word.
func (f format) String() string { return formatNames[f] }

// MarshalText returns the format's word.
func (f format) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads the format's word.
func (f *format) UnmarshalText(text []byte) error {
	i := slices.Index(formatNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("unknown format %q: want table, json or csv; for target lists and plans also html", text)
	}
	*f = format(i)
	return nil
}
