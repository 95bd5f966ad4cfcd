package graph

import (
	"slices"
	"strings"
	"unicode"
)

// sensitive are words in the names of properties that the law protects specially:
// Directive (EU) 2016/680, article 10.
var sensitive = []string{
	"religion", "religious", "faith", "creed", "ethnic", "ethnicity", "race", "racial", "caste", "political", "politics", "party-membership", "union", "trade-union",
	"health", "medical", "diagnosis", "disability", "hiv", "blood", "mental", "psychiatric", "pregnancy", "sexual", "sexuality", "orientation", "genetic", "biometric",
	"religión", "etnia", "salud", "sindicato", "razza", "salute", "religione", "ethnie", "santé", "rasse", "gesundheit", "gewerkschaft", "konfession", "glaube",
}

// IsSensitive reports whether a property's name speaks of religion, ethnicity,
// politics, health and the like. Such data is not loaded unless somebody says why, and
// no filter, score or list asks for it.
func IsSensitive(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	folded := strings.Join(words, "-")
	return slices.ContainsFunc(sensitive, func(word string) bool {
		return slices.Contains(words, word) || strings.Contains(folded, word) && len(word) > 5
	})
}
