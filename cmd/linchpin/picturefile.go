package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/diagram"
)

// encode writes a picture in a format, and returns the texts that are not drawn right.
func encode(picture *diagram.Picture, format string) ([]byte, []string, error) {
	var text bytes.Buffer
	var undrawn []string
	var err error
	switch format {
	case "png":
		undrawn, err = picture.PNG(&text)
	case "pdf":
		undrawn, err = picture.PDF(&text)
	default:
		err = picture.SVG(&text)
	}
	return text.Bytes(), undrawn, err
}

// checkPicture refuses a file for a picture in none of some formats, and an empty name.
func checkPicture(cmd *cobra.Command, path string, formats []string) error {
	if path != "" && !slices.Contains(formats, formatOf(path)) {
		return usagef("--draw %s: want a file that ends in one of .%s", path, strings.Join(formats, " ."))
	}
	return checkNames(cmd, "draw")
}

// formatOf is the ending of a file's name, without its dot.
func formatOf(path string) string { return strings.TrimPrefix(filepath.Ext(path), ".") }

// warnUndrawn says which names a picture that was written does not show right.
func warnUndrawn(cmd *cobra.Command, path string, texts []string) {
	if len(texts) > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "linchpin: %s is written, but these texts cannot be read in it: %s; svg keeps every text, so write svg; where it is boxes that are shown, a font such as Noto Sans CJK helps, too\n", printable(path), printable(strings.Join(texts, ", ")))
	}
}

// writeBeside writes a result and, where a file is named for it, the picture that draw makes:
// both or neither.
func (o *outputOptions) writeBeside(cmd *cobra.Command, r result, path string, draw func() (text []byte, undrawn []string, err error)) error {
	if path == "" {
		return o.write(cmd, r)
	}
	text, err := o.text(r)
	if err != nil {
		return err
	}
	picture, undrawn, err := draw()
	if err != nil {
		return err
	}
	if err := writeAll(cmd, o.force, written{o.path, text}, written{path, picture}); err != nil {
		return err
	}
	warnUndrawn(cmd, path, undrawn)
	return nil
}
