package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold takes a text's case, accents and width away, so that "JOSÉ" is found as
// "jose". Stores compare folded texts and keep texts as they are.
func Fold(text string) string {
	var folded strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if !unicode.Is(unicode.Mn, r) {
			folded.WriteRune(unicode.ToLower(unicode.ToUpper(r)))
		}
	}
	return folded.String()
}
