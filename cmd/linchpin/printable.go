package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

const maxMessage = 4000 // bytes of one message; nobody reads more, and data can be long

// printable returns text with what a terminal would obey, or show in another
// order, written as an escape. Line ends stay.
func printable(text string) string {
	var out strings.Builder
	for _, r := range text {
		if out.Len() > maxMessage {
			out.WriteString(" … (cut)")
			break
		}
		if r == '\n' || r == '\t' || unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) && r != unicode.ReplacementChar {
			out.WriteRune(r)
			continue
		}
		out.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
	}
	return out.String()
}

// oneLine returns a file's name with line ends and tabs written as escapes, so that it
// cannot look like a message of ours.
func oneLine(name string) string {
	return strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(name)
}

// counted returns a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "ity"); ok {
		return fmt.Sprintf("%d %sities", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
