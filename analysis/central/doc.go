// Package central measures who is central in a view: who has most ties, who lies
// between others, who is near to all, whose neighbours are central themselves.
//
// Every measure is deterministic: the same view gives the same bytes, whatever the
// number of CPUs.
package central
