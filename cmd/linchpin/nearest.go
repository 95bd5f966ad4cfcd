package main

import (
	"cmp"
	"slices"
	"strings"
)

// nearest returns at most limit of the words that a misspelt one may mean, the
// likeliest first: those of which the whole, or one part of a name, is within a third
// of its length in edits.
func nearest(misspelt string, words []string, limit int) []string {
	type candidate struct {
		word  string
		edits int
	}
	folded := strings.ToLower(misspelt)
	if len(folded) > 200 || len([]rune(folded)) < 2 { // no word is so long, and every word is near a letter
		return nil
	}
	var near []candidate
	for _, word := range words {
		whole := strings.ToLower(word)
		least := edits(folded, whole)
		for part := range strings.FieldsSeq(whole) {
			least = min(least, edits(folded, part))
		}
		if least <= max(1, len([]rune(folded))/3) {
			near = append(near, candidate{word, least})
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), strings.Compare(a.word, b.word))
	})
	var best []string
	for _, c := range near[:min(limit, len(near))] {
		best = append(best, c.word)
	}
	return best
}

// edits returns the least number of letters to insert, delete, replace or swap
// with a neighbour that turns a into b.
//
// Source: the optimal string alignment distance; L. Boytsov, "Indexing methods for
// approximate dictionary searching", ACM JEA 16 (2011). doi:10.1145/1963190.1963191
func edits(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, row, next := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(s); i++ {
		next[0] = i
		for j := 1; j <= len(t); j++ {
			replace := row[j-1]
			if s[i-1] != t[j-1] {
				replace++
			}
			next[j] = min(row[j]+1, next[j-1]+1, replace)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(t)]
}
